"""The start page; signing in by choosing a demo person, signing out; the demo's own clock."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.portals.frame import page, speech_of
from guichet.portals.jinja import address
from guichet.portals.strict import posted
from guichet.portals.visitor import let_in, let_out, signed_in, visitor
from guichet.site import clock

# In which order the roles stand on the sign-in page, and what they are called there.
ROLES = {
    "employer": "Employers",
    "worker": "Workers",
    "host_family": "Host families",
    "work_authority": "Regions",
    "stay_authority": "Immigration Office",
    "post": "Embassies and consulates",
    "municipality": "Communes",
    "inspector": "Inspection",
    "advisory_body": "Advisory bodies",
}
_DOORS = {"employer": "applications", "worker": "", "authority": ""}  # the doors of the start page, and where each leads once signed in
_OWN_DOOR = {"employer": "employer", "host_family": "employer", "worker": "worker"}  # by role; others are behind the counter
_DAYS = ("1", "7", "30")
_FIRST_PAGE = {  # where a role begins; the others begin with their files
    "inspector": "inspection", "post": "queues", "municipality": "queues", "work_authority": "work", "stay_authority": "work",
}  # fmt: skip


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Guichet is, and the three ways in."""
    viewer = visitor(request)
    return page(request, "start.html", {"doors": {door: _door(viewer, door) for door in _DOORS}})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose a demo person; a POST signs in and goes where the visitor wanted to go."""
    if not settings.DEMO and not settings.TESTING:
        raise Http404
    chosen, language = people.sign_in_choices(clock.today()), speech_of(request).language
    if request.method != "POST":
        return page(request, "sign_in.html", {"groups": _groups(chosen, language), "next": request.GET.get("next", "")})
    form = posted(request, ("who", "next"))
    viewer = {_key(one): one for one in chosen}.get(form.get("who", ""))
    if viewer is None:
        return page(request, "sign_in.html", {"groups": _groups(chosen, language), "next": form.get("next", ""), "unknown": True}, status=422)
    let_in(request, viewer)
    return HttpResponseRedirect(_safe(request, form.get("next", "")) or address(_FIRST_PAGE.get(viewer.role, "files")))


@require_POST
@signed_in
def stay(request: HttpRequest) -> HttpResponse:
    """One more session's time, for whoever is still signed in."""
    posted(request, ())
    return HttpResponse(status=204)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave the counter."""
    posted(request, ())
    let_out(request)
    return HttpResponseRedirect(address("start"))


@require_POST
def clock_forward(request: HttpRequest) -> HttpResponse:
    """Only in the demo: let some days pass, then come back to the same page."""
    if not settings.DEMO:
        raise Http404
    form = posted(request, ("days", "next"))
    if form.get("days") not in _DAYS:
        raise BadRequest("The demo's clock goes on by 1, 7 or 30 days.")
    clock.forward(int(form["days"]))
    return HttpResponseRedirect(_safe(request, form.get("next", "")) or address("start"))


def _door(viewer: Viewer | None, door: str) -> str:
    """Where a door leads: whoever is signed in goes straight through their own, others by the sign-in page."""
    if viewer and door == _OWN_DOOR.get(viewer.role, "authority"):
        return address(_DOORS[door] or _FIRST_PAGE.get(viewer.role, "files"))
    return address("sign-in") + (f"?next={address(_DOORS[door])}" if _DOORS[door] else "")


def _groups(choices: Iterable[Viewer], language: str) -> list[dict[str, object]]:
    chosen = list(choices)
    bodies = people.body_names({one.body for one in chosen}, language)
    groups = []
    for role, title in ROLES.items():
        lines = [{"key": _key(one), "name": one.name, "body": bodies.get(one.body, "")} for one in chosen if one.role == role]
        if lines:
            groups.append({"role": role, "title": title, "lines": sorted(lines, key=lambda line: (line["body"], line["name"]))})
    return groups


def _key(viewer: Viewer) -> str:
    return f"{viewer.person}|{viewer.role}|{viewer.body}"


def _safe(request: HttpRequest, target: str) -> str:
    return (
        target
        if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()) and target.startswith("/")
        else ""
    )
