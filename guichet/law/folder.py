"""The law folder as files, and what of it is in force for one procedure, region and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from guichet.law import region_tables
from guichet.law.dated import days_of_change, of_day
from guichet.law.joining import join, with_own_parts
from guichet.law.laying import copied, lay
from guichet.law.loader import Lines, empty, read_tree
from guichet.law.mistakes import BadLaw, Mistake, NoLawInForce
from guichet.law.narrowing import BY_NAME, names_in, narrowed
from guichet.law.parts import Part, read_parts

SHARED = ("acts", "authorities", "competence", "documents", "doubts", "calendar")
FOR_THE_PUBLIC = ("which", "information")  # no file is judged by them; a folder may do without
TABLES = ("roles", "sections", "fields", "evidence", "tracks", "phases", "moves", "acts", "follows", "letters", "time_limits", "rights", "sees",
          "queues", "promises", "explanations", "checks", "text_blocks", "channels", "days", "covers", "fees")  # fmt: skip


@dataclass(frozen=True)
class Folder:
    """Every file of a law folder, read but not yet judged."""

    path: Path
    shared: Mapping[str, Lines]
    trunks: Mapping[str, Lines]  # procedure -> its trunk
    overlays: Mapping[str, Mapping[str, Lines]]  # procedure -> region -> overlay
    parts: Mapping[str, Part] = field(default_factory=dict)  # shared by several procedures
    bundles: Path | None = field(default=None, compare=False)  # where those of its laws are kept
    changes: dict[tuple[str, str], list[date]] = field(default_factory=dict, compare=False, repr=False)  # see `changes_of`
    narrowed: dict[tuple[str, str], dict[str, Lines]] = field(default_factory=dict, compare=False, repr=False)  # see `_used`

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all its documents, doubts and acts."""
        return names_in(self.shared)

    def regions(self, procedure: str) -> tuple[str, ...]:
        """The regions that have written their part of this procedure."""
        return tuple(sorted(self.overlays.get(procedure, {})))


def read_folder(path: Path) -> Folder:
    """All files of the folder; raises BadLaw with every mistake found in any of them."""
    folder, mistakes = gather(path)
    if mistakes:
        raise BadLaw(mistakes)
    return folder


def gather(path: Path) -> tuple[Folder, list[Mistake]]:
    """All files of the folder as far as they can be read, and what cannot."""
    mistakes: list[Mistake] = []
    shared = {name: _read(path / f"{name}.yaml", f"{name}.yaml", mistakes) for name in SHARED}
    optional = (*region_tables.FILES, *FOR_THE_PUBLIC)
    shared |= {name: _read(path / f"{name}.yaml", f"{name}.yaml", mistakes) for name in optional if (path / f"{name}.yaml").exists()}
    trunks: dict[str, Lines] = {}
    overlays: dict[str, dict[str, Lines]] = {}
    for folder in sorted(p for p in (path / "procedures").glob("*") if p.is_dir()):
        shown = f"procedures/{folder.name}"
        trunks[folder.name] = with_own_parts(_read(folder / "procedure.yaml", f"{shown}/procedure.yaml", mistakes), folder, shown, TABLES, mistakes)
        overlays[folder.name] = {
            file.stem: _read(file, f"procedures/{folder.name}/{file.name}", mistakes)
            for file in sorted(folder.glob("*.yaml"))
            if file.stem != "procedure" and not is_examples(file)
        }
    parts = read_parts(path, TABLES, mistakes)
    mistakes += join(trunks, overlays, parts, TABLES)
    return Folder(path, shared, trunks, overlays, parts), mistakes


def is_examples(path: Path) -> bool:
    """Does this file hold worked examples, by its name?"""
    return path.suffix == ".yaml" and (path.stem == "examples" or path.stem.startswith("examples_"))


def folder_around(path: Path) -> Path | None:
    """The law folder that this path is or lies in; None if there is none."""
    path = path.resolve()
    return next((p for p in (path, *path.parents) if (p / "procedures").is_dir() and (p / "acts.yaml").is_file()), None)


def _read(path: Path, shown: str, mistakes: list[Mistake]) -> Lines:
    if not path.exists():
        mistakes.append(Mistake(shown, 0, "file", "this file is missing.", f"Write {shown}; law/README.md says what it holds."))
        return empty(shown)
    tree, wrong = read_tree(path, shown)
    mistakes += wrong
    if not isinstance(tree, Lines):
        mistakes.append(Mistake(shown, 1, "file", "a law file begins with keys, not with a list.", 'Write "name: ..." lines.'))
        return empty(shown)
    return tree


def changes_of(folder: Folder, procedure: str, region: str) -> list[date]:
    """Every day on which the law of one procedure in one region changes; none where there is no such law. Found once."""
    if (procedure, region) not in folder.changes:
        starts = folder.trunks.get(procedure, {}).get("in_force_from")
        folder.changes[procedure, region] = days_of_change(*dated(folder, procedure, region), {"from": starts} if isinstance(starts, date) else {})
    return folder.changes[procedure, region]


def dated(folder: Folder, procedure: str, region: str) -> list[object]:
    """Everything whose days change the law of one procedure in one region."""
    trunk, overlay = folder.trunks.get(procedure, {}), folder.overlays.get(procedure, {}).get(region, {})
    return [trunk, overlay, *_used(folder, procedure, region).values(), *region_tables.dated(folder.shared, trunk, region)]


def _used(folder: Folder, procedure: str, region: str) -> dict[str, Lines]:
    """The shared files that go into the bundles of one procedure in one region; found once."""
    if (procedure, region) not in folder.narrowed:
        shared = {name: folder.shared[name] for name in SHARED if name != "competence"}
        others = [file for name, file in folder.shared.items() if name not in (*BY_NAME, *FOR_THE_PUBLIC)]
        own = folder.trunks.get(procedure), folder.overlays.get(procedure, {}).get(region)
        folder.narrowed[procedure, region] = narrowed(shared, (*own, *others), folder.names)
    return folder.narrowed[procedure, region]


def in_force(folder: Folder, procedure: str, region: str, day: date) -> dict[str, object]:
    """The tree of one procedure as it stands on one day, overlay laid over the trunk; raises NoLawInForce."""
    trunk = folder.trunks.get(procedure)
    if trunk is None or region not in folder.overlays.get(procedure, {}):
        raise NoLawInForce(f"No law for {procedure} in {region}.")
    starts = trunk.get("in_force_from")
    if isinstance(starts, date) and day < starts:
        raise NoLawInForce(f"{procedure} is in force from {starts}, not yet on {day}.")
    overlay = folder.overlays[procedure][region]
    since = max((d for d in changes_of(folder, procedure, region) if d <= day), default=day)
    tree = region_tables.with_offers(folder.shared, of_day(_overlaid(of_day(trunk, day), overlay, day), day), region, day)
    used = {name: of_day(file, day) for name, file in _used(folder, procedure, region).items()} | region_tables.amounts(folder.shared, tree, region)
    return {"procedure": tree, "shared": used, "region": region, "day": since}


def _overlaid(trunk: Lines, overlay: Lines, day: date) -> Lines:
    """The trunk with what the region replaces, adds and removes up to this day, oldest first."""
    tree = copied(trunk)
    changes = [(verb, change) for verb in ("replace", "add", "remove") for change in overlay.get(verb) or ()]
    changes.sort(key=lambda pair: pair[1].get("from", date.min))
    latest: dict[str, tuple[str, Lines]] = {}
    for verb, change in changes:
        if change.get("from", date.min) <= day:
            name = f"{verb == 'add'}{change.get('line') if verb != 'add' else id(change)}"
            latest.pop(name, None)  # the newest is laid last, also over a whole line replaced between
            latest[name] = (verb, change)
    for verb, change in latest.values():
        if not change.get("back_to_trunk"):
            lay(tree, verb, change)
    return tree
