"""The last act of a desk taken back while its letter has not left: the journal shows both, and the letter never leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from guichet.engine.case import Case, fold
from guichet.engine.corrected import after_corrections
from guichet.engine.decide import QUIET
from guichet.engine.refusals import NotAllowedNow, NotYours, Overtaken
from guichet.engine.words import CLOCK, Actor, Command, Entry, Event
from guichet.law.rules import Rules

UNDO = "undo"  # what the sender calls it; no act of the law


def undo_command(identity: UUID, case: UUID, seen: int, by: Actor, on: date, at: datetime) -> Command:
    """The command that takes the last act of this desk back."""
    return Command(identity, case, seen, UNDO, by, on, at)


def is_one(command: Command) -> bool:
    """Does this command take an act back?"""
    return command.kind == UNDO


def window(rules: Rules, by: Actor) -> timedelta:
    """How long the letters of an act wait before they leave: only for desks that decide something."""
    decides = by.role in [track.decided_by for track in rules.tracks.values()]
    return timedelta(minutes=settings.UNDO_MINUTES) if decides else timedelta()


def decided(command: Command, case: Case, entries: Sequence[Entry], today: date) -> tuple[Case, list[Event]]:
    """The case without the last act of the desk, and the event that says so. `entries` hold what the clock has said.

    Raises NotYours; Overtaken when somebody did something since; NotAllowedNow when there is nothing to take back any more.
    """
    by = command.by
    if case.bodies.get(by.role) != by.body or by.role not in case.seen_by:
        raise NotYours("no_such_case", {})
    falls = _last_act(entries, by, today)
    if not falls or falls[0].at is None or command.at - falls[0].at >= window(case.rules, by):
        raise NotAllowedNow("nothing_to_undo", {})
    numbers = [one.number for one in falls]
    later = [one.number for one in entries if one.number > numbers[-1] and one.kind not in QUIET]
    if later:
        raise Overtaken("changed_since", {"numbers": later, "seen": command.seen})
    if any(one.kind == "letter_made" and one.data.get("entry") in numbers for one in entries):
        raise NotAllowedNow("letter_has_left", {})
    event = Event("annulled", by, today, {"falls": numbers})
    new = Entry(event.kind, by, today, event.data, entries[-1].number + 1)
    return fold([*entries, new], case.rules), [event]


def _last_act(entries: Sequence[Entry], by: Actor, today: date) -> list[Entry]:
    """What the desk did last, today, with all that followed from it in the same breath."""
    mine = [one for one in after_corrections(entries) if one.kind not in (*QUIET, "annulled", "corrected")]
    last = max(mine, key=lambda one: one.number, default=None)
    if last is None or (last.by.role, last.by.body) != (by.role, by.body):
        return []
    together = [one for one in mine if one.at == last.at and one.by == last.by and one.by != CLOCK]
    return together if all(one.on == today for one in together) else []
