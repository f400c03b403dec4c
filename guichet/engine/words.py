"""The words that travel: who acts (Actor), what is asked (Command), what happened (Event, Entry)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

EVENT_WORDS = frozenset(
    """application_submitted declared_incomplete completed declared_admissible declared_inadmissible sent_on
    evidence_requested evidence_received opinion_requested opinion_given objection_raised track_decided granted refused
    limit_extended limit_passed letter_made notified document_issued document_delivered visa_issued visa_refused entered
    arrival_registered facts_changed assigned message_written fee_recorded withdrawn heard ended revoked appeal_lodged
    appeal_decided annulled corrected law_corrected""".split()
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a general role of the law file, the body it is held for, and a reference to the person.

    `body` is a code ("authority:<region>", "post:IN-BLR", "municipality:21004", "company:<uuid>") or "" (the worker, the clock).
    `person` is a reference into the room `people`, "" for the clock. Never a name.
    """

    role: str
    body: str = ""
    person: str = ""


CLOCK = Actor("clock")  # what time does: silence, the end of a limit
GUICHET = Actor("guichet")  # what the rooms below report: a letter made, a message delivered


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody asks the desk to do to one case.

    `id` is minted with the form; `seen` the last entry number the sender was shown (0: none);
    `kind` the name of an act in the law file; `on` the legal day of the act; `at` the instant it reached us (UTC, aware);
    `data` what the form brought, by field name, as plain values (text, whole numbers, Decimal, days, true/false, lists of these).
    """

    id: UUID
    case: UUID
    seen: int
    kind: str
    by: Actor
    on: date
    at: datetime
    data: Mapping[str, object] = field(default_factory=dict)


class Event(NamedTuple):
    """One thing that happened, in a general and closed word; `data` are plain facts and references, never an identity."""

    kind: str
    by: Actor
    on: date
    data: Mapping[str, object] = MappingProxyType({})
    number: int = 0  # what follows is known of an entry only
    at: datetime | None = None
    law: str = ""
    digest: str = ""
    command: str = ""  # the id of the command that left it, as 32 letters


class Entry(Event):
    """An event once remembered: its number in its case, the instant, the digests of the law it was decided under and of its text, and its command."""

    __slots__ = ()
