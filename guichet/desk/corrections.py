"""An act of an earlier day that undoes what took effect since: done only when its sender confirmed what falls (T11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from guichet.desk import misdelivery, mistaken, undoing
from guichet.desk.actors import check_file_is_theirs
from guichet.desk.second_agent import released
from guichet.engine.case import Case, fold
from guichet.engine.corrected import after_corrections
from guichet.engine.corrections import as_of, asked_by
from guichet.engine.refusals import Overtaken
from guichet.engine.words import Command, Entry, Event
from guichet.journal import store as journal

FALLS = "falls"  # in the data of a command: the numbers of the entries that its sender saw falling
WHATEVER = "whatever"  # in their place, in a trial that is undone
Prepare = Callable[[Command, Case, Sequence[Entry]], Command]


def is_one(command: Command) -> bool:
    """Does this command confirm a correction?"""
    return FALLS in command.data or undoing.is_one(command)  # so also a letter that reached somebody else


def decided(command: Command, case: Case, entries: Sequence[Entry], today: date, prepare: Prepare) -> tuple[Case, list[Event]]:
    """The case after the correction, and its events. `case` and `entries` hold what the clock has said; `prepare` takes out what is personal.

    Raises a Refusal: NotAllowedNow where effects would fall and no colleague prepared it; Overtaken when something else falls than was confirmed.
    """
    if undoing.is_one(command):
        return undoing.decided(command, case, entries, today)
    for other in (misdelivery, mistaken):
        if other.is_one(command):
            return other.decided(command, case, entries, today, None if command.data[FALLS] == WHATEVER else command.data[FALLS])
    act = case.rules.acts.get(command.kind)
    if act:
        check_file_is_theirs(case, act, command.by)
    plain = replace(command, data={name: value for name, value in command.data.items() if name != FALLS})
    prepared = prepare(plain, as_of(entries, case.rules, command.on), entries)
    found = asked_by(prepared, entries, case.rules, today)
    if command.data[FALLS] not in (WHATEVER, list(found.falls)):
        raise Overtaken("changed_since", {"numbers": list(found.falls), "seen": command.seen})
    if act and act.second_agent and found.falls and command.data[FALLS] != WHATEVER:  # what undoes effects is never the work of one person
        released(replace(act, second_agent="required"), prepared, entries)
    events = list(found.events(command.by, today, prepared.data.get("late_reason")))
    new = [Entry(e.kind, e.by, e.on, e.data, number) for number, e in enumerate(events, len(entries) + 1)]
    return fold([*entries, *new], case.rules), events


def has_fallen(case: UUID, number: int) -> bool:
    """Was this entry of a case undone by a correction?"""
    return all(entry.number != number for entry in after_corrections(journal.read(case)))
