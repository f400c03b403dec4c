"""What the facts of a case answer to the checks of its law on one day: yes, no or unknown, with what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.engine.facts import day_of, days_used, ninetieth_day
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

    def look(name: str) -> object:
        return _asked(name, facts, filed_on, day)

    return tuple(_verdict(one, facts, look) for one in rules.checks if one.when is None or one.when.holds(look))


def stays_of(facts: Mapping[str, object], day: date) -> tuple[int, date | None]:
    """Days of the 180 that end on this day spent here by now, and the ninetieth; (0, None) while no arrival is known."""
    return days_used(facts, day), ninetieth_day(facts)


def _verdict(check: Check, facts: Mapping[str, object], look: Callable[[str], object]) -> Verdict:
    values = {name: facts[name] for name in check.shows if facts.get(name) not in (None, "")}
    if check.holds is not None:
        known = all(look(name) is not None for name in check.holds.names())
        answer = ("yes" if check.holds.holds(look) else "no") if known else "unknown"
        return Verdict(check, answer, values)
    found = facts.get(check.fact)
    if found in (None, "") or check.at_least is None:
        return Verdict(check, "unknown", values, check.at_least)
    reached = Decimal(str(found)) * (MONTHS if check.a_year else 1) >= check.at_least
    return Verdict(check, "yes" if reached else "no", values, check.at_least)


def _asked(name: str, facts: Mapping[str, object], filed_on: date, day: date) -> object:
    head, *rest = name.split(" ")
    if head != "days_from":
        return facts.get(name)
    start, end = (_day(one, facts, filed_on, day) for one in (rest[0], rest[2]))
    return (end - start).days if start and end else None


def _day(name: str, facts: Mapping[str, object], filed_on: date, day: date) -> date | None:
    named = {"today": day, "filed_on": filed_on}
    if name in named:
        return named[name]
    return ninetieth_day(facts) if name == "ninetieth_day" else day_of(facts.get(name))
