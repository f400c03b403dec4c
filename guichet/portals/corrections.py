"""The page of a correction: what falls, what comes, where the file would then stand. Nothing is changed before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from guichet.casefile import reading
from guichet.casefile.views import ActView, CaseView, HistoryLine
from guichet.desk.corrections import FALLS
from guichet.desk.trial import tried
from guichet.engine.refusals import Refusal
from guichet.engine.taken import TAKES
from guichet.engine.words import Command
from guichet.law.rules import BRINGS, Rules
from guichet.people.store import Viewer
from guichet.portals.commands import ON_REASON, act_fields
from guichet.portals.forms import Ground, form
from guichet.portals.frame import page
from guichet.portals.identity import uuid7
from guichet.portals.jinja import address
from guichet.portals.opened import numbered, tools
from guichet.portals.preparing import prepared_of
from guichet.portals.speech import in_four
from guichet.portals.visitor import visitor
from guichet.site import clock

MOST = 1000  # entries that one correction may undo


def confirmed(request: HttpRequest) -> list[int] | None:
    """The entries that the sender saw falling; None where no correction was shown yet. Raises BadRequest."""
    text = request.POST.get(FALLS)
    if text is None:
        return None
    numbers = text.split(",") if text else []
    if len(numbers) > MOST or not all(one.isascii() and one.isdecimal() and len(one) < 9 for one in numbers):
        raise BadRequest("The form did not say what falls.")
    return [int(one) for one in numbers]


def asks_for_one(refusal: Refusal, act: ActView, falls: list[int] | None) -> bool:
    """Can this refusal be answered by a correction? A browser keeps no files: an act that brings some cannot."""
    if act.evidence in BRINGS:
        return False
    return refusal.name == "would_undo" or (falls is not None and refusal.name == "changed_since")


def correction_page(
    request: HttpRequest, case: CaseView, act: ActView, typed: Mapping[str, object], command: Command, ground: Ground, since: int | None
) -> HttpResponse:
    """What would fall and come, and a form that confirms it; `since`: what was written after this entry stands beside it. Raises a Refusal."""
    plain = {name: value for name, value in command.data.items() if name != FALLS}
    found = tried(replace(command, seen=case.last, data=plain), lambda: reading.open_case(case.number, visitor(request), clock.today()))
    told = numbered(found.seen or case)
    reason = replace(next(one for one in act_fields(act) if one.name == ON_REASON), title=in_four("Why this is corrected"), required=True)
    text = {name: value for name, value in typed.items() if isinstance(value, str)}
    falls, comes = _lines(told, found.falls), _lines(told, found.comes)
    values = {
        **tools(request),
        "case": case,
        "then": found.seen,
        "act": act,
        "action": address("act", case.number, act.name),
        "instead": "",
        "on": command.on,
        "names": ground.names,
        "falls": falls,
        "comes": comes,
        "comes_back": comes_back(case, falls, comes),
        "form": form([reason], text, [], ground),
        "kept": [*((name, value) for name, value in text.items() if name != ON_REASON), *(("evidence", one) for one in typed.get("evidence", []))],
        "numbers": ",".join(str(number) for number in found.falls),
        "command": uuid7(clock.now()),
        "news": since is not None and any(line.number > since for line in case.history),
        "alone": bool(found.falls) and _alone(case, act, visitor(request)),
    }
    return page(request, "correction.html", values, status=409)


def _alone(case: CaseView, act: ActView, viewer: Viewer) -> bool:
    """Must a colleague confirm this, and did none prepare it yet?"""
    return bool(case.rules.acts[act.name].second_agent) and not any(one.act == act.name and not one.mine for one in prepared_of(case, viewer))


def earlier_acts(case: CaseView, role: str) -> list[ActView]:
    """What an authority could do on an earlier day of this file and can no longer do today: it may have happened and not be written yet."""
    open_now = {act.name for act in case.acts}
    phases = _phases_seen(case.rules, case.history)
    past = (act for act in case.rules.acts.values() if act.earlier_day and role in act.by and act.name not in open_now)
    return [ActView(act.name, act.title) for act in past if phases & set(act.phases)]


def _phases_seen(rules: Rules, history: Sequence[HistoryLine]) -> set[str]:
    kinds = {line.kind for line in history if not line.undone_by}
    return {move.to for move in rules.moves if move.after.word in kinds}


def comes_back(case: CaseView, falls: Sequence[HistoryLine], comes: Sequence[HistoryLine]) -> list[str]:
    """The other files of the permit in which what ended with an end that falls here comes back."""
    ends = any(line.kind in TAKES for line in falls) and all(line.kind not in TAKES for line in comes)
    return [one.number for one in case.linked if one.number] if ends else []


def _lines(told: Sequence[tuple[int, HistoryLine]], wanted: Sequence[int]) -> list[HistoryLine]:
    return [line for _, line in told if line.number in set(wanted)]
