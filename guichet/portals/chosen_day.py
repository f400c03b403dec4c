"""The day that a page of the law is asked for: three boxes in the address, today where nothing is typed."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from guichet.engine.typed_days import read_day
from guichet.engine.unreadable import Unreadable
from guichet.portals.answers import PARTS
from guichet.portals.frame import speech_of
from guichet.portals.law_names import LawNames
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import asked
from guichet.site import clock


def chosen_day(request: HttpRequest) -> tuple[date, dict[str, str], str]:
    """The day that the address names, how it was typed, and what is wrong with it: then it is today."""
    parameters = asked(request, tuple(f"on-{part}" for part in PARTS))
    on, error = day_of(request, parameters)
    return on, parameters, error


def day_of(request: HttpRequest, parameters: dict[str, str]) -> tuple[date, str]:
    """The day asked for, today when none is; a day that cannot be read is today, with the sentence why."""
    try:
        read = read_day([parameters.get(f"on-{part}", "") for part in PARTS])
    except Unreadable as bad:
        return clock.today(), sentence_of(bad.name, bad.values, speech_of(request), LawNames())
    return (date.fromisoformat(read) if read else clock.today()), ""


def typed_day(on: date) -> dict[str, str]:
    """A day as three boxes hold it."""
    return {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year)}
