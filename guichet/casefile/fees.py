"""What must be paid for one file: how much, to whom, under which reference, and whether it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.engine.case import fold
from guichet.engine.fees import FeeStanding, reference
from guichet.engine.words import Entry
from guichet.law.measures import Words
from guichet.law.rules import Rules


@dataclass(frozen=True, slots=True)
class FeeView:
    """One contribution; `amount` is None where no amount is known for the day that governs it. `state` is one of engine.fees.STATES."""

    name: str
    title: Words
    hint: Words | None
    state: str
    amount: Decimal | None
    paid: Decimal
    paid_to: str  # role
    per: str
    reference: str
    ground: Words | None  # why nothing is owed
    source: tuple[str, ...]
    doubts: tuple[str, ...]


def fees_of(rules: Rules, told: Sequence[Entry], number: str) -> tuple[FeeView, ...]:
    """The contributions of a file as they stand by its entries."""
    if not rules.fees or not told:
        return ()
    case = fold(told, rules)
    found = (case.fee(name) for name in rules.fees)
    return tuple(fee_view(one, rules, number, case.filed_on or told[0].on) for one in found if one.state != "none")


def fee_view(one: FeeStanding, rules: Rules, number: str, on: date) -> FeeView:
    """One contribution, governed by a day, in the words of its law, with the reference that follows from the number of the file."""
    fee, line = one.fee, one.fee.amount_on(on)
    doubts = dict.fromkeys(name for name in (line.doubt if line else "", fee.doubt) if name)
    return FeeView(
        fee.name, fee.title, fee.hint, one.state, one.amount, one.paid, fee.paid_to, fee.per, reference(number), _ground(one, rules),
        (*(line.source if line else ()), *fee.source), tuple(doubts),
    )  # fmt: skip


def _ground(one: FeeStanding, rules: Rules) -> Words | None:
    """By the law itself, or as an authority recorded it."""
    by_law = next((exempt.title for exempt in one.fee.exemptions if exempt.name == one.ground), None)
    recording = (act for act in rules.acts.values() if act.says == "fee_recorded" and act.fixed.get("fee") == one.fee.name)
    options = (option for act in recording for field in act.asks for option in field.options)
    return by_law or next((option.title for option in options if option.value == one.ground), None)
