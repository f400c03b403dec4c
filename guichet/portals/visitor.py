"""Who is at the counter: the person signed in for this session, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.portals.jinja import address
from guichet.portals.session_limit import here, keep_typed
from guichet.site import clock

_KEY = "visitor"
STAFF = frozenset({"work_authority", "stay_authority", "post", "municipality", "inspector", "advisory_body"})  # general roles behind the counter


def visitor(request: HttpRequest) -> Viewer | None:
    """The viewer of this session, looked up once per request; None for a stranger or when the role is no longer held."""
    if not hasattr(request, "visitor"):
        kept = request.session.get(_KEY)
        request.visitor = people.viewer(*kept, on=clock.today()) if kept and here(request, kept) else None
    return request.visitor


def let_in(request: HttpRequest, viewer: Viewer) -> None:
    """Signs this viewer in; the key of the session changes, so that a key known before is worth nothing."""
    request.session.flush()
    request.session[_KEY] = [str(viewer.person), viewer.role, viewer.body]
    request.session.cycle_key()
    request.just_in = True


def let_out(request: HttpRequest) -> None:
    """Signs out: nothing of the session remains."""
    request.session.flush()
    request.just_out = True


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for people who are signed in; others sign in first and come back, and find again what they had typed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if visitor(request) is None:
            if request.method == "POST":
                keep_typed(request)
            return HttpResponseRedirect(f"{address('sign-in')}?next={quote(request.path)}")
        return view(request, *args, **kwargs)

    return guarded


def is_staff(viewer: Viewer | None) -> bool:
    """Does this person stand behind the counter?"""
    return viewer is not None and viewer.role in STAFF
