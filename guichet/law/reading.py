"""Reads single values of a law tree and collects every mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache

from guichet.law.conditions import Condition, read_condition
from guichet.law.mistakes import Mistake
from guichet.law.rules import Length, Pattern, Words
from guichet.law.shared_lines import SharedLines

LANGUAGES = ("fr", "nl", "de", "en")
_LENGTH = re.compile(r"([1-9][0-9]{0,3}) (working days?|days?|months?)\Z")
Tree = Mapping[str, object]


@lru_cache(maxsize=32_768)
def in_four(*texts: str) -> Words:
    """The words in the four languages; the same object for the same words, which a hundred procedures and regions share."""
    return dict(zip(LANGUAGES, texts, strict=True))


class Reading:
    """One pass over one tree: `wrong` notes a mistake and reading goes on.

    `shared` takes what another law says in the same words from there; a mistake in it was noted when it was first read.
    """

    def __init__(self, file: str = "law", words: Collection[str] = (), shared: SharedLines | None = None) -> None:
        self.file = file
        self.shared = shared
        self.words = frozenset(words)  # the event words, known to the caller only
        self.mistakes: list[Mistake] = []

    def wrong(self, tree: object, key: str, where: str, what: str, write: str) -> None:
        origin = getattr(tree, "origins", {}).get(key)  # laid over by the part of a region
        line = getattr(tree, "lines", {}).get(key) or getattr(tree, "line", 0)
        file, line = origin or (getattr(tree, "file", self.file), line)
        self.mistakes.append(Mistake(file, line, f"{where}.{key}" if key else where, what, write))

    def keys(self, tree: Tree, where: str, allowed: Collection[str]) -> None:
        """Every key must be known: a key misspelt is a rule that silently does nothing."""
        for key in tree:
            if key not in allowed and key not in ("from", "last_day", "note"):
                self.wrong(tree, key, where, "this key means nothing here.", f"Write one of: {', '.join(sorted(allowed))}.")

    def text(self, tree: Tree, key: str, where: str, default: str | None = None) -> str:
        value = tree.get(key, default)
        if not isinstance(value, str):
            self.wrong(tree, key, where, f"{_shown(value)} is not a name.", f'Write "{key}: some-name".')
            return default or ""
        return value

    def choice(self, tree: Tree, key: str, where: str, allowed: Collection[str], default: str | None = None) -> str:
        value = self.text(tree, key, where, default)
        if value not in allowed and value != default:
            self.wrong(tree, key, where, f'"{value}" is not known.', f"Write one of: {', '.join(sorted(allowed))}.")
        return value

    def flag(self, tree: Tree, key: str, where: str, default: bool | None = None) -> bool:
        value = tree.get(key, default)
        if not isinstance(value, bool):
            self.wrong(tree, key, where, f"{_shown(value)} is neither true nor false.", f'Write "{key}: true" or "{key}: false".')
            return bool(default)
        return value

    def words_in_four(self, tree: Tree, key: str, where: str, needed: bool = True) -> Words | None:
        value = tree.get(key)
        if value is None and not needed:
            return None
        if isinstance(value, str):
            return in_four(value, value, value, value)  # a proper name, the same everywhere
        if not isinstance(value, Mapping):
            self.wrong(tree, key, where, "the words are missing.", f'Write "{key}: {{fr: ..., nl: ..., de: ..., en: ...}}".')
            return in_four("?", "?", "?", "?")
        missing = [lang for lang in LANGUAGES if not isinstance(value.get(lang), str)]
        if missing:
            self.wrong(tree, key, where, f"the words in {', '.join(missing)} are missing.", "Write all four: fr, nl, de, en.")
        return in_four(*(str(value.get(lang, "?")) for lang in LANGUAGES))

    def length(self, tree: Tree, key: str, where: str, needed: bool = True) -> tuple[Length | None, tuple[str, ...]]:
        """A length and, when the line is dated, the source of that line."""
        value = tree.get(key)
        source: tuple[str, ...] = ()
        if isinstance(value, Mapping) and "is" in value:
            self.keys(value, f"{where}.{key}", ("is", "source", "doubt"))
            source, value = self.sources(value, f"{where}.{key}"), value["is"]
        if value is None:
            if needed:
                self.wrong(tree, key, where, "no length is in force on this day.", 'Write "90 days", "8 working days" or "2 months".')
            return None, source
        match = _LENGTH.match(str(value))
        if not match:
            self.wrong(tree, key, where, f'"{value}" is not a length.', 'Write "30 days", "8 working days" or "2 months".')
            return Length(1, "days"), source
        return Length(int(match[1]), match[2].rstrip("s") + "s"), source

    def sources(self, tree: Tree, where: str, needed: bool = True) -> tuple[str, ...]:
        value = tree.get("source")
        found = (value,) if isinstance(value, str) else tuple(str(v) for v in value) if isinstance(value, list) else ()
        if needed and not found:
            self.wrong(tree, "source", where, "it has no source.", 'Write "source: <name from acts.yaml> <article>".')
        return found

    def names(self, tree: Tree, key: str, where: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        value = tree.get(key, ())
        found = (value,) if isinstance(value, str) else tuple(str(v) for v in value) if isinstance(value, (list, tuple)) else ()
        for name in found:
            if allowed is not None and name not in allowed:
                self.wrong(tree, key, where, f'"{name}" is not known.', f"Write one of: {', '.join(sorted(allowed))}.")
        return found

    def condition(self, tree: Tree, key: str, where: str) -> Condition | None:
        if key not in tree:
            return None
        try:
            return read_condition(tree[key])
        except ValueError as error:
            self.wrong(tree, key, where, str(error), "")
            return None

    def pattern(self, tree: Tree, key: str, where: str) -> Pattern:
        return self._pattern(tree, key, where, self.text(tree, key, where))

    def patterns(self, tree: Tree, key: str, where: str) -> tuple[Pattern, ...]:
        return tuple(self._pattern(tree, key, where, name) for name in self.names(tree, key, where))

    def _pattern(self, tree: Tree, key: str, where: str, text: str) -> Pattern:
        word, _, subject = text.partition(" ")
        if self.words and word and word not in self.words:
            self.wrong(tree, key, where, f'"{word}" is not an event.', f"Write one of: {', '.join(sorted(self.words))}.")
        return Pattern(word, subject)

    def day(self, tree: Tree, key: str, where: str) -> date:
        value = tree.get(key)
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.wrong(tree, key, where, f"{_shown(value)} is not a day.", "Write a day as 2026-05-21.")
            return date(2000, 1, 1)

    def table(self, tree: Tree, key: str, first: str = "") -> Iterator[tuple[Tree, str, str]]:
        """The entries of a table with name and place; a name given twice is a mistake."""
        seen: set[str] = set()
        entries = tree.get(key) or ()
        if not isinstance(entries, (list, tuple)):
            self.wrong(tree, key, "file", "this is not a list.", f'Write "{key}:" and below it lines that begin with "- ".')
            return
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, Mapping) or (first and first not in entry):
                self.wrong(entry, "", f"{key}[{number}]", "this is not an entry.", f'Begin it with "- {first or "..."}: some-name".')
                continue
            name = str(entry.get(first, number))
            if first and name in seen:
                self.wrong(entry, first, key, f'"{name}" stands here twice.', "Keep one, or date them with from and last_day.")
            seen.add(name)
            yield entry, name, f"{key}.{name}"


def _shown(value: object) -> str:
    return "nothing" if value is None else f'"{value}"'
