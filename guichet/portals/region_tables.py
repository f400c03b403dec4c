"""The tables by region as pages speak of them: amounts and categories of the law of this Guichet, and an amount in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.law.bundles import read_law
from guichet.law.categories import Categories, read_categories
from guichet.law.loader import Lines
from guichet.law.measures import Words
from guichet.law.reading import Reading
from guichet.law.shared_tables import ActOfLaw, Doubt, read_cited, read_doubts, read_names
from guichet.law.thresholds import Amount, Thresholds, every_amount, of_region
from guichet.portals.speech import Speech

UNITS = {"year": "{sum} a year", "month": "{sum} a month", "hour": "{sum} an hour"}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables by region of a law folder, with the words that they cite."""

    regions: Mapping[str, Words]  # in the order of the file
    amounts: tuple[Amount, ...]
    heads: Mapping[str, Thresholds]  # how each region compares
    kinds: Categories
    cited: Mapping[str, ActOfLaw]
    doubts: Mapping[str, Doubt]

    @property
    def years(self) -> list[int]:
        """Every year of which an amount is known, and the one after the last: nobody knows it yet."""
        known = {one.known_until.year for one in self.amounts} | {one.first_day.year for one in self.amounts if one.first_day}
        return [*range(min(known, default=0), max(known, default=-2) + 1), max(known, default=-2) + 1]


@lru_cache(maxsize=4)
def tables(folder: Path) -> Tables:
    """The tables of a folder, read once."""
    shared, r = read_law(folder).folder.shared, Reading()
    names = read_names(r, shared["authorities"], "authorities", "authority")
    amounts = shared.get("thresholds", Lines())
    regions = [str(e["region"]) for e in amounts.get("regions", ())]
    titles = {region: names.get(f"authority:{region}", {}) for region in regions}
    heads = {region: of_region(r, amounts, region) for region in regions}
    kinds = read_categories(r, shared.get("categories", Lines()))
    return Tables(titles, every_amount(r, amounts), heads, kinds, read_cited(r, shared["acts"]), read_doubts(r, shared["doubts"]))


def the_tables() -> Tables:
    """The tables of the law of this Guichet."""
    return tables(settings.LAW_FOLDER)


def per_unit(unit: str, amount: Decimal, spoken: Speech) -> str:
    """An amount a year, a month or an hour."""
    return spoken.say(UNITS[unit], sum=spoken.money(amount))
