"""The proof of a notification: what the channel answered, when, for which message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guichet import database
from guichet.delivery.instants import kept, told
from guichet.engine.messages import Message, Receipt

_KEEP = """INSERT INTO delivery_receipts (case_id, message_id, recipient, letter, channel, reference, note, received_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (case_id, message_id) DO NOTHING"""
_OF_CASE = """SELECT message_id, recipient, letter, channel, reference, note, received_at FROM delivery_receipts
    WHERE case_id = %s ORDER BY received_at, message_id"""

_BY_MAIL = """SELECT case_id, letter, reference, received_at FROM delivery_receipts
    WHERE recipient = %s AND channel = 'mail' ORDER BY received_at DESC, message_id LIMIT %s"""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told by e-mail: of which case, because of which letter, with which receipt."""

    case: UUID
    letter: str
    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """One kept receipt."""

    message: UUID
    recipient: str
    letter: str
    receipt: Receipt
    received_at: datetime


def keep(message: Message, receipt: Receipt, at: datetime) -> None:
    """Keep what the channel answered at this instant; of a message told twice the first receipt stays."""
    values = [message.case.hex, message.id.hex, message.recipient, message.letter, receipt.channel, receipt.reference, receipt.note, kept(at)]
    with transaction.atomic():
        database.execute(_KEEP, values)


def of_case(case: UUID) -> list[Proof]:
    """Every receipt of one case, in order."""
    return [
        Proof(UUID(str(message)), recipient, letter, Receipt(channel, reference, note), told(received_at))
        for message, recipient, letter, channel, reference, note, received_at in database.rows(_OF_CASE, [case.hex])
    ]


def told_by_mail(recipient: str, most: int) -> list[Told]:
    """The newest of what this recipient was told by e-mail and of which the proof is kept."""
    rows = database.rows(_BY_MAIL, [recipient, most])
    return [Told(UUID(str(case)), letter, reference, told(received_at)) for case, letter, reference, received_at in rows]
