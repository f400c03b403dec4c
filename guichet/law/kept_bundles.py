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
    """Bundles by digest, compressed: in their place on disk, and in memory only what could not be kept there."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._names: dict[str, str] = {}  # by digest
        self._here: dict[str, bytes] = {}

    def bundle(self, digest: str) -> dict[str, object] | None:
        """What `found` or `keep` has told of, new each time; None if it is no longer in its place.

        A name is one object in all bundles, which JSON would not do by itself.
        """
        kept = self._here.get(digest) or self._read(self._names[digest], digest)
        return marshal.loads(zlib.decompress(kept)) if kept else None  # noqa: S302 - written by this machine for itself

    def found(self, name: str) -> str:
        """The digest of the bundle that lies under this name; "" if there is none, or one that others may write."""
        with suppress(OSError):
            if self._place and is_ours(self._place / name):
                with (self._place / name).open("rb") as file:
                    digest = file.read(DIGEST).decode("ascii", "replace")
                self._names[digest] = name
                return digest if len(digest) == DIGEST else ""
        return ""

    def keep(self, name: str, digest: str, bundle: dict[str, object]) -> None:
        """Keeps a bundle under its digest, and for others under this name."""
        content = zlib.compress(marshal.dumps(bundle), QUICKLY)
        with suppress(OSError):  # a full or closed disk costs memory, nothing else
            if self._place:
                write_ours(self._place / name, digest.encode() + content)
                self._names[digest] = name
                return
        self._here[digest] = content

    def _read(self, name: str, digest: str) -> bytes:
        """What lies under a name, if it is still the bundle of this digest; else nothing."""
        with suppress(OSError):
            if is_ours(self._place / name):
                content = (self._place / name).read_bytes()
                return content[DIGEST:] if content[:DIGEST] == digest.encode() else b""
        return b""
