"""Who is head of a desk: the persons whom the people of an authority named, as long as they hold its role."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from guichet import database
from guichet.people import models

_HEADS = """SELECT DISTINCT p.ref, p.language FROM people_head h
 JOIN people_membership m ON m.person = h.person AND m.role = h.role AND m.body = h.body
 AND (m.from_on IS NULL OR m.from_on <= %s) AND (m.until_on IS NULL OR m.until_on >= %s)
 JOIN people_person p ON p.ref = h.person AND p.erased = %s
 WHERE h.role = %s AND h.body = %s ORDER BY p.ref"""


def make_head(person: str, role: str, body: str) -> None:
    """This person is a head of the desk from now on; said twice it is said once."""
    models.Head.objects.get_or_create(person=UUID(person), role=role, body=body)


def heads_of(role: str, body: str, on: date) -> list[tuple[str, str]]:
    """The heads of a desk on a day: reference and language of each."""
    rows = database.rows(_HEADS, [on.isoformat(), on.isoformat(), False, role, body])
    return [(str(UUID(str(ref))), str(language)) for ref, language in rows]
