"""When is it due? The rules of time T1 to T7 on plain days, nothing else."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.law.calendar import Calendar
from guichet.law.covers import NamedDay
from guichet.law.rules import Length, TimeLimit

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """Asked on one day; the days after it do not count, up to and including `ended_on`."""

    asked_on: date
    ended_on: date
    answered: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How a limit stands: `unrolled_on` with its pauses, `due_on` rolled once at the end, `safe_on` the last safe working day."""

    started_on: date
    first_end_on: date
    unrolled_on: date
    due_on: date
    safe_on: date
    pauses: tuple[tuple[Pause, int], ...]  # each pause with the days that were left when it began
    extended_on: date | None = None  # where the length ends with its extensions; None without any
    first_on: date | None = None  # the first counted day, where it is not the day after the start


def add_months(day: date, months: int) -> date:
    """From date to date in one step, clamped to the end of a shorter month (T3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_working_days(day: date, number: int, calendar: Calendar, saturday_counts: bool = False) -> date:
    """The day on which that many working days after `day` are over (T2); `day` itself for none."""
    while number > 0:
        day += ONE
        number -= calendar.is_working_day(day, saturday_counts)
    return day


def working_days_between(start: date, end: date, calendar: Calendar, saturday_counts: bool = False) -> int:
    """How many working days lie after `start`, up to and including `end`."""
    return sum(calendar.is_working_day(start + ONE * n, saturday_counts) for n in range(1, (end - start).days + 1))


def rolled(day: date, calendar: Calendar, saturday_counts: bool = False) -> date:
    """The day itself, or the next working day (T4)."""
    while not calendar.is_working_day(day, saturday_counts):
        day += ONE
    return day


def last_working_day(day: date, calendar: Calendar, saturday_counts: bool = False) -> date:
    """The last working day on or before a day (T4, T5)."""
    while not calendar.is_working_day(day, saturday_counts):
        day -= ONE
    return day


def after(day: date, length: Length, calendar: Calendar, saturday_counts: bool = False) -> date:
    """A length counted from a day that is itself not counted (T1, T2, T3)."""
    if length.unit == "months":
        return add_months(day, length.number)
    if length.unit == "days":
        return day + timedelta(days=length.number)
    return add_working_days(day, length.number, calendar, saturday_counts)


def before(day: date, length: Length, calendar: Calendar) -> date:
    """The last day of a limit counted backwards: it never rolls forward (T5)."""
    if length.unit == "months":
        return add_months(day, -length.number)
    if length.unit == "days":
        return day - timedelta(days=length.number)
    number = length.number
    while number > 0:
        day -= ONE
        number -= calendar.is_working_day(day)
    return day


def named_day(day: NamedDay, start: date, calendar: Calendar) -> date:
    """The day that the law counts from another; where that one counts too, a period ends the day before (three years from 1 March)."""
    if day.backwards:
        return before(start, day.length, calendar)
    return after(start, day.length, calendar) - ONE * day.first_day_counts


def counted_from(limit: TimeLimit, start: date, calendar: Calendar) -> date:
    """The day that is not counted: that of the event, or the eve of the first counted day that the limit names (T1)."""
    if limit.first_day is None:
        return start
    return after(start, limit.first_day, calendar, limit.saturday_counts) - ONE


def union(pauses: Sequence[Pause]) -> list[Pause]:
    """Pauses that overlap are one (T6): a union, never a sum."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: (p.asked_on, p.ended_on)):
        if merged and pause.asked_on <= merged[-1].ended_on:
            before_it = merged[-1]
            longer = max(before_it, pause, key=lambda p: (p.ended_on, not p.answered))
            merged[-1] = Pause(before_it.asked_on, longer.ended_on, longer.answered)
        else:
            merged.append(pause)
    return merged


def count(limit: TimeLimit, start: date, calendar: Calendar, pauses: Sequence[Pause] = (), extensions: Sequence[Length] = ()) -> Count:
    """Start, length, extension, clamp, pauses, one roll at the very end (T4). Raises OutsideCalendar beyond the listed years."""
    saturday = limit.saturday_counts
    if limit.backwards:
        end = before(start, limit.length, calendar)
        safe = last_working_day(end, calendar, saturday)
        return Count(start, end, end, end, safe, ())
    from_day = counted_from(limit, start, calendar)
    first_end = after(from_day, limit.length, calendar, saturday)
    end = extended = _extended(limit.length, extensions, from_day, calendar, saturday)
    due = _due(limit, from_day, end, calendar)
    counted: list[tuple[Pause, int]] = []
    for pause in union([p for p in pauses if p.asked_on >= start]):
        asked_on = max(pause.asked_on, from_day)  # days before the first counted day are not counted anyway
        if pause.asked_on > due or pause.ended_on <= asked_on:
            continue  # asked after the limit has ended, or answered on the same day: pauses nothing
        left = days_left(limit, asked_on, end, calendar)
        end = add_working_days(pause.ended_on, left, calendar, saturday) if _in_working_days(limit) else pause.ended_on + ONE * left
        counted.append((pause, left))
        due = _due(limit, from_day, end, calendar)
    first_on = from_day + ONE if limit.first_day else None
    return Count(start, first_end, end, due, last_working_day(end, calendar, saturday), tuple(counted), extended if extensions else None, first_on)


def days_left(limit: TimeLimit, asked_on: date, unrolled_on: date, calendar: Calendar) -> int:
    """What is left of a limit on the day of a request, in its own days, never below zero (T7)."""
    if unrolled_on <= asked_on:
        return 0
    if _in_working_days(limit):
        return working_days_between(asked_on, unrolled_on, calendar, limit.saturday_counts)
    return (unrolled_on - asked_on).days


def _extended(length: Length, extensions: Sequence[Length], start: date, calendar: Calendar, saturday: bool) -> date:
    same = [e for e in extensions if e.unit == length.unit]
    end = after(start, Length(length.number + sum(e.number for e in same), length.unit), calendar, saturday)
    for other in (e for e in extensions if e.unit != length.unit):
        end = after(end, other, calendar, saturday)
    return end


def _due(limit: TimeLimit, start: date, end: date, calendar: Calendar) -> date:
    due = rolled(end, calendar, limit.saturday_counts) if limit.rolls else end
    if limit.length.unit == "days" and limit.length.number >= 2 and limit.rolls:
        while (due - start).days < 12 and working_days_between(start, due, calendar, limit.saturday_counts) < 2:
            due = rolled(due + ONE, calendar, limit.saturday_counts)
    return due


def _in_working_days(limit: TimeLimit) -> bool:
    return limit.length.unit == "working days"
