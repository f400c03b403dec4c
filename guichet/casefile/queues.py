"""The lists of a desk, as the law folder tells them: SQL counts and sorts; the stretches of one page are read for its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from guichet.casefile.known import day_or_none, stretches_of, uuid_of
from guichet.casefile.standing import limit
from guichet.casefile.views import LimitView, Words
from guichet.engine.counting import after
from guichet.engine.folds import EXPECTED
from guichet.engine.picture import Stretch
from guichet.law.queues import Queue
from guichet.law.rules import Rules
from guichet.people.store import Viewer

ALL = "all"
SIZE = 50
_SHOWN = ("phase", "limit", "document", "may")

# For each file that the viewer has or expects: the phase, what is due first, and what each list asks for itself.
_STAND = """WITH mine AS (
 SELECT "case", MAX(CASE WHEN role = %s THEN 1 ELSE 0 END) AS opens FROM casefile_access WHERE role IN (%s, %s) AND body = %s GROUP BY "case"
), stand AS (
 SELECT m."case", MIN(m.opens) AS opens, MAX(CASE WHEN s.kind = 'phase' THEN s.value END) AS phase,
  MIN(CASE WHEN s.kind = 'limit' AND s.state IN ('running', 'passed') THEN s.due_on END) AS limit_due{columns}
 FROM mine m JOIN casefile_stretch s ON s."case" = m."case" AND s.kind IN ('phase', 'limit', 'document') AND (
  (s.from_on <= %s AND s.to_on >= %s AND (s.kind = 'phase' OR (s.kind = 'limit' AND {limits}))) OR (s.kind = 'document' AND {documents}))
 GROUP BY m."case"
), listed AS (
 SELECT "case", opens, phase, COALESCE({ends}limit_due, '9999-12-31') AS due, {queues} FROM stand
) """
_PAGE = """SELECT l."case", h.number, h.law, h.worker_name, l.opens, l.due, {shown} FROM listed l
 JOIN casefile_header h ON h."case" = l."case" WHERE {test} ORDER BY l.due, l.phase, h.number LIMIT %s OFFSET %s"""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One person on the list of a desk: where they stand, what comes next, until when. `opens` is false before the file is the viewer's."""

    number: str
    worker_name: str
    opens: bool
    queue: str
    status: Words
    since: date | None
    limit: LimitView | None
    document_title: Words | None  # what ends on `due_on`, where that is no limit
    due_on: date | None
    acts: tuple[tuple[str, Words], ...]  # what the viewer may do next: name and title


@dataclass(frozen=True, slots=True)
class QueueList:
    """One page of a list, and how many files stand in each; "all" counts each file once."""

    lines: tuple[QueueLine, ...]
    counts: dict[str, int]


def queues_of(role: str, laws: Iterable[Rules]) -> dict[str, list[Queue]]:
    """The lists of a role by name, in the order of the law; procedures that share a name share the list."""
    found: dict[str, list[Queue]] = {}
    for one in (one for rules in laws for one in rules.queues if one.role == role):
        found.setdefault(one.name, []).append(one)
    return found


def queued(viewer: Viewer, laws: Sequence[Rules], wanted: str, page: int, day: date, rules_of: Callable[[str], Rules]) -> QueueList:
    """One page of the list `wanted` (ALL for every file that stands in one), what is due first on top."""
    queues = queues_of(viewer.role, laws)
    if not queues:
        return QueueList((), {ALL: 0})
    sql, values = _stand(viewer, queues, laws, day)
    places = {name: f"q{n} = 1" for n, name in enumerate(queues)}
    tests = {ALL: " OR ".join(places.values()), **places}
    counted = ", ".join(f"COALESCE(SUM(CASE WHEN {test} THEN 1 ELSE 0 END), 0)" for test in tests.values())
    shown = ", ".join(f"l.q{n}" for n in range(len(queues)))
    with connection.cursor() as cursor:
        cursor.execute(f"{sql}SELECT {counted} FROM listed", values)  # noqa: S608 - names of our own
        counts = dict(zip(tests, cursor.fetchone(), strict=True))
        cursor.execute(sql + _PAGE.format(shown=shown, test=tests.get(wanted, tests[ALL])), [*values, SIZE, (max(page, 1) - 1) * SIZE])
        rows = cursor.fetchall()
    return QueueList(tuple(_lines(rows, queues, wanted, viewer.role, day, rules_of)), counts)


def _stand(viewer: Viewer, queues: dict[str, list[Queue]], laws: Sequence[Rules], day: date) -> tuple[str, list[object]]:
    every = [one for some in queues.values() for one in some]
    limits, documents = ({getattr(one, key) for one in every for key in keys} - {""} for keys in (("limit",), ("document", "without")))
    asked = list(dict.fromkeys(test for one in every for test in _tests(one)))
    names = {test: f"t{n}" for n, test in enumerate(asked)}
    ending = {names[test]: one for one in every for test in _tests(one) if test.kind == "document"}
    members = [[_member(one, names, laws[0], day) for one in some] for some in queues.values()]
    expected, today = EXPECTED if viewer.role == "municipality" else viewer.role, day.isoformat()
    values = [viewer.role, viewer.role, expected, viewer.body, *(value for test in asked for value in test.values), today, today,
              *map(_numbered, sorted(limits)), *map(_numbered, sorted(documents)), *(value for one in ending.values() for value in _phases(one)),
              *(value for parts in members for _, more in parts for value in more)]  # fmt: skip
    sql = _STAND.format(
        columns="".join(f", {test.sql} AS {name}" for test, name in names.items()),
        limits=_any("s.name", len(limits)), documents=_any("s.name", len(documents)),
        ends="".join(f"CASE WHEN {_any('phase', len(one.phases))} THEN {name} END, " for name, one in ending.items()),
        queues=", ".join(f"CASE WHEN {' OR '.join(test for test, _ in parts)} THEN 1 ELSE 0 END AS q{n}" for n, parts in enumerate(members)),
    )  # fmt: skip
    return sql, values


@dataclass(frozen=True, slots=True)
class _Test:
    """One column that a list asks of each file, as SQL and its values."""

    kind: str
    sql: str
    values: tuple[str, ...]


def _tests(one: Queue) -> list[_Test]:
    found = []
    if one.limit:
        sql = "MAX(CASE WHEN s.kind = 'limit' AND s.name LIKE %s AND s.state = %s THEN 1 ELSE 0 END)"
        found.append(_Test("limit", sql, (_numbered(one.limit), one.limit_is)))
    if one.document and one.within:
        found.append(_Test("document", "MAX(CASE WHEN s.kind = 'document' AND s.name LIKE %s THEN s.due_on END)", (_numbered(one.document),)))
    if one.without:
        sql = "MIN(CASE WHEN s.kind = 'document' AND s.name LIKE %s THEN 0 ELSE 1 END)"
        found.append(_Test("without", sql, (_numbered(one.without),)))
    return found


def _member(one: Queue, names: Mapping[_Test, str], rules: Rules, day: date) -> tuple[str, list[object]]:
    """When a file stands in a list, as SQL and its values."""
    tests, values = [_any("phase", len(one.phases))], _phases(one)
    for test in _tests(one):
        tests.append(f"{names[test]} <= %s" if test.kind == "document" else f"{names[test]} = 1")
        values += [after(day, one.within, rules.calendar).isoformat()] if test.kind == "document" and one.within else []
    return f"({' AND '.join(tests)})", values


def _phases(one: Queue) -> list[object]:
    return [f'%"phase":"{name}"%' for name in one.phases]


def _any(column: str, number: int) -> str:
    return f"({' OR '.join([f'{column} LIKE %s'] * number)})" if number else "1 = 0"


def _numbered(name: str) -> str:
    return f"{name}#%"


def _lines(
    rows: Sequence[tuple], queues: dict[str, list[Queue]], wanted: str, role: str, day: date, rules_of: Callable[[str], Rules]
) -> Iterable[QueueLine]:
    found = stretches_of([uuid_of(row[0]) for row in rows], _SHOWN, day) if rows else {}
    for case, number, law, worker_name, opens, due, *member in rows:
        its = [name for name, inside in zip(queues, member, strict=True) if inside]
        name, rules = wanted if wanted in its else its[0], rules_of(law)
        own = (one for one in rules.queues if (one.role, one.name) == (role, name))  # procedures that share a list may offer other acts in it
        queue = next(own, queues[name][0])
        yield _line((number, worker_name, bool(opens), due), queue, found.get(uuid_of(case), []), rules, role, day)


def _line(told: tuple[str, str, bool, str], queue: Queue, found: Sequence[Stretch], rules: Rules, role: str, day: date) -> QueueLine:
    number, worker_name, opens, due = told
    where = next(one.value for one in found if one.kind == "phase")
    mine = {str(one) for stretch in found if stretch.kind == "may" for one in stretch.value["acts"].get(role, ())}
    acts = tuple((name, rules.acts[name].title) for name in queue.acts if opens and name in mine)
    limits = [limit(one, rules, day) for one in found if one.kind == "limit" and one.value.get("due_on") == due]
    ending = [str(one.value["document"]) for one in found if one.kind == "document" and one.value["valid_until"] == due]
    return QueueLine(
        number, worker_name, opens, queue.name, rules.phases[str(where["phase"])].says(str(where["status"])), day_or_none(where.get("since")),
        next((one for one in limits if one.state in ("running", "passed")), None), rules.documents[ending[0]].title if ending else None,
        None if due.startswith("9999") else date.fromisoformat(due), acts,
    )  # fmt: skip
