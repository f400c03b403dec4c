"""One case as folded from its journal: what has happened so far, and nothing that depends on today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guichet.engine.corrected import after_corrections
from guichet.engine.counting import ONE, Pause, count
from guichet.engine.facts import FACTS, day_of
from guichet.engine.index import index_of
from guichet.engine.parts import Instance, Issued, Request, TrackState
from guichet.engine.subjects import means, subject
from guichet.engine.words import Entry, Event
from guichet.law.rules import Evidence, Length, Rules

EXPECTED = "expected_municipality"  # a general role, as `municipality` is


class Case:
    """The state that events leave behind; `apply` takes one event, in order of (on, number)."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.index = index_of(rules)
        self.counts: dict[int, object] = {}  # what was counted since the last event,
        self.named_days: dict[str, date | None] = {}  # the days that a name meant since then,
        self.asked: dict[str, object] = {}  # and what conditions asked that no mere day changes
        self.phase = ""
        self.phase_since: date | None = None
        self.filed_on: date | None = None
        self.region = rules.region
        self.facts: dict[str, object] = {}
        self.tracks = {name: TrackState() for name in rules.tracks}
        self.requests: dict[str, Request] = {}
        self.instances: list[Instance] = []
        self.documents: list[Issued] = []
        self.copies: dict[str, int] = {}  # document -> how often it was handed over on paper since it was issued
        self.evidence: dict[str, date] = {}  # name -> day it last came
        self.late: set[str] = set()
        self.files: dict[str, list[str]] = {}
        self.happened: dict[tuple[str, str], date] = {}
        self.bodies: dict[str, str] = {}
        self.persons: dict[str, str] = {}
        self.seen_by: set[str] = set()
        self.last_on: date | None = None

    def apply(self, event: Event) -> None:
        """Folds one event; events of the past are never judged again."""
        about = subject(event)
        self.happened.setdefault((event.kind, ""), event.on)
        self.happened.setdefault((event.kind, about), event.on)
        self.last_on = event.on
        self.counts.clear()
        self.named_days.clear()
        self.asked.clear()
        fold = _FOLDS.get(event.kind)
        if fold:
            fold(self, event)
        for name, value in dict(event.data.get("facts") or {}).items():
            self.facts[name] = value
        self._limits(event)
        self._move(event)
        self.seen_by.update(sight.role for sight in self.index.sees.get(event.kind, ()) if means(sight.after, event))

    # what the law file makes of an event

    def _move(self, event: Event) -> None:
        for move in self.index.moves.get(event.kind, ()):
            if means(move.after, event) and (move.when is None or move.when.holds(self.fact)):
                self.phase, self.phase_since = move.to, event.on
                return

    def _limits(self, event: Event) -> None:
        request = str(event.data.get("request", ""))
        may_end = self.index.ends.get(event.kind, ())
        for instance in self.instances:
            if instance.limit not in may_end or instance.ended_on or (request and instance.request and instance.request != request):
                continue
            if any(means(p, event) for p in self.rules.time_limits[instance.limit].ends):
                instance.ended_on, instance.ended_by = event.on, event.kind
        for limit in self.index.starts.get(event.kind, ()):
            if means(limit.starts, event) and (limit.when is None or limit.when.holds(self.fact)):
                self._start(limit.name, limit.from_day_of, event, request)

    def _start(self, limit: str, from_day_of: str, event: Event, request: str) -> None:
        start = day_of(self.facts.get(from_day_of)) if from_day_of else None
        number = sum(i.limit == limit for i in self.instances) + 1
        channel = self.rules.channels.get(str(event.data.get("channel", ""))) if event.kind == "notified" else None
        self.instances.append(Instance(limit, number, event.on, start or event.on, request, channel.deemed if channel else None))

    # what the engine asks

    def fact(self, name: str) -> object:
        """What a condition may ask of a case when no day is meant."""
        if name in FACTS:
            return self.facts.get(name)
        head, _, rest = name.partition(" ")
        if head == "phase":
            return self.phase
        if head == "track":
            return self.tracks[rest].outcome if rest in self.tracks else None
        if head == "happened":
            word, _, about = rest.partition(" ")
            return (word, about) in self.happened
        if head == "missing_evidence":
            return len(self.missing_evidence())
        return self.filed_on is not None if head == "filed" else None

    def needed_evidence(self) -> list[Evidence]:
        """The evidence that the law asks of this case."""
        return [e for e in self.rules.evidence.values() if e.when is None or e.when.holds(self.fact)]

    def missing_evidence(self) -> list[Evidence]:
        """What the law asks and has not come."""
        return [e for e in self.needed_evidence() if e.name not in self.evidence]

    def open_requests(self) -> list[Request]:
        """Requests not wholly answered, while their limit has not been ended by something else."""
        ended = {i.request for i in self.instances if i.request and i.ended_on}
        return [r for r in self.requests.values() if r.answered_on is None and r.id not in ended]

    def open_tracks(self) -> list[str]:
        """The questions that are still to be decided."""
        return [name for name, track in self.tracks.items() if track.outcome == "open"]

    def ended(self) -> bool:
        """Has the file come to an end?"""
        return bool(self.phase) and self.rules.phases[self.phase].ended

    def last_day_of(self, request: Request) -> date:
        """The (rolled) end of the limit given for a request, with its extensions."""
        more = next((i.extensions for i in self.instances if i.request == request.id), ())
        return count(self.rules.time_limits[request.limit], request.asked_on, self.rules.calendar, (), more).due_on

    def pauses_of(self, instance: Instance) -> list[Pause]:
        """The pauses that requests make in one limit: up to the receipt, at most up to the end of the limit given (T6)."""
        limit = self.rules.time_limits[instance.limit]
        if not limit.paused_by:
            return []
        found = []
        for request in self.requests.values():
            if request.by in limit.paused_by and request.limit == limit.pause_limit and request.asked_on >= instance.event_on:
                end = self.last_day_of(request)
                answered = request.answered_on is not None and request.answered_on <= end
                found.append(Pause(request.asked_on, request.answered_on if answered else end, answered))
        return found


def _submitted(case: Case, event: Event) -> None:
    case.filed_on = event.on
    case.facts.update(event.data.get("facts") or {})
    case.bodies.update(event.data.get("bodies") or {})
    case.persons.update(event.data.get("persons") or {})
    _expected(case, event)
    _receive(case, event)


def _receive(case: Case, event: Event) -> None:
    pieces = event.data.get("evidence") or {}
    for name, refs in dict(pieces).items():
        case.evidence[name] = event.on
        case.files.setdefault(name, []).extend(refs)
        if event.data.get("late"):
            case.late.add(name)
    request = case.requests.get(str(event.data.get("request", "")))
    if request:
        request.received.update({name: event.on for name in pieces if name in request.asked})
        if not request.outstanding and request.answered_on is None:
            request.answered_on = event.on


def _requested(case: Case, event: Event) -> None:
    data = event.data
    request = str(data.get("request", ""))
    case.requests[request] = Request(request, event.by.role, str(data.get("limit", "")), event.on, tuple(data.get("asked") or ()))


def _decided(case: Case, event: Event) -> None:
    track = case.tracks[str(event.data["track"])]
    track.outcome, track.on = str(event.data["outcome"]), event.on


def _concluded(case: Case, event: Event) -> None:
    for name, track in case.tracks.items():
        if track.outcome != "open":
            continue
        if event.kind == "granted":
            track.outcome, track.on = "silent", event.on
        elif case.rules.tracks[name].after_a_refusal == "stop" or event.kind == "withdrawn":
            track.outcome, track.on = "closed", event.on


def _sent_on(case: Case, event: Event) -> None:
    case.region = str(event.data.get("region", case.region))
    case.bodies.update(event.data.get("bodies") or {})


def _issued(case: Case, event: Event) -> None:
    document = case.rules.documents[str(event.data["document"])]
    until, safe = day_of(event.data.get("valid_until")), day_of(event.data.get("safe_until"))
    begins = day_of(event.data.get("valid_from")) or event.on
    before = next((d for d in reversed(case.documents) if d.name == document.name), None)
    gap = before.until_on + ONE if before and before.until_on and before.until_on + ONE < begins else None
    case.documents.append(Issued(document.name, begins, until, safe or until, gap))
    case.copies[document.name] = 0


def _delivered(case: Case, event: Event) -> None:
    name = str(event.data["document"])
    case.copies[name] = case.copies.get(name, 0) + 1


def _expected(case: Case, event: Event) -> None:
    """Until a municipality takes the file over, the one where the worker says they will live expects them."""
    nis = dict(event.data.get("facts") or {}).get("residence_municipality")
    if nis and "municipality" not in case.bodies:
        case.bodies[EXPECTED] = f"municipality:{nis}"


def _assigned(case: Case, event: Event) -> None:
    case.bodies[str(event.data.get("role"))] = str(event.data.get("body"))
    if "municipality" in case.bodies:
        case.bodies.pop(EXPECTED, None)


def _limit_extended(case: Case, event: Event) -> None:
    for instance in case.instances:
        if instance.limit == event.data.get("limit") and instance.ended_on is None:
            number, _, unit = str(event.data["length"]).partition(" ")
            instance.extensions.append(Length(int(number), unit.rstrip("s") + "s"))


def _limit_passed(case: Case, event: Event) -> None:
    for instance in case.instances:
        if f"{instance.limit}#{instance.number}" == event.data.get("instance"):
            instance.ended_on, instance.ended_by = event.on, event.kind


_FOLDS = {
    "application_submitted": _submitted,
    "declared_incomplete": _requested,
    "evidence_requested": _requested,
    "evidence_received": _receive,
    "track_decided": _decided,
    "granted": _concluded,
    "refused": _concluded,
    "withdrawn": _concluded,
    "sent_on": _sent_on,
    "document_issued": _issued,
    "document_delivered": _delivered,
    "assigned": _assigned,
    "limit_extended": _limit_extended,
    "limit_passed": _limit_passed,
}


def fold(entries: Iterable[Entry | Event], rules: Rules) -> Case:
    """The case that these entries tell, read in order of (on, number) (T11)."""
    case = Case(rules)
    for event in in_order(entries):
        case.apply(event)
    return case


def in_order(entries: Iterable[Entry | Event]) -> list[Entry | Event]:
    """Entries that stand after corrections, by legal day, then by number (T11)."""
    return sorted(after_corrections(entries), key=lambda e: (e.on, getattr(e, "number", 0)))
