"""Who has the page of a file open just now: told to colleagues so that two do not do the same; nothing is locked, nothing is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from guichet.people import models
from guichet.people.store import Viewer, names_of, words_of_bodies

LASTS = timedelta(minutes=3)  # a page that is open says so every minute


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has the file open: a colleague by name, somebody of another body by the body only."""

    name: str
    body: dict[str, str]


def note(case: UUID, viewer: Viewer, at: datetime) -> None:
    """The viewer has this file open."""
    own = {"role": viewer.role, "body": viewer.body, "seen_at": at}
    models.Presence.objects.update_or_create(case=case, person=UUID(viewer.person), defaults=own)


def others(case: UUID, viewer: Viewer, at: datetime) -> list[Present]:
    """Who else behind the counter has the file open; each once, colleagues first. One question while there is nobody."""
    rows = models.Presence.objects.filter(case=case, seen_at__gt=at - LASTS).exclude(person=UUID(viewer.person))
    found = list(rows.order_by("seen_at"))
    if not found:
        return []
    same = [str(one.person) for one in found if (one.role, one.body) == (viewer.role, viewer.body)]
    names = sorted(names_of(same).values())
    bodies = words_of_bodies({one.body for one in found if (one.role, one.body) != (viewer.role, viewer.body)})
    return [Present(name, {}) for name in names] + [Present("", bodies[code]) for code in sorted(bodies)]


def sweep(at: datetime) -> int:
    """Forget who was there; return how many."""
    return models.Presence.objects.filter(seen_at__lte=at - LASTS).delete()[0]
