"""Appeals against a decision: lodged in time or too late, and what their outcome does to the question that was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guichet.engine.facts import day_of
from guichet.engine.limits import counted
from guichet.engine.refusals import BadAnswer, NotAllowedNow
from guichet.engine.tracks import woken
from guichet.engine.words import Command, Event
from guichet.law.rules import Act

if TYPE_CHECKING:
    from guichet.engine.case import Case

PENDING = "lodged"
OUTCOMES = ("annulled", "reformed", "rejected", "inadmissible", "withdrawn")
STATES = ("none", PENDING, *OUTCOMES)


@dataclass(slots=True)
class Appeal:
    """One appeal under the time limit that names it."""

    track: str
    lodged_on: date
    late: bool
    state: str = PENDING


def lodge(case: Case, event: Event) -> None:
    """Folds `appeal_lodged`."""
    data = event.data
    if "limit" not in data:  # a law may know of appeals without a time limit
        return
    case.appeals[str(data["limit"])] = Appeal(str(data["track"]), _lodged_on(event), bool(data.get("late")))


def judge(case: Case, event: Event) -> None:
    """Folds `appeal_decided`: a refusal that is annulled is open again, one that is reformed is a yes; both wake the questions it had stopped."""
    if "limit" not in event.data:
        return
    limit, outcome = str(event.data["limit"]), str(event.data["outcome"])
    appeal = case.appeals.setdefault(limit, Appeal(str(event.data["track"]), event.on, False))
    appeal.state = outcome
    track = case.tracks[appeal.track]
    if outcome not in ("annulled", "reformed") or track.outcome != "no":
        return
    track.outcome, track.on = ("open", None) if outcome == "annulled" else ("yes", event.on)
    if any(other.outcome == "no" for other in case.tracks.values()):
        return
    case.concluded = False
    woken(case)


def with_lateness(case: Case, event: Event) -> dict[str, object]:
    """The data of an appeal, with whether it came after the last day of its time limit; before the term has begun nothing is late."""
    if "late" in event.data or "limit" not in event.data:
        return dict(event.data)
    run = next((i for i in reversed(case.instances) if i.limit == event.data["limit"]), None)
    return dict(event.data) | {"late": bool(run) and _lodged_on(event) > counted(case, run).due_on}


def data_of_lodging(case: Case, act: Act, command: Command) -> dict[str, object]:
    """Who may lodge, and since when. Raises BadAnswer or NotAllowedNow."""
    facts = dict(command.data.get("facts") or {})
    limit = case.rules.time_limits[str(act.fixed["limit"])]
    track = case.tracks[str(act.fixed["track"])]
    by = str(facts.get("lodged_by") or command.by.role)
    if not any(one.role == by and (one.when is None or one.when.holds(case.fact)) for one in limit.open_to):
        raise BadAnswer("may_not_appeal", {"field": _asking(act, "lodged_by"), "role": by})
    if limit.name in case.appeals and case.appeals[limit.name].state == PENDING:
        raise NotAllowedNow("appeal_pending", {})
    _between(act, "lodged_on", facts, track.on, command.on)
    return {}


def data_of_outcome(case: Case, act: Act, command: Command) -> dict[str, object]:
    """What was decided, on which day. Raises BadAnswer or NotAllowedNow."""
    facts = dict(command.data.get("facts") or {})
    appeal = case.appeals.get(str(act.fixed["limit"]))
    if appeal is None or appeal.state != PENDING:
        raise NotAllowedNow("no_appeal_pending", {})
    _between(act, "judged_on", facts, appeal.lodged_on, command.on)
    return {"outcome": str(act.fixed.get("outcome") or facts.get("appeal_outcome"))}


def _between(act: Act, fact: str, facts: Mapping[str, object], first: date | None, last: date) -> None:
    """A day typed may not lie before what it follows, nor in the future."""
    day = day_of(facts.get(fact))
    if day and first and day < first:
        raise BadAnswer("day_before_what_it_answers", {"field": _asking(act, fact), "since": first.isoformat()})
    if day and day > last:
        raise BadAnswer("day_in_the_future", {"field": _asking(act, fact), "today": last.isoformat()})


def _asking(act: Act, fact: str) -> str:
    return next((field.name for field in act.asks if field.fact == fact), "")


def _lodged_on(event: Event) -> date:
    return day_of(dict(event.data.get("facts") or {}).get("lodged_on")) or event.on
