"""What changed between two versions of a law folder, line by line, in sentences."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guichet.law.folder import TABLES, Folder
from guichet.law.laying import name_of
from guichet.law.loader import plain
from guichet.law.reading import LANGUAGES

LONGEST = 90  # characters of a value that a sentence repeats


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: in which file, at which line of the law, and the sentence."""

    file: str
    place: str  # "time_limits.decision.length"; "" for a whole file
    says: str

    def __str__(self) -> str:
        return f"{self.file}{f', {self.place}' if self.place else ''}: {self.says}"

    @property
    def procedure(self) -> str:
        """The procedure that it concerns; "" for all of them."""
        parts = self.file.split("/")
        return parts[1] if parts[0] == "procedures" else ""

    @property
    def region(self) -> str:
        """The region that it concerns; "" for all of them."""
        stem = self.file.rpartition("/")[2].removesuffix(".yaml")
        return "" if not self.procedure or stem == "procedure" else stem


def differences(old: Folder, new: Folder) -> Iterator[Difference]:
    """Everything that is not as it was, shared files first, then each procedure with its regions."""
    for name in sorted({*old.shared, *new.shared}):
        yield from _trees(f"{name}.yaml", old.shared.get(name), new.shared.get(name))
    for name in sorted({*old.trunks, *new.trunks}):
        yield from _trees(f"procedures/{name}/procedure.yaml", old.trunks.get(name), new.trunks.get(name))
        before, after = old.overlays.get(name, {}), new.overlays.get(name, {})
        for region in sorted({*before, *after}):
            yield from _trees(f"procedures/{name}/{region}.yaml", before.get(region), after.get(region))


def _trees(file: str, old: Mapping | None, new: Mapping | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield Difference(file, "", "this file is new." if old is None else "this file is gone.")
        return
    for key in dict.fromkeys([*old, *new]):
        if isinstance(old.get(key), list) or isinstance(new.get(key), list):
            yield from _tables(file, str(key), old.get(key) or [], new.get(key) or [])
        else:
            yield from _values(file, str(key), old.get(key), new.get(key))


def _tables(file: str, table: str, old: list, new: list) -> Iterator[Difference]:
    """Entries that have a name are compared key by key; the others come and go whole."""
    if table not in TABLES and not _named_once(old) or table in ("moves", "follows", "sees") or not (_named_once(old) and _named_once(new)):
        yield from _unnamed(file, table, old, new)
        return
    before, after = {name_of(e): e for e in old}, {name_of(e): e for e in new}
    for name in dict.fromkeys([*before, *after]):
        place = f"{table}.{name}"
        if name not in after:
            yield Difference(file, place, "this line is gone.")
        elif name not in before:
            yield Difference(file, place, f"this line is new{_since(after[name])}.")
        else:
            for key in dict.fromkeys([*before[name], *after[name]]):
                yield from _values(file, f"{place}.{key}", before[name].get(key), after[name].get(key))
    kept = [name for name in before if name in after]
    if table in ("rights", "moves") and kept != [name for name in after if name in before]:
        yield Difference(file, table, "the order of the lines changed: the first that applies is another one.")


def _unnamed(file: str, table: str, old: list, new: list) -> Iterator[Difference]:
    before, after = Counter(map(_text, old)), Counter(map(_text, new))
    for text in (before - after).elements():
        yield Difference(file, table, f"this line is gone: {_short(text)}.")
    for text in (after - before).elements():
        yield Difference(file, table, f"this line is new: {_short(text)}.")


def _values(file: str, place: str, old: object, new: object) -> Iterator[Difference]:
    before, after = plain(old), plain(new)
    if before == after:
        return
    if old is None or new is None:
        yield Difference(file, place, f"this is new: {_short(_text(new))}." if old is None else f"this is gone: it was {_short(_text(old))}.")
    elif _is_words(before) and _is_words(after):
        changed = [language for language in LANGUAGES if before.get(language) != after.get(language)]
        yield Difference(file, place, f"the words in {', '.join(changed)} changed: {_short(str(after[changed[0]]))}.")
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*old, *new]):
            yield from _values(file, f"{place}.{key}", old.get(key), new.get(key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _items(file, place, old, new)
    else:
        yield Difference(file, place, f"it was {_short(_text(old))}, it is {_short(_text(new))}.")


def _items(file: str, place: str, old: list, new: list) -> Iterator[Difference]:
    """A list inside a line: what has a name is compared by it, of the rest is told what came and went."""
    if all(isinstance(one, Mapping) for one in (*old, *new)) and _named_once(old) and _named_once(new):
        before, after = {name_of(one): one for one in old}, {name_of(one): one for one in new}
        for name in dict.fromkeys([*before, *after]):
            yield from _values(file, f"{place}.{name}", before.get(name), after.get(name))
        return
    before, after = Counter(map(_text, old)), Counter(map(_text, new))
    gone, come = (", ".join(more.elements()) for more in (before - after, after - before))
    told = [f"gone is {_short(gone)}"] * bool(gone) + [f"new is {_short(come)}"] * bool(come) or ["the order changed"]
    yield Difference(file, place, f"in this list {', '.join(told)}.")


def _named_once(entries: list) -> bool:
    names = [name_of(entry) for entry in entries]
    return all(names) and len(set(names)) == len(names)


def _is_words(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value) and set(value) <= set(LANGUAGES)


def _since(entry: Mapping) -> str:
    return f", in force from {entry['from']}" if entry.get("from") else ""


def _text(value: object) -> str:
    found = plain(value)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
