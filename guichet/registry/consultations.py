"""Every consultation of the registry, written before its answer leaves and kept for ever: an append-only chain of digests.

A consultation holds no name and no word that was typed but the reference of the inspection: the question is blinded, so that whoever has
the key of the vault can recognise a question that is claimed, and nobody can read one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from guichet.engine.case_number import number_of
from guichet.engine.words import Actor

START = "0" * 64  # the digest before the first consultation
TRIES = 20  # two who consult at once may race for one number

_HEAD = "SELECT number, digest FROM kept_consultation ORDER BY number DESC LIMIT 1"
_WRITE = 'INSERT INTO kept_consultation (number, "case", body, person, "at", text, digest) VALUES (%s, %s, %s, %s, %s, %s, %s)'
_OWN = "SELECT text FROM kept_consultation WHERE person = %s AND body = %s ORDER BY number DESC LIMIT %s"
_NTH = 'SELECT "at" FROM kept_consultation WHERE person = %s AND body = %s ORDER BY number DESC LIMIT 1 OFFSET %s'
_PAGE = 'SELECT number, "case", body, person, "at", text, digest FROM kept_consultation WHERE number > %s ORDER BY number LIMIT 1000'
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Consultation:
    """One question to the registry, as it is kept."""

    by: Actor
    at: datetime
    purpose: str
    reference: str  # of the inspection
    question: str  # blinded digest of what was typed
    day: date  # the day asked about
    case: UUID | None  # None: nothing was found
    answer: str  # "yes" | "no" | "unknown"
    number: int = 0

    @property
    def case_number(self) -> str:
        """The number of the case found, "" for none."""
        return number_of(self.case) if self.case else ""


def write(one: Consultation) -> int:
    """Write and commit a consultation, and return its number. Raises what the database raises: then nothing may be answered.

    Called inside a transaction it refuses (RuntimeError): what could be rolled back later is not written.
    """
    for attempt in range(TRIES):
        try:
            with transaction.atomic(durable=True):
                return _append(one)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def own(by: Actor, most: int) -> tuple[Consultation, ...]:
    """What somebody consulted for their body, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN, [by.person, by.body, most])
        return tuple(_read(text) for (text,) in cursor.fetchall())


def asked_at(by: Actor, nth: int) -> datetime | None:
    """When somebody asked the nth of their questions for their body, counted from the newest; None if they asked fewer."""
    with connection.cursor() as cursor:
        cursor.execute(_NTH, [by.person, by.body, nth - 1])
        found = cursor.fetchone()
    return datetime.fromisoformat(found[0]) if found else None


def last() -> int:
    """The number of the last consultation; 0 before the first."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        return (cursor.fetchone() or (0,))[0]


def broken() -> Iterator[str]:
    """A sentence for every consultation that is missing or was changed; nothing when the chain is whole."""
    before, digest = 0, START
    for number, *columns, text, kept in _all():
        if number != before + 1:
            yield f"Consultation {before + 1} is missing: {number} follows {before}."
        digest = _digest(digest, text)
        told = _read(text)
        if digest != kept or (number, *columns) != (told.number, *_columns(told)):
            yield f"Consultation {number} was changed: its text, its columns and its digest do not fit each other."
        before, digest = number, kept


def _append(one: Consultation) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HEAD)
        before, digest = cursor.fetchone() or (0, START)
        text = _text(one, before + 1)
        cursor.execute(_WRITE, [before + 1, *_columns(one), text, _digest(digest, text)])
    return before + 1


def _columns(one: Consultation) -> tuple[str, str, str, str]:
    return str(one.case or ""), one.by.body, one.by.person, _instant(one.at)


def _text(one: Consultation, number: int) -> str:
    return _canonical(
        {
            "answer": one.answer,
            "at": _instant(one.at),
            "by": {"body": one.by.body, "person": one.by.person, "role": one.by.role},
            "case": str(one.case or ""),
            "day": one.day.isoformat(),
            "number": number,
            "purpose": one.purpose,
            "question": one.question,
            "reference": one.reference,
        }
    )


def _read(text: str) -> Consultation:
    told = json.loads(text)
    told["by"] = Actor(**told["by"])
    told["at"], told["day"] = datetime.fromisoformat(told["at"]), date.fromisoformat(told["day"])
    told["case"] = UUID(told["case"]) if told["case"] else None
    return Consultation(**told)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _digest(before: str, text: str) -> str:
    return sha256(bytes.fromhex(before) + text.encode()).hexdigest()


def _all() -> Iterator[tuple]:
    read = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_PAGE, [read])
            page = cursor.fetchall()
        if not page:
            return
        yield from page
        read = page[-1][0]
