"""The law of a file: rules looked up for a procedure, region and day, kept compiled by digest."""

from __future__ import annotations

import json
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from guichet.law.folder import Folder, changes_of, in_force
from guichet.law.kept import Kept, collector_waiting, read_kept
from guichet.law.kept_bundles import Bundles
from guichet.law.laying import name_of
from guichet.law.mistakes import BadLaw
from guichet.law.reading import Reading
from guichet.law.rules import Rules
from guichet.law.shared_lines import SharedLines
from guichet.law.tables import digest_of, read_rules, text_of

ASKED = ("fields", "evidence")  # the tables of what an applicant is asked


def _names(trunk: Mapping[str, object], table: str) -> set[str]:
    return {name_of(entry) for entry in trunk.get(table) or ()}


class Law:
    """One law folder, read once; `rules` answers for a day, `text` gives the bundle to keep for ever."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._by_day: dict[str, str] = {}  # the digest
        self._asked: dict[str, tuple[str, str, date]] = {}  # and a day on which it holds
        self._bundles = Bundles(folder.bundles)
        self._own: dict[tuple[str, str], dict[tuple[str, str], str]] = {}

    def rules(self, procedure: str, region: str, on: date) -> Rules:
        """The rules in force on the governing day; raises NoLawInForce, or BadLaw when the folder holds mistakes."""
        days = changes_of(self.folder, procedure, region)
        key = f"{procedure}.{region}.{bisect_left(days, on)}.{bisect_right(days, on)}"  # between two days of change it is the same on all
        digest = self._by_day.get(key)
        if digest is None:
            digest = self._by_day[key] = self._bundles.found(key) or self._digest(key, in_force(self.folder, procedure, region, on))
            self._asked[digest] = (procedure, region, on)
        return _KEPT.rules(digest, lambda: _read(self._bundle(digest), digest))

    def _bundle(self, digest: str) -> dict[str, object]:
        """The bundle of rules that were asked for; made again if somebody took it away."""
        return self._bundles.bundle(digest) or _bundle(text_of(in_force(self.folder, *self._asked[digest])))

    def _digest(self, key: str, tree: Mapping[str, object]) -> str:
        """The name of the rules of a tree, whose bundle is kept from now on; a mistake is told with its file and line."""
        text = text_of(tree)
        digest, bundle = digest_of(text), _bundle(text)
        with collector_waiting():
            if read_rules(bundle, digest=digest)[1].mistakes:
                raise BadLaw(read_rules(tree)[1].mistakes)
        self._bundles.keep(key, digest, bundle)
        return _KEPT.rules(digest, lambda: _read(bundle, digest)).digest

    def own_lines(self, procedure: str, region: str) -> Mapping[tuple[str, str], str]:
        """What not everybody is asked, by table and name: "region" for what only the region adds, "procedure" for what only this kind asks.

        Empty where the region is not known yet, or the procedure is based on no other and its region adds nothing.
        """
        if (procedure, region) not in self._own:
            trunk = self.folder.trunks.get(procedure, {})
            base, overlay = self.folder.trunks.get(str(trunk.get("based_on"))), self.folder.overlays.get(procedure, {}).get(region, {})
            own = {(to, name) for to in ASKED for name in _names(trunk, to) - _names(base, to)} if base else set()
            added = {(str(one.get("to")), name_of(one.get("line"))) for one in overlay.get("add") or ()}
            self._own[procedure, region] = dict.fromkeys(own, "procedure") | dict.fromkeys((one for one in added if one[0] in ASKED), "region")
        return self._own[procedure, region]

    def text(self, digest: str) -> str:
        """The canonical text of rules that this Law has given."""
        return text_of(self._bundle(digest))

    def named(self, procedure: str, application: str) -> str:
        """The procedure of this kind of application: itself, or one that is based on it (its renewal); itself if there is none."""
        trunks = self.folder.trunks
        kinds = (name for name, t in trunks.items() if t.get("based_on") == procedure and t.get("application") == application)
        own = trunks.get(procedure, {}).get("application", "first") == application
        return procedure if own else next(kinds, procedure)

    def procedures(self) -> Iterable[str]:
        """The procedures of the folder, by name."""
        return tuple(self.folder.trunks)

    def of_all(self, on: date, applicant: str = "") -> list[Rules]:
        """The rules of every procedure in force on the day, or of those for which this role applies, each as in its first region; raises BadLaw."""
        asked = {name: trunk for name, trunk in self.folder.trunks.items() if applicant in ("", trunk.get("applicant"))}
        begun = (name for name, trunk in asked.items() if trunk.get("in_force_from", on) <= on)
        return [self.rules(name, self.folder.regions(name)[0], on) for name in begun if self.folder.regions(name)]

    def to_come(self, on: date) -> list[Rules]:
        """The rules of every procedure that begins only after the day, as on its first day, the nearest first; raises BadLaw."""
        starts = {name: trunk["in_force_from"] for name, trunk in self.folder.trunks.items() if trunk.get("in_force_from", on) > on}
        return [self.rules(name, self.folder.regions(name)[0], starts[name]) for name in sorted(starts, key=starts.get) if self.folder.regions(name)]

    def shown_on(self, procedure: str, on: date) -> date:
        """The day, or the first on which the procedure is in force if that comes later."""
        return max(on, self.folder.trunks.get(procedure, {}).get("in_force_from", on))


_KEPT = Kept()
_SHARED = SharedLines()
_PLACE: list[Path] = []


def keep_compiled_in(place: Path) -> None:
    """Where this process keeps compiled copies of law folders; without it, every process reads the files."""
    _PLACE[:] = [place]


def _read(bundle: Mapping[str, object], digest: str) -> Rules:
    """The rules of a bundle whose mistakes were looked for before it was kept."""
    with collector_waiting():
        return read_rules(bundle, digest=digest, reading=Reading(shared=_SHARED))[0]


def _bundle(text: str) -> dict[str, object]:
    return json.loads(text, object_pairs_hook=_with_one_of_each)


def _with_one_of_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping whose names are the same objects in all bundles: a hundred laws say mostly the same words."""
    return {key: _one(value) for key, value in pairs}


def _one(value: object) -> object:
    if isinstance(value, str):
        return sys.intern(value)
    return [_one(item) for item in value] if isinstance(value, list) else value


def from_text(text: str, digest: str = "") -> Rules:
    """The rules of a bundle kept in the database: a decision of long ago is replayed under its own law. Whoever knows its digest gives it."""
    digest = digest or digest_of(text)
    return _KEPT.rules(digest, lambda: _read(_bundle(text), digest))


@lru_cache(maxsize=8)
def read_law(path: Path) -> Law:
    """The law folder at a path, read once in this process; raises BadLaw."""
    return Law(read_kept(Path(path), next(iter(_PLACE), None)))
