"""What many readers ask alike is counted once in a while, not at each look: the public figures read every step of their period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

from django.conf import settings

from guichet.site import clock

MOST = 64  # answers kept at once by this process
Told = TypeVar("Told")


class Shared(Generic[Told]):
    """A question whose answer is kept for `settings.FIGURES_KEPT` seconds in this process; nothing personal may be asked through it."""

    def __init__(self, ask: Callable[..., Told]) -> None:
        self.ask = ask
        self._kept: dict[tuple[object, ...], tuple[datetime, Told]] = {}

    def __call__(self, *asked: object) -> Told:
        """The answer, kept or counted now."""
        now, kept = clock.now(), self._kept.get(asked)
        if kept and 0 <= (now - kept[0]).total_seconds() < settings.FIGURES_KEPT:
            return kept[1]
        told = self.ask(*asked)
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[asked] = (now, told)
        return told
