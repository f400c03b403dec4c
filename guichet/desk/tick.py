"""The nightly knock: files whose silence takes effect and that nobody has touched. Switched off for a week, it changes no outcome."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid5

from guichet.casefile import store as casefile
from guichet.desk.handle import handle
from guichet.engine.decide import TICK
from guichet.engine.words import CLOCK, Command

logger = logging.getLogger(__name__)


def due(day: date) -> list[UUID]:
    """The cases on which something takes effect by this day."""
    return casefile.changes_due(day, 1_000_000)


def knock(cases: Iterable[UUID], day: date, at: datetime) -> int:
    """Lets the clock speak in each case; returns how many files changed. A file that cannot be told is noted, and the others go on."""
    changed = 0
    for case in cases:
        try:
            changed += bool(handle(Command(uuid5(case, f"tick:{day}"), case, 0, TICK, CLOCK, day, at)).numbers)
        except Exception as error:  # noqa: BLE001  one file must not stop the clock of all others
            logger.error("The clock could not speak in case %s: %s", case, type(error).__name__)
    return changed
