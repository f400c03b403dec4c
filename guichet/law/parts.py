"""Parts of the law that several procedures share: tables and changes with blanks, which each procedure fills for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guichet.law.laying import VERBS, placed
from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake

USES = "uses"
HEAD = ("part", "blanks", "defaults", "source")
BLANK = "$"  # "$card" stands for what the procedure says of `card`


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name as procedures write it (`arrival`, or `region/appeals` for the parts of a region), its blanks, its lines."""

    name: str
    blanks: tuple[str, ...]
    defaults: Mapping[str, object]
    tree: Lines

    def filled(self, by: Mapping[str, object]) -> Lines:
        """The lines of the part, its blanks filled; what has no blank is the same object for everybody."""
        values = {**self.defaults, **by}
        return _filled(_lines_without(self.tree, HEAD), {f"{BLANK}{name}": value for name, value in values.items()})


def read_parts(folder: Path, tables: tuple[str, ...], mistakes: list[Mistake]) -> dict[str, Part]:
    """All parts of a law folder by name, and what cannot be read of them. A part of a region holds changes, any other also `tables`."""
    found = {}
    for file in sorted((folder / "parts").rglob("*.yaml")):
        shown = file.relative_to(folder).as_posix()
        tree, wrong = read_tree(file, shown)
        mistakes += wrong
        name = file.relative_to(folder / "parts").with_suffix("").as_posix()
        if not isinstance(tree, Lines) or tree.get("part") != name:
            mistakes.append(Mistake(shown, 1, "part", "it does not begin with its name.", f'Write "part: {name}" first.'))
        elif _head_is_sound(tree, shown, VERBS if "/" in name else (*tables, *VERBS[:2]), mistakes):
            blanks = tuple(map(str, tree.get("blanks", ())))
            found[name] = Part(name, blanks, tree.get("defaults", {}), tree)
            mistakes += _blanks_amiss(found[name], shown)
    return found


def parts_used(tree: Lines, parts: Mapping[str, Part], under: str, mistakes: list[Mistake]) -> Iterator[Lines]:
    """The parts that a file uses, filled, in its order; `under` is the folder of parts that it may use, "" for that of the trunks."""
    for use in _uses(tree, mistakes):
        name = str(use.get("part"))
        part = parts.get(f"{under}/{name}" if under else name)
        if part is None:
            near = sorted(one.removeprefix(f"{under}/") for one in parts if one.startswith(f"{under}/") or (not under and "/" not in one))
            cure = f"Write one of: {', '.join(near)}." if near else "Write it in parts/."
            mistakes.append(Mistake(tree.file, use.line, USES, f'there is no part "{name}".', cure))
            continue
        by = {key: value for key, value in use.items() if key != "part"}
        missing = [blank for blank in part.blanks if blank not in by]
        unknown = [key for key in by if key not in (*part.blanks, *part.defaults)]
        for blank in missing:
            mistakes.append(Mistake(tree.file, use.line, f"{USES}.{name}", f'the blank "{blank}" is not filled.', f'Write "{blank}: ...".'))
        for key in unknown:
            cure = f"Write one of: {', '.join((*part.blanks, *part.defaults)) or 'nothing but the part'}."
            mistakes.append(Mistake(tree.file, use.line, f"{USES}.{name}", f'the part has no blank "{key}".', cure))
        if not missing and not unknown:
            yield part.filled(by)


def _lines_without(tree: Lines, keys: tuple[str, ...]) -> Lines:
    return placed(Lines((key, value) for key, value in tree.items() if key not in keys), tree)


def _uses(tree: Lines, mistakes: list[Mistake]) -> Iterator[Lines]:
    """Each use as a mapping; a plain name is a part without blanks."""
    if USES not in tree:
        return
    told = tree[USES]
    for item in told if isinstance(told, Listed) else (None,):
        use = _plain_use(item, told) if isinstance(item, str) else item
        if isinstance(use, Lines) and use.get("part"):
            yield use
        else:
            what = "this is not a list of parts."
            mistakes.append(Mistake(tree.file, tree.lines.get(USES, 1), USES, what, 'Write "uses:" and below it "- {part: ..., <blank>: ...}".'))


def _plain_use(name: str, told: Listed) -> Lines:
    use = Lines(part=name)
    use.line, use.lines, use.file = told.line, {}, told.file
    return use


def _head_is_sound(tree: Lines, shown: str, known: tuple[str, ...], mistakes: list[Mistake]) -> bool:
    strange = next((key for key in tree if key not in (*HEAD, *known)), "")
    if strange:
        cure = f"Write one of: {', '.join((*HEAD, *known))}."
        mistakes.append(Mistake(shown, tree.lines[strange], strange, "this key means nothing here.", cure))
        return False
    for key, kind, write in (("blanks", list, "blanks: [card]"), ("defaults", Mapping, "defaults: {bounds: []}")):
        if key in tree and not isinstance(tree[key], kind):
            mistakes.append(Mistake(shown, tree.lines[key], key, "it has the wrong shape.", f'Write "{write}".'))
            return False
    return True


def _blanks_amiss(part: Part, shown: str) -> Iterator[Mistake]:
    """Blanks that are used and not named, and those named and not used."""
    named = {*part.blanks, *part.defaults}
    used = {text for text in _texts(part.tree) if BLANK in text}
    for text in sorted(used):
        if not any(f"{BLANK}{name}" in text for name in named):
            yield Mistake(shown, 1, "blanks", f'"{text}" is no blank of this part.', 'Name it in "blanks: [...]".')
    for name in sorted(named):
        if not any(f"{BLANK}{name}" in text for text in used):
            yield Mistake(shown, 1, "blanks", f'the blank "{name}" stands nowhere.', "Take it out of the blanks.")


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield key
            yield from _texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _texts(value)
    elif isinstance(tree, str):
        yield tree


def _filled(tree: object, values: Mapping[str, object]) -> object:
    if isinstance(tree, str):
        return _written(tree, values)
    if isinstance(tree, Lines):
        pairs = [(_written(key, values), _filled(value, values)) for key, value in tree.items()]
        if all(key is old and value is tree[old] for (key, value), old in zip(pairs, tree, strict=True)):
            return tree
        new = placed(Lines(pairs), tree)
        new.lines |= {key: tree.lines[old] for (key, _), old in zip(pairs, tree, strict=True) if old in tree.lines}
        return new
    if isinstance(tree, Listed):
        return _filled_list(tree, values)
    return tree


def _filled_list(tree: Listed, values: Mapping[str, object]) -> Listed:
    """A blank that is a whole item and filled with a list gives its items; what a blank makes the same as another item stands once."""
    new = Listed()
    for item in tree:
        value = _filled(item, values)
        new.extend(value) if value is not item and isinstance(item, str) and isinstance(value, list) else new.append(value)
    if len(new) == len(tree) and all(one is other for one, other in zip(new, tree, strict=True)):
        return tree
    once = Listed(item for n, item in enumerate(new) if item not in new[:n])
    once.line, once.file = tree.line, tree.file
    return once


def _written(text: str, values: Mapping[str, object]) -> object:
    """A blank alone is its value, whatever it is; inside a text, its words."""
    if BLANK not in text:
        return text
    if text in values:
        return values[text]
    for blank in sorted(values, key=len, reverse=True):  # "$card_name" before "$card"
        text = text.replace(blank, str(values[blank]))
    return text
