"""What pay the law expects, beside the pay that was answered: for each kind of work that the answers leave open, the amount of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from guichet.engine.checks import Verdict, verdicts
from guichet.law.form import Field, Option
from guichet.law.rules import Rules
from guichet.portals.speech import Speech


@dataclass(frozen=True, slots=True)
class PayLine:
    """One amount to be reached; `option` is the kind of work for which it holds, None for all."""

    verdict: Verdict
    option: Option | None


def pay_lines(rules: Rules, facts: Mapping[str, object], on: date) -> list[PayLine]:
    """The amounts that concern these facts, each once, in the order of the law."""
    lines: dict[tuple[str, str], PayLine] = {}
    for option, more in _kinds(rules, facts):
        for one in verdicts(rules, {**facts, **more}, on, on):
            if one.check.fact and one.needed is not None:
                lines.setdefault((one.check.name, str(one.needed)), PayLine(one, option))
    return list(lines.values())


def sum_text(one: Verdict, spoken: Speech) -> str:
    """What the pay must reach, with its unit."""
    amount = spoken.money(one.needed or 0)
    return spoken.say("{sum} a year", sum=amount) if one.check.a_year else spoken.say("{sum} a month", sum=amount)


def _kinds(rules: Rules, facts: Mapping[str, object]) -> Iterator[tuple[Option | None, dict[str, object]]]:
    """What was answered, and then each answer to the one choice on which the amounts still depend."""
    asked = _open_choice(rules, facts)
    yield None, {}
    for option in asked.options if asked else ():
        yield option, {asked.fact: option.value}


def _open_choice(rules: Rules, facts: Mapping[str, object]) -> Field | None:
    looked_at = {name for one in rules.checks if one.fact for name in (*(one.when.names() if one.when else ()), getattr(one, "threshold_of", ""))}
    return next((one for one in rules.fields.values() if one.fact in looked_at and one.options and facts.get(one.fact) is None), None)
