"""Who is head of a desk, named by whom, from when to when: as long as they hold its role. What is over stays to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guichet import database
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.engine.words import Actor
from guichet.people import models
from guichet.people.store import holds, names_of

_HEADS = """SELECT DISTINCT p.ref, p.language FROM people_head h
 JOIN people_membership m ON m.person = h.person AND m.role = h.role AND m.body = h.body
 AND (m.from_on IS NULL OR m.from_on <= %s) AND (m.until_on IS NULL OR m.until_on >= %s)
 JOIN people_person p ON p.ref = h.person AND p.erased = %s
 WHERE h.role = %s AND h.body = %s AND (h.from_on IS NULL OR h.from_on <= %s) AND (h.ended_on IS NULL OR h.ended_on > %s) ORDER BY p.ref"""


@dataclass(frozen=True, slots=True)
class Heading:
    """Somebody is or was head of a desk; names are "" for the erased, `named_by` also where whoever runs this Guichet did it."""

    person: str
    name: str
    named_by: str
    from_on: date | None
    ended_on: date | None  # from this day on no more
    ended_by: str


def make_head(person: str, role: str, body: str, on: date | None = None, by: str = "") -> None:
    """This person is a head of the desk from this day on (None: as far as anybody remembers); said twice it is said once."""
    named = {"from_on": on, "named_by": UUID(by) if by else None}
    models.Head.objects.get_or_create(person=UUID(person), role=role, body=body, ended_on=None, defaults=named)


def name_head(by: Actor, person: str, on: date) -> None:
    """A head of the desk names another one. Raises NotYours for whoever is no head, BadAnswer for a person who is no colleague."""
    _check(by, on)
    if not holds(Actor(by.role, by.body, person), on):
        raise BadAnswer("not_a_choice", {"field": "person"})
    make_head(person, by.role, by.body, on, by.person)


def end_head(by: Actor, person: str, on: date) -> None:
    """A head says that this person is head no more from this day on. Raises NotYours, BadAnswer, and NotAllowedNow for the last head."""
    with transaction.atomic():
        _check(by, on)
        heads = [ref for ref, _ in heads_of(by.role, by.body, on)]
        if person not in heads:
            raise BadAnswer("not_a_choice", {"field": "person"})
        if heads == [person]:
            raise NotAllowedNow("last_head", {})
        still = models.Head.objects.filter(person=UUID(person), role=by.role, body=by.body, ended_on=None)
        still.update(ended_on=on, ended_by=UUID(by.person))


def heads_of(role: str, body: str, on: date) -> list[tuple[str, str]]:
    """The heads of a desk on a day: reference and language of each."""
    rows = database.rows(_HEADS, [on.isoformat(), on.isoformat(), False, role, body, on.isoformat(), on.isoformat()])
    return [(str(UUID(str(ref))), str(language)) for ref, language in rows]


def is_head(by: Actor, on: date) -> bool:
    """Is this person a head of their desk on this day?"""
    return by.person in {ref for ref, _ in heads_of(by.role, by.body, on)}


def headings(role: str, body: str) -> list[Heading]:
    """Everybody who is or was head of a desk, those who are first, then the newest."""
    rows = list(models.Head.objects.filter(role=role, body=body).order_by("-ended_on", "-id"))
    names = names_of(str(ref) for row in rows for ref in (row.person, row.named_by, row.ended_by) if ref)
    told = [_heading(row, names) for row in rows]
    return sorted(told, key=lambda one: one.ended_on is not None)


def person_at(desk: tuple[str, str], email_or_reference: str, on: date) -> str:
    """The reference of somebody who works at this desk (role, body) on this day, by their e-mail address or reference; "" for nobody."""
    plain = email_or_reference.strip()
    for row in models.Person.objects.filter(Q(email__iexact=plain), erased=False) if "@" in plain else ():
        if holds(Actor(*desk, str(row.ref)), on):
            return str(row.ref)
    return plain if holds(Actor(*desk, plain), on) else ""


def _heading(row: models.Head, names: dict[str, str]) -> Heading:
    by, ended_by = names.get(str(row.named_by), ""), names.get(str(row.ended_by), "")
    return Heading(str(row.person), names.get(str(row.person), ""), by, row.from_on, row.ended_on, ended_by)


def _check(by: Actor, on: date) -> None:
    if not is_head(by, on):
        raise NotYours("not_a_head", {})
