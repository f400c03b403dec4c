"""What proves a filing: the first entry of a case, in the lines that the stand-alone verifier reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from guichet.journal import export, stand_alone_verifier


@dataclass(frozen=True, slots=True)
class FirstEntry:
    """The digest of the entry, and an export of it alone."""

    digest: str
    export: str


def first_entry(case: UUID) -> FirstEntry | None:
    """The first entry of a case; None for a case that has none."""
    found = export.first_of(case)
    return FirstEntry(str(found["digest"]), "".join(export.alone(found))) if found else None


def verifier() -> str:
    """The text of the program that checks exports: one file, the standard library only."""
    return Path(stand_alone_verifier.__file__).read_text(encoding="utf-8")
