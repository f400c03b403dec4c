"""What a desk that decides reads beside the file itself: checks, who has it in hand, and other files of the same worker or employer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet import database
from guichet.casefile.known import Governing, key_of
from guichet.casefile.views import CaseView, Words
from guichet.engine.checks import Verdict, stays_of, verdicts
from guichet.people.store import Viewer

MOST_OTHERS = 8
_CASE = """SELECT h.facts, h.filed_on, h.worker, h.worker_name, h.employer, w.person FROM casefile_header h
 JOIN casefile_access a ON a."case" = h."case" AND a.role = %s AND a.body = %s
 LEFT JOIN casefile_work w ON w."case" = h."case" AND w.role = a.role AND w.body = a.body WHERE h."case" = %s LIMIT 1"""
_OTHERS = """SELECT {kind} AS kind, h."case", h.number, h.region, h.law, h.filed_on, h.facts, s.value, a.role,
 EXISTS (SELECT 1 FROM casefile_entry e WHERE e."case" = h."case" AND e.kind IN ('refused', 'declared_inadmissible')) AS refused
 FROM casefile_header h
 JOIN casefile_stretch s ON s."case" = h."case" AND s.kind = 'phase' AND s.from_on <= %s AND s.to_on >= %s
 LEFT JOIN casefile_access a ON a."case" = h."case" AND a.role = %s AND a.body = %s
 WHERE h."case" <> %s AND {same} ORDER BY h.filed_on DESC LIMIT %s"""
_SAME_WORKER = "(h.worker = %s OR (h.worker_name = %s AND h.worker_name <> ''))"
_SAME_EMPLOYER = "h.employer = %s AND h.employer <> '' AND a.role IS NOT NULL"


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another file: where it stands and whether it was refused; its number only for who may open it."""

    number: str  # "" when it is not the viewer's
    region_name: Words
    filed_on: date
    status: Words
    refused: bool
    same_worker: bool


@dataclass(frozen=True, slots=True)
class DeskView:
    """All of it, on one day; `person` is the agent who has the file in hand, "" for nobody."""

    checks: tuple[Verdict, ...]
    days_used: int
    ninetieth_day: date | None
    person: str
    others: tuple[OtherCase, ...]


def desk_view(case: CaseView, viewer: Viewer) -> DeskView | None:
    """What the viewer's desk reads beside this file; None if it is not theirs. Two questions to the database."""
    row = database.row(_CASE, [viewer.role, key_of(viewer), case.case.hex])
    if row is None:
        return None
    facts, known = json.loads(row[0]), _Known(date.fromisoformat(row[1]), *row[2:5], json.loads(row[0]))
    used, ninetieth = stays_of(facts, case.day)
    checks = verdicts(case.rules, facts, known.filed_on, case.day)
    return DeskView(checks, used, ninetieth, str(row[5] or ""), _others(case, known, viewer))


@dataclass(frozen=True, slots=True)
class _Known:
    """What finds other files of the same people."""

    filed_on: date
    worker: str
    worker_name: str
    employer: str
    facts: Mapping[str, object]


def _others(case: CaseView, known: _Known, viewer: Viewer) -> tuple[OtherCase, ...]:
    """Files of the same worker, in any region, first; then the newest of the same employer that the viewer may open."""
    mine = [*[case.day.isoformat()] * 2, viewer.role, key_of(viewer), case.case.hex]
    parts = (_OTHERS.format(kind=1, same=_SAME_WORKER), _OTHERS.format(kind=2, same=_SAME_EMPLOYER))
    statement = " UNION ALL ".join(f"SELECT * FROM ({part}) found{place}" for place, part in enumerate(parts))  # noqa: S608 - our own parts
    rows = database.rows(statement, [*mine, known.worker, known.worker_name, MOST_OTHERS, *mine, known.employer, MOST_OTHERS])
    same = [row[1:] for row in rows if row[0] == 1 and _is_same_person(known, row[1:])]
    seen = {row[0] for row in same}
    return tuple(_other(row, True) for row in same) + tuple(_other(row[1:], False) for row in rows if row[0] == 2 and row[1] not in seen)


def _is_same_person(known: _Known, row: tuple) -> bool:
    """The same name is the same person when nationality and, within a year, the age of that day agree."""
    facts, years = json.loads(row[5]), (known.filed_on - date.fromisoformat(row[4])).days / 365.25
    ages = known.facts.get("worker_age"), facts.get("worker_age")
    apart = abs((int(str(ages[0])) - int(str(ages[1]))) - years) if all(age is not None for age in ages) else 0
    return known.facts.get("worker_nationality") == facts.get("worker_nationality") and apart <= 1


def _other(row: tuple, same_worker: bool) -> OtherCase:
    _, number, region, law, filed_on, _, phase, role, refused = row
    rules, where = Governing.rules_of(law), json.loads(phase)
    status = rules.phases[str(where["phase"])].says(str(where["status"]))
    name = rules.authorities.get(f"authority:{region}") or {}
    return OtherCase(number if role else "", name, date.fromisoformat(filed_on), status, bool(refused), same_worker)
