"""Drafts that nobody touches any more: their owner is reminded, and some days later they are destroyed with their key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid5

from django.conf import settings
from django.db import transaction

from guichet.engine.messages import Message, NotDelivered, recipient_key
from guichet.intake import models
from guichet.intake.drafts import LEGAL_ZONE
from guichet.people import store as people
from guichet.vault import store as vault

BATCH = 50
SUBJECT = "draft_ends"


def remind(on: date, tell: Callable[[Message], object]) -> int:
    """Tell the owners of drafts that end soon, each once; a message that does not arrive is tried again. Returns how many were told."""
    waiting = _untouched(on - timedelta(days=settings.DRAFT_DAYS - settings.DRAFT_REMINDER_DAYS)).filter(reminded_on=None)
    told = 0
    for row in waiting.order_by("updated_at", "id")[:BATCH]:
        try:
            tell(_message(row, on))
        except NotDelivered as failed:
            if failed.retry:
                continue
        told += models.Draft.objects.filter(pk=row.pk, reminded_on=None).update(reminded_on=on)
    return told


def destroy(on: date) -> int:
    """Destroy the drafts whose last day is over; none whose owner was not reminded in time. Returns how many."""
    over = _untouched(on - timedelta(days=settings.DRAFT_DAYS + 1)).filter(reminded_on__lt=on - timedelta(days=settings.DRAFT_REMINDER_DAYS))
    return sum(_destroy(pk) for pk in over.values_list("pk", flat=True)[:BATCH])


def _destroy(pk: object) -> int:
    with transaction.atomic():
        row = models.Draft.objects.select_for_update().filter(pk=pk, number="").first()
        if row is None:  # it was filed meanwhile: its key is now the key of the case
            return 0
        vault.erase(row.id)
        row.delete()
    return 1


def _untouched(last: date) -> models.models.QuerySet:
    """Drafts that were touched on that day at the latest."""
    after = datetime.combine(last + timedelta(days=1), time(), LEGAL_ZONE)
    return models.Draft.objects.filter(number="", updated_at__lt=after)


def _message(row: models.Draft, on: date) -> Message:
    person = people.person_card(str(row.person))
    to = recipient_key(row.role, row.body, "" if row.body else str(row.person))
    return Message(uuid5(row.id, f"{SUBJECT} {row.updated_at.isoformat()}"), row.id, "", to, "", person.language if person else "fr", "", on, SUBJECT)
