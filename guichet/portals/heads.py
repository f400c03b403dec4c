"""The heads of a desk: who is told before a time limit ends, who named them and when; a head names another one, or ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from guichet.engine.refusals import Refusal
from guichet.engine.words import Actor
from guichet.people.colleagues import colleagues
from guichet.people.heads import end_head, headings, heads_of, name_head
from guichet.portals.errors import error_page
from guichet.portals.frame import page, speech_of
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.refusals import STATUS
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import signed_in, visitor
from guichet.portals.work_list import laws_of
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def heads_page(request: HttpRequest) -> HttpResponse:
    """Who heads the viewer's desk and who did; a POST names one more."""
    if request.method == "POST":
        return _done(request, name_head)
    laws = laws_of(visitor(request))
    return _show(request) if laws else error_page(request, 403)


@require_POST
@signed_in
def end(request: HttpRequest) -> HttpResponse:
    """Somebody heads the desk no more, from today on."""
    return _done(request, end_head)


def _done(request: HttpRequest, act: Callable[[Actor, str, date], None]) -> HttpResponse:
    person = posted(request, ("person",)).get("person", "")
    laws = laws_of(visitor(request))
    if not laws:
        return error_page(request, 403)
    try:
        act(visitor(request).actor, person, clock.today())
    except Refusal as refusal:
        sentence = sentence_of(refusal.name, {**refusal.values, "field": speech_of(request).say("Who?")}, speech_of(request), names_of(laws[0]))
        return _show(request, sentence, STATUS[type(refusal).__name__])
    return HttpResponseRedirect(f"{address('heads')}?done=1")


def _show(request: HttpRequest, mistake: str = "", status: int = 200) -> HttpResponse:
    viewer, today = visitor(request), clock.today()
    now = [ref for ref, _ in heads_of(viewer.role, viewer.body, today)]
    told = headings(viewer.role, viewer.body)
    values = {
        "mistake": mistake, "done": asked(request, ("done",)).get("done"), "may": viewer.person in now,
        "heads": [one for one in told if one.person in now and one.ended_on is None],
        "before": [one for one in told if one.ended_on is not None],
        "team": [one for one in colleagues(viewer.role, viewer.body, today) if one.ref not in now],
    }  # fmt: skip
    return page(request, "heads.html", values, status=status)
