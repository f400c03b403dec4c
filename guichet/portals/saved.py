"""A text that is being written is saved without being sent: by a button, or by a script while one writes; its page shows it again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve
from django.views.decorators.http import require_POST

from guichet.casefile.views import ActView
from guichet.law.rules import Act
from guichet.portals.answers import names_in_form
from guichet.portals.commands import act_fields
from guichet.portals.errors import error_page
from guichet.portals.opened import case_or_404
from guichet.portals.session_limit import forget_typed, save_typed
from guichet.portals.strict import posted
from guichet.portals.uploads import file_field
from guichet.portals.visitor import signed_in

PAGES = frozenset({"act", "asking", "messages"})  # where long texts are written
LONGEST = 200_000  # signs of all that is typed on one page
FORGET = "throw-away"


@require_POST
@signed_in
def save(request: HttpRequest, page: str) -> HttpResponse:
    """Keep what is typed on a page of a file, for its writer alone, and go back there; a script gets an empty answer. Or throw it away."""
    path = f"/{page}"
    found = _page_of(path)
    case = case_or_404(request, found.kwargs["number"])
    acts = [act for act in case.rules.acts.values() if _is_written_on(act, found)]
    names = {name for act in acts for name in names_in_form((*act.asks, *act_fields(_as_form(act))))}
    files = {file_field(name) for name in case.rules.evidence}
    posted(request, names | {FORGET, "language"}, many=("evidence", "block"), files=files)
    if FORGET in request.POST:
        forget_typed(request, path)
        return HttpResponseRedirect(path)
    if sum(len(value) for _, values in request.POST.lists() for value in values) > LONGEST:
        return error_page(request, 413)
    save_typed(request, path)
    return HttpResponse(status=204) if request.headers.get("Accept") == "text/plain" else HttpResponseRedirect(path)


def _page_of(path: str) -> ResolverMatch:
    """The page on which somebody writes; 404 for any other."""
    try:
        found = resolve(path)
    except Resolver404:
        raise Http404 from None
    if found.url_name not in PAGES:
        raise Http404
    return found


def _is_written_on(act: Act, found: ResolverMatch) -> bool:
    """Is this act done on that page? On the page of the messages, the one whose answer names an entry."""
    wanted = found.kwargs.get("act")
    return act.name == wanted if wanted else any(field.type == "entry" for field in act.asks)


def _as_form(act: Act) -> ActView:
    return ActView(act.name, act.title, fields=act.asks, earlier_day=act.earlier_day)
