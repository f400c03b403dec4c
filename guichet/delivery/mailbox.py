"""The mailboxes of the demonstration e-Box: one for each person and body, holding references to letters, never their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guichet import database
from guichet.delivery.instants import kept, told
from guichet.engine.messages import Message, Receipt

CHANNEL = "ebox"
_POST = """INSERT INTO delivery_mailbox (case_id, message_id, case_number, recipient, letter, language, ref, sent_on, read_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '') ON CONFLICT (case_id, message_id) DO NOTHING"""
_INBOX = """SELECT message_id, case_id, case_number, recipient, letter, language, ref, sent_on, read_at FROM delivery_mailbox
    WHERE recipient = %s ORDER BY sent_on DESC, message_id DESC LIMIT %s"""
_UNREAD = "SELECT COUNT(*) FROM delivery_mailbox WHERE recipient = %s AND read_at = ''"
_READ = "UPDATE delivery_mailbox SET read_at = %s WHERE recipient = %s AND message_id = %s AND read_at = ''"


@dataclass(frozen=True, slots=True)
class InboxMessage:
    """One message of an inbox page; the letter is opened through the case file, by its reference."""

    id: UUID
    case: UUID
    case_number: str
    recipient: str
    letter: str
    language: str
    ref: str
    on: date
    read_at: datetime | None


def post(message: Message) -> Receipt:
    """Put a message into the mailbox of its recipient; the same message again changes nothing and gives the same receipt."""
    values = [message.case.hex, message.id.hex, message.case_number, message.recipient, message.letter, message.language, message.ref]
    with transaction.atomic():
        database.execute(_POST, [*values, message.on.isoformat()])
    return Receipt(CHANNEL, str(message.id))


def inbox(recipient: str, limit: int = 50) -> list[InboxMessage]:
    """The messages of one recipient ("role|body|person"), the newest first."""
    return [_message(values) for values in database.rows(_INBOX, [recipient, limit])]


def unread(recipient: str) -> int:
    """How many messages of this recipient were not opened yet."""
    return database.rows(_UNREAD, [recipient])[0][0]


def mark_read(recipient: str, message_id: UUID, at: datetime) -> bool:
    """Note the first opening; False when it was opened before, or is not in this mailbox."""
    with transaction.atomic():
        return database.execute(_READ, [kept(at), recipient, message_id.hex]).rowcount == 1


def _message(values: tuple[object, ...]) -> InboxMessage:
    message_id, case, case_number, recipient, letter, language, ref, sent_on, read_at = values
    return InboxMessage(
        UUID(str(message_id)), UUID(str(case)), case_number, recipient, letter, language, ref, date.fromisoformat(sent_on), told(read_at)
    )
