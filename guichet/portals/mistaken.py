"""An act was recorded by mistake: its desk says which and why, sees what falls with it, and a colleague confirms what undoes effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from guichet.casefile.views import ActView, CaseView
from guichet.desk.mistaken import Falls, correctable, mistaken_command
from guichet.engine.corrections import ALWAYS
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.law.form import Option
from guichet.law.rules import Field
from guichet.portals.commands import ON_REASON
from guichet.portals.falling import Falling, answered
from guichet.portals.frame import speech_of
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, tools
from guichet.portals.speech import LANGUAGES, in_four
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

WHICH = "entry"
WHY = Field(ON_REASON, "long_text", in_four("Why it was recorded by mistake"), personal=True)
ACT = ActView("mistaken", in_four("An act was recorded by mistake"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mistaken(request: HttpRequest, number: str) -> HttpResponse:
    """Ask which and why; then show what falls; with its confirmation do it."""
    case, say = case_or_404(request, number), speech_of(request).say
    try:
        numbers = correctable(case.case, visitor(request).actor)
    except Refusal:
        raise Http404 from None

    def said(request: HttpRequest, seen: int, values: Mapping[str, object], falls: Falls) -> Command:
        identity, by, at = as_uuid(request.POST["command"]), visitor(request).actor, (clock.today(), clock.now())
        return mistaken_command(identity, case.case, seen, by, at, int(str(values[WHICH])), str(values[ON_REASON]), falls)

    one = Falling(
        ACT, [_which(request, case, numbers), WHY], said, address("mistaken", case.number), address("file", case.number), say("Back to the file"),
        lead=say(
            "The act then falls, with all that followed from it; it stays readable, struck out. "
            "If only its day was wrong, record it once more afterwards."
        ),
        instead=say("Nothing comes instead."), nothing="" if numbers else say("Your desk has done nothing in this file that still stands."),
    )  # fmt: skip
    return answered(request, case, one)


def may_be_mistaken(case: CaseView, role: str) -> bool:
    """Is there an act of this desk that it may call a mistake? Only desks that may give an act an earlier day correct one."""
    corrects = any(act.earlier_day and role in act.by for act in case.rules.acts.values())
    return corrects and any(line.mine and not line.undone_by and line.kind not in ALWAYS for line in case.history)


def _which(request: HttpRequest, case: CaseView, numbers: Sequence[int]) -> Field:
    spoken, words, names = speech_of(request), tools(request)["history_words"], names_of(case.rules)
    lines = {line.number: line for line in case.history}
    told = [(number, f"{spoken.day(lines[number].on)}: {words(lines[number], names)}") for number in numbers if number in lines]
    return Field(WHICH, "choice", in_four("Which act?"), options=tuple(Option(str(number), dict.fromkeys(LANGUAGES, text)) for number, text in told))
