"""Invitations: a worker is asked to come to their own file with a one-time code and their day of birth; both are kept blinded only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from guichet.engine.refusals import BadAnswer, NotAllowedNow
from guichet.people import models

MOST_WRONG = 5  # wrong days of birth; then the invitation must be sent again
MOST_SENT = 10


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where an invitation stands: "sent", "accepted", "withdrawn", "over" or "locked"; the last day on which it can be accepted."""

    person: str
    state: str
    sent_at: datetime
    times: int
    ends_on: date


def invitation_of(case: UUID, today: date) -> Invitation | None:
    """The invitation to a draft or file; None when nobody was invited yet."""
    row = models.Invitation.objects.filter(pk=case).first()
    return Invitation(str(row.person), _state(row, today), row.sent_at, row.times, row.ends_on) if row else None


def send(case: UUID, person: str, body: str, blinded: tuple[str, str], at: datetime, ends_on: date) -> int:
    """A new code for this worker; an earlier one is worth nothing. `blinded`: the code and the day of birth. Returns how often it was sent."""
    with transaction.atomic():
        row = models.Invitation.objects.select_for_update().filter(pk=case).first()
        if row and row.accepted_at and str(row.person) == person:
            raise NotAllowedNow("invitation_accepted", {})
        if row and row.times >= MOST_SENT:
            raise NotAllowedNow("invitation_too_often", {"most": MOST_SENT})
        fresh = {"person": UUID(person), "body": body, "code": blinded[0], "born": blinded[1], "sent_at": at, "ends_on": ends_on, "wrong": 0,
                 "times": row.times + 1 if row else 1, "accepted_at": None, "withdrawn_at": None}  # fmt: skip
        models.Invitation.objects.update_or_create(pk=case, defaults=fresh)
    return fresh["times"]


def withdraw(case: UUID, at: datetime) -> None:
    """The code is worth nothing any more. Who accepted it keeps their access: it is their own file."""
    changed = models.Invitation.objects.filter(pk=case, accepted_at=None).update(withdrawn_at=at)
    if not changed:
        raise NotAllowedNow("invitation_accepted", {})


def case_of_code(code: str) -> UUID | None:
    """The draft or file that the blinded code invites to."""
    row = models.Invitation.objects.filter(code=code).first()
    return row.pk if row else None


def accept(case: UUID, born: str, at: datetime, today: date) -> str:
    """The worker who may come in with this code and this (blinded) day of birth; once. Raises BadAnswer or NotAllowedNow."""
    row = models.Invitation.objects.get(pk=case)
    state = _state(row, today)
    if state != "sent":
        raise NotAllowedNow(f"invitation_{state}", {})
    if row.born != born:
        models.Invitation.objects.filter(pk=case).update(wrong=row.wrong + 1)
        raise BadAnswer("invitation_of_another", {"field": "born"})
    if not models.Invitation.objects.filter(pk=case, accepted_at=None, code=row.code).update(accepted_at=at):
        raise NotAllowedNow("invitation_accepted", {})
    return str(row.person)


def forget(case: UUID) -> None:
    """Nothing of an invitation is left when its file is erased."""
    models.Invitation.objects.filter(pk=case).delete()


def _state(row: models.Invitation, today: date) -> str:
    if row.accepted_at:
        return "accepted"
    if row.withdrawn_at:
        return "withdrawn"
    if row.ends_on < today:
        return "over"
    return "locked" if row.wrong >= MOST_WRONG else "sent"
