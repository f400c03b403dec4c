"""Worked examples as files: what happened when, counted by hand, and what must be seen on which day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from guichet.law.folder import folder_around, is_examples
from guichet.law.loader import Lines, Listed, plain, read_tree
from guichet.law.mistakes import Mistake
from guichet.law.reading import Reading

KEYS = ("example", "procedure", "application", "region", "facts", "told", "counted", "expect", "rules", "doubt", "source")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened: the day, the event with its subject, and details as plain values."""

    on: date
    event: str
    details: Mapping[str, object]
    line: int


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example; `folder` is the law folder that it is worked under (None: the law of this Guichet)."""

    title: str
    file: Path
    line: int
    procedure: str
    application: str
    region: str
    told: tuple[Told, ...]
    expect: Mapping[date, Mapping[str, object]]
    counted: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    folder: Path | None = None


def example_files(path: Path) -> list[Path]:
    """The files of worked examples that a file, a law folder or a part of one holds; elsewhere every file that begins an example."""
    if path.is_file():
        return [path]
    inside = folder_around(path) is not None
    return sorted(file for file in path.rglob("*.yaml") if is_examples(file) or (not inside and _begins_an_example(file)))


def _begins_an_example(file: Path) -> bool:
    try:
        return re.search(r"^- example:", file.read_text(encoding="utf-8"), re.M) is not None
    except (OSError, UnicodeDecodeError):
        return False


def read_examples(path: Path, shown: str = "") -> tuple[list[Example], list[Mistake]]:
    """The worked examples of one file, and what is wrong with the others."""
    tree, mistakes = read_tree(path, shown)
    r = Reading(shown or path.name)
    r.mistakes += mistakes
    if not isinstance(tree, Listed):
        if not mistakes:
            r.wrong(tree, "", "file", "worked examples are a list.", 'Begin each with "- example: <a sentence>".')
        return [], r.mistakes
    found, titles = [], {}
    for number, entry in enumerate(tree, 1):
        before = len(r.mistakes)
        where = f"example {number}"
        if not isinstance(entry, Lines) or not isinstance(entry.get("example"), str):
            r.wrong(entry, "", where, "this is not an example.", 'Begin it with "- example: <a sentence>".')
            continue
        if entry["example"] in titles:
            r.wrong(entry, "example", where, f"the same sentence stands on line {titles[entry['example']]}.", "Say what is different in this one.")
        titles[entry["example"]] = entry.line
        example = _example(r, entry, where, path)
        if len(r.mistakes) == before:
            found.append(example)
    return found, r.mistakes


def _example(r: Reading, entry: Lines, where: str, path: Path) -> Example:
    r.keys(entry, where, KEYS)
    names = {key: r.text(entry, key, where) for key in ("procedure", "region", "counted")}
    facts = entry.get("facts", Lines())
    if not isinstance(facts, Mapping):
        r.wrong(entry, "facts", where, "this is not a mapping.", 'Write "facts: {worker_age: 34}".')
    folder = (path.parent / str(entry["rules"])).resolve() if "rules" in entry else folder_around(path)
    if "rules" in entry and folder_around(folder) is None:
        r.wrong(entry, "rules", where, f'there is no law folder at "{entry["rules"]}".', "Write its path, seen from this file.")
    return Example(
        title=entry["example"], file=path, line=entry.line, application=r.text(entry, "application", where, "first"),
        told=_told(r, entry, where), expect=_expected(r, entry, where), facts=plain(facts), folder=folder, **names,
    )  # fmt: skip


def _told(r: Reading, entry: Lines, where: str) -> tuple[Told, ...]:
    lines = entry.get("told")
    if not isinstance(lines, Listed) or not lines:
        r.wrong(entry, "told", where, "nothing is told.", 'Write "told:" and below it "- 2026-02-20: application_submitted".')
        return ()
    found = []
    for line in lines:
        if not isinstance(line, Lines) or len(line) != 1:
            r.wrong(line, "", f"{where}.told", "a line of what is told has one day and one event.", 'Write "- 2026-02-20: application_submitted".')
            continue
        [(day, event)] = line.items()
        on, details = _day(r, line, str(day), f"{where}.told"), Lines()
        if isinstance(event, Lines) and len(event) == 1:
            [(event, details)] = event.items()
        if not isinstance(event, str) or not isinstance(details, Lines):
            r.wrong(line, str(day), f"{where}.told", "this is not an event.", 'Write "- <day>: <event>" or "- <day>: {<event>: {...: ...}}".')
        elif on:
            found.append(Told(on, event, plain(details), line.line))
    return tuple(found)


def _expected(r: Reading, entry: Lines, where: str) -> dict[date, Mapping[str, object]]:
    tree = entry.get("expect")
    if not isinstance(tree, Lines) or not tree:
        r.wrong(entry, "expect", where, "nothing is expected.", 'Write "expect:" and below it "2026-04-11: {decision: {due_on: 2026-06-09}}".')
        return {}
    found = {}
    for day, wanted in tree.items():
        on = _day(r, tree, str(day), f"{where}.expect")
        if not isinstance(wanted, Lines):
            r.wrong(tree, day, f"{where}.expect", "this is not what can be seen on a day.", 'Write "2026-04-11: {decision: {due_on: 2026-06-09}}".')
        elif on:
            found[on] = plain(wanted)
    return found


def _day(r: Reading, tree: Lines, day: str, where: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        r.wrong(tree, day, where, f'"{day}" is not a day.', "Write a day as 2026-05-21.")
        return None
