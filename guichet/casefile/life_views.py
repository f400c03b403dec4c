"""What a page may know of a permit beyond its own file: the other files of one life, and days ahead that nothing will cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guichet.engine.picture import Why
from guichet.law.rules import Words


@dataclass(frozen=True, slots=True)
class GapView:
    """Days that no document will cover while a decision is pending, and what would still prevent it."""

    title: Words  # of what covers the days before
    covered_until: date  # if every document is asked for at once
    from_on: date
    to_on: date | None  # None while the last day of the decision is not known
    act: Words | None  # the cheapest act that prevents it; None: whoever still decides must do it earlier
    roles: tuple[str, ...]
    last_day: date
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """Another file of the same permit: the one that it renews, or a renewal of it."""

    number: str  # "" when the viewer may not open it
    filed_on: date
    titles: Words  # of the procedure
    earlier: bool  # filed before the file that links to it
    counts: bool  # its answers are those of the day
