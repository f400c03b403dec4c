"""What is known of every message of one case, in one question: the proof, the first opening, and what the post said of a letter on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet import database
from guichet.delivery.instants import told

_OF_CASE = """SELECT one.message_id, r.reference, m.read_at, p.message_id, p.presented_on, p.returned_on
    FROM (SELECT message_id FROM delivery_receipts WHERE case_id = %s UNION SELECT message_id FROM delivery_post WHERE case_id = %s) one
    LEFT JOIN delivery_receipts r ON r.case_id = %s AND r.message_id = one.message_id
    LEFT JOIN delivery_mailbox m ON m.case_id = %s AND m.message_id = one.message_id
    LEFT JOIN delivery_post p ON p.case_id = %s AND p.message_id = one.message_id"""


@dataclass(frozen=True, slots=True)
class Facts:
    """One message; `reference` is "" while nothing was sent, a day that is None is not known (that of reading: in Universal Time)."""

    reference: str
    read_on: date | None
    is_on_paper: bool
    presented_on: date | None
    returned_on: date | None


def of_case(case: UUID) -> dict[UUID, Facts]:
    """Everything that is known, by message."""
    return {UUID(str(row[0])): _facts(*row[1:]) for row in database.rows(_OF_CASE, [case.hex] * 5)}


def _facts(reference: str | None, read_at: str | None, paper: object, presented_on: str | None, returned_on: str | None) -> Facts:
    opened = told(read_at or "")
    return Facts(reference or "", opened.date() if opened else None, paper is not None, _day(presented_on), _day(returned_on))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
