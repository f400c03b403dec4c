"""The texts of the laws that were asked for, in memory and beside the compiled copy of their folder: the next process need not make them."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

from guichet.law.kept import is_ours, write_ours
from guichet.law.tables import digest_of

DIGEST = 64  # a text lies behind its digest
QUICKLY = 1  # of nine: the text of a law shrinks to a fifth at once


class Texts:
    """Texts by digest, compressed; without a place, this process alone has them."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._by_digest: dict[str, bytes] = {}

    def text(self, digest: str) -> str:
        """The text of a digest that `found` or `keep` has given."""
        return zlib.decompress(self._by_digest[digest]).decode()

    def found(self, name: str) -> str:
        """The digest of the text that lies under this name; "" if there is none, or one that others may write."""
        with suppress(OSError):
            if self._place and is_ours(self._place / name):
                kept = (self._place / name).read_bytes()
                digest = kept[:DIGEST].decode("ascii", "replace")
                self._by_digest[digest] = kept[DIGEST:]
                return digest
        return ""

    def keep(self, name: str, text: str) -> str:
        """Keeps the text under this name, and gives its digest."""
        digest = digest_of(text)
        self._by_digest[digest] = zlib.compress(text.encode(), QUICKLY)
        if self._place:
            with suppress(OSError):  # a full or closed disk costs time, nothing else
                write_ours(self._place / name, digest.encode() + self._by_digest[digest])
        return digest
