"""Slowing down whoever tries things out: so many wrong answers in so many minutes from one address or person, kept in this process only."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

MOST_ADDRESSES = 10_000  # remembered at once; more can only be somebody trying


def source_of(request: HttpRequest) -> str:
    """The address from which somebody asks. Behind a proxy it is the last of the header that it adds to; what stands before, anybody may write."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


class Throttle:
    """`most` wrong answers within `span`; after that who gave them waits until the oldest is that old. Nobody is remembered for longer."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._most, self._span = most, span
        self._wrong: dict[str, deque[datetime]] = {}

    def is_over(self, who: str, now: datetime) -> bool:
        """Must this address or person wait?"""
        times = self._wrong.get(who)
        while times and times[0] <= now - self._span:
            times.popleft()
        if times is not None and not times:
            del self._wrong[who]
        return bool(times) and len(times) >= self._most

    def wrong(self, who: str, now: datetime) -> None:
        """Note one wrong answer."""
        if len(self._wrong) >= MOST_ADDRESSES:
            self._wrong.clear()
        self._wrong.setdefault(who, deque(maxlen=self._most)).append(now)

    def forget(self) -> None:
        """Begin anew: for tests, which all come from one address."""
        self._wrong.clear()
