"""What the lines of a passport answer: taken over into the questions that the law file names, to be read over there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guichet.engine.mrz import read_zone
from guichet.engine.unreadable import Unreadable
from guichet.law.rules import Field
from guichet.people import store as people
from guichet.portals.draft_law import DraftLaw


def taken_over(law: DraftLaw, now: Mapping[str, object], on: date) -> dict[str, object]:
    """The answers that newly given lines bring; what somebody typed otherwise stays, and what does not fit its question is left open."""
    found: dict[str, object] = {}
    for one in law.rules.fields.values():
        if one.type == "mrz" and now.get(one.name) and now[one.name] != law.answers.get(one.name):
            before = told_by(law, one, law.answers.get(one.name), on)
            fresh = told_by(law, one, now[one.name], on)
            found |= {name: value for name, value in fresh.items() if law.answers.get(name) in (None, "", before.get(name))}
    return found


def told_by(law: DraftLaw, field: Field, lines: object, on: date) -> dict[str, object]:
    """What some lines answer, by the names of the fields that they fill."""
    if not lines:
        return {}
    try:
        zone = read_zone(str(lines), on)
    except Unreadable:  # they were good when they were given; the passport has ended since
        return {}
    told = {name: getattr(zone, part) for part, name in field.fills}
    return {name: value for name, given in told.items() if (value := _fitting(law.rules.fields[name], given, on))}


def from_lines(law: DraftLaw, on: date) -> set[str]:
    """The fields whose answer stands as the lines of the passport told it."""
    told: dict[str, object] = {}
    for one in law.rules.fields.values():
        if one.type == "mrz":
            told |= told_by(law, one, law.answers.get(one.name), on)
    return {name for name, value in told.items() if law.answers.get(name) == value}


def _fitting(field: Field, given: str, on: date) -> str:
    return people.look_up(field.only or "country", given, on) if field.type == "country" and given else given
