"""May a region's part touch what it touches? Only lines that are there; and which trunk lines does it hide?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guichet.law.folder import TABLES
from guichet.law.laying import name_of
from guichet.law.loader import Lines, Listed
from guichet.law.mistakes import Mistake
from guichet.law.reading import Reading
from guichet.law.shape import tidy_entry

KEYS = {
    "replace": ("line", "with", "source", "back_to_trunk", "doubt"),
    "add": ("to", "line", "source", "doubt"),
    "remove": ("line", "source", "back_to_trunk", "doubt"),
}


def tidy_changes(r: Reading, overlay: Lines, trunk: Lines) -> None:
    """Tells and takes out every change that cannot be laid over the trunk."""
    for verb in ("add", "replace", "remove"):
        seen: dict[tuple[object, object], int] = {}
        for change in list(overlay.get(verb, ())):
            where = f"{verb}.{change.get('line') if verb != 'add' else change.get('to')}"
            before = len(r.mistakes)
            _judge(r, verb, change, where, trunk, overlay)
            key = (str(change.get("line")), change.get("from")) if verb != "add" else (id(change), None)
            if key in seen:
                r.wrong(change, "from", where, f"it is changed twice from the same day; the other is on line {seen[key]}.", "Keep one of the two.")
            seen.setdefault(key, change.line)
            if len(r.mistakes) > before:
                overlay[verb].remove(change)


def _judge(r: Reading, verb: str, change: Lines, where: str, trunk: Lines, overlay: Lines) -> None:
    r.keys(change, where, KEYS[verb])
    if not str(change.get("line", "")).endswith(".source") and verb != "add":
        r.sources(change, where)  # what is added has its own source; a line of sources is one
    if "from" not in change:
        r.wrong(change, "", where, "it does not say from which day.", 'Write "from: 2026-05-21".')
    if verb == "add":
        _judge_added(r, change, where)
        return
    found, key = _lines_meant(str(change.get("line", "")), trunk, overlay)
    if len(found) != 1:
        what = "there is no such line" if not found else f"{len(found)} lines are meant"
        r.wrong(change, "line", where, f'{what}: "{change.get("line")}".', 'Write "<table>.<name>" or "<table>.<name>.<key>" as in the trunk.')
    if verb == "remove" and key:
        r.wrong(change, "line", where, "only a whole line can be removed.", 'Write "<table>.<name>".')
    if verb == "replace" and not change.get("back_to_trunk"):
        _judge_new(r, change, where, key)


def _judge_added(r: Reading, change: Lines, where: str) -> None:
    if change.get("to") not in TABLES:
        r.wrong(change, "to", where, f'"{change.get("to")}" is not a table.', f"Write one of: {', '.join(TABLES)}.")
    elif not isinstance(change.get("line"), Lines) or not change["line"]:
        r.wrong(change, "line", where, "this is not an entry.", 'Write "line: {...}" as it would stand in the trunk.')
    else:
        tidy_entry(r, change["line"], str(change["to"]))


def _judge_new(r: Reading, change: Lines, where: str, key: str) -> None:
    if "with" not in change:
        r.wrong(change, "", where, "it does not say what takes its place.", 'Write "with: ..." or "back_to_trunk: true".')
    elif not key and not isinstance(change["with"], Lines):
        r.wrong(change, "with", where, "this is not an entry.", 'Write "with: {...}" as the whole line would stand in the trunk.')
    elif not key:
        tidy_entry(r, change["with"], str(change["line"]).partition(".")[0])


def _lines_meant(line: str, trunk: Lines, overlay: Lines) -> tuple[list[Lines], str]:
    """The trunk lines (or added lines) of that name, and the key inside, if one is named."""
    table, _, rest = line.partition(".")
    name, _, key = rest.partition(".")
    if table not in TABLES:
        return [], key
    added = [c["line"] for c in overlay.get("add", ()) if c.get("to") == table and isinstance(c.get("line"), Lines)]
    rows = [e for e in [*trunk.get(table, ()), *added] if name_of(e) == name]
    distinct = [e for n, e in enumerate(rows) if not any(_follow_each_other(e, other) for other in rows[:n])]
    return distinct, key


def _follow_each_other(one: Lines, other: Lines) -> bool:
    """Two dated lines of one name, the later from the day after the earlier ended."""
    return bool(one.get("from") or one.get("last_day")) and bool(other.get("from") or other.get("last_day"))


def told_once(hidden: list[Mistake]) -> list[Mistake]:
    """A line that several procedures share is hidden in each, from a day of its own: one sentence with all the days."""
    days: dict[Mistake, set[str]] = {}
    for one in hidden:
        days.setdefault(replace(one, write=""), set()).add(one.write)
    return [replace(one, write=f"From {', '.join(sorted(since))}.") for one, since in days.items()]


def hidden_lines(trunk: Lines, overlay: Lines) -> list[Mistake]:
    """Every trunk line that a replacement or removal hides from its day on: no mistake, but to be known. `write` is that day."""
    found = []
    for verb in ("replace", "remove"):
        for change in overlay.get(verb, ()):
            if change.get("back_to_trunk"):
                continue
            for line in _lines_meant(str(change["line"]), trunk, Lines())[0]:
                found += [_hidden(change, value, overlay) for value in _values_hidden(line, str(change["line"]))]
    return found


def _values_hidden(line: Lines, named: str) -> list[object]:
    """The dated lines of the value named, or the whole line."""
    key = named.split(".")[2] if named.count(".") == 2 else ""
    value = line.get(key)
    if isinstance(value, Listed) and value and all(isinstance(v, Lines) and "from" in v for v in value):
        return list(value)
    if key in line:
        whole = Lines({"from": line.get("from", date.min)})
        whole.line, whole.lines, whole.file = line.lines.get(key, line.line), {}, line.file
        return [whole]
    return [line]


def _hidden(change: Lines, hidden: Lines, overlay: Lines) -> Mistake:
    since = hidden.get("from")
    dated = f" (in force from {since})" if isinstance(since, date) and since != date.min else ""
    what = f"this line of the trunk{dated} is hidden in {overlay.get('region')} by line {change.line} of {change.file}."
    return Mistake(hidden.file, hidden.line, str(change["line"]), what, str(change["from"]))
