"""How the files of one procedure become one trunk: parts joined table by table, and a kind built upon another procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path

from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake

CHANGES = ("replace", "remove")
BASED_ON = "based_on"  # the procedure that a kind of application (a renewal) changes


def with_parts(trunk: Lines, folder: Path, shown: str, tables: tuple[str, ...], mistakes: list[Mistake]) -> Lines:
    """The trunk with the tables of `parts/*.yaml` behind its own, in the order of their names."""
    for file in sorted((folder / "parts").glob("*.yaml")):
        part, wrong = read_tree(file, f"{shown}/parts/{file.name}")
        mistakes += wrong
        for key, value in part.items() if isinstance(part, Lines) else ():
            if key not in tables or not isinstance(value, Listed):
                where = f"{shown}/parts/{file.name}"
                mistakes.append(Mistake(where, part.lines.get(key, 1), key, "a part holds tables only.", f"Write one of: {', '.join(tables)}."))
            else:
                trunk[key] = _behind(trunk.get(key), value)
    return trunk


def build_upon(
    trunks: MutableMapping[str, Lines], overlays: MutableMapping[str, MutableMapping[str, Lines]], tables: tuple[str, ...]
) -> list[Mistake]:
    """Lays every kind over the procedure that it is based on, in place, and gives it the regions of that one; tells what does not fit."""
    mistakes: list[Mistake] = []
    for name, kind in list(trunks.items()):
        if BASED_ON not in kind:
            continue
        base = trunks.get(str(kind[BASED_ON]))
        if base is None or BASED_ON in base:
            what = f'"{kind[BASED_ON]}" is no procedure that another can be based on.'
            cure = "Write the name of a folder in procedures/ that is based on no other."
            mistakes.append(Mistake(kind.file, kind.lines[BASED_ON], BASED_ON, what, cure))
            continue
        mistakes += _not_there(kind, base, tables)
        trunks[name] = _joined(kind, base, tables)
    for name, kind in trunks.items():
        base = overlays.get(str(kind.get(BASED_ON)), {})
        if base:
            own = overlays[name]
            overlays[name] = {region: _region(base.get(region), own.get(region), kind) for region in sorted({*base, *own})}
    return mistakes


def _joined(kind: Lines, base: Lines, tables: tuple[str, ...]) -> Lines:
    """The base with the head of the kind, what the kind replaces and removes, and its own lines behind."""
    tree = Lines(base)
    tree.line, tree.lines, tree.file = kind.line, dict(kind.lines), kind.file
    for key, value in base.items():
        if isinstance(value, Listed):
            tree[key] = _behind(None, value)
    for verb in CHANGES:
        for change in kind.get(verb) or ():
            _lay(tree, change, verb)
    _forget_phases(tree, {_named(p) for p in base.get("phases", ())} - {_named(p) for p in tree.get("phases", ())})
    for key, value in kind.items():
        if key in tables and isinstance(value, Listed):
            tree[key] = _behind(tree.get(key), value)
        elif key not in CHANGES:
            tree[key] = value
    return tree


def _forget_phases(tree: Lines, gone: set[str]) -> None:
    """A phase that is removed takes with it the moves that lead to it, its place in `in`, and acts and lists that were for nothing else."""
    tree["moves"] = _behind((m for m in tree.get("moves", ()) if m.get("to") not in gone), None, tree.get("moves"))
    for table in ("acts", "queues"):
        kept = []
        for line in tree.get(table, ()):
            named = [line["in"]] if isinstance(line.get("in"), str) else list(line.get("in") or ())
            left = _behind((name for name in named if name not in gone), None, line)
            if left or not named:
                kept.append(line if left == named else _replaced(line, "in", Lines({"with": left}), line))
        tree[table] = _behind(kept, None, tree.get(table))


def _lay(tree: Lines, change: Lines, verb: str) -> None:
    table, _, rest = str(change.get("line", "")).partition(".")
    name, _, key = rest.partition(".")
    if verb == "remove" and not name:
        tree.pop(table, None)
        return
    lines = tree.get(table)
    place = next((n for n, line in enumerate(lines or ()) if _named(line) == name), None)
    if place is None:
        return
    if verb == "remove":
        del lines[place]
    elif key:
        lines[place] = _replaced(lines[place], key, change)
    else:
        lines[place] = change.get("with")


def _replaced(line: Lines, key: str, change: Lines, place: Lines | None = None) -> Lines:
    new, place = Lines(line), place or change
    new.line, new.lines, new.file, new.origins = line.line, dict(line.lines), line.file, dict(getattr(line, "origins", {}))
    brings = {key: change.get("with")} | {k: change[k] for k in ("source", "doubt") if k in change}  # a new value brings its own
    new.update(brings)
    new.origins |= {k: (place.file, place.lines.get("with" if k == key else k, place.line)) for k in brings}
    return new


def _region(base: Lines | None, own: Lines | None, kind: Lines) -> Lines:
    """What a region changes in the base, as far as the kind still has those lines, then what it changes in the kind."""
    tree = Lines(own or base)
    source = own if own is not None else base
    tree.line, tree.lines, tree.file = source.line, dict(source.lines), source.file
    for verb in (*CHANGES, "add"):
        kept = [c for c in (base or {}).get(verb, ()) if verb == "add" or _is_there(kind, base, str(c.get("line")))]
        tree[verb] = _behind(kept, (own or {}).get(verb) or Listed(), source)
    return tree


def _is_there(kind: Lines, base: Lines | None, line: str) -> bool:
    table, _, rest = line.partition(".")
    name = rest.partition(".")[0]
    added = [c.get("line") for c in (base or {}).get("add", ()) if c.get("to") == table]
    return any(_named(entry) == name for entry in (*kind.get(table, ()), *added))


def _not_there(kind: Lines, base: Lines, tables: tuple[str, ...]) -> Iterator[Mistake]:
    for verb in CHANGES:
        for change in kind.get(verb) or ():
            line = str(change.get("line", "")) if isinstance(change, Mapping) else ""
            table, _, rest = line.partition(".")
            name = rest.partition(".")[0]
            whole = verb == "remove" and table in tables and not name
            if not whole and not any(_named(entry) == name for entry in base.get(table, ())):
                what = f'there is no such line in {kind[BASED_ON]}: "{line}".'
                cure = 'Write "<table>.<name>" or "<table>.<name>.<key>" as it stands there.'
                yield Mistake(kind.file, getattr(change, "line", 1), f"{verb}.{line}", what, cure)
            elif not change.get("source"):
                yield Mistake(kind.file, change.line, f"{verb}.{line}", "it has no source.", 'Write "source: <act> <article>".')


def _behind(first: object, then: object, like: object = None) -> Listed:
    """Both lists as one, placed where the first stands."""
    found = Listed([*(first or ()), *(then or ())])
    place = next((one for one in (first, then, like) if hasattr(one, "line")), None)
    found.line, found.file = (place.line, place.file) if place is not None else (1, "")
    return found


def _named(entry: object) -> str:
    return str(next(iter(entry.values()), "")) if isinstance(entry, Mapping) else ""
