"""Opinions of a third body: asked within a limit, given, late or missing. What then is data of the law: this room only keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guichet.engine.limits import counted
from guichet.engine.parts import Opinion
from guichet.engine.refusals import NotAllowedNow
from guichet.engine.words import Command, Event
from guichet.law.rules import Act

if TYPE_CHECKING:
    from guichet.engine.case import Case


def ask(case: Case, event: Event) -> None:
    """Folds `opinion_requested`: from here on the third body has a part in the file."""
    data = event.data
    role, limit = str(data.get("role", "")), str(data.get("limit", ""))
    if not role or limit not in case.rules.time_limits:  # a law may ask without a limit
        return
    id = str(data.get("request", ""))
    case.opinions[id] = Opinion(id, event.by.role, role, limit, event.on)
    if data.get("body"):
        case.bodies[role] = str(data["body"])


def give(case: Case, event: Event) -> None:
    """Folds `opinion_given`."""
    opinion = case.opinions.get(str(event.data.get("request", "")))
    if opinion and opinion.answered_on is None:
        opinion.answered_on = event.on


def waited_for(case: Case) -> list[Opinion]:
    """What was asked and has not come, while its limit has not been ended by something else."""
    if not case.opinions:
        return []
    ended = {run.request for run in case.instances if run.request and run.ended_on}
    return [one for one in case.opinions.values() if one.answered_on is None and one.id not in ended]


def data_of_asking(case: Case, act: Act, command: Command) -> Mapping[str, object]:
    """One question at a time to one body. Raises NotAllowedNow."""
    if any(one.role == act.fixed.get("role") for one in waited_for(case)):
        raise NotAllowedNow("opinion_waited_for", {})
    return {"request": str(command.id)}


def data_of_giving(case: Case, act: Act, command: Command) -> Mapping[str, object]:
    """Which question this answers, and whether it came after the limit. Raises NotAllowedNow."""
    asked = [one for one in case.opinions.values() if one.role == command.by.role and one.answered_on is None]
    if not asked:
        raise NotAllowedNow("nothing_asked", {})
    run = next(run for run in case.instances if run.request == asked[0].id)
    return {"role": command.by.role, "request": asked[0].id, "late": command.on > counted(case, run).due_on}
