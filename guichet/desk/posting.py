"""The hand that posts: a letter on paper was posted, presented or sent back, said by the authority that writes it; told through the one door."""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from guichet.delivery import post_room, receipts
from guichet.delivery.post_room import CHANNEL, PaperLetter
from guichet.desk.handle import LEGAL_ZONE, handle
from guichet.desk.law_of import rules_of
from guichet.desk.letter_fields import LetterMaker
from guichet.engine.case import fold
from guichet.engine.messages import Message, Receipt
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.engine.words import GUICHET, Actor, Command
from guichet.journal import store as journal
from guichet.people import store as people

_NUMBER = re.compile(r"[A-Z0-9]{5,40}")


def post(actor: Actor, letter: UUID, on: date, number: str, at: datetime) -> None:
    """The letter was handed to the post on this day under this number: its addressee is notified, when the law says so.

    Raises NotYours for a letter that is not this body's, BadAnswer for a day or number that cannot be, NotAllowedNow when it was posted before.
    """
    found = _theirs(actor, letter, at)
    _check_day(on, found.made_on, at)
    plain = re.sub(r"[\s.\-/]", "", number).upper()
    if not _NUMBER.fullmatch(plain):
        raise BadAnswer("number_of_the_post", {"field": "number"})
    message = Message(found.id, found.case, found.case_number, found.recipient, found.letter, found.language, found.ref, on, sender=found.sender)
    told = {"letter": found.letter, "to": found.recipient.partition("|")[0], "channel": CHANNEL, "receipt": plain,
            "posted_by": {"role": actor.role, "body": actor.body, "person": actor.person}}  # fmt: skip
    with transaction.atomic():
        if not post_room.mark_posted(found.id, on, plain):
            raise NotAllowedNow("posted_before", {"number": found.number})
        receipts.keep(message, Receipt(CHANNEL, plain), at)
        handle(Command(uuid5(found.id, "posted"), found.case, 0, "notified", GUICHET, on, at, told))


def answer(actor: Actor, letter: UUID, what: str, on: date, at: datetime) -> None:
    """The post "presented" the letter on this day, or it came back ("returned"). It changes no time limit: it is a proof. Raises as `post` does."""
    found = _theirs(actor, letter, at)
    if found.posted_on is None:
        raise NotAllowedNow("not_posted_yet", {})
    _check_day(on, found.posted_on, at)
    if not post_room.mark_answered(found.id, what, on):
        raise NotAllowedNow("noted_before", {})


def _theirs(actor: Actor, letter: UUID, at: datetime) -> PaperLetter:
    found = post_room.letter_of(actor.body, letter) if actor.body else None
    if found is None or not people.holds(actor, at.astimezone(LEGAL_ZONE).date()):
        raise NotYours("no_such_letter", {})
    return found


def _check_day(on: date, earliest: date, at: datetime) -> None:
    today = at.astimezone(LEGAL_ZONE).date()
    if on > today:
        raise BadAnswer("day_in_the_future", {"field": "on", "today": today.isoformat()})
    if on < earliest:
        raise BadAnswer("day_before_what_it_answers", {"field": "on", "since": earliest.isoformat()})


def envelope(letter: PaperLetter) -> list[str]:
    """What stands on the envelope: name and address as the file knows them; only the name where nobody gave an address. Raises Erased."""
    entries = journal.read(letter.case)
    case = fold(entries, rules_of(entries))
    maker, role = LetterMaker(letter.case, case, entries), letter.recipient.partition("|")[0]
    rule = next(rule for rule in case.rules.letters if rule.letter == letter.letter)
    address = next((r.address for r in rule.to if r.role == role and r.channel == CHANNEL and r.address), "")
    name = maker.parties.person(role) if role in case.persons else case.rules.roles.get(role, {}).get(letter.language, "")
    return [name, *(maker.address(address) if address else [])]
