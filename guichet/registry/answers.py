"""What the registry answers: frozen values, cut to what the question needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from guichet.engine.picture import Why
from guichet.law.rules import Rules, Words


@dataclass(frozen=True, slots=True)
class Answer:
    """May the worker work on this day? Unknown is not a no."""

    answer: str  # "yes" | "no" | "unknown"
    day: date  # the day asked about
    as_of: datetime  # the instant at which the registry was read
    why: tuple[Why, ...]  # the line of the law with its sources and doubt; or why nothing is known
    consultation: int  # the number under which the question is kept
    purpose: str
    reference: str
    case_number: str = ""  # "": nothing was found, and so for the following
    worker: str = ""
    employer: str = ""
    formerly: bool = False  # found by a name that the worker had before
    until: date | None = None
    document: Words | None = None
    title: Words | None = None  # of the line of the law
    rules: Rules | None = None  # the public law of the case: acts cited, doubts
