"""The small words that every table of the law uses: texts in four languages, lengths of time, patterns of events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]  # language code -> text, the four languages always present


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: "90 days", "8 working days", "2 months"."""

    number: int
    unit: str  # "days" | "working days" | "months"

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which events are meant: a word, and if given its subject ("document_issued annex_46", "track_decided work:yes")."""

    word: str
    subject: str = ""
