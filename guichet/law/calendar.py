"""The legal holidays that the law folder lists: on which days do offices not work?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The legal holidays from one year to another, both included; outside these years no working day can be told."""

    holidays: frozenset[date]
    first_year: int
    last_year: int
    source: tuple[str, ...] = ()

    def is_working_day(self, day: date, saturday_counts: bool = False) -> bool:
        """Monday to Friday without the legal holidays; Saturday only where the limit says so (T2)."""
        if not self.first_year <= day.year <= self.last_year:
            raise OutsideCalendar(day)
        last = 5 if saturday_counts else 4
        return day.weekday() <= last and day not in self.holidays


class OutsideCalendar(Exception):
    """The law folder lists no holidays for the year of this day."""

    def __init__(self, day: date):
        super().__init__(f"The calendar of the law folder does not reach {day.year}. Add its holidays to calendar.yaml.")
        self.day = day
