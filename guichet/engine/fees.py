"""Is a contribution due, paid, proven or not owed? From the law, the facts and what was recorded; and the reference to pay under."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from stdnum.be import ogm_vcs

from guichet.engine.counting import add_months, before
from guichet.engine.facts import day_of
from guichet.engine.refusals import BadAnswer
from guichet.engine.words import Command, Event
from guichet.law.calendar import Calendar
from guichet.law.fees import Fee
from guichet.law.rules import Act, Rules

if TYPE_CHECKING:
    from guichet.engine.case import Case

STATES = ("none", "due", "part", "proven", "paid", "exempt")
RECORDED = ("paid", "exempt")
NOTHING = Decimal(0)
Ask = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class FeeStanding:
    """How one contribution stands: `amount` in euro (None: no amount is known for that day), `paid` so far, `ground` of an exemption."""

    fee: Fee
    state: str
    amount: Decimal | None
    paid: Decimal = NOTHING
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an authority wrote down of one contribution."""

    fee: str
    how: str
    amount: Decimal
    ground: str = ""


def recorded(event: Event) -> Recorded:
    """What a `fee_recorded` says."""
    facts = dict(event.data.get("facts") or {})
    amount, ground = Decimal(str(facts.get("fee_amount") or 0)), str(facts.get("ground") or "")
    return Recorded(str(event.data.get("fee", "")), str(event.data.get("how", "")), amount, ground)


def standing(fee: Fee, ask: Ask, on: date, calendar: Calendar, records: Iterable[Recorded] = (), evidence: Iterable[str] = ()) -> FeeStanding:
    """How a contribution stands that is governed by the day `on`; `ask` answers the names of conditions, `evidence` names what came."""
    state, paid, ground = _stands(fee, ask, on, calendar, records, evidence)
    return FeeStanding(fee, state, _amount(fee, ask, on), paid, ground)


def state(fee: Fee, ask: Ask, on: date, calendar: Calendar, records: Iterable[Recorded] = (), evidence: Iterable[str] = ()) -> str:
    """The same in one word of STATES: what a condition asks, of each piece of evidence and each act that hangs on a payment."""
    return _stands(fee, ask, on, calendar, records, evidence)[0]


def _stands(  # noqa: PLR0913, PLR0917  the arguments of `standing`
    fee: Fee, ask: Ask, on: date, calendar: Calendar, records: Iterable[Recorded], evidence: Iterable[str]
) -> tuple[str, Decimal, str]:
    if fee.when is not None and not fee.when.holds(ask):
        return "none", NOTHING, ""
    mine = [one for one in records if one.fee == fee.name]
    by_law = (one.name for one in fee.exemptions if one.when.holds(ask))
    ground = next(by_law, "") or next((one.ground or "exempt" for one in mine if one.how == "exempt"), "")
    if ground:
        return "exempt", NOTHING, ground
    proven = "proven" if fee.proof and fee.proof in evidence else ""
    if not mine:
        return proven or "due", NOTHING, ""
    paid, amount = sum((one.amount for one in mine), NOTHING), _amount(fee, ask, on)
    enough = amount is not None and paid >= _taken(fee, ask, on, amount, calendar)
    return "paid" if enough else proven or "part", paid, ""


def standings(rules: Rules, ask: Ask, on: date, records: Sequence[Recorded] = (), evidence: Iterable[str] = ()) -> list[FeeStanding]:
    """Every contribution that the law asks of these facts."""
    known = [standing(fee, ask, on, rules.calendar, records, evidence) for fee in rules.fees.values()]
    return [one for one in known if one.state != "none"]


def reference(number: str) -> str:
    """The structured communication of a file, from its number alone: it names nobody, and anybody can work it out again.

    Ten digits cannot tell all files apart: of a million files some fifty pairs share one. The amount and the day then do.
    """
    digits = f"{int(hashlib.sha256(number.encode()).hexdigest(), 16) % 10**10:010d}"
    return f"+++{ogm_vcs.format(digits + ogm_vcs.calc_check_digits(digits))}+++"


def record(case: Case, event: Event) -> None:
    """Folds `fee_recorded`."""
    case.fees.append(recorded(event))


def data_of_recording(case: Case, act: Act, command: Command) -> Mapping[str, object]:
    """A day of payment lies on or before the day on which it is recorded. Raises BadAnswer."""
    paid_on = day_of(dict(command.data.get("facts") or {}).get("fee_paid_on"))
    if paid_on and paid_on > command.on:
        field = next((field.name for field in act.asks if field.fact == "fee_paid_on"), "")
        raise BadAnswer("day_in_the_future", {"field": field, "today": command.on.isoformat()})
    return {}


def _amount(fee: Fee, ask: Ask, on: date) -> Decimal | None:
    found = fee.amount_on(on)
    years = _years(fee, ask)
    return found.euro * years if found and years is not None else None


def _years(fee: Fee, ask: Ask) -> int | None:
    """How often the amount is due: once, or for each year begun between two days; None while one of them is not known."""
    if not fee.a_year:
        return 1
    first, last = (day_of(ask(name)) for name in fee.a_year)
    if first is None or last is None:
        return None
    years = 1
    while add_months(first, 12 * years) <= last:
        years += 1
    return years


def _taken(fee: Fee, ask: Ask, on: date, amount: Decimal, calendar: Calendar) -> Decimal:
    """What is enough: for a while after a new amount also the one before."""
    earlier = _amount(fee, ask, before(on, fee.grace, calendar)) if fee.grace else None
    return amount if earlier is None else min(amount, earlier)
