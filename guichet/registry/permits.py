"""Which permits fit a question, and what they say on a day: read by one question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet import database
from guichet.registry.questions import Question
from guichet.registry.rows import TO, on_day

MOST = 50  # permits of one family name with one employer

_FITTING = 'SELECT given_key, family_key, days, "case", number, law, worker, worker_name, employer_name FROM registry_permit'
_ORDER = ("yes", "unknown", "no")  # of several permits of one worker with one employer: a no never hides another


@dataclass(frozen=True, slots=True)
class Permit:
    """One permit on the day asked about; `row` is "" when no line of the law speaks of the day, and the answer unknown."""

    case: UUID
    number: str
    law: str
    worker: str
    worker_name: str
    employer_name: str
    to_on: str
    answer: str
    row: str
    document: str
    until: str


def asked(question: Question, day: date) -> tuple[Permit, ...]:
    """The permits that fit a question and that the registry holds on that day, best answer first.

    Those of several workers mean that the question was not exact enough.
    """
    found = _of_number(question.number, day) if question.number else _of_name(question, day)
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.answer)))


def _of_number(number: str, day: date) -> list[Permit]:
    return [permit for permit, _, _ in _rows("number = %s", [number], day)]


def _of_name(question: Question, day: date) -> list[Permit]:
    """The family name is what stands in the passport; other parts that were typed must all be given names."""
    families = sorted(set(_families(question.parts)))
    where = f'enterprise_number = %s AND family_key IN ({", ".join(["%s"] * len(families))})'
    found = _rows(where, [question.enterprise_number, *families], day)
    return [permit for permit, given, family in found if set(question.parts) - set(family.split()) <= set(given.split())]


def _families(parts: Sequence[str]) -> Iterator[str]:
    """Every run of parts that could be the family name."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield " ".join(parts[start:end])


def _rows(where: str, values: Sequence[str], day: date) -> list[tuple[Permit, str, str]]:
    found = []
    for given, family, days, case, *known in database.rows(f'{_FITTING} WHERE {where} ORDER BY "case"', values):
        told = on_day(days, day)
        if told:
            found.append((Permit(_uuid(case), *known, *told[TO:]), given, family))
    return found[:MOST]


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)  # PostgreSQL gives a UUID, SQLite its 32 letters
