"""Which permits fit a question, and what they say on a day: read by one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet import database
from guichet.engine.chain import Link, answering, chain_of
from guichet.registry.questions import Question
from guichet.registry.rows import TO, on_day

MOST = 50  # permits of one family name with one employer

_FITTING = 'SELECT given_key, family_key, renews, filed_on, days, "case", number, law, worker, worker_name, employer_name FROM registry_permit'
_FORMER = 'SELECT "case", family_key, given_key FROM registry_former_name WHERE enterprise_number = %s AND family_key IN ({})'
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
    formerly: bool = False  # found by a name that the worker no longer has


@dataclass(frozen=True, slots=True)
class _Row:
    permit: Permit
    given: str
    family: str
    link: Link


def asked(question: Question, day: date, rests_before: Callable[[Permit], bool]) -> tuple[Permit, ...]:
    """The permits that fit a question and that the registry holds on that day, best answer first.

    Those of several workers mean that the question was not exact enough. `rests_before`: is the answer of a permit that of the file before?
    """
    found, known = _of_number(question.number, day) if question.number else _of_name(question, day)
    found = _counting(found, known, day, rests_before)
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.answer)))


def _of_number(number: str, day: date) -> tuple[list[_Row], list[_Row]]:
    """The permit of a number, and all of the same worker."""
    found = _rows("number = %s", [number], day)
    return found, _rows("worker = %s", [found[0].permit.worker], day) if found else []


def _of_name(question: Question, day: date) -> tuple[list[_Row], list[_Row]]:
    """The family name is what stands in the passport; other parts that were typed must all be given names."""
    families = sorted(set(_families(question.parts)))
    where = f"enterprise_number = %s AND family_key IN ({', '.join(['%s'] * len(families))})"
    found = _rows(where, [question.enterprise_number, *families], day)
    fitting = [one for one in found if _fits(question, one.family, one.given)]
    formerly = [one for one in _of_former_name(question, families, day) if one.permit.case not in {known.permit.case for known in fitting}]
    if not formerly:
        return fitting, fitting
    workers = {one.permit.worker for one in formerly}
    known = {one.permit.case: one for worker in sorted(workers) for one in _rows("worker = %s", [worker], day, formerly=True)}
    return [*fitting, *formerly], [*({one.permit.case: one for one in fitting} | known).values()]


def _of_former_name(question: Question, families: Sequence[str], day: date) -> list[_Row]:
    """The permits of workers who were called so before."""
    rows = database.rows(_FORMER.format(", ".join(["%s"] * len(families))), [question.enterprise_number, *families])
    cases = sorted({_uuid(case).hex for case, family, given in rows if _fits(question, family, given)})
    return _rows(f'"case" IN ({", ".join(["%s"] * len(cases))})', cases, day, formerly=True) if cases else []


def _fits(question: Question, family: str, given: str) -> bool:
    return set(question.parts) - set(family.split()) <= set(given.split())


def _counting(found: Sequence[_Row], known: Sequence[_Row], day: date, rests_before: Callable[[Permit], bool]) -> list[Permit]:
    """The permits that answer for those found, each once: a permit and its renewals are one life, and one file of it counts."""
    links = {one.permit.case: one.link for one in known}
    permits = {one.permit.case: one.permit for one in known}
    chains = (chain_of(one.permit.case, links, day) for one in found)
    counts = {answering(chain, lambda case: rests_before(permits[case])) for chain in chains}
    return [permit for case, permit in permits.items() if case in counts]


def _families(parts: Sequence[str]) -> Iterator[str]:
    """Every run of parts that could be the family name."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield " ".join(parts[start:end])


def _rows(where: str, values: Sequence[str], day: date, *, formerly: bool = False) -> list[_Row]:
    found = []
    for given, family, renews, filed_on, days, case, *known in database.rows(f'{_FITTING} WHERE {where} ORDER BY "case"', values):
        told = on_day(days, day)
        if told:
            link = Link(_uuid(case), UUID(renews) if renews else None, date.fromisoformat(filed_on))
            found.append(_Row(Permit(_uuid(case), *known, *told[TO:], formerly), given, family, link))
    return found[:MOST]


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)  # PostgreSQL gives a UUID, SQLite its 32 letters
