"""The time limits of a case: where each stands on a day, and why (T7, T10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from guichet.engine.counting import ONE, Count, count
from guichet.engine.facts import iso
from guichet.engine.parts import Instance
from guichet.engine.picture import Why
from guichet.law.rules import TimeLimit

if TYPE_CHECKING:
    from guichet.engine.case import Case


class Standing(NamedTuple):
    """A limit from one day on, until the next standing begins."""

    from_on: date
    state: str  # running | paused | passed | ended
    count: Count
    days_left: int | None = None
    paused_since: date | None = None


def counted(case: Case, instance: Instance) -> Count:
    """The count of one instance with all that is known of its pauses and extensions."""
    known = case.counts.get(id(instance))
    if known is None:
        limit, pauses = case.rules.time_limits[instance.limit], case.pauses_of(instance)
        if instance.first_day:
            limit = replace(limit, first_day=instance.first_day)
        if pauses or instance.extensions or instance.first_day:
            known = count(limit, instance.start, case.rules.calendar, pauses, instance.extensions)
        else:
            known = _counted_plainly(case, limit, instance.start)
        case.counts[id(instance)] = known
    return known


def _counted_plainly(case: Case, limit: TimeLimit, start: date) -> Count:
    """A limit that nothing pauses or extends ends on the same day in every case: the law keeps it by its first day."""
    kept, key = case.index.counts, (limit.name, start)
    known = kept.get(key)
    if known is None:
        known = kept[key] = count(limit, start, case.rules.calendar)
    return known


def standings(case: Case, instance: Instance, day: date) -> Iterator[Standing]:
    """How the instance stands from `day` on if nothing more is said."""
    now = counted(case, instance)
    if instance.ended_on:
        yield Standing(day, "ended", now)
        return
    pause, left = next(((p, n) for p, n in now.pauses if p.asked_on <= day and _still(p, day)), (None, None))
    start = day
    if pause:
        yield Standing(day, "paused", now, left, pause.asked_on)
        start = pause.ended_on + ONE
    if start <= now.due_on:
        yield Standing(start, "running", now)
    yield Standing(max(start, now.due_on + ONE), "passed", now)


def _still(pause: object, day: date) -> bool:
    return day < pause.ended_on if pause.answered else day <= pause.ended_on


def state_on(case: Case, instance: Instance, day: date) -> str:
    """running, paused, passed or ended on that day."""
    state = "running"
    for standing in standings(case, instance, day):
        if standing.from_on <= day:
            state = standing.state
    return state


def told(case: Case, instance: Instance, standing: Standing) -> tuple[dict[str, object], tuple[Why, ...]]:
    """The value of the stretch of one limit, and how its date comes about; kept by the law where the count is."""
    limit, now, key = case.rules.time_limits[instance.limit], standing.count, (instance.limit, standing.count.started_on)
    if case.index.counts.get(key) is not now:
        return described(case, instance, standing), explained(limit, now, standing.state)
    kept, key = case.index.told, (*key, standing.state, instance.ended_on)
    known = kept.get(key)
    if known is None:
        known = kept[key] = described(case, instance, standing), explained(limit, now, standing.state)
    return known


def explained(limit: TimeLimit, now: Count, state: str) -> tuple[Why, ...]:
    """How a date comes about, one act per line (T10)."""
    calendar_source, of_length = limit.source, limit.length_source or limit.source
    lines = [
        Why("limit_starts", {"on": now.started_on.isoformat(), "event": limit.starts.word}, limit.source),
        Why("limit_length", {"length": str(limit.length), "on": now.first_end_on.isoformat()}, of_length, limit.length_doubt or limit.doubt),
    ]
    if now.first_on:
        lines.insert(1, Why("limit_first_day", {"on": now.first_on.isoformat()}, limit.source))
    if now.extended_on:
        lines.append(Why("limit_extended", {"on": now.extended_on.isoformat()}, limit.source))
    for pause, left in now.pauses:
        values = {"asked_on": pause.asked_on.isoformat(), "ended_on": pause.ended_on.isoformat(), "days_left": left,
                  "days": (pause.ended_on - pause.asked_on).days}  # fmt: skip
        lines.append(Why("limit_paused_answered" if pause.answered else "limit_paused_unanswered", values, limit.source))
    if state == "paused":
        return (*lines, Why("limit_no_date_while_paused", {"days_left": now.pauses[-1][1]}, limit.source))
    if now.due_on != now.unrolled_on:
        lines.append(Why("limit_rolled", {"from": now.unrolled_on.isoformat(), "on": now.due_on.isoformat()}, calendar_source, limit.doubt))
    if _has_safe_day(limit) and now.safe_on != now.due_on:
        lines.append(Why("limit_safe_day", {"on": now.safe_on.isoformat()}, calendar_source))
    return (*lines, Why("limit_due", {"on": now.due_on.isoformat()}, limit.source))


def _has_safe_day(limit: TimeLimit) -> bool:
    """An authority, and whoever must act before a day counted backwards, is shown the last working day on or before the end (T4, T5)."""
    return limit.addressee == "authority" or limit.backwards


def described(case: Case, instance: Instance, standing: Standing) -> dict[str, object]:
    """The value of the stretch of one limit, as plain JSON."""
    limit = case.rules.time_limits[instance.limit]
    now = standing.count
    paused = standing.state == "paused"
    return {
        "limit": limit.name, "state": standing.state, "due_on": None if paused else iso(now.due_on),
        "safe_on": iso(now.safe_on) if _has_safe_day(limit) and not paused else None,
        "paused_since": iso(standing.paused_since) if standing.paused_since else None, "days_left": standing.days_left,
        "started_on": iso(instance.start), "responsible": limit.responsible,
        "ended_on": iso(instance.ended_on) if instance.ended_on else None,
    }  # fmt: skip
