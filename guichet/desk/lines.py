"""A list that a desk brings: each line takes the file over if need be and does one act, both or neither; said twice, it is done once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from guichet.casefile import store as casefile
from guichet.desk.handle import LEGAL_ZONE, TRIES, handle_all
from guichet.desk.takeover import takeover_code
from guichet.engine.refusals import BadAnswer, Overtaken
from guichet.engine.words import Actor, Command
from guichet.journal import store as journal
from guichet.vault import codes


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the code typed, under the name by which the taking over asks it, and the answers to the act."""

    code_field: str
    code: str
    answers: Mapping[str, object]


def do_line(batch: UUID, line: Line, take_over: str, act: str, by: Actor, at: datetime) -> UUID:
    """Does one line of a list and returns its case. `batch` is the id of the list: the commands of a line are the same each time.

    Raises a Refusal; then nothing of this line was done.
    """
    line = replace(line, code=takeover_code(line.code))
    case = casefile.case_of_code(codes.digest(line.code))
    if case is None:
        raise BadAnswer("code_unknown", {"field": line.code_field})
    for _ in range(TRIES):
        try:
            handle_all(_commands(batch, case, line, take_over, act, by, at))
        except journal.LostRace:
            continue
        return case
    raise Overtaken("changed_since", {"numbers": [], "seen": 0})


def _commands(batch: UUID, case: UUID, line: Line, take_over: str, act: str, by: Actor, at: datetime) -> Iterator[Command]:
    """The commands of one line, each made when the one before it is done; who sends a list has seen the file as it stands."""
    on = at.astimezone(LEGAL_ZONE).date()
    entries = journal.read(case)
    holder = next((e.data.get("body") for e in reversed(entries) if e.kind == "assigned" and e.data.get("role") == by.role), None)
    if holder != by.body:
        yield Command(uuid5(batch, f"{case}:{take_over}"), case, entries[-1].number, take_over, by, on, at, {line.code_field: line.code})
    yield Command(uuid5(batch, f"{case}:{act}"), case, entries[-1].number, act, by, on, at, dict(line.answers))
