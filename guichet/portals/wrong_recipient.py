"""A letter reached somebody else: its authority says why, sees what falls, and confirms; the letter then leaves once more."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile import reading
from guichet.casefile.views import ActView, CaseView
from guichet.desk.corrections import FALLS, WHATEVER
from guichet.desk.handle import handle
from guichet.desk.misdelivery import offered, wrong_command
from guichet.desk.trial import tried
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.law.rules import Field
from guichet.portals.answers import Mistake
from guichet.portals.commands import ON_REASON
from guichet.portals.corrections import confirmed
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.opened import case_or_404, numbered, tools
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.speech import in_four
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

WHY = Field(ON_REASON, "long_text", in_four("How the letter came to somebody else"), personal=True)
ACT = ActView("wrong_recipient", in_four("The letter reached somebody else"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wrong_recipient(request: HttpRequest, number: str, entry: int) -> HttpResponse:
    """Ask why; then show what falls; with its confirmation do it."""
    case = case_or_404(request, number)
    try:
        offered(case.case, visitor(request).actor, entry)
    except Refusal:
        raise Http404 from None
    if request.method != "POST":
        return _ask(request, case, entry, {}, [], 200)
    form_of = posted(request, (ON_REASON, FALLS))
    identity, seen = as_uuid(form_of.get("command", "")), form_of.get("seen", "")
    if identity is None or not (seen.isdecimal() and len(seen) < 9):
        raise BadRequest("The form did not say which file it saw.")
    answers, falls = read_form([WHY], form_of, _ground(request, case)), confirmed(request)
    if answers.mistakes:
        return _ask(request, case, entry, answers.typed, list(answers.mistakes), 422)
    today, now, reason = clock.today(), clock.now(), str(answers.values[ON_REASON])
    command = wrong_command(identity, case.case, int(seen), visitor(request).actor, (today, now), entry, reason, falls or WHATEVER)
    if falls is None:
        return _shown(request, case, entry, command, answers.typed, news=False)
    try:
        handle(command)
    except Refusal as refusal:
        if refusal.name == "changed_since":
            return _shown(request, case, entry, command, answers.typed, news=True)
        return _ask(request, case, entry, answers.typed, mistakes_of(refusal, [WHY]), STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(address("deliveries", case.number))


def _shown(request: HttpRequest, case: CaseView, entry: int, command: Command, typed: Mapping[str, str], *, news: bool) -> HttpResponse:
    """What would fall and come; nothing is changed."""
    found = tried(command, lambda: reading.open_case(case.number, visitor(request), clock.today()))
    told = [line for _, line in numbered(found.seen or case)]
    values = {
        **tools(request), "case": case, "then": found.seen, "act": ACT, "on": command.on, "names": names_of(case.rules), "kept": [],
        "action": address("wrong-recipient", case.number, entry), "falls": [line for line in told if line.number in found.falls],
        "comes": [line for line in told if line.number in found.comes], "comes_back": [],
        "form": form([WHY], typed, [], _ground(request, case)), "alone": False,
        "numbers": ",".join(map(str, found.falls)), "command": uuid7(clock.now()), "news": news,
        "instead": speech_of(request).say("The letter leaves once more for its addressee."),
    }  # fmt: skip
    return page(request, "correction.html", values, status=409)


def _ask(request: HttpRequest, case: CaseView, entry: int, typed: Mapping[str, str], mistakes: list[Mistake], status: int) -> HttpResponse:
    shown = form([WHY], typed, mistakes, _ground(request, case))
    values = {**tools(request), "case": case, "act": ACT, "entry": entry, "form": shown, "names": names_of(case.rules), "command": uuid7(clock.now())}
    return page(request, "wrong_recipient.html", values, status=status)


def _ground(request: HttpRequest, case: CaseView) -> Ground:
    return Ground(case.rules, LawNames({("field", WHY.name): WHY.title}), clock.today(), speech_of(request))
