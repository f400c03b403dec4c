"""How the files of one procedure become one trunk: shared parts, the procedure it is based on, its own lines; and the parts of its regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path

from guichet.law.laying import BEFORE, VERBS, behind, copied, entries_of, lay, name_of, placed, split_line, with_value
from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake
from guichet.law.parts import USES, Part, parts_used

CHANGES = ("replace", "remove")  # what a layer may do to the layers below it
CHANGE_KEYS = ("line", "with", "source", "doubt", "note")
BASED_ON = "based_on"  # the procedure that a kind of application (a renewal) changes


def with_own_parts(trunk: Lines, folder: Path, shown: str, tables: tuple[str, ...], mistakes: list[Mistake]) -> Lines:
    """The trunk with the tables of its own `parts/*.yaml` behind its own, in the order of their names."""
    for file in sorted((folder / "parts").glob("*.yaml")):
        where = f"{shown}/parts/{file.name}"
        part, wrong = read_tree(file, where)
        mistakes += wrong
        for key, value in part.items() if isinstance(part, Lines) else ():
            if key not in tables or not isinstance(value, Listed):
                mistakes.append(Mistake(where, part.lines.get(key, 1), key, "a part holds tables only.", f"Write one of: {', '.join(tables)}."))
            else:
                trunk[key] = behind(trunk.get(key), value)
    return trunk


def join(
    trunks: MutableMapping[str, Lines], overlays: MutableMapping[str, MutableMapping[str, Lines]], parts: Mapping[str, Part], tables: tuple[str, ...]
) -> list[Mistake]:
    """Makes every trunk and every region's part whole, in place, and tells what does not fit.

    From below: the procedure that a kind is based on, the shared parts that it uses, its own lines. A kind has the regions of its base.
    """
    mistakes: list[Mistake] = []
    for regions in overlays.values():
        for region, overlay in regions.items():
            regions[region] = _with_parts_of_region(overlay, region, parts, mistakes)
    kinds = {name: trunk for name, trunk in trunks.items() if BASED_ON in trunk}
    for name, trunk in trunks.items():
        if name not in kinds:
            trunks[name] = _joined(trunk, Lines(), parts, tables, mistakes)
    for name, kind in kinds.items():
        base = trunks.get(str(kind[BASED_ON]))
        if base is None or str(kind[BASED_ON]) in kinds:
            what = f'"{kind[BASED_ON]}" is no procedure that another can be based on.'
            cure = "Write the name of a folder in procedures/ that is based on no other."
            mistakes.append(Mistake(kind.file, kind.lines[BASED_ON], BASED_ON, what, cure))
            continue
        torn = {one.file for one in mistakes if one.where.partition(".")[0] == USES}
        trunks[name] = whole = _joined(kind, base, parts, tables, [] if getattr(base, "file", "") in torn else mistakes)
        below, own = overlays.get(str(kind[BASED_ON]), {}), overlays[name]
        overlays[name] = {region: _region(below.get(region), own.get(region), whole) for region in sorted({*below, *own})}
    return mistakes


def _joined(trunk: Lines, base: Lines, parts: Mapping[str, Part], tables: tuple[str, ...], mistakes: list[Mistake]) -> Lines:
    """One tree: the base, each part over it, the trunk's own lines over them, and the head of the trunk."""
    if not base and USES not in trunk:
        return trunk
    tree = copied(base) if base else Lines()
    tree.line, tree.lines, tree.file = getattr(trunk, "line", 1), dict(getattr(trunk, "lines", {})), getattr(trunk, "file", "")
    tree.origins = {}
    before = len(mistakes)
    layers = [*parts_used(trunk, parts, "", mistakes), trunk]
    told = mistakes if len(mistakes) == before else []  # where a part is missing, what rests on it is no further mistake
    for layer in layers:
        _lay_over(tree, layer, tables, told)
    for key, value in trunk.items():
        if key not in (*tables, *CHANGES, USES) or not isinstance(value, Listed) and key in tables:
            tree[key] = value
    return tree


def _lay_over(tree: Lines, layer: Lines, tables: tuple[str, ...], mistakes: list[Mistake]) -> None:
    """What a layer removes and replaces in the tree, then its own lines."""
    phases = set(map(name_of, entries_of(tree, "phases")))
    for verb in CHANGES:
        for change in _sound(layer, verb, tree, tables, mistakes):
            lay(tree, verb, change)
    _forget_phases(tree, phases - set(map(name_of, entries_of(tree, "phases"))))
    for table in tables:
        if isinstance(layer.get(table), Listed):
            mistakes += _nowhere(layer[table], entries_of(tree, table))
            tree[table] = behind(tree.get(table), layer[table])
            tree.lines.setdefault(table, layer.lines.get(table, 1))


def _sound(layer: Lines, verb: str, tree: Lines, tables: tuple[str, ...], mistakes: list[Mistake]) -> Iterator[Lines]:
    """The changes that can be laid; what is wrong with the others is told."""
    changes = layer.get(verb) or Listed()
    if not isinstance(changes, Listed):
        cure = f'Write "{verb}:" and below it "- {{line: ...}}".'
        mistakes.append(Mistake(layer.file, layer.lines.get(verb, 1), verb, "this is not a list.", cure))
        return
    for change in changes:
        wrong = _wrong_with(change, verb, tree, tables)
        if not wrong:
            yield change
        else:
            where, line = (change.file, change.line) if isinstance(change, Lines) else (layer.file, layer.lines.get(verb, 1))
            named = f"{verb}.{change.get('line', '')}" if isinstance(change, Lines) else verb
            mistakes.append(Mistake(where, line, named, *wrong))


def _wrong_with(change: object, verb: str, tree: Lines, tables: tuple[str, ...]) -> tuple[str, str] | None:
    if not isinstance(change, Lines) or "line" not in change:
        return "this does not say which line.", 'Write "{line: <table>.<name>, source: ...}".'
    strange = next((key for key in change if key not in CHANGE_KEYS), "")
    if strange:
        return f'"{strange}" means nothing here.', f"Write one of: {', '.join(CHANGE_KEYS)}."
    table, name, key = split_line(change["line"])
    there = {name_of(entry) for entry in entries_of(tree, table)}
    known = table in tables and (name in there or (verb == "remove" and not name and table in tree))
    if not known:
        return f'there is no such line below: "{change["line"]}".', 'Write "<table>.<name>" or "<table>.<name>.<key>" as it stands there.'
    if verb == "replace" and ("with" not in change or (not key and not isinstance(change["with"], Lines))):
        return "it does not say what takes its place.", 'Write "with: ...".'
    return None if change.get("source") else ("it has no source.", 'Write "source: <act> <article>".')


def _nowhere(lines: Listed, there: object) -> Iterator[Mistake]:
    """Lines that would stand before one that is not there."""
    names = {*map(name_of, there), *map(name_of, lines)}
    for line in lines:
        if isinstance(line, Lines) and BEFORE in line and str(line[BEFORE]) not in names:
            what = f'there is no line "{line[BEFORE]}" in this table.'
            yield Mistake(line.file, line.lines.get(BEFORE, line.line), BEFORE, what, "Write the name of a line of the same table, or leave it out.")


def _forget_phases(tree: Lines, gone: set[str]) -> None:
    """A phase that is removed takes with it the moves that lead to it, its place in `in`, and acts and lists that were for nothing else."""
    if not gone:
        return
    tree["moves"] = behind((m for m in entries_of(tree, "moves") if not isinstance(m, Lines) or m.get("to") not in gone), None, tree.get("moves"))
    for table in ("acts", "queues"):
        kept = []
        for line in entries_of(tree, table):
            if not isinstance(line, Lines):
                continue  # told when shapes are judged
            named = [line["in"]] if isinstance(line.get("in"), str) else entries_of(line, "in")
            left = behind((name for name in named if not isinstance(name, str) or name not in gone), None, line)
            if left or not named:
                kept.append(line if left == named else with_value(line, "in", placed(Lines({"with": left}), line)))
        tree[table] = behind(kept, None, tree.get(table))


def _with_parts_of_region(overlay: Lines, region: str, parts: Mapping[str, Part], mistakes: list[Mistake]) -> Lines:
    """A region's part of a procedure, over the parts of that region which it uses."""
    if USES not in overlay:
        return overlay
    tree = placed(Lines((key, value) for key, value in overlay.items() if key != USES), overlay)
    for part in parts_used(overlay, parts, region, mistakes):
        for verb in VERBS:
            if isinstance(part.get(verb), Listed) and isinstance(tree.get(verb, Listed()), Listed):
                tree[verb] = behind(part[verb], tree.get(verb))
    return tree


def _region(base: Lines | None, own: Lines | None, kind: Lines) -> Lines:
    """What a region changes in the base, as far as the kind still has those lines, then what it changes in the kind."""
    source = own if own is not None else base
    tree = placed(Lines(own or base), source)
    for verb in VERBS:
        below = [c for c in entries_of(base, verb) if isinstance(c, Lines) and (verb == "add" or _is_there(kind, base, c.get("line")))]
        above = (own or {}).get(verb) or Listed()
        tree[verb] = behind(below, above, source) if isinstance(above, list) else above
    return tree


def _is_there(kind: Lines, base: Lines | None, line: object) -> bool:
    table, name, _ = split_line(line)
    added = [c.get("line") for c in entries_of(base, "add") if isinstance(c, Lines) and c.get("to") == table]
    return any(name_of(entry) == name for entry in (*entries_of(kind, table), *added))
