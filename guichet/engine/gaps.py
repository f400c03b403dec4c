"""The days that no document will cover while a decision is pending: computed ahead, with the act, actor and last day that prevents it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guichet.engine.case import Case
from guichet.engine.counting import ONE, after, count, last_working_day
from guichet.engine.limits import counted
from guichet.engine.look import Look
from guichet.engine.picture import Why
from guichet.law.covers import Cover

DECIDE = "decide"  # nobody can start the limit any more or better: those who still decide must do it earlier
Row = tuple[str, str, dict, tuple[Why, ...]]


def gap_rows(case: Case, first: date, following: date) -> Iterator[tuple[date, Row]]:
    """For each cover that the decision may outlast: what is to be feared from `first` on, and how that changes before `following`."""
    for cover in case.rules.covers:
        held = Look(case, first).day_named(cover.after)
        if held is None or case.phase not in cover.phases:
            continue
        covered = covered_until(case, cover, held)
        for on, value in _feared(case, cover, covered, first):
            if on < following:
                yield max(on, first), ("gap", cover.name, value, _why(case, cover, held, covered))


def covered_until(case: Case, cover: Cover, held: date) -> date:
    """The last day covered if each document still to come is asked for at once: on the day after the one before has ended."""
    document, calendar = case.rules.documents[cover.document], case.rules.calendar
    issued = [d for d in case.documents if d.name == cover.document]
    ends, safe = (issued[-1].until_on, issued[-1].safe_on) if issued else (held, held)
    for number in range(len(issued), cover.times):
        begins = ends if number and document.chained else ends + ONE
        ends, safe = after(begins, document.validity, calendar), after(begins, document.safe_validity or document.validity, calendar)
    return safe


def _feared(case: Case, cover: Cover, covered: date, first: date) -> Iterator[tuple[date, dict[str, object]]]:
    running = next((i for i in reversed(case.instances) if i.limit == cover.limit and i.ended_on is None), None)
    early = last_working_day(covered, case.rules.calendar)
    deciding = sorted({case.rules.tracks[name].decided_by for name in case.open_tracks()})
    if running:
        due = counted(case, running).due_on
        if due > covered:
            yield first, _value(covered, due, DECIDE, deciding, early)
        return
    start = _last_start(case, cover, covered)
    act = case.rules.acts[cover.act]
    if first <= start:
        yield first, _value(covered, None, act.name, list(act.by), start)
    yield max(first, start + ONE), _value(covered, None, DECIDE, deciding, early)


def _last_start(case: Case, cover: Cover, covered: date) -> date:
    """The last working day on which the limit may start and still end on a day that is covered."""
    limit, calendar = case.rules.time_limits[cover.limit], case.rules.calendar
    day = covered
    while count(limit, day, calendar).due_on > covered or not calendar.is_working_day(day):
        day -= ONE
    return day


def _value(covered: date, due: date | None, act: str, roles: list[str], last_day: date) -> dict[str, object]:
    return {
        "covered_until": covered.isoformat(), "due_on": due.isoformat() if due else None, "from": (covered + ONE).isoformat(),
        "to": due.isoformat() if due else None, "act": act, "role": roles, "last_day": last_day.isoformat(),
        "state": "sure" if act == DECIDE else "avoidable",
    }  # fmt: skip


def _why(case: Case, cover: Cover, held: date, covered: date) -> tuple[Why, ...]:
    document = case.rules.documents[cover.document]
    values = {"held": held.isoformat(), "document": cover.document, "times": cover.times, "length": str(document.validity)}
    return (
        Why("gap_covered", values | {"on": covered.isoformat()}, cover.source, document.doubt),
        Why("gap_limit", {"limit": cover.limit}, case.rules.time_limits[cover.limit].source, cover.doubt),
    )
