"""The categories of work: what holds for each in a region on a day, and the lists of occupations that change with the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.law.loader import Lines
from guichet.law.measures import Length, Words
from guichet.law.reading import Reading, Tree

FILE = "categories"
HERE = ("yes", "no", "exempt", "unknown")
OFFERED = ("yes", "exempt", "unknown")  # not what a region does not have; who needs no authorisation for the work still asks for the stay
EFFECTS = ("no_market_test", "market_test_allowed")
KEYS = ("category", "title", "who", "regions")
LINE_KEYS = ("region", "here", "market_test", "posted", "abroad", "longest", "share_at_least", "list", "needs", "source", "doubt")
LIST_KEYS = ("list", "region", "title", "effect", "functions", "entries", "stays_for_filed_until", "source", "doubt")


@dataclass(frozen=True, slots=True)
class Line:
    """What one region says of a category from a first to a last day; None: nothing was found."""

    region: str
    first_day: date
    last_day: date | None
    here: str  # "yes" | "no" | "exempt" | "unknown"
    market_test: bool | None = None
    posted: bool | None = None
    abroad: bool | None = None
    longest: Length | None = None
    share_at_least: int | None = None  # per cent of full time
    listed: str = ""  # the list on which the occupation must stand
    needs: Words | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""

    def holds_on(self, day: date) -> bool:
        """Is it in force on this day?"""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of work for which an authorisation may be asked, and who is meant."""

    name: str
    title: Words
    who: Words
    lines: tuple[Line, ...]

    def on(self, region: str, day: date) -> Line | None:
        """What a region says on a day; None where the table does not say it."""
        return next((line for line in self.lines if line.region == region and line.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Occupations:
    """A list of occupations from a first to a last day: how many it names, and which of them are known here."""

    name: str
    region: str
    title: Words
    effect: str  # "no_market_test" | "market_test_allowed"
    first_day: date
    last_day: date | None
    functions: int | None
    entries: tuple[str, ...]
    stays_for_filed_until: date | None  # files filed up to this day stay under this list
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Categories:
    """The whole file."""

    categories: Mapping[str, Category]
    lists: tuple[Occupations, ...]

    def list_for(self, name: str, filed_on: date) -> Occupations | None:
        """The list under which a file stands that was filed on this day."""
        ends = date.max
        return next((one for one in self.lists if one.name == name and one.first_day <= filed_on <= (one.last_day or ends)), None)


def read_categories(r: Reading, tree: Tree) -> Categories:
    """The categories and lists of a file, by name."""
    found = {}
    for e, name, where in r.table(tree, "categories", "category"):
        r.keys(e, where, KEYS)
        lines = tuple(_line(r, one, f"{where}.{one.get('region')}") for one in e.get("regions") or () if isinstance(one, Mapping))
        found[name] = Category(name, r.words_in_four(e, "title", where), r.words_in_four(e, "who", where), lines)
    lists = tuple(_list(r, e, f"lists.{e.get('list')}") for e in tree.get("lists") or () if isinstance(e, Mapping))
    return Categories(found, lists)


def check_categories(r: Reading, tree: Lines, regions: set[str]) -> None:
    """Notes lines that cannot be read, of no region, of lists that are not there, or that hold at the same time as another."""
    read = read_categories(r, tree)
    known = {one.name for one in read.lists}
    for e in tree.get("categories") or ():
        for one in e.get("regions") or () if isinstance(e, Mapping) else ():
            where = f"categories.{e.get('category')}.{one.get('region')}"
            r.names(one, "region", where, regions)
            if one.get("list") and str(one["list"]) not in known:
                r.wrong(one, "list", where, f'"{one["list"]}" is no list.', f"Write one of: {', '.join(sorted(known))}.")
        _check_days(r, e, read.categories.get(str(e.get("category"))), regions)
    for e in tree.get("lists") or ():
        if isinstance(e, Mapping):
            r.names(e, "region", f"lists.{e.get('list')}", regions)


def offered(tree: Tree, region: str, day: date, wanted: tuple[str, ...]) -> list[tuple[str, object, object]]:
    """Of the wanted categories those that a region offers on a day: name, words and source, in the order of the file.

    Where the table says nothing of that day the category is offered: what nobody found closes no door.
    """
    found = []
    for e in tree.get("categories") or ():
        lines = (one for one in e.get("regions") or () if one.get("region") == region)
        line = next((one for one in lines if one.get("from", day) <= day <= one.get("last_day", day)), None)
        if e.get("category") in wanted and (line is None or line.get("here") in OFFERED):
            found.append((str(e["category"]), e.get("title"), line.get("source", ()) if line else ()))
    return found


def _check_days(r: Reading, e: Lines, category: Category | None, regions: set[str]) -> None:
    if category is None:
        return
    where = f"categories.{category.name}"
    for region in sorted(regions):
        lines = sorted((line for line in category.lines if line.region == region), key=lambda line: line.first_day)
        if not lines:
            r.wrong(e, "regions", where, f"nothing is said of {region}.", f'Write "- {{region: {region}, from: ..., here: unknown, source: ...}}".')
        for one, other in zip(lines, lines[1:], strict=False):
            if one.last_day is None or one.last_day >= other.first_day:
                r.wrong(e, "regions", where, f"two lines of {region} hold on {other.first_day}.", "Give the older one its last_day.")


def _line(r: Reading, e: Tree, where: str) -> Line:
    r.keys(e, where, LINE_KEYS)
    flags = {key: r.flag(e, key, where) if key in e else None for key in ("market_test", "posted", "abroad")}
    return Line(
        r.text(e, "region", where), r.day(e, "from", where), r.day(e, "last_day", where) if "last_day" in e else None,
        r.choice(e, "here", where, HERE), flags["market_test"], flags["posted"], flags["abroad"],
        r.length(e, "longest", where, needed=False)[0], _whole(r, e, "share_at_least", where), r.text(e, "list", where, ""),
        r.words_in_four(e, "needs", where, needed=False), r.sources(e, where), r.text(e, "doubt", where, ""),
    )  # fmt: skip


def _list(r: Reading, e: Tree, where: str) -> Occupations:
    r.keys(e, where, LIST_KEYS)
    return Occupations(
        r.text(e, "list", where), r.text(e, "region", where), r.words_in_four(e, "title", where), r.choice(e, "effect", where, EFFECTS),
        r.day(e, "from", where), r.day(e, "last_day", where) if "last_day" in e else None,
        _whole(r, e, "functions", where), r.names(e, "entries", where),
        r.day(e, "stays_for_filed_until", where) if "stays_for_filed_until" in e else None, r.sources(e, where), r.text(e, "doubt", where, ""),
    )  # fmt: skip


def _whole(r: Reading, e: Tree, key: str, where: str) -> int | None:
    value = e.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        r.wrong(e, key, where, f'"{value}" is not a number.', f'Write "{key}: 21".')
        return None
    return value
