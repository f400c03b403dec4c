"""The names that the files of a law give: what other lines of it may then refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from guichet.law.folder import folder_around, gather, is_examples
from guichet.law.laying import name_of
from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake

ACTS_OF_LAW = "sources"  # as lines cite them; in a procedure an act is what somebody does
TABLES = ("roles", "sections", "fields", "evidence", "tracks", "phases", "acts", "letters", "time_limits", "rights", "queues", "checks",
          "text_blocks", "days", "fees", "authorities", "documents", "doubts", "categories", ACTS_OF_LAW)  # fmt: skip
Given = dict[str, dict[str, str]]


def names_given(path: Path) -> tuple[Given, list[Mistake]]:
    """Table -> name -> title in English ("" where it has none), of any folder or file of the law; and what cannot be read."""
    files = [path] if path.is_file() else sorted(path.rglob("*.yaml"))
    if not files:
        return {}, [Mistake(str(path), 0, "file", "there is no law here.", "Write the path of a law folder or of a file in one.")]
    mistakes: list[Mistake] = []
    root = folder_around(path)
    trunks = gather(root)[0].trunks if root else {}
    given: Given = {}
    for file in files:
        if is_examples(file):
            continue
        joined = trunks.get(file.parent.name) if file.name == "procedure.yaml" else None  # with the parts that it uses
        tree, wrong = (joined, []) if joined is not None else read_tree(file)
        mistakes += wrong
        for table, entry in _entries(tree, ACTS_OF_LAW if file.name == "acts.yaml" else ""):
            if table in TABLES:
                given.setdefault(table, {}).setdefault(name_of(entry), _title(entry))
    return {table: given[table] for table in TABLES if table in given}, mistakes


def _entries(tree: Lines | Listed, only: str) -> Iterator[tuple[str, Lines]]:
    """Each line of each table, and what a region adds to one; `only`: all under this name."""
    for table, lines in tree.items() if isinstance(tree, Lines) else ():
        for line in lines if isinstance(lines, Listed) else ():
            if table == "add" and isinstance(line, Lines) and isinstance(line.get("line"), Lines):
                yield str(line.get("to")), line["line"]
            elif isinstance(line, Lines):
                yield only or table, line


def _title(entry: Lines) -> str:
    words = entry.get("title") or entry.get("status") or ""
    return str(words.get("en", "") if isinstance(words, Mapping) else words)
