"""The memory of answered commands, in prepared statements: it is written by every act."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import orjson

from guichet import database
from guichet.journal.store import LostRace

_FIND = "SELECT digest, answer FROM desk_answered WHERE case_ = %s AND command = %s".replace("case_", '"case"')
_KEEP = 'INSERT INTO desk_answered ("case", command, digest, answer) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING'


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk did: the numbers of the entries it appended; `last` is the last entry of the case now."""

    case: UUID
    last: int
    numbers: tuple[int, ...]
    repeated: bool = False


def answered(case: UUID, command: UUID) -> tuple[str, Answer] | None:
    """The digest and the answer of a command seen before."""
    row = database.row(_FIND, [case.hex, command.hex])
    if row is None:
        return None
    told = orjson.loads(row[1])
    return row[0], Answer(case, told["last"], tuple(told["numbers"]), repeated=True)


def keep(command: UUID, digest: str, answer: Answer) -> None:
    """Remembers a command with its answer, in the transaction of its effect. Raises LostRace when the same command was just answered."""
    told = orjson.dumps({"last": answer.last, "numbers": answer.numbers}).decode()
    if database.execute(_KEEP, [answer.case.hex, command.hex, digest, told]).rowcount != 1:
        raise LostRace(answer.case, answer.last + 1)
