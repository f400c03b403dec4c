"""Checks that an agent set aside: why, by whom and when; only while the answers that a check looks at are as the agent saw them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guichet.casefile.views import CaseView, HistoryLine
from guichet.law.checks import Check
from guichet.people.colleagues import Colleague


@dataclass(frozen=True, slots=True)
class Aside:
    """The note that stands in the place of a verdict; `who` is "" for somebody who has left the desk."""

    note: HistoryLine
    who: str


def set_aside(case: CaseView, notes: Iterable[HistoryLine]) -> dict[str, HistoryLine]:
    """Check -> the newest note that sets it aside; none where an answer that it looks at changed later."""
    changed = {one.fact: one.number for one in case.changes}
    found: dict[str, HistoryLine] = {}
    for line in notes:  # the newest first
        found.setdefault(str(line.values.get("check", "")), line)
    looked = ((one, found.get(one.name)) for one in case.rules.checks)
    return {one.name: note for one, note in looked if note and _is_as_seen(one, note, changed)}


def signed(notes: Mapping[str, HistoryLine], team: Iterable[Colleague]) -> dict[str, Aside]:
    """The same with the name of who wrote each note."""
    names = {one.ref: one.name for one in team}
    return {check: Aside(note, names.get(note.person, "")) for check, note in notes.items()}


def _is_as_seen(check: Check, note: HistoryLine, changed: Mapping[str, int]) -> bool:
    return all(changed.get(fact, 0) < note.number for fact in (*check.shows, check.fact))
