"""How does telling the outside stand? What failed, what waits; and forgetting an erased case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guichet import database
from guichet.delivery.instants import told
from guichet.delivery.rows import COLUMNS, OutboxRow, key_of, row_of

_FAILURES = "SELECT {COLUMNS} FROM delivery_outbox WHERE state = 'failed' ORDER BY ended_at DESC, id LIMIT %s"
_WAITING = "SELECT {COLUMNS} FROM delivery_outbox WHERE state = 'waiting' ORDER BY due_at, place LIMIT %s"
_OF_CASE = "SELECT {COLUMNS} FROM delivery_outbox WHERE case_id = %s AND state = 'waiting' ORDER BY place, id LIMIT %s"
_COUNTS = "SELECT state, COUNT(*) FROM delivery_outbox GROUP BY state"
_ATTEMPTS = "SELECT number, ended_at, delivered, reason FROM delivery_attempts WHERE row_id = %s ORDER BY number"
_OF_ONE_CASE = ("delivery_outbox", "delivery_attempts", "delivery_receipts", "delivery_mailbox", "delivery_letter_codes", "delivery_post")


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt and how it ended."""

    number: int
    ended_at: datetime
    delivered: bool
    reason: str


def failures(limit: int = 50) -> list[OutboxRow]:
    """Rows that are given up, the newest first: for the page from which they can be replayed."""
    return _rows(_FAILURES, [limit])


def waiting(case: UUID | None = None, limit: int = 200) -> list[OutboxRow]:
    """Rows still to be done, of one case or of all."""
    return _rows(_WAITING, [limit]) if case is None else _rows(_OF_CASE, [case.hex, limit])


def counts() -> dict[str, int]:
    """How many rows wait, are done, have failed."""
    return {"waiting": 0, "done": 0, "failed": 0} | dict(database.rows(_COUNTS))


def attempts(row_id: str | UUID) -> list[Try]:
    """Every try of one row, in order, also those before a replay."""
    tries = database.rows(_ATTEMPTS, [key_of(row_id)])
    return [Try(number, told(ended_at), bool(delivered), reason) for number, ended_at, delivered, reason in tries]


def forget(case: UUID) -> None:
    """Drop everything kept here of an erased case: rows, tries, receipts and the copies in mailboxes."""
    with transaction.atomic():
        for table in _OF_ONE_CASE:
            database.execute(f"DELETE FROM {table} WHERE case_id = %s", [case.hex])  # noqa: S608 the names are ours


def _rows(statement: str, values: Sequence[object]) -> list[OutboxRow]:
    return [row_of(found) for found in database.rows(statement.format(COLUMNS=COLUMNS), values)]
