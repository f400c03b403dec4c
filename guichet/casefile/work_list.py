"""The work of a desk in the order of legal risk: what ends soon, what was answered, what runs, what is paused, what others hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from guichet import database
from guichet.casefile.known import Governing, stretches_of, uuid_of
from guichet.casefile.lists import URGENT_DAYS, line_of
from guichet.casefile.naming import Naming, naming
from guichet.casefile.views import CaseLine
from guichet.people.store import Viewer

MOST_COUNTED = 1_000  # a longer queue is counted no further: nobody reads on past 25 pages; they filter or sort
PAGE = 40
GROUPS: Mapping[str, str] = {
    "urgent": "queue IN ('answered', 'running') AND rank <= %s",
    "answered": "queue = 'answered' AND rank > %s",
    "running": "queue = 'running' AND rank > %s",
    "plain": "queue = 'plain'",
    "paused": "queue = 'paused'",
    "elsewhere": "queue = 'elsewhere'",
    "ended": "queue = 'ended'",
    **dict.fromkeys(("ends_3", "ends_7", "ends_14"), "queue IN ('answered', 'running') AND rank > %s AND rank <= %s"),
    "ends_1": "queue IN ('answered', 'running') AND rank <= %s",
}
DAYS: Mapping[str, tuple[int, ...]] = {"ends_1": (1,), "ends_3": (1, 3), "ends_7": (3, 7), "ends_14": (7, 14)}  # of the tests above, from today
TURN = ("urgent", "answered", "running", "plain")
HEADS = "ends"  # the tab of those who head a desk
TABS: Mapping[str, tuple[str, ...]] = {  # queue of the page -> its groups, in the order of legal risk
    "mine": (*TURN, "paused"), "team": (*TURN, "paused"), "free": TURN, "paused": ("paused",), "elsewhere": ("elsewhere",), "ended": ("ended",),
    "ends": ("ends_1", "ends_3", "ends_7", "ends_14"),
}  # fmt: skip
SORTS: Mapping[str, str] = {  # each is the order of an index, read forwards or backwards, so that nothing is sorted to show one page
    "risk": 'rank, filed_on, "case"', "oldest": 'filed_on, rank, "case"', "newest": 'filed_on DESC, rank DESC, "case" DESC',
}  # fmt: skip
_OF_DESK = "role = %s AND body = %s AND from_on <= %s AND to_on >= %s"
_COUNT = "(SELECT COUNT(*) FROM (SELECT 1 FROM casefile_work WHERE {where} LIMIT {most}) found)"
_SOME = 'SELECT * FROM (SELECT "case", person, queue, rank FROM casefile_work WHERE {where} ORDER BY {order} LIMIT {size} OFFSET {start}) found'
_HEADERS = 'SELECT "case", number, law, worker_name, employer_name, employer, bodies, last FROM casefile_header WHERE "case" IN ({cases})'
_CASES = """SELECT DISTINCT h.number, h."case" FROM casefile_header h JOIN casefile_work w ON w."case" = h."case"
 WHERE w.role = %s AND w.body = %s AND h.number IN ({numbers})"""


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What a desk asks of its list: one of TABS, one of SORTS, a phase, an agent; `absent` are those whose files anybody may take over."""

    tab: str = "mine"
    sort: str = "risk"
    phase: str = ""
    procedure: str = ""
    agent: str = ""
    page: int = 1
    absent: tuple[str, ...] = ()
    tabs: tuple[str, ...] = tuple(tab for tab in TABS if tab != HEADS)  # which are counted


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One file of the list: its line, who has it in hand, in which group it stands, the last entry shown."""

    line: CaseLine
    person: str
    group: str
    last: int


@dataclass(frozen=True, slots=True)
class WorkList:
    """One page: its lines, how many files each tab and each group of this tab holds (at most MOST_COUNTED), and how many match."""

    lines: tuple[WorkLine, ...]
    total: int
    tabs: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)


Asked = tuple[str, list[object]]


def work_list(viewer: Viewer, wanted: WorkFilter, day: date) -> WorkList:
    """One page of the work of the viewer's desk on a day, by four questions to the database however many files there are."""
    asked = {name: _where(name, wanted.tab, viewer, wanted, day) for name in TABS[wanted.tab]}
    tabs, groups = _counts(viewer, wanted, day, asked)
    total = sum(groups.values())
    found = _found(asked, groups, wanted)
    return WorkList(_lines(found, viewer.role, day), total, tabs, groups)


def next_of(viewer: Viewer, absent: Sequence[str], day: date) -> WorkLine | None:
    """The file that most needs somebody: the first that nobody has in hand, or whose agent is absent."""
    wanted = WorkFilter("free", absent=tuple(absent))
    for name in TABS["free"]:
        where, values = _where(name, "free", viewer, wanted, day)
        rows = database.rows(_SOME.format(where=where, order=SORTS["risk"], size=1, start=0), values)
        if rows:
            return _lines([(name, *rows[0])], viewer.role, day)[0]
    return None


def cases_of(viewer: Viewer, numbers: Sequence[str]) -> dict[str, UUID]:
    """The cases of these numbers that stand in the list of the viewer's desk; one that does not is left out."""
    if not numbers:
        return {}
    statement = _CASES.format(numbers=", ".join(["%s"] * len(numbers)))
    return {number: uuid_of(case) for number, case in database.rows(statement, [viewer.role, viewer.body, *numbers])}


def _where(group: str, tab: str, viewer: Viewer, wanted: WorkFilter, day: date) -> Asked:
    """The files of one group in one tab: the desk, the day, the group, who has them, what else was asked."""
    test = GROUPS[group]
    ends = [(day + timedelta(days=days)).isoformat() for days in DAYS.get(group, (URGENT_DAYS,) * test.count("%s"))]
    clauses, values = [_OF_DESK, test], [viewer.role, viewer.body, day.isoformat(), day.isoformat(), *ends]
    persons = {"mine": (viewer.person,), "free": ("", *wanted.absent)}.get(tab) or ((wanted.agent,) if wanted.agent else ())
    if persons:
        clauses.append(f"person IN ({', '.join(['%s'] * len(persons))})")
        values += persons
    for column, value in (("phase", wanted.phase), ("procedure", wanted.procedure)):
        if value:
            clauses.append(f"{column} = %s")
            values.append(value)
    return " AND ".join(clauses), values


def _counts(viewer: Viewer, wanted: WorkFilter, day: date, asked: Mapping[str, Asked]) -> tuple[dict[str, int], dict[str, int]]:
    """How many there are of each tab (whatever else was asked) and of each group of this tab, in one question."""
    plain = WorkFilter(absent=wanted.absent)
    of_tabs = [(tab, _where(name, tab, viewer, plain, day)) for tab in wanted.tabs for name in TABS[tab] if tab != "ended"]
    all_asked = [*of_tabs, *asked.items()]
    statement = "SELECT " + ", ".join(_COUNT.format(where=where, most=MOST_COUNTED) for _, (where, _) in all_asked)
    told = database.rows(statement, [value for _, (_, values) in all_asked for value in values])[0]
    tabs = dict.fromkeys(wanted.tabs, 0)
    for (tab, _), count in zip(of_tabs, told, strict=False):
        tabs[tab] += int(count)
    groups = {name: int(count) for name, count in zip(asked, told[len(of_tabs) :], strict=True)}
    return tabs, groups


def _found(asked: Mapping[str, Asked], groups: Mapping[str, int], wanted: WorkFilter) -> list[tuple]:
    """Group, case, agent, queue and rank of the lines of one page, in one question."""
    start = (wanted.page - 1) * PAGE
    parts: list[tuple[str, str, list[object]]] = []
    room = PAGE
    for name, (where, values) in asked.items():
        here = min(max(groups[name] - start, 0), room)
        if here:
            parts.append((name, _SOME.format(where=where, order=SORTS[wanted.sort], size=here, start=start), values))
        start, room = max(start - groups[name], 0), room - here
    if not parts:
        return []
    if len(parts) == 1:
        return [(parts[0][0], *row) for row in database.rows(parts[0][1], parts[0][2])]
    statement = " UNION ALL ".join(f"SELECT {place} AS part, p{place}.* FROM ({sql}) p{place}" for place, (_, sql, _) in enumerate(parts))  # noqa: S608
    rows = database.rows(f"{statement} ORDER BY 1", [value for *_, values in parts for value in values])
    found = [(parts[row[0]][0], *row[1:]) for row in rows]
    return found if wanted.sort != "risk" else sorted(found, key=lambda row: (list(asked).index(row[0]), str(row[4])))


def _lines(found: Sequence[tuple], role: str, day: date) -> tuple[WorkLine, ...]:
    """The lines of these cases, in this order; three questions."""
    if not found:
        return ()
    cases = [uuid_of(row[1]) for row in found]
    headers = {uuid_of(row[0]): row[1:] for row in database.rows(_HEADERS.format(cases=", ".join(["%s"] * len(cases))), [one.hex for one in cases])}
    stretches = stretches_of(cases, ("holder", "limit", "phase"), day)
    bodies = {case: json.loads(headers[case][5]) for case in cases}
    codes = {code for of_case in bodies.values() for code in of_case.values()}
    known = naming(Governing.rules_of(headers[cases[0]][1]), {}, codes, "").words
    lines = []
    for (group, _, person, *_), case in zip(found, cases, strict=True):
        number, law, worker_name, employer_name, employer, _, last = headers[case]
        names = Naming(Governing.rules_of(law), bodies[case], known, worker_name)
        called = known[employer]["en"] if employer in known else employer_name
        told = (number, worker_name, called, group in TURN or group in DAYS)
        lines.append(WorkLine(line_of(told, stretches.get(case, []), names, role, day), person, group, last))
    return tuple(lines)
