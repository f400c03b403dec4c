"""The rules of time T1 to T7 counted the slow way, day by day, written from their text and not from the engine."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Counted:
    unrolled_on: date
    due_on: date
    safe_on: date
    days_left: tuple[int, ...]  # on the day of each request that pauses, joined requests once


@dataclass(frozen=True)
class SlowLimit:
    number: int
    unit: str
    rolls: bool = True
    saturday: bool = False
    first_day: int = 0
    more: tuple[tuple[int, str], ...] = ()  # extensions


class Holidays:
    def __init__(self, holidays, saturday):
        self.holidays, self.saturday = holidays, saturday

    def is_working(self, day):
        """T2: Monday to Friday without the legal holidays; Saturday only where the limit says so."""
        if day in self.holidays or day.weekday() == 6:
            return False
        return day.weekday() != 5 or self.saturday


def month_later(start, months):
    """T3: walk until that many months have begun, then stop on the same number, or on the last day of a shorter month."""
    day, begun = start, 0
    while True:
        day += ONE
        begun += day.day == 1
        last = monthrange(day.year, day.month)[1]
        if begun == months and (day.day == start.day or (day.day == last and start.day > last)):
            return day


def eve_of_first_day(limit, start, week):
    """T1: the named first counted day is day 1, so the day before it is the one that is not counted."""
    day, seen = start, 0
    while seen < limit.first_day:
        day += ONE
        seen += week.is_working(day)
    return day - ONE if limit.first_day else start


def first_end(limit, start, week):
    """T1-T4: start, length, extension; the day of the start is not counted."""
    number, rest = limit.number, []
    for more, unit in limit.more:
        number, rest = (number + more, rest) if unit == limit.unit else (number, [*rest, (more, unit)])
    day = walked(start, number, limit.unit, week)
    for more, unit in rest:
        day = walked(day, more, unit, week)
    return day


def walked(day, number, unit, week):
    if unit == "months":
        return month_later(day, number)
    while number:
        day += ONE
        number -= 1 if unit == "days" or week.is_working(day) else 0
    return day


def pushed(limit, end, not_counted, week):
    """T6: each day that is not counted moves the end: by a day, or by a working day if it would have counted."""
    for day in sorted(not_counted):
        end = later_for(limit, end, day, week)
    return end


def later_for(limit, end, day, week):
    """The end after one more day that is not counted."""
    if end < day:  # asked when no day was left: the limit stands still until everything has come
        return day
    if limit.unit != "working days":
        return end + ONE
    return pushed_on(end, week) if week.is_working(day) else end


def pushed_on(day, week):
    day += ONE
    while not week.is_working(day):
        day += ONE
    return day


def due(limit, end, start, week):
    """T2 and T4: one roll at the very end; two days or more hold at least two working days."""
    if not limit.rolls:
        return end
    while not week.is_working(end):
        end += ONE
    if limit.unit == "days" and limit.number >= 2:
        while len([d for d in days_between(start, end) if week.is_working(d)]) < 2:
            end += ONE
            while not week.is_working(end):
                end += ONE
    return end


def days_between(first, last):
    """The days after the first, up to and including the last."""
    return [first + ONE * n for n in range(1, (last - first).days + 1)]


def slow_count(limit, start, holidays, pauses=()):
    week = Holidays(holidays, limit.saturday)
    start = eve_of_first_day(limit, start, week)
    end, taken, left = first_end(limit, start, week), set(), []
    first, covered_to = end, None
    for asked, received in sorted(pauses):
        if received <= max(asked, start):  # nothing that would have been counted
            continue
        if asked > due(limit, end, start, week):  # asked after the limit has ended: pauses nothing
            continue
        if covered_to is None or asked > covered_to:
            left.append(max(0, own_days(limit, max(asked, start), end, week)))
        covered_to = max(covered_to or received, received)
        taken |= {day for day in days_between(asked, received) if day > start}
        end = counted_again(limit, start, first, taken, week)
    safe = end
    while not week.is_working(safe):
        safe -= ONE
    return Counted(end, due(limit, end, start, week), safe, tuple(left))


def own_days(limit, asked, end, week):
    """T7: the unrolled end minus the day of the request, in the limit's own days."""
    days = days_between(asked, end)
    return len([d for d in days if week.is_working(d)]) if limit.unit == "working days" else len(days)


def counted_again(limit, start, first, not_counted, week):
    """Walks from the start over every day; what is not counted moves the end."""
    if limit.unit == "working days" and not limit.more:
        return walked_past(limit, start, not_counted, week)
    return pushed(limit, first, not_counted, week)


def walked_past(limit, start, not_counted, week):
    day, left = start, limit.number
    while left:
        day += ONE
        left -= 1 if week.is_working(day) and day not in not_counted else 0
    later = [d for d in sorted(not_counted) if d > day]
    for stop in later:  # asked when no day was left: the limit stands still until everything has come
        day = stop
    return day


def slow_backwards(number, unit, end, holidays):
    """T5: counted backwards it never rolls forward; the last working day on or before is the safe one."""
    week, day = Holidays(holidays, False), end
    if unit == "months":
        months = end.year * 12 + end.month - 1 - number
        last = monthrange(months // 12, months % 12 + 1)[1]
        day = date(months // 12, months % 12 + 1, min(end.day, last))
    else:
        while number:
            day -= ONE
            number -= 1 if unit == "days" or week.is_working(day) else 0
    safe = day
    while not week.is_working(safe):
        safe -= ONE
    return day, safe
