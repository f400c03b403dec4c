"""How near is a deadline? The word, sign and colour of a time limit on one day; the left column of a calculation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from guichet.casefile.views import LimitView
from guichet.engine.picture import Why
from guichet.portals.speech import Speech

URGENT, SOON = 7, 21  # days left; a choice of presentation, not law


@dataclass(frozen=True, slots=True)
class Shade:
    """Never colour alone: kind is the colour, icon the sign, word the word."""

    kind: str
    icon: str
    word: str


def shade_of(limit: LimitView, day: date, spoken: Speech) -> Shade:
    """The sign of one time limit on a day."""
    if limit.state == "paused":
        return Shade("paused", "pause", spoken.say("Paused"))
    if limit.state == "ended" or limit.due_on is None:
        return Shade("plain", "check", spoken.say("Kept"))
    if limit.state == "passed":
        return Shade("late", "late", spoken.say("Passed"))
    return shade_of_day(limit.due_on, day, spoken)


def shade_of_day(due_on: date, day: date, spoken: Speech) -> Shade:
    """The sign of a last day, seen from a day."""
    left = (due_on - day).days
    if left < 0:
        return Shade("late", "late", spoken.say("Passed"))
    if left == 0:
        return Shade("late", "late", spoken.say("Last day"))
    if left <= URGENT:
        return Shade("no", "alert", spoken.say("Urgent"))
    return Shade("soon", "clock", spoken.say("Soon")) if left <= SOON else Shade("run", "clock", spoken.say("Running"))


def shade_of_due(due_on: date, day: date, spoken: Speech) -> Shade:
    """The sign of a last day with the number of days in its word: so many left, or so many late."""
    shade, left = shade_of_day(due_on, day, spoken), (due_on - day).days
    if left < 0:
        return replace(shade, word=spoken.say_number("{n} day late", "{n} days late", n=-left))
    return replace(shade, word=f"{shade.word}, {spoken.say_number('{n} day left', '{n} days left', n=left)}") if left else shade


def days_left(limit: LimitView, day: date) -> int | None:
    """Days until the end of a running limit, days kept for later of a paused one; None when nothing is counted any more."""
    if limit.state == "paused":
        return limit.days_left
    if limit.state != "running" or limit.due_on is None:
        return None
    return (limit.due_on - day).days


def length_text(length: str, spoken: Speech) -> str:
    """A length of the law ("90 days", "8 working days", "2 months") in the reader's language."""
    number, _, unit = length.partition(" ")
    if not number.isdecimal():
        return length
    n = int(number)
    if unit.startswith("working"):
        return spoken.say_number("{n} working day", "{n} working days", n=n)
    if unit.startswith("month"):
        return spoken.say_number("{n} month", "{n} months", n=n)
    return spoken.say_number("{n} day", "{n} days", n=n)


def calculation_left(line: Why, last: bool, spoken: Speech) -> str:
    """What stands left of one line of a calculation: a day, a length to add, or the sum."""
    values, sign = line.values, "= " if last else ""
    if values.get("length"):
        return f"+ {length_text(str(values['length']), spoken)}"
    for key in ("asked_on", "on", "day"):
        if values.get(key):
            return sign + spoken.day(str(values[key]))
    if isinstance(values.get("days_left"), int):
        return sign + length_text(f"{values['days_left']} days", spoken)
    return ""
