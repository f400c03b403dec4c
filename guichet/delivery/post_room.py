"""The letters that leave on paper: printed and posted by the authority that writes them, each with its day, its number and what the post answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from guichet import database
from guichet.engine.messages import Message, Receipt

CHANNEL = "registered"
_COLUMNS = "message_id, case_id, case_number, sender, recipient, letter, language, ref, made_on, number, posted_on, presented_on, returned_on"
_PUT = f"""INSERT INTO delivery_post ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '', '')
    ON CONFLICT (case_id, message_id) DO NOTHING"""  # noqa: S608 the names are ours
_ONE = f"SELECT {_COLUMNS} FROM delivery_post WHERE message_id = %s AND sender = %s"  # noqa: S608
_OF_CASE = f"SELECT {_COLUMNS} FROM delivery_post WHERE case_id = %s"  # noqa: S608
_TO_POST = f"SELECT {_COLUMNS} FROM delivery_post WHERE sender = %s AND posted_on = '' ORDER BY made_on, message_id LIMIT %s"  # noqa: S608
_UNDER_WAY = f"""SELECT {_COLUMNS} FROM delivery_post WHERE sender = %s AND posted_on <> '' AND presented_on = '' AND returned_on = ''
    ORDER BY posted_on, message_id LIMIT %s"""  # noqa: S608
_POSTED = "UPDATE delivery_post SET posted_on = %s, number = %s WHERE message_id = %s AND posted_on = ''"
_ANSWERED = {
    "presented": "UPDATE delivery_post SET presented_on = %s WHERE message_id = %s AND posted_on <> '' AND presented_on = ''",
    "returned": "UPDATE delivery_post SET returned_on = %s WHERE message_id = %s AND posted_on <> '' AND returned_on = ''",
}


@dataclass(frozen=True, slots=True)
class PaperLetter:
    """One letter on paper: its message, who writes to whom, and what happened to it, each with its day."""

    id: UUID
    case: UUID
    case_number: str
    sender: str
    recipient: str
    letter: str
    language: str
    ref: str
    made_on: date
    number: str
    posted_on: date | None
    presented_on: date | None
    returned_on: date | None


def send(message: Message) -> Receipt:
    """The channel of paper: the letter waits for its authority to post it; the same message again waits once."""
    values = [message.id.hex, message.case.hex, message.case_number, message.sender, message.recipient, message.letter, message.language]
    with transaction.atomic():
        database.execute(_PUT, [*values, message.ref, message.on.isoformat()])
    return Receipt(CHANNEL, str(message.id), waits=True)


def to_post(sender: str, limit: int = 200) -> list[PaperLetter]:
    """What a body has still to print and post, the oldest first."""
    return _rows(_TO_POST, [sender, limit])


def under_way(sender: str, limit: int = 200) -> list[PaperLetter]:
    """What was posted and of which the post has not said anything yet."""
    return _rows(_UNDER_WAY, [sender, limit])


def of_case(case: UUID) -> list[PaperLetter]:
    """All paper letters of one case."""
    return _rows(_OF_CASE, [case.hex])


def letter_of(sender: str, message: UUID) -> PaperLetter | None:
    """One letter of this body; None when it is somebody else's, or there is none."""
    found = _rows(_ONE, [message.hex, sender])
    return found[0] if found else None


def mark_posted(message: UUID, on: date, number: str) -> bool:
    """Note in the transaction of the caller that it was posted; False when it was before."""
    return database.execute(_POSTED, [on.isoformat(), number, message.hex]).rowcount == 1


def mark_answered(message: UUID, what: str, on: date) -> bool:
    """Note that the post "presented" or "returned" it; False when it was not posted, or this was noted before."""
    with transaction.atomic():
        return database.execute(_ANSWERED[what], [on.isoformat(), message.hex]).rowcount == 1


def _rows(statement: str, values: Sequence[object]) -> list[PaperLetter]:
    return [_letter(row) for row in database.rows(statement, values)]


def _letter(row: tuple[object, ...]) -> PaperLetter:
    message, case, *texts = row
    *plain, made_on, number, posted_on, presented_on, returned_on = (str(text) for text in texts)
    days = (date.fromisoformat(day) if day else None for day in (posted_on, presented_on, returned_on))
    return PaperLetter(UUID(str(message)), UUID(str(case)), *plain, date.fromisoformat(made_on), number, *days)
