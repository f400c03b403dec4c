"""Which inspector follows which employer, from when to when: kept for ever, so that it can be seen later who followed whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction

from guichet import database
from guichet.engine.refusals import BadAnswer, NotAllowedNow
from guichet.engine.typed_numbers import read_enterprise_number
from guichet.engine.unreadable import Unreadable
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.registry.questions import read_reference
from guichet.registry.reading import LEGAL_ZONE, check_inspector

MOST = 200  # employers that one person follows at a time

_FOLLOW = """INSERT INTO kept_following (person, body, enterprise_number, reference, from_at, until_at) VALUES (%s, %s, %s, %s, %s, '')"""
_UNFOLLOW = "UPDATE kept_following SET until_at = %s WHERE person = %s AND body = %s AND enterprise_number = %s AND until_at = ''"
_OWN = """SELECT enterprise_number, reference, from_at FROM kept_following
    WHERE person = %s AND body = %s AND until_at = '' ORDER BY from_at, enterprise_number"""
_FOLLOWERS = """SELECT person, body, reference FROM kept_following
    WHERE enterprise_number = %s AND until_at = '' ORDER BY from_at, person"""


@dataclass(frozen=True, slots=True)
class Followed:
    """An employer that somebody follows; `name` is "" while nobody here knows the company."""

    enterprise_number: str
    name: str
    reference: str  # of the inspection
    since: datetime


@dataclass(frozen=True, slots=True)
class Follower:
    """Who follows an employer, and the reference of their inspection."""

    person: str
    body: str
    reference: str


def follow(viewer: Viewer, typed: str, reference: str, at: datetime) -> str:
    """This inspector follows the employer of this enterprise number from this instant on; returns the number in ten digits.

    Raises NotYours for whoever is no inspector, BadAnswer, naming the field, and NotAllowedNow for an employer followed already or one too many.
    """
    check_inspector(viewer, at)
    number, reference = _number(typed), read_reference(reference)
    if len(database.rows(_OWN, [viewer.person, viewer.body])) >= MOST:
        raise NotAllowedNow("follows_too_many", {"most": MOST})
    try:
        with transaction.atomic():
            database.execute(_FOLLOW, [viewer.person, viewer.body, number, reference, _kept(at)])
    except IntegrityError:
        raise NotAllowedNow("follows_already", {}) from None
    return number


def unfollow(viewer: Viewer, typed: str, at: datetime) -> None:
    """From this instant on the inspector follows this employer no more; that they did stays. Nothing happens where they do not."""
    check_inspector(viewer, at)
    with transaction.atomic():
        database.execute(_UNFOLLOW, [_kept(at), viewer.person, viewer.body, _number(typed)])


def followed(viewer: Viewer, at: datetime) -> tuple[Followed, ...]:
    """The employers that this inspector follows now, in the order in which they began. Raises NotYours."""
    check_inspector(viewer, at)
    rows = database.rows(_OWN, [viewer.person, viewer.body])
    names = people.company_names(number for number, _, _ in rows)
    return tuple(Followed(number, names.get(number, ""), reference, datetime.fromisoformat(since)) for number, reference, since in rows)


def followers_of(enterprise_number: str) -> tuple[Follower, ...]:
    """Everybody who follows an employer now; whether they still hold their role is asked when they are told."""
    return tuple(Follower(*row) for row in database.rows(_FOLLOWERS, [enterprise_number])) if enterprise_number else ()


def still_inspects(follower: Follower, at: datetime) -> bool:
    """Does this follower still work for the inspectorate at this instant?"""
    return people.viewer(follower.person, "inspector", follower.body, at.astimezone(LEGAL_ZONE).date()) is not None


def _number(typed: str) -> str:
    try:
        number = read_enterprise_number(typed)
    except Unreadable as why:
        raise BadAnswer(why.name, {**why.values, "field": "enterprise_number"}) from why
    if not number:
        raise BadAnswer("wrong_length", {"digits": 10, "field": "enterprise_number"})
    return number


def _kept(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
