"""One entry is said to be wrong: the page asks why, shows what would fall and come, and with the confirmation does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from guichet.casefile import reading
from guichet.casefile.views import ActView, CaseView
from guichet.desk.corrections import FALLS, WHATEVER
from guichet.desk.handle import handle
from guichet.desk.mistaken import Falls
from guichet.desk.trial import tried
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.law.rules import Field
from guichet.portals.answers import Mistake
from guichet.portals.commands import ON_REASON
from guichet.portals.corrections import comes_back, confirmed
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.opened import numbered, tools
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.strict import posted
from guichet.portals.visitor import visitor
from guichet.site import clock

Said = Callable[[HttpRequest, int, Mapping[str, object], Falls], Command]  # the request, the last entry seen, the answers, what falls


@dataclass(frozen=True, slots=True)
class Falling:
    """What is said to be wrong: `action` where the form goes, `back` where one came from, `lead` over the form, `instead` what comes.

    `nothing`: why there is nothing to ask, in the place of the form.
    """

    act: ActView
    fields: Sequence[Field]
    said: Said
    action: str
    back: str
    back_title: str
    lead: str
    instead: str
    nothing: str = ""


def answered(request: HttpRequest, case: CaseView, one: Falling) -> HttpResponse:
    """Ask; then show what falls; with its confirmation do it."""
    if request.method != "POST":
        return _ask(request, case, one, {}, [], 200)
    form_of = posted(request, (*(field.name for field in one.fields), FALLS))
    seen = form_of.get("seen", "")
    if as_uuid(form_of.get("command", "")) is None or not (seen.isdecimal() and len(seen) < 9):
        raise BadRequest("The form did not say which file it saw.")
    answers, falls = read_form(one.fields, form_of, _ground(request, case, one)), confirmed(request)
    if answers.mistakes:
        return _ask(request, case, one, answers.typed, list(answers.mistakes), 422)
    command = one.said(request, int(seen), answers.values, WHATEVER if falls is None else falls)
    try:
        if falls is None:
            return _shown(request, case, one, command, answers.typed, news=False)
        handle(command)
    except Refusal as refusal:
        if refusal.name == "changed_since":
            return _shown(request, case, one, command, answers.typed, news=True)
        return _ask(request, case, one, answers.typed, mistakes_of(refusal, list(one.fields)), STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(one.back)


def _shown(request: HttpRequest, case: CaseView, one: Falling, command: Command, typed: Mapping[str, str], *, news: bool) -> HttpResponse:
    """What would fall and come; nothing is changed."""
    found = tried(command, lambda: reading.open_case(case.number, visitor(request), clock.today()))
    told = [line for _, line in numbered(found.seen or case)]
    falls, comes = ([line for line in told if line.number in numbers] for numbers in (found.falls, found.comes))
    why = [field for field in one.fields if field.name == ON_REASON]
    values = {
        **tools(request), "case": case, "then": found.seen, "act": one.act, "on": command.on, "names": names_of(case.rules),
        "kept": [(name, value) for name, value in typed.items() if name != ON_REASON], "action": one.action, "instead": one.instead,
        "falls": falls, "comes": comes, "comes_back": comes_back(case, falls, comes), "form": form(why, typed, [], _ground(request, case, one)),
        "alone": False, "numbers": ",".join(map(str, found.falls)), "command": uuid7(clock.now()), "news": news,
    }  # fmt: skip
    return page(request, "correction.html", values, status=409)


def _ask(request: HttpRequest, case: CaseView, one: Falling, typed: Mapping[str, str], mistakes: list[Mistake], status: int) -> HttpResponse:
    shown = form(one.fields, typed, mistakes, _ground(request, case, one))
    values = {**tools(request), "case": case, "one": one, "form": shown, "names": names_of(case.rules), "command": uuid7(clock.now())}
    return page(request, "falling.html", values, status=status)


def _ground(request: HttpRequest, case: CaseView, one: Falling) -> Ground:
    return Ground(case.rules, LawNames({("field", field.name): field.title for field in one.fields}), clock.today(), speech_of(request))
