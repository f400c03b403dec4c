"""The law of a file: rules looked up for a procedure, region and day, kept compiled by digest."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from guichet.law.folder import Folder, changes_of, in_force, read_folder
from guichet.law.mistakes import BadLaw
from guichet.law.rules import Rules
from guichet.law.tables import read_rules, text_of


class Law:
    """One law folder, read once; `rules` answers for a day, `text` gives the bundle to keep for ever."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._by_day: dict[tuple[str, str, int, int], Rules] = {}
        self._days: dict[tuple[str, str], list[date]] = {}
        self._texts: dict[str, str] = {}

    def rules(self, procedure: str, region: str, on: date) -> Rules:
        """The rules in force on the governing day; raises NoLawInForce, or BadLaw when the folder holds mistakes."""
        key = (procedure, region, *self._between(procedure, region, on))
        if key not in self._by_day:
            tree = in_force(self.folder, procedure, region, on)
            rules, reading = read_rules(tree)
            if reading.mistakes:
                raise BadLaw(reading.mistakes)
            text = self._texts.setdefault(rules.digest, text_of(tree))
            self._by_day[key] = from_text(text)
        return self._by_day[key]

    def _between(self, procedure: str, region: str, on: date) -> tuple[int, int]:
        """Between which days of change a day lies: the law is the same on all of them."""
        days = self._days.get((procedure, region))
        if days is None:
            days = self._days[procedure, region] = changes_of(self.folder, procedure, region)
        return bisect_left(days, on), bisect_right(days, on)

    def text(self, digest: str) -> str:
        """The canonical text of rules that this Law has given."""
        return self._texts[digest]

    def named(self, procedure: str, application: str) -> str:
        """The procedure of this kind of application: itself, or one that is based on it (its renewal); itself if there is none."""
        trunks = self.folder.trunks
        kinds = (name for name, t in trunks.items() if t.get("based_on") == procedure and t.get("application") == application)
        own = trunks.get(procedure, {}).get("application", "first") == application
        return procedure if own else next(kinds, procedure)

    def procedures(self) -> Iterable[str]:
        """The procedures of the folder, by name."""
        return tuple(self.folder.trunks)


@lru_cache(maxsize=512)
def from_text(text: str) -> Rules:
    """The rules of a bundle kept in the database: a decision of long ago is replayed under its own law."""
    return read_rules(json.loads(text))[0]


@lru_cache(maxsize=8)
def read_law(path: Path) -> Law:
    """The law folder at a path, read once in this process; raises BadLaw."""
    return Law(read_folder(path))
