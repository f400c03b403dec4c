"""The picture of a case: one sweep over its days, past and ahead, told as stretches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from guichet.engine.case import Case, Instance, Issued, in_order
from guichet.engine.consequences import let_the_clock_speak, next_effect
from guichet.engine.counting import ONE
from guichet.engine.decide import may_do
from guichet.engine.holders import holders
from guichet.engine.limits import described, explained, standings
from guichet.engine.look import Look
from guichet.engine.picture import Picture, Stretch, Why
from guichet.engine.rights import rights_on
from guichet.engine.words import Entry
from guichet.law.rules import Rules

FOREVER = date(9999, 12, 31)
Row = tuple[str, str, dict, tuple[Why, ...]]


def picture(entries: Sequence[Entry], rules: Rules, since: date | None = None) -> Picture:
    """Everything a page needs of one case, computed ahead from what is known at the last entry.

    `since`: only the stretches that hold on this day or later, the first of them cut at it; what was before has not changed
    when no entry of an earlier day was added.
    """
    sweep = Sweep(Case(rules), since)
    for day, events in groupby(in_order(entries), lambda e: e.on):
        sweep.until(day)
        for event in events:
            sweep.case.apply(event)
    effect = next_effect(sweep.case)
    told = _pictured(sweep.case, max((e.number for e in entries), default=0), effect[0] if effect else None)
    while effect:  # what the clock will write if nobody says anything more
        sweep.until(effect[0])
        let_the_clock_speak(sweep.case, effect[0])
        effect = next_effect(sweep.case)
    return replace(told, stretches=tuple(sweep.stretches()))


def _pictured(known: Case, last: int, next_change_on: date | None) -> Picture:
    return Picture(
        stretches=(),
        next_change_on=next_change_on,
        facts=dict(known.facts),
        evidence=_evidence(known),
        bodies=dict(known.bodies),
        persons=dict(known.persons),
        seen_by=tuple(sorted(known.seen_by)),
        last=last,
    )


def _evidence(case: Case) -> dict[str, dict[str, object]]:
    needed = {e.name for e in case.needed_evidence()}
    asked = {name for request in case.open_requests() for name in request.outstanding}
    return {
        name: {
            "needed": name in needed,
            "state": "requested" if name in asked else "received" if name in case.evidence else "missing",
            "received_on": case.evidence[name].isoformat() if name in case.evidence else None,
            "late": name in case.late,
            "files": list(case.files.get(name, ())),
        }
        for name in case.rules.evidence
        if name in needed or name in case.evidence
    }


class Sweep:
    """One pass over the days of a case: what holds on each day with an event, and on the days between on which something ends."""

    def __init__(self, case: Case, since: date | None) -> None:
        self.case, self.since = case, since
        self.day: date | None = None  # the last day with an event
        self._open: dict[tuple[str, str], tuple[date, Row]] = {}
        self._done: list[Stretch] = []

    def until(self, following: date) -> None:
        """Tells the days from the last event up to the eve of `following`."""
        day, self.day = self.day, following
        if day is None or day == following or (self.since and following <= self.since):
            return
        first = max(day, self.since) if self.since else day
        limits = [_limit_rows(self.case, instance, first) for instance in self.case.instances]
        steady = _steady_rows(self.case, first)
        for moment in _moments(self.case, limits, first, following):
            self._merge(moment, steady + _rows(self.case, limits, moment))

    def stretches(self) -> list[Stretch]:
        """All that was found, what is still open last of its name."""
        self.until(FOREVER)
        self._done += [_stretch(since, None, row) for since, row in self._open.values()]
        return sorted(self._done, key=lambda s: (s.kind, s.name, s.from_on))

    def _merge(self, day: date, rows: list[Row]) -> None:
        present = {(row[0], row[1]): row for row in rows}
        for key, (since, row) in list(self._open.items()):
            if key not in present or present[key][2] != row[2]:
                self._done.append(_stretch(since, day - ONE, row))
                del self._open[key]
        for key, row in present.items():
            if key not in self._open:
                self._open[key] = (day, row)


def _limit_rows(case: Case, instance: Instance, day: date) -> list[tuple[date, Row]]:
    """How one limit stands from this day on: each standing with the day it begins."""
    limit = case.rules.time_limits[instance.limit]
    name = f"{instance.limit}#{instance.number}"
    return [(s.from_on, ("limit", name, described(case, instance, s), explained(limit, s.count, s.state))) for s in standings(case, instance, day)]


def _moments(case: Case, limits: list[list[tuple[date, Row]]], day: date, following: date) -> list[date]:
    """The days of a gap between events on which a value may change: ends of limits, documents and facts that are days."""
    found = {day, *(from_on for rows in limits for from_on, _ in rows)}
    for document in case.documents:
        found.update(d + ONE for d in (document.until_on, document.safe_on) if d)
        found.add(document.from_on)
    look = Look(case, day)
    for name, days in case.index.turns:
        named = look.day_named(name)
        if named:
            found.add(named + ONE * days)
    return sorted(d for d in found if day <= d < following)


def _stretch(since: date, until: date | None, row: Row) -> Stretch:
    return Stretch(row[0], row[1], since, until, row[2], row[3])


def _steady_rows(case: Case, day: date) -> list[Row]:
    """What only an event changes."""
    return [] if case.phase in case.index.by_day else _phase_rows(case, Look(case, day))


def _phase_rows(case: Case, look: Look) -> list[Row]:
    phase = case.rules.phases[case.phase]
    since = case.phase_since.isoformat() if case.phase_since else ""
    status = next((one.name for one in phase.statuses if one.when.holds(look)), "")
    value = {"phase": phase.name, "ended": phase.ended, "since": since, "status": status}
    return [("phase", "", value, ()), ("may", "", {"acts": may_do(case, look)}, ())]


def _rows(case: Case, limits: list[list[tuple[date, Row]]], day: date) -> list[Row]:
    """What a day that passes may change."""
    look = Look(case, day)
    rows: list[Row] = [("holder", role, value, ()) for role, value in holders(case, day).items()]
    rows += [("right", question, value, why) for question, value, why in rights_on(case, look)]
    rows += [[row for from_on, row in standing if from_on <= day][-1] for standing in limits]
    rows += [("document", f"{d.name}#{n}", _document(d, day), ()) for n, d in enumerate(case.documents, 1) if d.from_on <= day]
    return rows + _phase_rows(case, look) if case.phase in case.index.by_day else rows


def _document(document: Issued, day: date) -> dict[str, object]:
    text = {k: d.isoformat() if d else None for k, d in
            (("valid_from", document.from_on), ("valid_until", document.until_on), ("safe_until", document.safe_on))}  # fmt: skip
    ended = document.until_on is not None and day > document.until_on
    gap = document.uncovered_from.isoformat() if document.uncovered_from else None
    return {"document": document.name, "state": "ended" if ended else "valid", "uncovered_from": gap} | text
