"""What pay the law expects, beside the pay that was answered: for each kind of work that the answers leave open, the amount of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.engine.checks import Verdict, verdicts
from guichet.law.form import Field, Option
from guichet.law.rules import Rules
from guichet.portals.law_names import LawNames
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import Speech

_UNITS = {"year": "{sum} a year", "month": "{sum} a month", "hour": "{sum} an hour"}


@dataclass(frozen=True, slots=True)
class PayLine:
    """One amount to be reached; `option` is the kind of work for which it holds, None for all."""

    verdict: Verdict
    option: Option | None

    def amount(self, spoken: Speech) -> str:
        """What the pay must reach, with its unit; why nobody knows, where nobody does."""
        one = self.verdict
        if one.needed is None:
            return sentence_of(one.reason, {"year": one.year}, spoken, LawNames()) if one.reason else spoken.say("Not known")
        return _sum(one.needed, one.amount.unit if one.amount else "year" if one.check.a_year else "month", spoken)

    def caveat(self, spoken: Speech) -> str:
        """Why nothing is judged by an amount that is shown; "" where it is."""
        one = self.verdict
        return sentence_of(one.reason, {"year": one.year}, spoken, LawNames()) if one.reason and one.needed is not None else ""

    def pay(self, pay: object, spoken: Speech) -> str:
        """The pay that was answered, and what it makes in the unit of the amount."""
        monthly = _sum(Decimal(str(pay)), "month", spoken)
        made = self.verdict.reached
        if made is None or not self.verdict.amount or self.verdict.amount.unit == "month":
            return monthly
        return spoken.say("{sum}, which makes {more}", sum=monthly, more=_sum(made, self.verdict.amount.unit, spoken))


def pay_lines(rules: Rules, facts: Mapping[str, object], on: date) -> list[PayLine]:
    """The amounts that concern these facts, each once, in the order of the law."""
    lines: dict[tuple[str, str], PayLine] = {}
    today = {rules.thresholds.governed_by: on.isoformat()} if rules.thresholds else {}  # as if the work began today
    for option, more in _kinds(rules, facts):
        for one in verdicts(rules, {**today, **facts, **more}, on, on):
            if one.check.fact and (one.needed is not None or one.reason):
                lines.setdefault((one.check.name, option.value if option and one.check.threshold_of else ""), PayLine(one, option))
    return list(lines.values())


def _sum(amount: Decimal, unit: str, spoken: Speech) -> str:
    return spoken.say(_UNITS[unit], sum=spoken.money(amount))


def _kinds(rules: Rules, facts: Mapping[str, object]) -> Iterator[tuple[Option | None, dict[str, object]]]:
    """What was answered, and then each answer to the one choice on which the amounts still depend."""
    asked = _open_choice(rules, facts)
    yield None, {}
    for option in asked.options if asked else ():
        yield option, {asked.fact: option.value}


def _open_choice(rules: Rules, facts: Mapping[str, object]) -> Field | None:
    looked_at = {name for one in rules.checks if one.fact for name in (*(one.when.names() if one.when else ()), one.threshold_of)}
    return next((one for one in rules.fields.values() if one.fact in looked_at and one.options and facts.get(one.fact) is None), None)
