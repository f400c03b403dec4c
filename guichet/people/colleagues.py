"""Who works at the same desk, who is absent until when, and the views of the work list that they keep or share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db.models import Q

from guichet import database
from guichet.people import models

MOST_VIEWS = 30  # kept by one person at one desk
LONGEST_NAME = 60
_COLLEAGUES = """SELECT DISTINCT p.ref, p.given, p.family, p.latin_given, p.latin_family, a.until_on FROM people_membership m
 JOIN people_person p ON p.ref = m.person AND p.erased = %s
 LEFT JOIN people_absence a ON a.person = m.person AND a.until_on >= %s
 WHERE m.role = %s AND m.body = %s AND (m.from_on IS NULL OR m.from_on <= %s) AND (m.until_on IS NULL OR m.until_on >= %s)"""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who holds the same role for the same body; absent up to and including `absent_until`."""

    ref: str
    name: str
    absent_until: date | None = None


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view of the work list with its name: what it asks, and whether it is one's own or shared by a colleague."""

    id: str
    name: str
    asks: Mapping[str, str]
    shared: bool
    mine: bool


def colleagues(role: str, body: str, on: date) -> list[Colleague]:
    """All who hold the role for the body on a day, by name, in one question."""
    rows = database.rows(_COLLEAGUES, [False, on, role, body, on, on])
    return sorted((_colleague(*row) for row in rows), key=lambda one: one.name)


def set_absent(person: str, until_on: date | None) -> None:
    """The person is absent up to and including this day; None: they are back."""
    if until_on is None:
        models.Absence.objects.filter(person=UUID(person)).delete()
    else:
        models.Absence.objects.update_or_create(person=UUID(person), defaults={"until_on": until_on})


def kept_views(person: str, role: str, body: str) -> list[KeptView]:
    """The views that somebody kept at this desk, then those that colleagues share, each by name."""
    rows = models.KeptView.objects.filter(role=role, body=body).filter(Q(person=UUID(person)) | Q(shared=True))
    views = [KeptView(str(row.id), row.name, json.loads(row.asks), row.shared, str(row.person) == str(UUID(person))) for row in rows]
    return sorted(views, key=lambda view: (not view.mine, view.name.casefold()))


def keep_view(person: str, role: str, body: str, name: str, asks: Mapping[str, str], shared: bool) -> None:
    """Keep a view under a name; the same name again replaces it. Raises TooManyViews."""
    name = name.strip()[:LONGEST_NAME]
    key = uuid5(UUID(person), f"{role}|{body}|{name.casefold()}")
    own = models.KeptView.objects.filter(person=UUID(person), role=role, body=body).exclude(id=key)
    if own.count() >= MOST_VIEWS:
        raise TooManyViews(MOST_VIEWS)
    told = {"person": UUID(person), "role": role, "body": body, "name": name, "asks": json.dumps(dict(asks), sort_keys=True), "shared": shared}
    models.KeptView.objects.update_or_create(id=key, defaults=told)


def forget_view(person: str, view: str) -> None:
    """Take away a view of one's own; what is somebody else's stays."""
    models.KeptView.objects.filter(id=UUID(view), person=UUID(person)).delete()


def hidden_columns(person: str) -> frozenset[str]:
    """The columns of the work list that this person does not want to see."""
    row = models.HiddenColumns.objects.filter(person=UUID(person)).first()
    return frozenset(row.names.split()) if row else frozenset()


def hide_columns(person: str, names: Iterable[str]) -> None:
    """From now on these columns are not shown to this person; what was hidden before is shown."""
    models.HiddenColumns.objects.update_or_create(person=UUID(person), defaults={"names": " ".join(sorted(names))})


class TooManyViews(ValueError):
    """Nobody keeps more views than this at one desk; forget one first."""


def _colleague(ref: UUID | str, given: str, family: str, latin_given: str, latin_family: str, until: date | str | None) -> Colleague:
    return Colleague(str(_uuid(ref)), f"{latin_given or given} {latin_family or family}".strip(), _day(until))


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value  # SQLite gives a day as text


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
