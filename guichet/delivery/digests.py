"""One e-mail a day for those who want it so: that there was news, noted when it came, told the next day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from guichet import database
from guichet.delivery.channel import Message, NotDelivered, recipient_key
from guichet.delivery.instants import kept

Tell = Callable[[Message], object]  # sends an e-mail; raises NotDelivered
DIGEST = "digest"
_NOTE = "INSERT INTO delivery_digests (person, day, language, sent_at) VALUES (%s, %s, %s, '') ON CONFLICT (person, day) DO NOTHING"
_DUE = "SELECT person, day, language FROM delivery_digests WHERE sent_at = '' AND day < %s ORDER BY day, person LIMIT %s"
_SENT = "UPDATE delivery_digests SET sent_at = %s WHERE person = %s AND day <= %s AND sent_at = ''"


def note(person: str, language: str, on: date) -> None:
    """There was news for this person on this day; which file it was is not kept."""
    database.execute(_NOTE, [UUID(person).hex, on.isoformat(), language])


def send_due(tell: Tell, today: date, at: datetime, limit: int = 100) -> int:
    """Tell by e-mail everybody for whom there was news on an earlier day, once for all days; returns how many e-mails left."""
    rows = database.rows(_DUE, [today.isoformat(), limit])
    last = {str(UUID(str(person))): (date.fromisoformat(day), language) for person, day, language in rows}
    return sum(_sent(tell, person, day, language, at) for person, (day, language) in last.items())


def _sent(tell: Tell, person: str, day: date, language: str, at: datetime) -> bool:
    identity = uuid5(NAMESPACE_OID, f"{DIGEST} {person} {day}")
    try:
        tell(Message(identity, UUID(int=0), "", recipient_key("person", "", person), DIGEST, language, "", day, subject=DIGEST))
    except NotDelivered as refused:
        if refused.retry:
            return False  # it stays due, and is tried again with the next round
    with transaction.atomic():
        database.execute(_SENT, [kept(at), UUID(person).hex, day.isoformat()])
    return True
