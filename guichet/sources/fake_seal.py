"""A seal that any bytes will do for, and any seal on a bad day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from guichet.engine.messages import NotSealed


class Seals(Protocol):
    """What can be made to fail."""

    def seal(self, letter: bytes, at: datetime) -> bytes:
        """Seal one letter."""
        ...


class FakeSeal:
    """Marks any bytes as sealed: for tests that look elsewhere."""

    MARK = b"\n% sealed by nobody"

    def seal(self, letter: bytes, at: datetime) -> bytes:
        """The bytes with a mark at their end."""
        return letter + self.MARK


class FailingSeal:
    """Any seal on a bad day; follows a plan, one word for each call ("fails", "refuses", "works"), and works once it is used up."""

    def __init__(self, seal: Seals, plan: Iterable[str] = ("fails", "fails")) -> None:
        self._seal, self._plan = seal, iter(plan)

    def seal(self, letter: bytes, at: datetime) -> bytes:
        """Seal, or not, as the plan says. Raises NotSealed."""
        word = next(self._plan, "works")
        if word in ("fails", "refuses"):
            raise NotSealed("no_answer" if word == "fails" else "refused", retry=word == "fails")
        return self._seal.seal(letter, at)
