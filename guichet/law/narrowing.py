"""Of the files that all procedures share, what one procedure names: so a bundle stays small, and a doubt of one permit is no new law for another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from guichet.law.laying import behind, entries_of, name_of, placed
from guichet.law.loader import Lines, Listed

BY_NAME = ("documents", "doubts", "acts")  # a line of each may name lines of those behind it
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def names_in(shared: Mapping[str, Lines]) -> frozenset[str]:
    """The names of all documents, doubts and acts of the shared files."""
    return frozenset(name_of(line) for name in BY_NAME for line in entries_of(shared[name], name))


def narrowed(shared: Mapping[str, Lines], trees: Iterable[Lines | None], names: frozenset[str]) -> dict[str, Lines]:
    """The shared files with those documents, doubts and acts alone that these trees name, themselves or through another; `names`: all of them."""
    words = set().union(*(_words_of(tree, names) for tree in trees))
    found = dict(shared)
    for name in BY_NAME:
        lines = shared[name].get(name)
        if isinstance(lines, Listed):
            kept = behind((line for line in lines if name_of(line) in words), None, lines)
            found[name] = placed(Lines({**shared[name], name: kept}), shared[name])
            words.update(*(_words_of(line, names) for line in kept))
    return found


def _words_of(tree: object, names: frozenset[str]) -> frozenset[str]:
    """Those of the names that stand in a tree, also inside a text ("document card_j"); a mapping of the law remembers them, and of whose."""
    if not isinstance(tree, Lines):
        return names & _words(tree)
    if not hasattr(tree, "words") or tree.words[:1] != (names,):
        tree.words = names, names & _words(tree)
    return tree.words[1]


def _words(tree: object) -> set[str]:
    found: set[str] = set()
    waiting = [tree]
    while waiting:  # a plain loop: a law folder holds a hundred thousand texts
        one = waiting.pop()
        if isinstance(one, str):
            found.update(NAME.findall(one))
        elif isinstance(one, (list, tuple)):
            waiting += one
        elif isinstance(one, dict):
            waiting += one
            waiting += one.values()
    return found
