"""Everything the tables know of one case on one day, for a viewer who has access: read by a fixed number of questions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from guichet import database
from guichet.casefile.days import NONE, on_day
from guichet.casefile.rows import person_key
from guichet.engine.picture import Stretch
from guichet.engine.words import Actor, Entry
from guichet.law.rules import Evidence, Rules
from guichet.people.store import Viewer

_HEADER = """SELECT h."case", h.number, h.procedure, h.application, h.region, h.law, h.filed_on, h.last, h.worker, h.employer,
 h.worker_name, h.employer_name, h.last_on, h.days, h.facts, h.bodies, h.evidence
 FROM casefile_header h JOIN casefile_access a ON a."case" = h."case" AND a.role = %s AND a.body = %s """
_DAYS_OF = 'SELECT "case", last_on, days FROM casefile_header WHERE "case" IN ({cases})'
_CLOSED = 'SELECT "case", closed FROM casefile_entry WHERE closed <> %s AND "case" IN ({cases})'
_ENTRIES = 'SELECT number, kind, "on", "at", role, body, person, data FROM casefile_entry WHERE "case" = %s ORDER BY "on", number'


@dataclass(frozen=True, slots=True)
class Header:
    """Where a case stands at its last entry."""

    case: UUID
    number: str
    procedure: str
    application: str
    region: str
    law: str
    filed_on: date
    last: int
    worker: str
    employer: str
    worker_name: str
    employer_name: str
    last_on: str  # the day of the last entry; `days` are the lines of this day and later, for days.on_day
    days: str
    facts: Mapping[str, object]
    bodies: Mapping[str, str]
    evidence: Mapping[str, Mapping[str, object]]


def _nobody_said(digest: str) -> Rules:
    raise RuntimeError("Nobody said where the law of a case is found. Call guichet.casefile.reading.configure at the start.")


class Governing:
    """The law of a case by its digest, as the room that keeps the bundles answers; handed over by `reading.configure`."""

    rules_of: Callable[[str], Rules] = staticmethod(_nobody_said)


def key_of(viewer: Viewer) -> str:
    """How the table of access names the viewer: by body, or by person where there is none."""
    return viewer.body or person_key(viewer.person)


def header_by_number(number: str, viewer: Viewer) -> Header | None:
    """The case of a number, if the viewer has access to it."""
    return _header("WHERE h.number = %s", viewer, number)


def header_by_case(case: UUID, viewer: Viewer) -> Header | None:
    """The case of an id, if the viewer has access to it."""
    return _header('WHERE h."case" = %s', viewer, case.hex)


def stretches(header: Header, day: date) -> list[Stretch]:
    """What holds on a day."""
    earlier = _closed([header.case]) if day.isoformat() < header.last_on else {}
    return list(on_day([header.days, *earlier.get(header.case, ())], day))


def stretches_of(cases: Sequence[UUID], kinds: tuple[str, ...], day: date) -> dict[UUID, list[Stretch]]:
    """What holds on a day in several cases, of some kinds only, in one question (two for a day that lies before an entry)."""
    rows = database.rows(_DAYS_OF.format(cases=", ".join(["%s"] * len(cases))), [case.hex for case in cases])
    known = {uuid_of(case): (last_on, text) for case, last_on, text in rows}
    earlier = _closed([case for case, (last_on, _) in known.items() if day.isoformat() < last_on])
    return {case: list(on_day([text, *earlier.get(case, ())], day, kinds)) for case, (_, text) in known.items()}


def _closed(cases: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The texts of the days before the last entry."""
    found: dict[UUID, list[str]] = {}
    if cases:
        for case, text in database.rows(_CLOSED.format(cases=", ".join(["%s"] * len(cases))), [NONE, *(case.hex for case in cases)]):
            found.setdefault(uuid_of(case), []).append(text)
    return found


def earlier_pieces(header: Header) -> Mapping[str, Evidence]:
    """Pieces that came under an earlier law of the case and that the law of now does not know, as that law describes them."""
    return {name: Governing.rules_of(str(told["law"])).evidence[name] for name, told in header.evidence.items() if "law" in told}


def entries(case: UUID) -> list[Entry]:
    """The history in the order of the days told, then of the numbers."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [case.hex])
        return [_entry(*row) for row in cursor.fetchall()]


def day_or_none(text: object) -> date | None:
    """A day from its ISO text; None for none."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def uuid_of(value: UUID | str) -> UUID:
    """PostgreSQL gives a UUID, SQLite its 32 letters."""
    return value if isinstance(value, UUID) else UUID(value)


def _header(where: str, viewer: Viewer, value: str) -> Header | None:
    with connection.cursor() as cursor:
        cursor.execute(_HEADER + where, [viewer.role, key_of(viewer), value])
        row = cursor.fetchone()
    if row is None:
        return None
    case, number, procedure, application, region, law, filed_on, last, *names, facts, bodies, evidence = row
    told = (json.loads(text) for text in (facts, bodies, evidence))
    return Header(uuid_of(case), number, procedure, application, region, law, date.fromisoformat(filed_on), last, *names, *told)


def _entry(number: int, kind: str, on: str, at: str, *by_and_data: str) -> Entry:
    role, body, person, data = by_and_data
    return Entry(kind, Actor(role, body, person), date.fromisoformat(on), json.loads(data), number, datetime.fromisoformat(at))
