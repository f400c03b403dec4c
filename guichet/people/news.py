"""How a person wants to hear that there is news: an e-mail each time, one a day, or none; and who is told for a mailbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from guichet.engine.refusals import BadAnswer
from guichet.people import models

WAYS = ("each", "daily", "none")
TOLD_UNASKED = frozenset({"employer", "worker", "host_family"})  # whoever stands behind a counter has a work list, and asks for e-mails


def way_of(person: str, role: str) -> str:
    """What the person chose, or what somebody of this role gets without having chosen."""
    return _ways([UUID(person)], role)[UUID(person)]


def choose(person: str, way: str) -> None:
    """The person wants to hear this way from now on. Raises BadAnswer for a way that does not exist."""
    if way not in WAYS:
        raise BadAnswer("not_a_choice", {"field": "news"})
    models.News.objects.update_or_create(person=UUID(person), defaults={"way": way})


def told_for(recipient: str, on: date) -> list[tuple[str, str, str]]:
    """Who hears of a message in this mailbox ("role|body|person") on a day: (person, language, way); without those who want no e-mail."""
    role, body, person = recipient.split("|")
    refs = [UUID(person)] if person else _members(role, body, on)
    ways = _ways(refs, role)
    found = models.Person.objects.filter(ref__in=refs, erased=False).order_by("ref")
    return [(str(one.ref), one.language, ways[one.ref]) for one in found if ways[one.ref] != "none"]


def email_of(person: str) -> str:
    """The address of a person; "" when there is none. It is looked up at the moment of sending and kept nowhere else."""
    found = models.Person.objects.filter(ref=UUID(person), erased=False).first() if person else None
    return found.email if found else ""


def _members(role: str, body: str, on: date) -> list[UUID]:
    still = (Q(from_on__isnull=True) | Q(from_on__lte=on)) & (Q(until_on__isnull=True) | Q(until_on__gte=on))
    return list(models.Membership.objects.filter(still, role=role, body=body).values_list("person", flat=True)) if body else []


def _ways(persons: list[UUID], role: str) -> Mapping[UUID, str]:
    chosen = dict(models.News.objects.filter(person__in=persons).values_list("person", "way"))
    return {person: chosen.get(person, "each" if role in TOLD_UNASKED else "none") for person in persons}
