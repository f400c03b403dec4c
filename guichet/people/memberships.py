"""Who holds which role for which body on which day, by membership or by a mandate from one body to another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from guichet import database
from guichet.people import models

_MEMBER = "SELECT from_on, until_on FROM people_membership WHERE person = %s AND role = %s AND body = %s"
REPRESENTATIVE = "representative"  # member of a body that acts for others under their mandates


@dataclass(frozen=True, slots=True)
class Standing:
    """A person stands in a role for a body; `through` is the body whose mandate is used, "" when it is their own."""

    person: str
    role: str
    body: str
    through: str = ""


def standing(person: str, role: str, body: str, on: date | None) -> Standing | None:
    """What this person may act as, on a day or (None) on any day; None if they may not."""
    ref = _uuid(person)
    if ref is None or role == REPRESENTATIVE:
        return None
    return Standing(str(ref), role, body) if _is_member(ref, role, body, on) else _by_mandate(ref, role, body, on)


def holds(person: str, role: str, body: str, on: date) -> bool:
    """May this person act so on this day?"""
    ref = _uuid(person)
    return ref is not None and role != REPRESENTATIVE and (_is_member(ref, role, body, on) or _by_mandate(ref, role, body, on) is not None)


def _by_mandate(ref: UUID, role: str, body: str, on: date | None) -> Standing | None:
    own = models.Membership.objects.filter(_in_force(on), person=ref, role=REPRESENTATIVE).values("body")
    mandate = models.Mandate.objects.filter(_unrevoked(on), grantor=body, role=role, holder__in=own).order_by("id").first()
    return Standing(str(ref), role, body, mandate.holder) if mandate else None


def standing_by(rows: Sequence[Sequence[object]], wanted: Standing, on: date | None) -> Standing | None:
    """The same from rows read already: of each membership its role, first and last day, and of a mandate its holder, first, last and revoked day."""
    now = [row for row in rows if row[0] and is_in_force(row[1], row[2], on)]
    if any(row[0] == wanted.role for row in now):
        return wanted
    holder = next((str(row[3]) for row in now if row[3] and is_mandate_in_force(row[4], row[5], row[6], on)), "")
    return replace(wanted, through=holder) if holder else None


def standings(on: date | None, workers: list[int]) -> list[Standing]:
    """All who hold a role, in the order they were made known; of the workers only the memberships named, the newest first."""
    members = list(models.Membership.objects.filter(_in_force(on)).exclude(role="worker", body="").order_by("id"))  # workers are many
    mandates = list(models.Mandate.objects.filter(_unrevoked(on)).order_by("id"))
    found = []
    for member in members:
        if member.role != REPRESENTATIVE:
            found.append(Standing(str(member.person), member.role, member.body))
            continue
        given = (mandate for mandate in mandates if mandate.holder == member.body)
        found += [Standing(str(member.person), mandate.role, mandate.grantor, mandate.holder) for mandate in given]
    last = models.Membership.objects.filter(_in_force(on), id__in=workers).order_by("-id")
    return found + [Standing(str(member.person), member.role, member.body) for member in last]


def join(person: str, role: str, body: str, from_on: date | None = None) -> None:
    """The person holds the role for the body from this day on (None: as far as anybody remembers)."""
    models.Membership.objects.get_or_create(person=UUID(person), role=role, body=body, from_on=from_on)


def leave(person: str, role: str, body: str, last_on: date) -> None:
    """The person holds the role for the last time on this day."""
    still = Q(until_on__isnull=True) | Q(until_on__gt=last_on)
    models.Membership.objects.filter(still, person=UUID(person), role=role, body=body).update(until_on=last_on)


def give_mandate(grantor: str, holder: str, role: str, from_on: date, until_on: date | None = None) -> None:
    """The body `grantor` lets the representatives of `holder` act for it in a role; the last day is included."""
    models.Mandate.objects.update_or_create(
        grantor=grantor, holder=holder, role=role, from_on=from_on, defaults={"until_on": until_on, "revoked_on": None}
    )


def revoke_mandate(grantor: str, holder: str, role: str, on: date) -> None:
    """From this day on the mandate holds no more."""
    still = Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)
    models.Mandate.objects.filter(still, grantor=grantor, holder=holder, role=role).update(revoked_on=on)


def _is_member(person: UUID, role: str, body: str, on: date | None) -> bool:
    """By a plain statement: every act and every page asks it."""
    found = database.rows(_MEMBER, [person.hex, role, body])
    return any(is_in_force(first, last, on) for first, last in found)


def is_in_force(first: date | str | None, last: date | str | None, on: date | None) -> bool:
    """Does the day lie between the two, both included? None: as far as anybody remembers, without end, on any day."""
    return on is None or ((first is None or _day(first) <= on) and (last is None or _day(last) >= on))


def is_mandate_in_force(first: date | str | None, last: date | str | None, revoked: date | str | None, on: date | None) -> bool:
    """Does a mandate hold on the day? On the day of its revocation it holds no more."""
    return on is None or (is_in_force(first, last, on) and (revoked is None or _day(revoked) > on))


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value  # SQLite gives a day as text


def _in_force(on: date | None) -> Q:
    if on is None:
        return Q()
    return (Q(from_on__isnull=True) | Q(from_on__lte=on)) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def _unrevoked(on: date | None) -> Q:
    if on is None:
        return Q()
    return _in_force(on) & (Q(revoked_on__isnull=True) | Q(revoked_on__gt=on))


@lru_cache(maxsize=4096)
def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None
