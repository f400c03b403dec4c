"""What the tables by region bring into the law of one procedure: the categories that a form offers, the amounts that its checks compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guichet.law import categories, fees, thresholds
from guichet.law.laying import placed
from guichet.law.loader import Lines, Listed

FILES = (categories.FILE, thresholds.FILE, fees.TABLE)  # a folder may do without them
ASKS = "categories"  # of a field: the categories that it may offer, where the region has them
COMPARES, COMPARES_FACT = "threshold", "threshold_of"  # of a check: the category whose amount it compares, or the fact that holds it


def dated(shared: Mapping[str, Lines], trunk: Mapping[str, object], region: str) -> list[object]:
    """The lines of the tables whose days change the form of this procedure in a region."""
    wanted = {name for field in _asking(trunk) for name in field[ASKS]}
    rows = [e for e in shared.get(categories.FILE, {}).get("categories", ()) if isinstance(e, Mapping) and e.get("category") in wanted]
    return [line for e in rows for line in e.get("regions") or () if isinstance(line, Mapping) and line.get("region") == region]


def with_offers(shared: Mapping[str, Lines], tree: Lines, region: str, day: object) -> Lines:
    """The tree with the categories of the region, on this day, as options of the questions that ask for them."""
    table = shared.get(categories.FILE, Lines())
    asking = list(_asking(tree))
    if not asking:
        return tree
    tree["fields"] = _like(tree["fields"], [_offering(e, table, region, day) if e in asking else e for e in tree["fields"]])
    return tree


def amounts(shared: Mapping[str, Lines], tree: Mapping[str, object], region: str) -> dict[str, object]:
    """The amounts of the region that the checks of a tree compare, and the contributions that it asks, as shared tables; none where there are none.

    All their dated lines stay: they are looked up for a day by whoever asks.
    """
    compared = _compared(tree)
    table = shared.get(thresholds.FILE)
    found = {thresholds.FILE: thresholds.cut(table, region, compared)} if compared and table else {}
    asked = {str(e.get("fee")) for e in tree.get(fees.TABLE) or () if isinstance(e, Mapping)}
    return found | ({fees.TABLE: fees.cut(shared[fees.TABLE], asked)} if asked and fees.TABLE in shared else {})


def _compared(tree: Mapping[str, object]) -> set[str]:
    checks = [e for e in tree.get("checks") or () if isinstance(e, Mapping)]
    fixed = {str(e[COMPARES]) for e in checks if COMPARES in e}
    facts = {e[COMPARES_FACT] for e in checks if COMPARES_FACT in e}
    return fixed | {str(one.get("value")) for e in tree.get("fields") or () if e.get("fact") in facts for one in e.get("options") or ()}


def _asking(tree: Mapping[str, object]) -> Iterator[Lines]:
    for field in tree.get("fields") or ():
        if isinstance(field, Mapping) and isinstance(field.get(ASKS), list):
            yield field


def _offering(field: Lines, table: Lines, region: str, day: object) -> Lines:
    """The question with the options that the region has; each bears the sources of the line that says so."""
    found = placed(Lines(field), field)
    wanted = tuple(map(str, field[ASKS]))
    options = [Lines(value=name, title=title, source=source) for name, title, source in categories.offered(table, region, day, wanted)]
    for one in options:
        one.line, one.lines, one.file = field.line, {}, field.file
    found["options"] = _like(field[ASKS], options)
    return found


def _like(old: object, new: list[object]) -> Listed:
    listed = Listed(new)
    listed.line, listed.file = getattr(old, "line", 1), getattr(old, "file", "")
    return listed
