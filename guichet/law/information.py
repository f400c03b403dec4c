"""What needs no file here: entries that are told in the place of a procedure, and in the law book."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guichet.law.measures import Words
from guichet.law.reading import Reading, Tree

FILE, TABLES = "information", ("information",)
FREES = ("permit", "work")
KEYS = ("information", "frees_from", "regions", "title", "text", "missing", "source", "doubt")


@dataclass(frozen=True, slots=True)
class Information:
    """One entry. `frees_from`: "permit" nothing is to be applied for, "work" no admission to work; `regions`: where, () everywhere."""

    name: str
    title: Words
    text: Words
    frees_from: str
    regions: tuple[str, ...]
    missing: Words | None  # what is missing in the law
    source: tuple[str, ...]
    doubt: str = ""


def read_information(r: Reading, tree: Tree, on: date, regions: Collection[str] | None = None) -> dict[str, Information]:
    """The entries in force on a day, by name."""
    found = {}
    for e, name, where in r.table(tree, "information", "information"):
        if not e.get("from", on) <= on <= e.get("last_day", on):
            continue
        r.keys(e, where, KEYS)
        found[name] = Information(
            name,
            r.words_in_four(e, "title", where),
            r.words_in_four(e, "text", where),
            r.choice(e, "frees_from", where, FREES, ""),
            r.names(e, "regions", where, regions),
            r.words_in_four(e, "missing", where, needed=False),
            r.sources(e, where),
            r.text(e, "doubt", where, ""),
        )
    return found
