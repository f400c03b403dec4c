"""The trunk and the regions side by side: each line that a region replaces, adds or removes on a day, and what it says everywhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from guichet.law.bundles import Law, read_law
from guichet.law.folder import in_force
from guichet.law.laying import name_of
from guichet.law.loader import Lines
from guichet.law.rules import Rules, Words
from guichet.law.tables import read_rules

TRUNK = ""  # stands where a region would: what holds everywhere


@dataclass(frozen=True, slots=True)
class Cell:
    """What one region says: the value as it stands in the law, whether its own, by which sources."""

    value: object  # None: nothing
    own: bool
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the law that is not the same everywhere; `part` is the key inside it, "" for the whole line."""

    title: Words
    table: str
    part: str
    verbs: tuple[str, ...]  # "replace" | "add" | "remove"
    cells: Mapping[str, Cell]


def rows(folder: Path, procedure: str, on: date) -> tuple[Row, ...]:
    """Every line that some region changes on this day, in the order of the tables."""
    law = read_law(folder)
    regions = law.folder.regions(procedure)
    sides = {TRUNK: trunk_rules(folder, procedure, on), **{region: law.rules(procedure, region, on) for region in regions}}
    lines: dict[tuple[str, str, str], dict[str, str]] = {}
    for region in regions:
        for verb, line in _changes(law, procedure, region, on):
            lines.setdefault(line, {})[region] = verb
    return tuple(_row(line, verbs, sides) for line, verbs in lines.items() if line[2] not in ("source", "doubt"))


@lru_cache(maxsize=4)
def trunk_rules(folder: Path, procedure: str, on: date) -> Rules:
    """The law as it stands on a day before any region changes it."""
    law = read_law(folder)
    bare = replace(law.folder, overlays={procedure: {TRUNK: Lines()}})
    return read_rules(in_force(bare, procedure, TRUNK, on))[0]


def _changes(law: Law, procedure: str, region: str, on: date) -> Iterator[tuple[str, tuple[str, str, str]]]:
    overlay = law.folder.overlays[procedure][region]
    for verb in ("replace", "add", "remove"):
        for change in overlay.get(verb) or ():
            if change.get("from", date.min) > on or change.get("back_to_trunk"):
                continue
            if verb == "add":
                yield verb, (str(change["to"]), name_of(change["line"]), "")
            else:
                table, name, *part = str(change["line"]).split(".")
                yield verb, (table, name, part[0] if part else "")


def _row(line: tuple[str, str, str], verbs: Mapping[str, str], sides: Mapping[str, Rules]) -> Row:
    table, name, part = line
    entries = {side: _entry(rules, table, name) for side, rules in sides.items()}
    title = next((entry.title for entry in entries.values() if hasattr(entry, "title")), name)
    cells = {side: _cell(entry, part, side in verbs) for side, entry in entries.items()}
    return Row(title, table, part, tuple(dict.fromkeys(verbs.values())), cells)


def _entry(rules: Rules, table: str, name: str) -> object | None:
    found = getattr(rules, table)
    if isinstance(found, Mapping):
        return found.get(name)
    return next((entry for entry in found if getattr(entry, "name", "") == name), None)


def _cell(entry: object | None, part: str, own: bool) -> Cell:
    if entry is None:
        return Cell(None, own)
    value = getattr(entry, part, None) if part else entry
    source = getattr(entry, "length_source", ()) if part == "length" else getattr(entry, "source", ())
    return Cell(value, own, tuple(source), str(getattr(entry, "doubt", "")))
