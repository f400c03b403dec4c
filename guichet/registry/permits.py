"""Which permits fit a question, and what they say on a day: read by one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from guichet.registry.questions import Question

MOST = 50  # permits of one family name with one employer

_ON = """SELECT p."case", p.number, p.law, p.worker, p.worker_name, p.employer_name, p.given_key, p.family_key,
 s.to_on, s.answer, s."row", s.document, s.until
 FROM registry_permit p JOIN registry_stretch s ON s."case" = p."case" AND s.from_on <= %s AND s.to_on >= %s"""
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
    return [permit for permit, _, _ in _rows("p.number = %s", [number], day)]


def _of_name(question: Question, day: date) -> list[Permit]:
    """The family name is what stands in the passport; other parts that were typed must all be given names."""
    families = sorted(set(_families(question.parts)))
    where = f'p.enterprise_number = %s AND p.family_key IN ({", ".join(["%s"] * len(families))})'
    found = _rows(where, [question.enterprise_number, *families], day)
    return [permit for permit, given, family in found if set(question.parts) - set(family.split()) <= set(given.split())]


def _families(parts: Sequence[str]) -> Iterator[str]:
    """Every run of parts that could be the family name."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield " ".join(parts[start:end])


def _rows(where: str, values: Sequence[str], day: date) -> list[tuple[Permit, str, str]]:
    statement = f'{_ON} WHERE {where} ORDER BY p."case" LIMIT {MOST}'  # noqa: S608 - words of our own
    with connection.cursor() as cursor:
        cursor.execute(statement, [day.isoformat(), day.isoformat(), *values])
        return [_permit(*row) for row in cursor.fetchall()]


def _permit(case: UUID | str, number: str, law: str, worker: str, worker_name: str, employer_name: str, given: str, family: str,
            *told: str) -> tuple[Permit, str, str]:  # fmt: skip
    case = case if isinstance(case, UUID) else UUID(case)  # PostgreSQL gives a UUID, SQLite its 32 letters
    return Permit(case, number, law, worker, worker_name, employer_name, *told), given, family
