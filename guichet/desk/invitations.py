"""A worker is invited by an e-mail with a code and nothing else, kept in the vault until it is sent; with it and the day of birth they come in."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from guichet.delivery import store as outbox
from guichet.delivery.channel import Channel
from guichet.delivery.store import NewRow, OutboxRow
from guichet.desk.codes import LETTERS
from guichet.engine.case_number import number_of
from guichet.engine.messages import Message, recipient_key
from guichet.engine.refusals import BadAnswer
from guichet.people import invitations
from guichet.people import store as people
from guichet.vault import codes
from guichet.vault import store as vault

KIND = "invitation"
LENGTH, DAYS = 12, 30  # signs of the code (60 random bits), days for which it can be used


def invite(case: UUID, worker: str, body: str, born: str, at: datetime, today: date) -> None:
    """Sends this worker a new code. `born` is their day of birth as ISO text. Raises NotAllowedNow."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    card = people.person_card(worker)
    with transaction.atomic():
        times = invitations.send(case, worker, body, (_code(code), _born(case, born)), at, today + timedelta(days=DAYS))
        kept = vault.keep(case, KIND, code)
        key = f"{KIND}:{times}"
        data = {"ref": kept.ref, "to": recipient_key("worker", "", worker), "language": card.language if card else "en", "on": today.isoformat()}
        outbox.put([NewRow(uuid5(case, key), case, KIND, key, at, data)])


def send(row: OutboxRow, mail: Channel) -> None:
    """Sends one invitation that is due; afterwards the code is in no place of ours. Raises NotDelivered, Erased."""
    ref, data = str(row.data["ref"]), row.data
    on = date.fromisoformat(str(data["on"]))
    try:
        code = str(vault.read(row.case, ref))
    except vault.NoSuchItem:  # sent before, by a worker that was killed before it could say so
        return
    message = Message(
        UUID(str(row.id)), row.case, number_of(row.case), str(data["to"]), KIND, str(data["language"]), ref, on, subject=KIND, code=code
    )
    mail.send(message)
    vault.drop(row.case, ref)


def accept(code: str, born: str, at: datetime, today: date) -> str:
    """Who comes in with this code and this day of birth. Raises BadAnswer or NotAllowedNow; a wrong code is the same as none."""
    case = invitations.case_of_code(_code(code))
    if case is None:
        raise BadAnswer("invitation_unknown", {"field": "code"})
    return invitations.accept(case, _born(case, born), at, today)


def _code(code: str) -> str:
    return codes.blinded(f"{KIND} {code.replace(' ', '').replace('-', '').upper()}")


def _born(case: UUID, born: str) -> str:
    return codes.blinded(f"{KIND} {case} {born}")
