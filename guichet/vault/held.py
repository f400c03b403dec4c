"""Files behind a lock: not scanned yet, or infected. While one is held, nobody reads it, whatever they may otherwise do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guichet import database
from guichet.vault import disk

WAITING, INFECTED = "waiting", "infected"
_HOLD = 'INSERT INTO vault_held ("case", ref, why, since) VALUES (%s, %s, %s, %s) ON CONFLICT ("case", ref) DO NOTHING'
_WHY = 'SELECT why FROM vault_held WHERE "case" = %s AND ref = %s'
_OF_CASE = 'SELECT ref, why FROM vault_held WHERE "case" = %s'
_WAITING = "SELECT \"case\", ref FROM vault_held WHERE why = 'waiting' ORDER BY since, ref LIMIT %s"
_RELEASE = 'DELETE FROM vault_held WHERE "case" = %s AND ref = %s'
_CONDEMN = "UPDATE vault_held SET why = 'infected' WHERE \"case\" = %s AND ref = %s"


class Held(LookupError):
    """The file is there, but nobody may open it; `why` is WAITING or INFECTED."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def hold(case: UUID, ref: str, at: datetime) -> None:
    """Lock a file until it was scanned."""
    database.execute(_HOLD, [case.hex, UUID(ref).hex, WAITING, at.isoformat()])


def why(case: UUID, ref: str) -> str:
    """WAITING, INFECTED, or "" for a file that is not held."""
    row = database.row(_WHY, [case.hex, UUID(ref).hex])
    return row[0] if row else ""


def held(case: UUID) -> dict[str, str]:
    """Why, for every file of a case that is held."""
    return {str(_uuid(ref)): reason for ref, reason in database.rows(_OF_CASE, [case.hex])}


def waiting(most: int) -> list[tuple[UUID, str]]:
    """Files that were not scanned yet, the oldest first: case and reference."""
    return [(_uuid(case), str(_uuid(ref))) for case, ref in database.rows(_WAITING, [most])]


def content_of(case: UUID, ref: str) -> bytes | None:
    """What is in a held file, for the scanner alone; None when it is gone with its case."""
    from guichet.vault import store  # noqa: PLC0415 - the store asks this module before it opens a file

    try:
        return store.opened(case, ref).content
    except (store.Erased, store.NoSuchItem):
        return None


def release(case: UUID, ref: str) -> None:
    """It is clean: from now on it opens."""
    database.execute(_RELEASE, [case.hex, UUID(ref).hex])


def condemn(case: UUID, ref: str) -> None:
    """It is infected: its content is destroyed, its name and the digest of what came stay."""
    with transaction.atomic():
        database.execute(_CONDEMN, [case.hex, UUID(ref).hex])
        transaction.on_commit(lambda: disk.remove(case, UUID(ref)))


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
