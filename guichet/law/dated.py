"""What of a tree holds on a day, and the days on which that changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guichet.law.laying import placed
from guichet.law.loader import Lines, Listed

BOUNDS = ("from", "last_day")
NO_DAYS: frozenset[date | None] = frozenset()


def days_of_change(*trees: object) -> list[date]:
    """Every day from which something in these trees begins or ceases to hold."""
    return sorted(day for day in set().union(*map(_bounds, trees)) if day)


def of_day(tree: object, day: date) -> object:
    """Keeps what is in force on the day; of dated lines, the last that has begun. What bears no day is given as it is, not copied."""
    if not _bounds(tree):
        return tree
    if isinstance(tree, Listed):
        if all(isinstance(line, Mapping) and "is" in line and "from" in line for line in tree):
            begun = [line for line in tree if line["from"] <= day]
            return max(begun, key=lambda line: line["from"]) if begun else None
        kept = Listed(of_day(item, day) for item in tree if _holds_on(item, day))
        kept.line, kept.file = tree.line, tree.file
        return kept
    if isinstance(tree, Lines):
        return placed(Lines((k, of_day(v, day)) for k, v in tree.items()), tree)
    return tree


def _holds_on(item: object, day: date) -> bool:
    if not isinstance(item, Mapping):
        return True
    return item.get("from", day) <= day <= item.get("last_day", day)


def _bounds(tree: object) -> frozenset[date | None]:
    """What stands after "from" and "last_day" anywhere in a tree, None for what is no day; a tree of the law remembers it."""
    if isinstance(tree, (Lines, Listed)):
        if not hasattr(tree, "bounds"):
            tree.bounds = _found(tree) or NO_DAYS  # one and the same for the thousands that bear no day
        return tree.bounds
    return _found(tree) if isinstance(tree, (Mapping, list)) else NO_DAYS


def _found(tree: Mapping[str, object] | list[object]) -> frozenset[date | None]:
    if isinstance(tree, list):
        return frozenset().union(*map(_bounds, tree))
    own = {tree[key] if isinstance(tree[key], date) else None for key in BOUNDS if key in tree}
    return frozenset(own).union(*map(_bounds, tree.values()))
