"""Old lines that were wrong: which ones, why, and the law of a running file with what should have stood there from the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guichet.law.folder import TABLES, Folder
from guichet.law.laying import name_of
from guichet.law.loader import Lines, read_tree
from guichet.law.measures import Words
from guichet.law.mistakes import BadLaw, Mistake
from guichet.law.reading import Reading, Tree

FILE = "corrections.yaml"
LAID = "corrections"  # in a bundle: what was corrected in it, oldest first
KEYS = ("correction", "on", "line", "reason", "source", "procedure", "region")
_SHARED = ("calendar", "documents", "thresholds")
_WHOLE = ("calendar", "thresholds")  # corrected as they are, not line by line
_NAMED_BY = {  # table -> the key that names its lines, also in a bundle, whose keys are sorted
    "sections": "section", "fields": "field", "evidence": "evidence", "tracks": "track", "phases": "phase", "acts": "act", "time_limits": "limit",
    "rights": "right", "queues": "queue", "checks": "check", "channels": "channel", "documents": "document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corrected:
    """An old line of this law that was wrong and was corrected while files were running under it, and why."""

    name: str
    reason: Words
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a line of the folder says now holds in files that run, too. `procedure` or `region` "": in all of them."""

    said: Corrected
    on: date
    lines: tuple[str, ...]
    procedure: str = ""
    region: str = ""
    entry: Mapping[str, object] | None = None  # as the bundle keeps it

    def touches(self, bundle: Tree) -> bool:
        """Is this bundle one of its, and was it not laid there before?"""
        procedure = str(bundle["procedure"].get("procedure"))
        its = self.procedure in ("", procedure) and self.region in ("", bundle["region"])
        return its and all(one["correction"] != self.said.name for one in bundle.get(LAID, ()))


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """The corrections of a law folder, oldest first; none without the file. Raises BadLaw."""
    found, mistakes = gather_corrections(folder)
    if mistakes:
        raise BadLaw(mistakes)
    return found


def check_corrections(folder: Folder) -> list[Mistake]:
    """What cannot be read of the corrections of a folder, and what they name that it does not hold."""
    return gather_corrections(folder.path, folder)[1]


def gather_corrections(path: Path, folder: Folder | None = None) -> tuple[tuple[Correction, ...], list[Mistake]]:
    """The corrections that can be read, and what cannot; judged by what stands in `folder`, if it is given."""
    path /= FILE
    if not path.exists():
        return (), []
    tree, mistakes = read_tree(path, FILE)
    if not isinstance(tree, Lines):
        return (), [*mistakes, Mistake(FILE, 1, "file", "a law file begins with keys, not with a list.", 'Write "corrections: []".')]
    r = Reading(FILE)
    found = []
    for e, name, where in r.table(tree, LAID, "correction"):
        found.append(_correction(r, e, name, where))
        if folder:
            _judge(r, e, where, found[-1], folder)
    return tuple(sorted(found, key=lambda one: one.on)), [*mistakes, *r.mistakes]


def laid(bundle: Tree, today: Tree, corrections: Iterable[Correction]) -> Tree:
    """A bundle with the corrected lines of `today`, the same law as the folder tells it now; the same object if nothing differs."""
    for one in corrections:
        if not one.touches(bundle):
            continue
        new = bundle
        for line in one.lines:
            new = _with(new, today, *_parts(line))
        if new != bundle:
            bundle = {**new, LAID: [*bundle.get(LAID, ()), dict(one.entry or {})]}
    return bundle


def corrected_in(r: Reading, tree: Tree) -> dict[str, Corrected]:
    """What was corrected in a bundle, by name."""
    return {name: _said(r, e, name, where) for e, name, where in r.table(tree, LAID, "correction")}


def _correction(r: Reading, e: Tree, name: str, where: str) -> Correction:
    r.keys(e, where, KEYS)
    lines = r.names(e, "line", where)
    if not lines:
        r.wrong(e, "line", where, "it does not say which line was wrong.", 'Write "line: calendar" or "line: time_limits.decision.length".')
    for line in lines:
        table, name_in_it, _ = _parts(line)
        if table not in (*TABLES, *_SHARED) or (name_in_it and table not in _NAMED_BY):
            r.wrong(e, "line", where, f'"{line}" is no line that can be corrected.', 'Write "<table>", "<table>.<name>" or "<table>.<name>.<key>".')
    kept = {key: e[key] for key in ("correction", "reason", "source") if key in e}
    said, on = _said(r, e, name, where), r.day(e, "on", where)
    return Correction(said, on, lines, r.text(e, "procedure", where, ""), r.text(e, "region", where, ""), kept)


def _judge(r: Reading, e: Tree, where: str, found: Correction, folder: Folder) -> None:
    """Procedure, region and lines must be there, in some procedure or in some part of a region."""
    if found.procedure and found.procedure not in folder.trunks:
        r.wrong(e, "procedure", where, f'there is no procedure "{found.procedure}".', "Write the name of a folder in procedures/.")
    if found.region and all(found.region not in regions for regions in folder.overlays.values()):
        r.wrong(e, "region", where, f'there is no region "{found.region}".', "Write the name of the file of a region.")
    for line in found.lines:
        table, name, _ = _parts(line)
        if name and table in (*TABLES, *_SHARED) and name not in _names(folder, table):
            r.wrong(e, "line", where, f'no procedure has the line "{table}.{name}".', 'Write "<table>.<name>" as it stands in the folder.')


def _names(folder: Folder, table: str) -> set[str]:
    """The lines of a table, in all procedures, parts of regions and shared files."""
    added = [c.get("line") for regions in folder.overlays.values() for one in regions.values() for c in one.get("add", ()) if c.get("to") == table]
    tables = [tree.get(table, ()) for tree in (*folder.trunks.values(), *folder.shared.values())]
    return {name_of(entry) for entries in (*tables, added) for entry in entries}


def _said(r: Reading, e: Tree, name: str, where: str) -> Corrected:
    return Corrected(name, r.words_in_four(e, "reason", where), r.sources(e, where))


def _parts(line: str) -> tuple[str, str, str]:
    table, _, rest = line.partition(".")
    name, _, key = rest.partition(".")
    return table, name, key


def _with(bundle: Tree, today: Tree, table: str, name: str, key: str) -> Tree:
    """The bundle with one table, one line of it or one value of a line as `today` has it."""
    if table in _WHOLE:
        return {**bundle, "shared": bundle["shared"] | ({table: today["shared"][table]} if table in today["shared"] else {})}
    if table in _SHARED:
        shared = {**bundle["shared"], table: _table_with(bundle["shared"][table], today["shared"][table], table, name, key)}
        return {**bundle, "shared": shared}
    return {**bundle, "procedure": _table_with(bundle["procedure"], today["procedure"], table, name, key)}


def _table_with(old: Tree, new: Tree, table: str, name: str, key: str) -> Tree:
    if not name:
        return {**old, table: new.get(table, [])}
    here = {entry.get(_NAMED_BY[table]): entry for entry in new.get(table) or ()}
    lines = [_line_with(entry, here.get(name), key) if entry.get(_NAMED_BY[table]) == name else entry for entry in old.get(table) or ()]
    if all(entry is None or entry.get(_NAMED_BY[table]) != name for entry in lines) and not key and name in here:
        lines.append(here[name])
    return {**old, table: [entry for entry in lines if entry is not None]}


def _line_with(old: Tree, new: Tree | None, key: str) -> Tree | None:
    """The whole line as it is now (None: it should never have stood there), or one value of it."""
    if not key or new is None:
        return new if not key else old
    rest = {name: value for name, value in old.items() if name != key}
    return {**rest, key: new[key]} if key in new else rest
