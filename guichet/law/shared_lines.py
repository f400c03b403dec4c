"""What several laws say alike: a line that stands in a hundred of them is read once, and is one object in all of them."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from hashlib import blake2b
from itertools import chain

MOST_READ = 50_000  # lines and tables; ten times as many as a folder of a hundred laws has
ALIKE = 2  # the form of marshal in which equal trees are equal bytes; later ones tell who else holds a text


class SharedLines:
    """Lines and whole tables of kept bundles, by what is written in them. Who judges a law reads it without: a mistake is told once only."""

    def __init__(self) -> None:
        self._read: dict[bytes, object] = {}

    def once(self, written: object, read: Callable[[], object]) -> object:
        """What `read` made of this plain tree when it was first met; `written` holds everything that it depends on."""
        key = blake2b(marshal.dumps(written, ALIKE), digest_size=16).digest()
        found = self._read.get(key)
        if found is None:
            found = read()
            if len(self._read) >= MOST_READ:  # law upon law for years: begin again, the laws in use keep their lines
                self._read.clear()
            self._read[key] = found
        return found

    def table(self, tree: Mapping[str, object], table: str, read: Callable[[Mapping[str, object]], object], rests_on: object) -> object:
        """A table as `read` makes it of a tree, line by line: a mapping by name, or a tuple. `rests_on`: what else of the tree it says."""
        lines = tree.get(table) or ()

        def one(line: object) -> object:
            return self.once((table, [line], rests_on), lambda: read({**tree, table: [line]}))

        def joined() -> object:
            empty, parts = read({**tree, table: ()}), map(one, lines)
            return dict(chain.from_iterable(part.items() for part in parts)) if isinstance(empty, dict) else tuple(chain.from_iterable(parts))

        return self.once((table, lines, rests_on), joined)
