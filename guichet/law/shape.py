"""Has each part of a law file the shape it must have? What has not is told and taken out, so that reading on cannot stumble."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guichet.law.folder import TABLES
from guichet.law.loader import Lines, Listed
from guichet.law.reading import Reading

DAYS = ("from", "last_day", "in_force_from", "last_checked_on")
TRUNK = ("procedure", "application", "based_on", "title", "applicant", "resident", "given", "channel", "governed_by", "in_force_from", "source",
         *TABLES)  # fmt: skip
OVERLAY = ("region", "procedure", "source", "replace", "add", "remove")
SHARED_TABLES = {
    "acts": ("acts",), "authorities": ("roles", "authorities"), "competence": ("rules", "places"), "documents": ("documents",),
    "doubts": ("doubts",), "calendar": ("years",), "categories": ("categories", "lists"), "thresholds": ("regions", "amounts"),
    "fees": ("fees",), "which": ("questions", "contradictions", "answers"), "information": ("information",),
}  # fmt: skip
MORE = {"which": ("awaited",)}
LISTS = {"fields": ("options",), "acts": ("asks",), "letters": ("to",), "years": ("holidays",), "phases": ("statuses",), "categories": ("regions",),
         "contributions": ("amount", "exempt")}  # fmt: skip
FILED_AS = {"acts": "cited", "fees": "contributions"}  # a shared file whose table is called as one of a procedure
MAPPINGS = {"acts": ("with",), "follows": ("with",)}
KEYS = {
    "sections": ("section", "title", "filled_by", "source"), "moves": ("after", "to", "when", "source"), "options": ("value", "title", "source"),
    "to": ("role", "channel", "when", "address"), "statuses": ("status", "when", "says"), "years": ("year", "holidays"),
    "doubts": ("doubt", "question", "meanwhile", "source"),
    "cited": ("act", "title", "address", "last_checked_on"),
    "rules": ("rule", "title", "when", "place", "follows", "source", "doubt"), "places": ("authority", "territory", "municipalities", "source"),
    "roles": ("role", "title", "source"), "authorities": ("authority", "title", "languages", "source"),
}  # fmt: skip


def tidy_trunk(r: Reading, tree: Lines) -> None:
    """The trunk of a procedure."""
    _needed(r, tree, ("phases", "moves", "acts", "rights"))
    _tidy(r, tree, TRUNK, TABLES)


def tidy_overlay(r: Reading, tree: Lines) -> None:
    """What a region replaces, adds and removes."""
    _tidy(r, tree, OVERLAY, ("replace", "add", "remove"))


def tidy_shared(r: Reading, tree: Lines, name: str) -> None:
    """A file that all procedures share."""
    tables = SHARED_TABLES[name]
    _needed(r, tree, tables)
    _tidy(r, tree, ("source", *MORE.get(name, ()), *tables), tables, name)
    if name == "calendar":
        _tidy_calendar(r, tree)


def tidy_other(r: Reading, tree: object) -> None:
    """A table of values that are looked up for a day: every dated line has its day, its number and its source."""
    _days(r, tree, "file")
    for line in _dated_lines(tree):
        r.keys(line, "dated line", ("is", "source", "doubt"))
        r.sources(line, "dated line")
        if not isinstance(line["is"], (int, Decimal)) or isinstance(line["is"], bool):
            r.wrong(line, "is", "dated line", f'"{line["is"]}" is not a number.', 'Write "{from: 2026-01-01, is: 45000, source: ...}".')


def _dated_lines(tree: object) -> Iterator[Lines]:
    if isinstance(tree, Lines) and "is" in tree and "from" in tree:
        yield tree
    for part in tree.values() if isinstance(tree, Lines) else tree if isinstance(tree, Listed) else ():
        yield from _dated_lines(part)


def _needed(r: Reading, tree: Lines, tables: tuple[str, ...]) -> None:
    for table in tables:
        if not tree.get(table):
            r.wrong(tree, table, "file", "this table is missing or empty.", f'Write "{table}:" and below it lines that begin with "- ".')


def _tidy(r: Reading, tree: Lines, allowed: tuple[str, ...], tables: tuple[str, ...], file: str = "") -> None:
    """Tells and takes out, in place, whatever has the wrong shape: tables, entries, days, dated lines."""
    r.keys(tree, "file", allowed)
    _days(r, tree, "file")
    for table in tables:
        if table not in tree:
            continue
        if not isinstance(tree[table], Listed):
            _take_out(r, tree, table, "file", "this is not a list.", f'Write "{table}:" and below it lines that begin with "- ".')
            continue
        for entry in list(tree[table]):
            if not isinstance(entry, Lines):
                r.wrong(tree, table, "file", f'"{entry}" is not an entry.', 'Begin an entry with "- " and a key: "- name: ...".')
                tree[table].remove(entry)
            else:
                tidy_entry(r, entry, FILED_AS.get(file, table), f"{table}.{next(iter(entry.values()), '')}")


def tidy_entry(r: Reading, entry: Lines, table: str, where: str = "line") -> None:
    """One entry of a table: keys where no reader checks them, lists and mappings where they are needed."""
    if table in KEYS:
        r.keys(entry, where, KEYS[table])
    for key in LISTS.get(table, ()):
        if key in entry and not isinstance(entry[key], Listed):
            _take_out(r, entry, key, where, "this is not a list.", f'Write "{key}: [...]".')
        for item in list(entry.get(key, ())):
            if isinstance(item, Lines):
                tidy_entry(r, item, "fields" if key == "asks" else key, f"{where}.{key}")
            elif key != "holidays":
                r.wrong(entry, key, where, f'"{item}" is not an entry.', f'Write "{key}: [{{...: ...}}]".')
                entry[key].remove(item)
    for key in MAPPINGS.get(table, ()):
        if key in entry and not isinstance(entry[key], Lines):
            _take_out(r, entry, key, where, "this is not a mapping.", f'Write "{key}: {{...: ...}}".')


def _days(r: Reading, tree: object, where: str) -> None:
    """Days of entry into force, wherever they stand; of dated lines each has `from` and `is`, and no two begin on one day."""
    if isinstance(tree, Lines):
        for key in DAYS:
            if key in tree and not isinstance(tree[key], date):
                _take_out(r, tree, key, where, f'"{tree[key]}" is not a day.', "Write a day as 2026-05-21, without quotes.")
        for key, value in tree.items():
            _days(r, value, f"{where}.{key}".removeprefix("file."))
    elif isinstance(tree, Listed):
        for item in tree:
            _days(r, item, where)
        if any(isinstance(line, Lines) and "is" in line for line in tree):
            _dated(r, tree, where)


def _dated(r: Reading, lines: Listed, where: str) -> None:
    seen: dict[date, int] = {}
    for line in list(lines):
        if not isinstance(line, Lines) or "is" not in line or "from" not in line:
            r.wrong(line if isinstance(line, Lines) else lines, "", where, "a dated line has no day or no value.",
                    'Write "{from: 2026-05-21, is: ..., source: ...}".')  # fmt: skip
            lines.remove(line)
        elif line["from"] in seen:
            r.wrong(line, "from", where, f"two lines hold from {line['from']}; the other is on line {seen[line['from']]}.", "Keep one of the two.")
            lines.remove(line)
        else:
            seen[line["from"]] = line.line


def _tidy_calendar(r: Reading, tree: Lines) -> None:
    """Each year once, with its ten legal holidays, each a day of that year; no year is left out between the first and the last."""
    known = []
    for entry in list(tree.get("years", ())):
        year, where = entry.get("year"), f"years.{entry.get('year')}"
        holidays = entry.get("holidays", ())
        wrong = [d for d in holidays if not isinstance(d, date) or d.year != year]
        if not isinstance(year, int) or isinstance(year, bool) or wrong:
            shown = ", ".join(str(d) for d in wrong) or year
            r.wrong(entry, "holidays" if wrong else "year", where, f"{shown}: not a day of the year {year}.", 'Write "year: 2026" and its days.')
            tree["years"].remove(entry)
            continue
        if len(set(holidays)) != 10:
            r.wrong(entry, "holidays", where, f"it has {len(set(holidays))} legal holidays.", "List the ten days of the law on legal holidays.")
        known.append(year)
    if known != list(range(min(known, default=0), min(known, default=0) + len(known))):
        r.wrong(tree, "years", "file", "the years do not follow each other.", "List every year once, in order.")


def _take_out(r: Reading, tree: Lines, key: str, where: str, what: str, write: str) -> None:
    r.wrong(tree, key, where, what, write)
    del tree[key]
