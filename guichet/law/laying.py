"""Laying one change over a tree of the law: a line added, removed, or replaced as a whole or in one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guichet.law.loader import Lines, Listed

VERBS = ("replace", "remove", "add")
BEFORE = "before"  # of a line: the line of the same table before which it stands


def name_of(entry: object) -> str:
    """An entry of a table is named by its first key: `- evidence: passport`."""
    return str(next(iter(entry.values()), "")) if isinstance(entry, Mapping) else ""


def entries_of(tree: Mapping[str, object] | None, table: str) -> Listed:
    """The lines of a table; none where it is not there or no list."""
    found = (tree or {}).get(table)
    return found if isinstance(found, Listed) else Listed()


def split_line(line: object) -> tuple[str, str, str]:
    """The table, the name and the key of "<table>.<name>.<key>"; "" for what it does not say."""
    table, _, rest = str(line).partition(".")
    name, _, key = rest.partition(".")
    return table, name, key


def lay(tree: Lines, verb: str, change: Lines) -> None:
    """Does one change to a tree whose tables are its own; a line that is not there stays away."""
    if verb == "add":
        tree[change["to"]] = behind(tree.get(change["to"]), (change["line"],), change)  # also where the table was not there
        return
    table, name, key = split_line(change.get("line", ""))
    if verb == "remove" and not name:
        tree.pop(table, None)
        return
    entries = entries_of(tree, table)
    place = next((n for n, entry in enumerate(entries) if name_of(entry) == name), None)
    if place is None:
        return  # said on other days only
    if verb == "remove":
        del entries[place]
    elif key:
        entries[place] = with_value(entries[place], key, change)
    else:
        entries[place] = change["with"]


def with_value(entry: Lines, key: str, change: Lines) -> Lines:
    """A copy of the entry with another value, which brings its own source and doubt and remembers where it was written."""
    new = {key: change["with"]} | {k: change[k] for k in ("source", "doubt") if k in change}
    entry = placed(Lines(entry), entry)
    entry.update(new)
    entry.origins |= {k: (change.file, change.lines.get("with" if k == key else k, change.line)) for k in new}
    return entry


def copied(tree: Lines) -> Lines:
    """The same tree with tables of its own, so that a change does not reach the first."""
    new = placed(Lines(tree), tree)
    for key, value in tree.items():
        if isinstance(value, Listed):
            new[key] = behind(value, ())
    return new


def placed(new: Lines, tree: Lines) -> Lines:
    """Gives a copy its place in the files."""
    new.line, new.lines, new.file = tree.line, dict(tree.lines), tree.file
    new.origins = dict(getattr(tree, "origins", {}))
    return new


def behind(first: Iterable, then: Iterable, like: object = None) -> Listed:
    """Both lists as one, placed where the first stands; a line that says `before` takes its place there."""
    found = Listed(first or ())
    for entry in then or ():
        found.insert(_place(entry, found), _settled(entry))
    place = next((one for one in (first, then, like) if hasattr(one, "line")), None)
    found.line, found.file = (place.line, place.file) if place is not None else (1, "")
    return found


def _place(entry: object, entries: Listed) -> int:
    wanted = entry.get(BEFORE) if isinstance(entry, Mapping) else None
    return next((n for n, one in enumerate(entries) if wanted and name_of(one) == wanted), len(entries))


def _settled(entry: object) -> object:
    """The line without the word that gave it its place."""
    if not isinstance(entry, Mapping) or BEFORE not in entry:
        return entry
    return placed(Lines((key, value) for key, value in entry.items() if key != BEFORE), entry)
