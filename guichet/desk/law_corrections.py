"""A corrected line of the law reaches the files that run: first what it would change in each, then the entry that says so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID, uuid5

from guichet.desk.handle import handle, handle_all
from guichet.desk.law_of import rules_of
from guichet.engine.case import Case, fold
from guichet.engine.case_number import number_of
from guichet.engine.consequences import let_the_clock_speak
from guichet.engine.corrected import after_corrections
from guichet.engine.counting import ONE, Count
from guichet.engine.index import index_of
from guichet.engine.limits import counted, state_on
from guichet.engine.parts import Instance
from guichet.engine.picture import Stretch
from guichet.engine.stretches import picture
from guichet.engine.words import GUICHET, Command, Entry, Event
from guichet.journal import store as journal
from guichet.law.bundles import Law, from_text
from guichet.law.corrections import Correction, laid
from guichet.law.rules import Rules
from guichet.law.tables import digest_of, text_of

KIND = "law_corrected"


@dataclass(frozen=True, slots=True)
class Difference:
    """One date of a file: of a limit (`paused`: the one it would have if nothing came) or of what ends a right; None where there is none."""

    kind: str  # "limit" | "right"
    name: str
    before: date | None
    after: date | None
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What the correction makes of one file. `written`: numbers of effects of time that stand although they would now come on another day."""

    case: UUID
    number: str
    law_before: str
    law: str
    corrections: tuple[str, ...]
    differences: tuple[Difference, ...]
    written: tuple[int, ...]
    counted: int  # how many time limits were counted again


class Correcting:
    """The corrections of a law folder, asked for each file in turn; it keeps what it made of each bundle, and nothing of a file."""

    def __init__(self, law: Law, corrections: Sequence[Correction]) -> None:
        self.law, self.corrections = law, corrections
        self._laid: dict[tuple[str, str], tuple[str, str]] = {}  # bundle of a file, and of the folder on its day -> the corrected one
        self._kept: set[str] = set()

    def change_of(self, case: UUID, today: date) -> Change | None:
        """What would change in one file; None if no correction concerns it, or if it is over and nothing of it changes."""
        entries = journal.read(case)
        before = rules_of(entries)
        digest, text = self._corrected(entries[-1].law, before, entries[0].on)
        if not digest:
            return None
        told, after = fold(entries, before), from_text(text, digest)
        known = [*entries, *_numbered(let_the_clock_speak(told, today), len(entries))]
        names = tuple(name for name in after.corrected if name not in before.corrected)
        only_days = all(one.lines == ("calendar",) for one in self.corrections if one.said.name in names)
        found, written = _compared(told, after, known, only_days, today)
        if told.ended() and not found:
            return None
        return Change(case, number_of(case), before.digest, digest, names, tuple(found), tuple(written), len(told.instances))

    def keep(self, changes: Iterable[Change], today: date) -> None:
        """The corrected bundles of these files go into the database, for ever, before any entry names them."""
        for one in changes:
            if one.law not in self._kept:
                self.change_of(one.case, today)  # another process may have made it
                journal.keep_bundle(one.law, next(text for digest, text in self._laid.values() if digest == one.law))
                self._kept.add(one.law)

    def _corrected(self, kept: str, rules: Rules, filed_on: date) -> tuple[str, str]:
        now = self.law.rules(rules.procedure, rules.region, filed_on).digest
        if (kept, now) not in self._laid:
            bundle = _bundle(kept)
            new = laid(bundle, json.loads(self.law.text(now)), self.corrections)
            text = text_of(new) if new is not bundle else ""
            self._laid[kept, now] = (digest_of(text), text) if text else ("", "")
        return self._laid[kept, now]


def correct(changes: Iterable[Change], today: date, at: datetime) -> tuple[int, list[str]]:
    """Writes the entry in each of these files, all in one transaction or, if one cannot be told, one by one; done twice it is done once.

    Returns how many were written, and the numbers of the files that could not be.
    """
    commands = [_command(one, today, at) for one in changes]
    try:
        return handle_all(commands), []
    except Exception:  # noqa: BLE001  one file must not stop the law of all others
        return _one_by_one(commands)


def _numbered(spoken: Iterable[Event], last: int) -> list[Entry]:
    return [Entry(one.kind, one.by, one.on, one.data, number) for number, one in enumerate(spoken, last + 1)]


def _one_by_one(commands: Sequence[Command]) -> tuple[int, list[str]]:
    left = []
    for command in commands:
        try:
            handle(command)
        except Exception:  # noqa: BLE001  told by its number; it is found again by the next run
            left.append(number_of(command.case))
    return len(commands) - len(left), left


def _command(change: Change, today: date, at: datetime) -> Command:
    """Its id comes from the file and the law: a second one with the same words finds the answer of the first."""
    data = {"law_before": change.law_before, "law": change.law, "corrections": list(change.corrections)}
    return Command(uuid5(change.case, f"{KIND}:{change.law}"), change.case, 0, KIND, GUICHET, today, at, data)


@lru_cache(maxsize=64)
def _bundle(digest: str) -> dict[str, object]:
    return json.loads(journal.bundle(digest))


def _compared(told: Case, after: Rules, entries: Sequence[Entry], only_days: bool, today: date) -> tuple[list[Difference], list[int]]:
    """The dates that would be others under the corrected law, and the effects already written that would come on another day.

    `only_days`: nothing but the calendar was corrected; no fold asks it, so what was folded need only be counted again.
    """
    before = told.rules
    limits = [(one, counted(told, one), state_on(told, one, today) == "paused") for one in told.instances]
    again = told if only_days else fold(entries, after)
    again.rules, again.index = after, index_of(after)
    for known in (again.counts, again.named_days):
        known.clear()
    found = list(_limits(limits, again))
    if found or not only_days:
        found += _rights(entries, before, after, today)
    return found, list(_written(entries, again))


def _limits(limits: Sequence[tuple[Instance, Count, bool]], again: Case) -> Iterator[Difference]:
    """Limits that still run. One that the corrected law no longer starts, or starts anew, has one date only."""
    now = {(one.limit, one.number): counted(again, one).due_on for one in again.instances if not one.ended_on}
    for one, count, paused in limits:
        after = now.pop((one.limit, one.number), None)
        if not one.ended_on and count.due_on != after:
            yield Difference("limit", one.limit, count.due_on, after, paused)
    yield from (Difference("limit", name, None, due_on) for (name, _), due_on in now.items())


def _rights(entries: Sequence[Entry], before: Rules, after: Rules, today: date) -> Iterator[Difference]:
    """The first day on which a right ends otherwise than was told, and what it would then be."""
    old, new = (_ends(picture(entries, rules, today).stretches, today) for rules in (before, after))
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield Difference("right", name, old.get(name), new.get(name))


def _ends(stretches: Iterable[Stretch], today: date) -> dict[str, date | None]:
    """The last day of each right that holds today."""
    now = (one for one in stretches if one.kind == "right" and one.from_on <= today <= (one.to_on or today) and one.value["answer"] == "yes")
    return {one.name: date.fromisoformat(str(one.value["until"])) if one.value.get("until") else one.to_on for one in now}


def _written(entries: Sequence[Entry], again: Case) -> Iterator[int]:
    """What time has done stays as it was written; the authority may correct it by an act (docs/decisions/0200)."""
    said = {str(entry.data.get("instance")): entry.number for entry in after_corrections(entries) if entry.kind == "limit_passed"}
    for one in again.instances:
        number = said.get(f"{one.limit}#{one.number}") if one.ended_by == "limit_passed" else None
        if number and one.ended_on != counted(again, one).due_on + ONE:
            yield number
