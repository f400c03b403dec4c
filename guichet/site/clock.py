"""What time is it? The only place that reads the clock; the demo and the tests may move it, production may not."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

HERE = ZoneInfo("Europe/Brussels")


class ClockIsReal(Exception):
    """Somebody tried to move the clock of a Guichet that is neither a demo nor a test."""


def now() -> datetime:
    """Return this instant: aware, in UTC. A moved clock is a whole number of days ahead, at the same hour of Brussels."""
    real = datetime.now(UTC)
    days = days_moved()
    if not days:
        return real
    return (real.astimezone(HERE) + timedelta(days=days)).astimezone(UTC)


def today() -> date:
    """Return the day it is in Brussels."""
    return now().astimezone(HERE).date()


def day_of(instant: datetime) -> date:
    """Return the Brussels day of an aware instant."""
    return instant.astimezone(HERE).date()


def days_moved() -> int:
    """Return by how many days this clock runs ahead (below zero: behind); always 0 in production."""
    if not _may_move():
        return 0
    try:
        return int(_place().read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0


def forward(days: int) -> date:
    """Move the clock on by some days, for every process of this Guichet; return the new day. Raises ClockIsReal."""
    _move(days_moved() + days)
    return today()


def set_today(day: date) -> None:
    """Make it that day in Brussels, at the present hour. Raises ClockIsReal."""
    real = datetime.now(HERE).date()
    _move((day - real).days)


def reset() -> None:
    """Let the clock tell the real time again. Raises ClockIsReal."""
    _move(0)


def _may_move() -> bool:
    return bool(settings.DEMO or settings.TESTING)


def _place() -> Path:
    return Path(settings.VAR) / "clock"


def _move(days: int) -> None:
    if not _may_move():
        raise ClockIsReal("The clock can only be moved in the demo and in tests (GUICHET_DEMO=1).")
    draft = _place().with_name(f"clock.{os.getpid()}")
    draft.write_text(str(days), encoding="ascii")
    os.replace(draft, _place())  # whoever reads meanwhile sees the old day or the new one, never half a number
