"""What sealing a letter must be able to do; the adapters live in the room "sources", `site` hands one over."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from guichet.engine.messages import NotSealed

__all__ = ["NotSealed", "Seal"]


class Seal(Protocol):
    """The seal of the authority: whoever opens the letter sees who sealed it, and that not a byte changed since."""

    def seal(self, letter: bytes, at: datetime) -> bytes:
        """The same letter, sealed at this instant; what was rendered stays byte by byte at its beginning. Raises NotSealed, and nothing else."""
        ...
