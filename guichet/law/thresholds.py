"""What pay must reach: the amounts of one region by category of work, each with its days, its source and how far it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree

FILE = "thresholds"
UNITS = ("year", "month", "hour")
GOVERNS = {"filing": "filed_on", "employment": "employment_from", "decision": "today"}  # which day chooses the amount -> the name of that day
REGION_KEYS = ("region", "governed_by", "months", "source", "doubt")
AMOUNT_KEYS = ("region", "category", "amount", "unit", "known_until", "found", "sure", "source", "doubt")


@dataclass(frozen=True, slots=True)
class Amount:
    """Euro gross per unit from the first to the last day, as one source gives it."""

    category: str
    amount: Decimal
    unit: str  # "year" | "month" | "hour"
    first_day: date | None  # None: the source bears no date, so nothing is judged by it
    last_day: date | None  # None: until further notice
    known_until: date  # the last day for which somebody knows: the last day, or the day up to which somebody looked
    published: bool  # or derived from a formula and never seen in print
    sure: str  # "high" | "medium" | "low"
    source: tuple[str, ...] = ()
    doubt: str = ""
    region: str = ""

    def whole(self, year: int) -> bool:
        """Does it hold from the first to the last day of a year, as far as the source says days?"""
        return self.first_day is None or (self.first_day <= date(year, 1, 1) and (self.last_day or date.max) >= date(year, 12, 31))

    def in_year(self, year: int) -> bool:
        """Does it hold on some day of that year, as far as anybody knows?"""
        return (self.first_day is None or self.first_day.year <= year) and year <= self.known_until.year


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The amounts that one region knows; `governed_by` is the name of the day that chooses among them."""

    governed_by: str = ""
    months: Mapping[str, Decimal] = field(default_factory=dict)  # "local" | "posted" -> monthly pays compared with a yearly amount
    amounts: tuple[Amount, ...] = ()
    source: tuple[str, ...] = ()
    doubt: str = ""

    def of(self, category: str) -> tuple[Amount, ...]:
        """Every amount of a category, in the order of the file."""
        return tuple(one for one in self.amounts if one.category == category)

    def on(self, category: str, day: date) -> Amount | None:
        """The amount of a category on a day, a monthly one before a yearly one; None where nobody knows one. Never that of another year."""
        held = [one for one in self.of(category) if one.first_day and one.first_day <= day <= one.known_until]
        return min(held, key=lambda one: UNITS.index(one.unit) if one.unit != "year" else len(UNITS), default=None)

    def undated(self, category: str) -> Amount | None:
        """An amount of which the source does not say the year; None where there is none."""
        return next((one for one in self.of(category) if one.first_day is None), None)


def read_thresholds(r: Reading, tree: Tree) -> Thresholds | None:
    """The amounts in a tree in force, cut to one region; None where the law of the file compares none."""
    part = tree.get(FILE)
    if not part:
        return None
    head = next(iter(part.get("regions") or ()), {})
    months = {kind: _decimal(value) or Decimal(0) for kind, value in (head.get("months") or {}).items()}
    amounts = tuple(_amount(r, e, where) for e, where in _entries(part))
    governs = GOVERNS.get(str(head.get("governed_by")), "")
    return Thresholds(governs, months, amounts, r.sources(head, "regions", needed=False), str(head.get("doubt", "")))


def of_region(r: Reading, tree: Lines, region: str) -> Thresholds:
    """What one region says of all its categories."""
    kept = cut(tree, region, {str(e.get("category")) for e, _ in _entries(tree)})
    return read_thresholds(r, {FILE: kept}) or Thresholds()


def every_amount(r: Reading, tree: Lines) -> tuple[Amount, ...]:
    """All amounts of the file, of all regions, in its order."""
    return tuple(_amount(r, e, where) for e, where in _entries(tree))


def cut(tree: Lines, region: str, categories: set[str]) -> dict[str, list[Tree]]:
    """What of the file the law of one procedure in one region needs: that region, those categories. It is no matter of days: the whole years stay."""
    return {
        "regions": [e for e in tree.get("regions", ()) if e.get("region") == region],
        "amounts": [e for e in tree.get("amounts", ()) if e.get("region") == region and e.get("category") in categories],
    }


def check_thresholds(r: Reading, tree: Lines, regions: set[str], categories: set[str]) -> None:
    """Notes amounts that cannot be read, that name nothing known, or that hold at the same time as another."""
    for e, _, where in r.table(tree, "regions", "region"):
        r.keys(e, where, REGION_KEYS)
        r.names(e, "region", where, regions)
        r.choice(e, "governed_by", where, tuple(GOVERNS))
        r.sources(e, where)
        _check_months(r, e, where)
    heads = {str(e.get("region")) for e in tree.get("regions", ()) if isinstance(e, Mapping)}
    for e, where in _entries(tree):
        r.keys(e, where, AMOUNT_KEYS)
        r.names(e, "region", where, heads)
        r.names(e, "category", where, categories)
        _amount(r, e, where)
    _check_overlaps(r, tree)


def _check_months(r: Reading, e: Tree, where: str) -> None:
    months = e.get("months")
    if not isinstance(months, Mapping) or set(months) != {"local", "posted"} or not all(_decimal(v) for v in months.values()):
        r.wrong(e, "months", where, "it does not say how many monthly pays make a year.", 'Write "months: {local: 12, posted: 12}".')


def _check_overlaps(r: Reading, tree: Lines) -> None:
    seen: dict[tuple[str, ...], list[tuple[Lines, date, date]]] = {}
    for e, where in _entries(tree):
        first, last = e.get("from"), e.get("last_day", date.max)
        if not isinstance(first, date) or not isinstance(last, date):
            continue
        before = seen.setdefault((str(e.get("region")), str(e.get("category")), str(e.get("unit"))), [])
        twice = next((other for other, begin, end in before if begin <= last and first <= end), None)
        if twice is not None:
            r.wrong(e, "from", where, f"another amount holds on the same days, on line {twice.line}.", "Give the older one its last_day.")
        before.append((e, first, last))


def _entries(tree: Tree) -> Iterator[tuple[Lines, str]]:
    for n, e in enumerate(tree.get("amounts") or (), 1):
        if isinstance(e, Mapping):
            yield e, f"amounts.{e.get('region', n)}.{e.get('category', '')}"


def _amount(r: Reading, e: Tree, where: str) -> Amount:
    amount = _decimal(e.get("amount"))
    if amount is None or amount <= 0:
        r.wrong(e, "amount", where, f'"{e.get("amount")}" is not an amount.', 'Write "amount: 45000" or "amount: 3703.44".')
    first = r.day(e, "from", where) if "from" in e else None
    last = r.day(e, "last_day", where) if "last_day" in e else None
    if ("last_day" in e) == ("known_until" in e):
        r.wrong(e, "last_day", where, "it says no end, or two.", 'Write "last_day:", or "known_until:" where nobody knows the end.')
    known = last or (r.day(e, "known_until", where) if "known_until" in e else date.min)
    if first and known < first:
        r.wrong(e, "from", where, f"it ends on {known}, before it begins.", "Write the first day first.")
    return Amount(
        str(e.get("category", "")), amount or Decimal(0), r.choice(e, "unit", where, UNITS), first, last, known,
        r.choice(e, "found", where, ("published", "derived")) == "published", r.choice(e, "sure", where, ("high", "medium", "low")),
        r.sources(e, where), r.text(e, "doubt", where, ""), str(e.get("region", "")),
    )  # fmt: skip


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return None
