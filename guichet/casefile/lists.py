"""Lists of cases in the order of legal risk: SQL finds, counts and sorts; the stretches of one page are read for its lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.db import connection

from guichet.casefile.due import due_of, ending_sql
from guichet.casefile.known import key_of, stretches_of, uuid_of
from guichet.casefile.naming import Naming, naming
from guichet.casefile.standing import holders, limit
from guichet.casefile.views import CaseFilter, CaseLine, CaseList, LimitView
from guichet.engine.names import folded
from guichet.engine.picture import Stretch
from guichet.law.rules import Rules
from guichet.people.store import Viewer

URGENT_DAYS = 7  # a choice of presentation, not law
LARGEST_PAGE, MOST_WORDS = 200, 8
_TABS = {"all": "1 = 1", "turn": "turn = 1", "urgent": "place = 0", "waiting": "turn = 0 AND ended = 0", "ended": "ended = 1"}

# For each case: whose turn it is, and what matters most to the viewer: a limit they must keep, a document that ends, a limit of the authorities.
_STAND = """
WITH mine AS (
 SELECT h."case", h.number FROM casefile_access a JOIN casefile_header h ON h."case" = a."case" WHERE a.role = %s AND a.body = %s{text}
), stand AS (
 SELECT m."case", MIN(m.number) AS number,
  MAX(CASE WHEN s.kind = 'holder' AND s.who = %s AND s.state = 'now' THEN 1 ELSE 0 END) AS turn,
  MAX(CASE WHEN s.kind = 'phase' AND s.state = 'ended' THEN 1 ELSE 0 END) AS ended,
  MIN(CASE WHEN s.kind = 'limit' AND s.state = 'running' AND s.who = %s THEN s.due_on END) AS own_due,
  MAX(CASE WHEN s.kind = 'limit' AND s.state = 'paused' AND s.who = %s THEN 1 ELSE 0 END) AS own_paused,
  MIN(CASE WHEN s.kind = 'limit' AND s.state = 'running' AND s.addressee = 'authority' THEN s.due_on END) AS law_due,
  MAX(CASE WHEN s.kind = 'limit' AND s.state = 'paused' AND s.addressee = 'authority' THEN 1 ELSE 0 END) AS law_paused{columns}
 FROM mine m JOIN casefile_stretch s ON s."case" = m."case" AND (
  (s.kind IN ('holder', 'limit', 'phase') AND s.from_on <= %s AND s.to_on >= %s){join})
 GROUP BY m."case"
), due AS (
 SELECT "case", number, turn, ended, COALESCE(own_due, {day}, CASE WHEN own_paused = 0 THEN law_due END) AS due_on,
  CASE WHEN own_due IS NULL AND (own_paused = 1 OR (law_due IS NULL AND law_paused = 1)) THEN 1 ELSE 0 END AS paused
 FROM stand
), risk AS (
 SELECT "case", number, turn, ended, COALESCE(due_on, '9999-12-31') AS due_on,
  CASE WHEN due_on <= %s THEN 0 WHEN turn = 1 THEN 1 WHEN due_on IS NOT NULL THEN 2 WHEN paused = 1 THEN 3 WHEN ended = 0 THEN 4 ELSE 5 END AS place
 FROM due
) """
_COUNTS = f"SELECT {', '.join(f'COALESCE(SUM(CASE WHEN {test} THEN 1 ELSE 0 END), 0)' for test in _TABS.values())} FROM risk"  # noqa: S608
_PAGE = """SELECT h."case", h.number, h.law, h.worker_name, h.employer_name, h.employer, h.bodies, p.turn
 FROM (SELECT * FROM risk p WHERE {tab} ORDER BY {order} LIMIT %s OFFSET %s) p
 JOIN casefile_header h ON h."case" = p."case" ORDER BY {order}"""
# A desk looks at the risk of the law first, the public at what waits for them.
_BY_RISK, _BY_TURN = "p.place, p.due_on, p.turn DESC, p.number", "p.turn DESC, p.place, p.due_on, p.number"


def listed(viewer: Viewer, filter: CaseFilter, day: date, rules_of: Callable[[str], Rules], laws: Sequence[Rules] = ()) -> CaseList:
    """One page of the cases that the viewer has access to, and how many there are of each kind; `laws` tell the lists of a desk."""
    tab = filter.tab if filter.tab in _TABS else "all"
    size = min(max(filter.size, 1), LARGEST_PAGE)
    clause, words = _text(filter.text)
    ends = ending_sql([one for rules in laws for one in rules.queues if one.role == viewer.role], next(iter(laws), None), day)
    stand, soon = _STAND.format(text=clause, columns=ends.columns, join=ends.join, day=ends.day), day + timedelta(days=URGENT_DAYS)
    today = [day.isoformat(), day.isoformat(), *ends.day_values]
    asked = [viewer.role, key_of(viewer), *words, *[viewer.role] * 3, *ends.column_values, *today, soon.isoformat()]
    with connection.cursor() as cursor:
        cursor.execute(stand + _COUNTS, asked)
        counts = dict(zip(_TABS, cursor.fetchone(), strict=True))
        order = _BY_TURN if filter.own_turn_first else _BY_RISK
        cursor.execute(stand + _PAGE.format(tab=_TABS[tab], order=order), [*asked, size, (max(filter.page, 1) - 1) * size])
        rows = cursor.fetchall()
    kinds = ("holder", "limit", "phase", *(("document",) if ends.join else ()))
    return CaseList(_lines(rows, kinds, viewer.role, day, rules_of), counts[tab], counts)


def _text(text: str) -> tuple[str, list[str]]:
    """Every word must be in the names or the number; a number may be typed with spaces. Signs part a word and stand for no other sign."""
    typed = text.split()[:MOST_WORDS]
    words = [word for word in map(folded, typed) if word]
    if not typed:
        return "", []
    number = "".join(sign for sign in text.upper() if sign.isalnum())
    every = " AND ".join(["h.search LIKE %s"] * len(words)) or "1 = 0"
    return f" AND (({every}) OR h.number = %s)", [*(f"%{word}%" for word in words), number]


def _lines(rows: Sequence[tuple], kinds: tuple[str, ...], role: str, day: date, rules_of: Callable[[str], Rules]) -> tuple[CaseLine, ...]:
    if not rows:
        return ()
    found = stretches_of([uuid_of(row[0]) for row in rows], kinds, day)
    bodies = {row[1]: json.loads(row[6]) for row in rows}
    codes = {code for of_case in bodies.values() for code in of_case.values()}
    known = naming(rules_of(rows[0][2]), {}, codes, "").words
    lines = []
    for case, number, law, worker_name, employer_name, employer, _, turn in rows:
        names = Naming(rules_of(law), bodies[number], known, worker_name)
        called = known[employer]["en"] if employer in known else employer_name
        lines.append(line_of((number, worker_name, called, bool(turn)), found.get(uuid_of(case), []), names, role, day))
    return tuple(lines)


def line_of(told: tuple[str, str, str, bool], found: Sequence[Stretch], names: Naming, role: str, day: date) -> CaseLine:
    """One line for a role: `told` is number, worker, employer and whether it is the reader's turn; `found` what holds on the day."""
    number, worker_name, employer_name, turn = told
    rules = names.rules
    where = next(one.value for one in found if one.kind == "phase")
    phase = str(where["phase"])
    matters = _matters([limit(one, rules, day) for one in found if one.kind == "limit"], role, rules)
    return CaseLine(
        number, worker_name, employer_name, rules.title, rules.phases[phase].says(str(where["status"])), phase, holders(found, names), matters, turn,
        due_of(found, rules, role, day),
    )  # fmt: skip


def _matters(limits: Sequence[LimitView], role: str, rules: Rules) -> LimitView | None:
    """The limit that matters most to the viewer, by the same order as the SQL above."""
    own = [one for one in limits if one.responsible == role]
    law = [one for one in limits if rules.time_limits[one.name].addressee == "authority"]
    for some in (own, law):
        running = [one for one in some if one.state == "running" and one.due_on]
        if running:
            return min(running, key=lambda one: (one.due_on, one.name))
        paused = [one for one in some if one.state == "paused"]
        if paused:
            return paused[0]
    return None
