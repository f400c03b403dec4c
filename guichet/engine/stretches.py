"""The picture of a case: one sweep over its days, past and ahead, told as stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from guichet.engine.case import Case, in_order
from guichet.engine.consequences import let_pass, next_effect
from guichet.engine.corrected import UNDOES
from guichet.engine.counting import ONE
from guichet.engine.facts import iso
from guichet.engine.gaps import gap_rows
from guichet.engine.holders import ends_of_requests, holders
from guichet.engine.limits import standings, told
from guichet.engine.look import Look
from guichet.engine.parts import Instance, Issued
from guichet.engine.picture import Picture, Stretch, Why
from guichet.engine.rights import answers_of
from guichet.engine.saying import Said, said_between
from guichet.engine.words import Entry
from guichet.law.rules import Rules

FOREVER = date(9999, 12, 31)
_BY_NAME = itemgetter(0, 1, 2)  # kind, name and first day of a stretch
Key = tuple[str, str]
Row = tuple[str, str, dict | None, tuple[Why, ...]]  # kind, name, value (None: it ends), reasons


def picture(entries: Sequence[Entry], rules: Rules, since: date | None = None, case: Case | None = None) -> Picture:
    """Everything a page needs of one case, computed ahead from what is known at the last entry.

    `since`: only the stretches that hold on this day or later, the first of them cut at it; what was before has not changed
    when no entry of an earlier day was added. `case`: the same entries folded already; it is taken further, into what comes by itself.
    """
    sweep = _at_its_end(entries, since, case) or _swept(entries, rules, since)
    last, known, effect = max([e.number for e in entries], default=0), _known(sweep.case), next_effect(sweep.case)
    next_change_on = effect[0] if effect else None
    while effect:  # what the clock will write if nobody says anything more
        if not rules.time_limits[effect[1].limit].reminder:  # nothing hangs on a reminder: the days go on as they were
            sweep.until(effect[0])
        let_pass(sweep.case, *effect)
        effect = next_effect(sweep.case)
    return Picture(stretches=tuple(sweep.stretches()), next_change_on=next_change_on, last=last, **known)


def _at_its_end(entries: Sequence[Entry], since: date | None, case: Case | None) -> Sweep | None:
    """The sweep of a folded case of which nothing is later than the day asked from: what lies before need not be told again."""
    if case is None or since is None or any(e.on > since or e.kind in UNDOES for e in entries):
        return None
    sweep = Sweep(case, since)
    sweep.day = since
    return sweep


def _swept(entries: Sequence[Entry], rules: Rules, since: date | None) -> Sweep:
    sweep = Sweep(Case(rules), since)
    for day, events in groupby(in_order(entries), lambda e: e.on):
        sweep.until(day)
        for event in events:
            sweep.case.apply(event)
    return sweep


def _known(case: Case) -> dict[str, object]:
    """What a picture says of a case beside its stretches."""
    return {
        "facts": dict(case.facts), "evidence": _evidence(case), "bodies": dict(case.bodies), "persons": dict(case.persons),
        "seen_by": tuple(sorted(case.seen_by)),
    }  # fmt: skip


def _evidence(case: Case) -> dict[str, dict[str, object]]:
    needed = {e.name for e in case.needed_evidence()}
    asked = {name for request in case.open_requests() for name in request.outstanding}
    return {name: _piece(case, name, name in needed, name in asked) for name in case.rules.evidence if name in needed or name in case.evidence}


def _piece(case: Case, name: str, needed: bool, asked: bool) -> dict[str, object]:
    came_on = case.evidence.get(name)
    return {
        "needed": needed, "state": "requested" if asked else "received" if came_on else "missing",
        "received_on": iso(came_on) if came_on else None, "late": name in case.late, "files": [*case.files.get(name, ())],
    }  # fmt: skip


class Sweep:
    """One pass over the days of a case: what each event changes, and what changes by itself before the next one."""

    def __init__(self, case: Case, since: date | None) -> None:
        self.case, self.since = case, since
        self.day: date | None = None  # the last day with an event
        self._open: dict[Key, tuple[date, Row]] = {}
        self._done: list[Stretch] = []

    def until(self, following: date) -> None:
        """Tells the days from the last event up to the eve of `following`."""
        day, self.day = self.day, following
        if day is None or day == following or (self.since and following <= self.since):
            return
        first = max(day, self.since) if self.since else day
        told, still = set(), self._open
        for on, row in rows_between(self.case, first, following):
            key = row[:2]
            told.add(key)
            known = still.get(key)
            if known is None or known[1][2] != row[2]:
                if known:
                    self._end(key, on)
                if row[2] is not None:
                    still[key] = (on, row)
        for key in [key for key in still if key not in told]:
            self._end(key, first)

    def stretches(self) -> list[Stretch]:
        """All that was found, what is still open last of its name."""
        self.until(FOREVER)
        self._done += [Stretch._make((row[0], row[1], since, None, row[2], row[3])) for since, row in self._open.values()]
        return sorted(self._done, key=_BY_NAME)

    def _end(self, key: Key, on: date) -> None:
        since, row = self._open.pop(key)
        self._done.append(Stretch._make((row[0], row[1], since, on - ONE, row[2], row[3])))


def rows_between(case: Case, first: date, following: date) -> Iterator[tuple[date, Row]]:
    """What holds from `first` on and what changes by itself before `following`, each name in the order of its days."""
    yield from _said_rows(case, first, following)
    yield from _holder_rows(case, first, following)
    for instance in case.instances:
        yield from _limit_rows(case, instance, first, following)
    yield from gap_rows(case, first, following)
    for number, document in enumerate(case.documents, 1):
        yield from _document_rows(document, f"{document.name}#{number}", first, following)


def _said_rows(case: Case, first: date, following: date) -> Iterator[tuple[date, Row]]:
    """Phase, acts and rights: told on the first day, and where one of them is another."""
    before: Said | None = None
    for on, said in said_between(case, first, following):
        if before is None or said.status != before.status:
            yield on, ("phase", "", _phase(case, said.status), ())
        if before is None or said.acts != before.acts:
            yield on, ("may", "", {"acts": said.acts}, ())
        if before is None or said.right is not before.right:
            yield from ((on, ("right", *answer)) for answer in answers_of(said.right, Look(case, on)))
        before = said


def _phase(case: Case, status: str) -> dict[str, object]:
    phase, since = case.rules.phases[case.phase], iso(case.phase_since) if case.phase_since else ""
    return {"phase": phase.name, "ended": phase.ended, "since": since, "status": status}


def _holder_rows(case: Case, first: date, following: date) -> Iterator[tuple[date, Row]]:
    """Who holds the file changes by itself only when the time to answer a request is over."""
    days = {end + ONE for end in ends_of_requests(case) if first <= end < following - ONE}
    known: set[str] = set()
    for on in (first, *sorted(days)):
        now = holders(case, on)
        yield from ((on, ("holder", role, value, ())) for role, value in now.items())
        yield from ((on, ("holder", role, None, ())) for role in known - set(now))
        known |= set(now)


def _limit_rows(case: Case, instance: Instance, first: date, following: date) -> Iterator[tuple[date, Row]]:
    if case.rules.time_limits[instance.limit].reminder:
        return
    name = f"{instance.limit}#{instance.number}"
    for standing in standings(case, instance, first):
        if standing.from_on < following:
            yield max(standing.from_on, first), ("limit", name, *told(case, instance, standing))


def _document_rows(document: Issued, name: str, first: date, following: date) -> Iterator[tuple[date, Row]]:
    begins, ends = max(first, document.from_on), document.until_on
    for on in (begins, ends + ONE) if ends and ends >= begins else (begins,):
        if on < following:
            yield on, ("document", name, _document(document, on), _end_of(document))


def _end_of(document: Issued) -> tuple[Why, ...]:
    """Of several days the one that ends it."""
    if not document.ends_by or document.until_on is None:
        return ()
    return (Why("document_ends_by", {"day": document.ends_by, "on": iso(document.until_on)}),)


def _document(document: Issued, day: date) -> dict[str, object]:
    ended = document.until_on is not None and day > document.until_on
    return {
        "document": document.name, "state": "ended" if ended else "valid",
        "uncovered_from": iso(document.uncovered_from) if document.uncovered_from else None, "valid_from": iso(document.from_on),
        "valid_until": iso(document.until_on) if document.until_on else None, "safe_until": iso(document.safe_on) if document.safe_on else None,
    }  # fmt: skip
