"""What the facts of a case answer to the checks of its law on one day: yes, no or unknown, with what was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.engine.case import Case
from guichet.engine.facts import days_used, ninetieth_day
from guichet.engine.look import Look
from guichet.law.checks import Check
from guichet.law.rules import Rules

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check answered: the facts that were looked at, and the amount that had to be reached, if there is one."""

    check: Check
    answer: str  # "yes" | "no" | "unknown"
    values: Mapping[str, object]
    needed: Decimal | None = None


def verdicts(rules: Rules, facts: Mapping[str, object], filed_on: date, day: date) -> tuple[Verdict, ...]:
    """Every check that applies to these facts, in the order of the law."""
    look = Look(as_known(rules, facts, filed_on), day)
    return tuple(_verdict(one, facts, look) for one in rules.checks if one.when is None or one.when.holds(look))


def as_known(rules: Rules, facts: Mapping[str, object], filed_on: date) -> Case:
    """A case of which nothing is known but its facts and the day it was filed, or would be."""
    case = Case(rules)
    case.filed_on = filed_on
    case.facts.update(facts)
    return case


def stays_of(facts: Mapping[str, object], day: date) -> tuple[int, date | None]:
    """Days of the 180 that end on this day spent here by now, and the ninetieth; (0, None) while no arrival is known."""
    return days_used(facts, day), ninetieth_day(facts)


def _verdict(check: Check, facts: Mapping[str, object], look: Look) -> Verdict:
    values = {name: value for name in check.shows if (value := _shown(name, facts, look)) not in (None, "")}
    if check.holds is not None:
        known = all(look(name) is not None for name in check.holds.names())
        answer = ("yes" if check.holds.holds(look) else "no") if known else "unknown"
        return Verdict(check, answer, values)
    found = facts.get(check.fact)
    if found in (None, "") or check.at_least is None:
        return Verdict(check, "unknown", values, check.at_least)
    reached = Decimal(str(found)) * (MONTHS if check.a_year else 1) >= check.at_least
    return Verdict(check, "yes" if reached else "no", values, check.at_least)


def _shown(name: str, facts: Mapping[str, object], look: Look) -> object:
    """A fact, or a day that the law counts."""
    if name not in look.case.rules.days:
        return facts.get(name)
    day = look.day_named(name)
    return day.isoformat() if day else None
