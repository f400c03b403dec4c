"""What a check had to find, in words: the amount beside the pay, with region, category and year, or why no amount is known."""

from __future__ import annotations

from guichet.engine.checks import Verdict
from guichet.portals.law_names import LawNames
from guichet.portals.region_tables import per_unit, the_tables
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import Speech


def needed_text(verdict: Verdict, spoken: Speech) -> str:
    """The amount that had to be reached, and what the pay makes; "" for a check without an amount."""
    told = [_amount(verdict, spoken)]
    if verdict.reached is not None and verdict.amount is not None and verdict.amount.unit == "year":
        told.append(spoken.say("The pay makes {sum}.", sum=per_unit("year", verdict.reached, spoken)))
    if verdict.reason:
        told.append(sentence_of(verdict.reason, {"year": verdict.year}, spoken, LawNames()) + ".")
    return " ".join(filter(None, told))


def _amount(verdict: Verdict, spoken: Speech) -> str:
    if verdict.needed is None:
        return ""
    amount, one = spoken.money(verdict.needed), verdict.amount
    if one is None:
        if verdict.check.a_year:
            return spoken.say("at least {amount} a year", amount=amount)
        return spoken.say("at least {amount} a month", amount=amount)
    held = the_tables()
    kind, region = spoken.law(held.kinds.categories[one.category].title), spoken.law(held.regions[one.region])
    needed = per_unit(one.unit, one.amount, spoken)
    return spoken.say("Needed: {sum} ({kind}, {region}, {year}).", sum=needed, kind=kind, region=region, year=verdict.year)
