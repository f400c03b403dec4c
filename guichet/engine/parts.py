"""The parts of a case: requests for evidence, runs of time limits, documents issued, and how each track stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from guichet.law.rules import Length


@dataclass(slots=True)
class Request:
    """Pieces of evidence that an authority asked for; answered when the last of them came."""

    id: str
    by: str
    limit: str
    asked_on: date
    asked: tuple[str, ...]
    received: dict[str, date] = field(default_factory=dict)
    answered_on: date | None = None

    @property
    def outstanding(self) -> tuple[str, ...]:
        """What has not come yet."""
        return tuple(name for name in self.asked if name not in self.received)


@dataclass(slots=True)
class Opinion:
    """What an authority asked a third body, within a limit; `given_on` the day it came."""

    id: str
    by: str
    role: str
    limit: str
    asked_on: date
    answered_on: date | None = None


@dataclass(slots=True)
class Instance:
    """One run of a time limit; `event_on` is the day of the event, `start` the day counted from."""

    limit: str
    number: int
    event_on: date
    start: date
    request: str = ""
    first_day: Length | None = None  # from a notification that counts later than it was sent: the first counted day
    extensions: list[Length] = field(default_factory=list)
    ended_on: date | None = None
    ended_by: str = ""


@dataclass(slots=True)
class Issued:
    """A document in the hands of somebody: its validity, and the safe end that the person is told."""

    name: str
    from_on: date
    until_on: date | None
    safe_on: date | None
    uncovered_from: date | None = None
    ends_by: str = ""  # the name of the day that ends it, of several


@dataclass(slots=True)
class TrackState:
    outcome: str = "open"  # waiting | open | none | yes | no | silent | closed | ended | revoked
    on: date | None = None
    opened_on: date | None = None  # where the law says when a question is opened
    heard: bool = False  # the person, since the last end or revocation
    hearings: int = 0  # how many invitations to be heard are used up
