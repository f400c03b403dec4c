"""The personal list of documents: which pieces, why, from whom, issued since when, in which languages, who sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.engine.because import NOTHING, Because, Own, reasons_for
from guichet.engine.counting import ONE, after, before
from guichet.engine.expected import Expected, expected_decision
from guichet.engine.facts import asking
from guichet.law.calendar import Calendar
from guichet.law.measures import Length
from guichet.law.rules import Evidence, Rules


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence as it concerns one application."""

    evidence: Evidence
    because: tuple[Because, ...]  # empty: everybody gives it
    issued_since: date | None  # what was issued earlier is too old if it is filed on the day asked about; None where it does not age
    safe_since: date | None  # what was issued since this day will do on the expected day of the decision too
    seen_by: tuple[str, ...]  # the roles that may open it


def personal_list(rules: Rules, facts: Mapping[str, object], on: date, own: Own = NOTHING) -> tuple[Piece, ...]:
    """Everything that the law asks of these facts, if it is filed on this day, in the order of the law.

    A condition on a fact that is not known yet does not hold: what hangs on it is left out.
    """
    expected = expected_decision(rules, dict(facts), on)
    return tuple(_piece(one, rules, on, expected, reasons_for(one, rules, facts, own)) for one in rules.asks_evidence(asking(facts)))


def issued_since(day: date, age: Length, calendar: Calendar) -> date:
    """The first day of issue that is not too old on a day."""
    first = before(day, age, calendar)
    while after(first, age, calendar) < day:
        first += ONE
    while after(first - ONE, age, calendar) >= day:
        first -= ONE
    return first


def _piece(one: Evidence, rules: Rules, on: date, expected: Expected | None, because: tuple[Because, ...]) -> Piece:
    seeing = tuple(dict.fromkeys(line.role for line in rules.sees if one.part in line.parts and line.role not in one.secret_from))
    age, calendar = one.maximum_age, rules.calendar
    since = issued_since(on, age, calendar) if age else None
    safe = issued_since(expected.on, age, calendar) if age and expected else None
    return Piece(one, because, since, safe, seeing)
