"""The day by which a decision may be expected: as if the application were found admissible at once and nothing were asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guichet.engine.case import Case
from guichet.engine.limits import counted
from guichet.engine.words import GUICHET, Event
from guichet.law.rules import Rules, TimeLimit

CONCLUDES = ("granted", "refused")
NAME = "expected_decision"  # as a condition of a check names that day


@dataclass(frozen=True, slots=True)
class Expected:
    """The last day to decide, and the limit that says so."""

    on: date
    limit: TimeLimit


def expected_decision(rules: Rules, facts: dict[str, object], on: date) -> Expected | None:
    """The end of the longest limit to decide that would run if it were filed and declared admissible on a day; None where the law sets none."""
    case = Case(rules)
    for word in ("application_submitted", "declared_admissible"):
        case.apply(Event(word, GUICHET, on, {"facts": facts} if word == "application_submitted" else {}))
    running = [(counted(case, one).due_on, rules.time_limits[one.limit]) for one in case.instances if one.ended_on is None]
    deciding = [Expected(due, limit) for due, limit in running if limit.addressee == "authority" and {one.word for one in limit.ends} & {*CONCLUDES}]
    return max(deciding, key=lambda one: one.on, default=None)
