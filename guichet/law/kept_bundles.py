"""The bundles of the laws that were asked for, in memory and beside the compiled copy of their folder: the next process need not make them."""

from __future__ import annotations

import marshal
import zlib
from contextlib import suppress
from pathlib import Path

from guichet.law.kept import is_ours, write_ours

DIGEST = 64  # a bundle lies behind its digest
QUICKLY = 1  # of nine: a bundle shrinks to a third at once


class Bundles:
    """Bundles by digest, compressed; without a place, this process alone has them."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._by_digest: dict[str, bytes] = {}

    def bundle(self, digest: str) -> dict[str, object]:
        """What `found` or `keep` has given, new each time; a name is one object in all bundles, which JSON would not do by itself."""
        return marshal.loads(zlib.decompress(self._by_digest[digest]))  # noqa: S302 - written by this machine for itself

    def found(self, name: str) -> str:
        """The digest of the bundle that lies under this name; "" if there is none, or one that others may write."""
        with suppress(OSError):
            if self._place and is_ours(self._place / name):
                kept = (self._place / name).read_bytes()
                digest = kept[:DIGEST].decode("ascii", "replace")
                self._by_digest[digest] = kept[DIGEST:]
                return digest
        return ""

    def keep(self, name: str, digest: str, bundle: dict[str, object]) -> None:
        """Keeps a bundle under its digest, and for others under this name."""
        self._by_digest[digest] = zlib.compress(marshal.dumps(bundle), QUICKLY)
        if self._place:
            with suppress(OSError):  # a full or closed disk costs time, nothing else
                write_ours(self._place / name, digest.encode() + self._by_digest[digest])
