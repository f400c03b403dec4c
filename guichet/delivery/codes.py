"""Which letter carries a code: found by the blinded digest of the code, which nobody can turn back."""

from __future__ import annotations

from uuid import UUID

from guichet import database

_KEEP = "INSERT INTO delivery_letter_codes (digest, case_id, ref) VALUES (%s, %s, %s) ON CONFLICT (digest) DO NOTHING"
_FIND = "SELECT case_id, ref FROM delivery_letter_codes WHERE digest = %s"


def keep(digest: str, case: UUID, ref: str) -> None:
    """Note in the transaction of the caller that the letter of this reference carries the code of this digest."""
    database.execute(_KEEP, [digest, case.hex, ref])


def letter_of(digest: str) -> tuple[UUID, str] | None:
    """The case and the reference of the letter; None for a code that no letter carries."""
    row = database.row(_FIND, [digest])
    return (UUID(str(row[0])), row[1]) if row else None
