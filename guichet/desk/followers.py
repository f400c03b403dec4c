"""Inspectors who follow an employer are told by e-mail of what the law tells the inspectorate of its permits: their own reference, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID, uuid5

from guichet.delivery import receipts
from guichet.delivery.channel import Channel
from guichet.delivery.store import NewRow, OutboxRow
from guichet.engine.case import Case
from guichet.engine.messages import Message, recipient_key
from guichet.engine.words import Entry
from guichet.people import store as people
from guichet.registry import following
from guichet.registry.following import Follower

KIND = "followed"
ROLE = "inspector"


def told(case_id: UUID, case: Case, made: Entry, at: datetime) -> Iterator[NewRow]:
    """A row for each follower of the employer, where the letter just made goes to the inspectorate. The journal says nothing of who follows."""
    if not any(to["role"] == ROLE for to in made.data["recipients"]):
        return
    employer = people.enterprise_number(case.bodies.get(case.rules.applicant, ""))
    for one in following.followers_of(employer):
        key = f"{KIND}:{made.number}:{one.person}"
        data = {"person": one.person, "body": one.body, "reference": one.reference, "letter": made.data["letter"], "on": made.on.isoformat()}
        yield NewRow(uuid5(case_id, key), case_id, KIND, key, at, data)


def send(row: OutboxRow, mail: Channel, at: datetime) -> None:
    """Sends one e-mail that is due and keeps the receipt as its proof; nothing for whoever left the inspectorate since. Raises NotDelivered."""
    data = {name: str(value) for name, value in row.data.items()}
    follower = Follower(data["person"], data["body"], data["reference"])
    card = people.person_card(follower.person)
    if card is None or not following.still_inspects(follower, at):
        return
    to, identity = recipient_key(ROLE, follower.body, follower.person), UUID(str(row.id))
    on = date.fromisoformat(data["on"])
    receipt = mail.send(Message(identity, UUID(int=0), "", to, KIND, card.language, "", on, subject=KIND, code=follower.reference))
    receipts.keep(Message(identity, row.case, "", to, data["letter"], card.language, "", on), receipt, at)
