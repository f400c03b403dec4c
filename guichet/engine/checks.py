"""What the facts of a case answer to the checks of its law on one day: yes, no or unknown, with what was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.engine.case import Case
from guichet.engine.expected import NAME as EXPECTED
from guichet.engine.expected import expected_decision
from guichet.engine.facts import days_used, ninetieth_day
from guichet.engine.look import Look
from guichet.law.checks import Check
from guichet.law.rules import Rules
from guichet.law.thresholds import Amount, Thresholds

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check answered: the facts that were looked at, and the amount that had to be reached, if there is one."""

    check: Check
    answer: str  # "yes" | "no" | "unknown"
    values: Mapping[str, object]
    needed: Decimal | None = None
    amount: Amount | None = None  # the line of the table of the region that `needed` comes from
    reached: Decimal | None = None  # what the pay makes, per unit of that amount
    year: int | None = None  # of the day that chooses the amount
    reason: str = ""  # why nobody knows: "threshold_unknown" | "threshold_undated" | "threshold_day_unknown"

    @property
    def source(self) -> tuple[str, ...]:
        """What the answer rests on: the source of the amount, or that of the check."""
        return self.amount.source if self.amount else self.check.source

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is doubted of the check and of its amount."""
        return tuple(dict.fromkeys(filter(None, (self.check.doubt, self.amount.doubt if self.amount else ""))))


def verdicts(rules: Rules, facts: Mapping[str, object], filed_on: date, day: date) -> tuple[Verdict, ...]:
    """Every check that applies to these facts, in the order of the law."""
    look = Look(as_known(rules, facts, filed_on), day)
    asked = (one for one in rules.checks if one.when is None or one.when.holds(look))
    return tuple(_verdict(one, facts, look) for one in asked if not _without_amount(one, facts, rules))


def as_known(rules: Rules, facts: Mapping[str, object], filed_on: date) -> Case:
    """A case of which nothing is known but its facts and the day it was filed, or would be."""
    case = Case(rules)
    case.filed_on = filed_on
    case.facts.update(facts)
    expected = expected_decision(rules, dict(facts), filed_on)
    if expected:
        case.named_days[EXPECTED] = expected.on
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
    if check.threshold or check.threshold_of:
        return _by_table(check, facts, look, values)
    found = facts.get(check.fact)
    if found in (None, "") or check.at_least is None:
        return Verdict(check, "unknown", values, check.at_least)
    reached = Decimal(str(found)) * (MONTHS if check.a_year else 1) >= check.at_least
    return Verdict(check, "yes" if reached else "no", values, check.at_least)


def _without_amount(check: Check, facts: Mapping[str, object], rules: Rules) -> bool:
    """A category for which the region sets no amount of its own, in no year, is not compared."""
    category = check.threshold or (facts.get(check.threshold_of) if check.threshold_of else None)
    return bool(category) and rules.thresholds is not None and not rules.thresholds.of(str(category))


def _by_table(check: Check, facts: Mapping[str, object], look: Look, values: Mapping[str, object]) -> Verdict:
    """The pay beside the amount of its region, category and year; unknown, and why, where the table holds none for that year."""
    table = look.case.rules.thresholds or Thresholds()
    category = check.threshold or str(facts.get(check.threshold_of) or "")
    day = look.day_named(table.governed_by) if table.governed_by else look.day
    if day is None or not category:
        return Verdict(check, "unknown", values, reason="threshold_day_unknown" if category else "")
    amount = table.on(category, day)
    if amount is None:
        undated = table.undated(category)
        reason = "threshold_undated" if undated else "threshold_unknown"
        return Verdict(check, "unknown", values, undated and undated.amount, undated, year=day.year, reason=reason)
    pay = facts.get(check.fact)
    if pay in (None, "") or amount.unit == "hour":
        return Verdict(check, "unknown", values, amount.amount, amount, year=day.year)
    reached = Decimal(str(pay)) * _times(table, amount, facts)
    return Verdict(check, "yes" if reached >= amount.amount else "no", values, amount.amount, amount, reached, day.year)


def _times(table: Thresholds, amount: Amount, facts: Mapping[str, object]) -> Decimal:
    """How many monthly pays are compared with the amount: the region counts a year of a local worker and of a posted one each in its way."""
    return table.months.get("local" if facts.get("posted") is False else "posted", Decimal(MONTHS)) if amount.unit == "year" else Decimal(1)


def _shown(name: str, facts: Mapping[str, object], look: Look) -> object:
    """A fact, or a day that the law counts."""
    if name not in look.case.rules.days and name != EXPECTED:
        return facts.get(name)
    day = look.day_named(name)
    return day.isoformat() if day else None
