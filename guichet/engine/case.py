"""One case as folded from its journal: what has happened so far, and nothing that depends on today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from operator import attrgetter

from guichet.engine.appeals import Appeal
from guichet.engine.corrected import after_corrections
from guichet.engine.counting import Pause, count
from guichet.engine.facts import FACTS, asking, day_of
from guichet.engine.fees import FeeStanding, Recorded, standing, state
from guichet.engine.folds import FOLDS, receive
from guichet.engine.index import Concerned, index_of
from guichet.engine.parts import Instance, Issued, Opinion, Request, TrackState
from guichet.engine.subjects import subject
from guichet.engine.taken import Taken
from guichet.engine.tracks import OPENS, opened
from guichet.engine.words import Entry, Event
from guichet.law.calendar import Calendar
from guichet.law.fees import Fee
from guichet.law.rules import Evidence, Rules

_BY_DAY = attrgetter("on", "number")
BACK = "back"  # where a move leads that undoes the one before it


class Case:
    """The state that events leave behind; `apply` takes one event, in order of (on, number)."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.index = index_of(rules)
        self.counts: dict[int, object] = {}  # what was counted since the last event,
        self.named_days: dict[str, date | None] = {}  # and the days that a name meant since then
        self.phase = ""
        self.phase_since: date | None = None
        self.filed_on: date | None = None
        self.region = rules.region
        self.facts: dict[str, object] = {}
        self.tracks = {name: TrackState("waiting" if track.after else "open") for name, track in rules.tracks.items()}
        self.requests: dict[str, Request] = {}
        self.opinions: dict[str, Opinion] = {}
        self.fees: list[Recorded] = []
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
        self.concluded = False  # granted, refused or withdrawn as a whole; an appeal may open it again
        self.taken: dict[str, Taken] = {}  # track -> what its end took
        self.appeals: dict[str, Appeal] = {}  # time limit of the appeal -> the last one
        self.came_from: dict[str, str] = {}  # phase -> the phase before it

    def apply(self, event: Event) -> None:
        """Folds one event; events of the past are never judged again."""
        kind, about = event.kind, subject(event)
        self.happened.setdefault((kind, ""), event.on)
        self.happened.setdefault((kind, about), event.on)
        self.last_on = event.on
        self.counts.clear()
        self.named_days.clear()
        fold = FOLDS.get(kind)
        if fold:
            fold(self, event)
        if event.data.get("evidence"):
            receive(self, event)
        if event.data.get("facts"):
            self.facts.update(event.data["facts"])
        if self.index.opens and kind in OPENS:
            opened(self, event.on)
        concerned = self.index.concerns(kind, about)
        if concerned.starts or concerned.ends:
            self._limits(event, concerned)
        if concerned.moves:
            self._move(event, concerned)
        if concerned.sees:
            self.seen_by.update([sight.role for sight in concerned.sees])

    # what the law file makes of an event

    def _move(self, event: Event, concerned: Concerned) -> None:
        for move in concerned.moves:
            if move.when is None or move.when.holds(self.fact):
                to = self.came_from.get(self.phase, self.phase) if move.to == BACK else move.to
                if move.to != BACK:
                    self.came_from[to] = self.phase
                self.phase, self.phase_since = to, event.on
                return

    def _limits(self, event: Event, concerned: Concerned) -> None:
        request = str(event.data.get("request", ""))
        for instance in self.instances if concerned.ends else ():
            if instance.limit not in concerned.ends or instance.ended_on or (request and instance.request and instance.request != request):
                continue
            instance.ended_on, instance.ended_by = event.on, event.kind
        for limit in concerned.starts:
            if limit.when is None or limit.when.holds(self.fact):
                self._start(limit.name, limit.from_day_of, event, request)

    def _start(self, limit: str, from_day_of: str, event: Event, request: str) -> None:
        start = day_of(event.data.get(from_day_of) or self.facts.get(from_day_of)) if from_day_of else None
        number = sum(i.limit == limit for i in self.instances) + 1
        channel = self.rules.channels.get(str(event.data.get("channel", ""))) if event.kind == "notified" else None
        self.instances.append(Instance(limit, number, event.on, start or event.on, request, channel.deemed if channel else None))

    # what the engine asks

    def fact(self, name: str) -> object:
        """What a condition may ask of a case when no day is meant."""
        return undated(name)(self)

    def fee(self, name: str) -> FeeStanding:
        """How a contribution stands; governed by the day of filing."""
        return standing(*self._of_fee(name))

    def fee_state(self, name: str) -> str:
        """The same in one word."""
        return state(*self._of_fee(name))

    def _of_fee(self, name: str) -> tuple[Fee, Callable[[str], object], date, Calendar, list[Recorded], dict[str, date]]:
        on = self.filed_on or self.rules.governing_on
        return self.rules.fees[name], self.fact, on, self.rules.calendar, self.fees, self.evidence

    def needed_evidence(self) -> list[Evidence]:
        """The evidence that the law asks of this case."""
        return self.rules.asks_evidence(self.fact)

    def missing_evidence(self) -> list[Evidence]:
        """What the law asks and has not come."""
        return [e for e in self.needed_evidence() if e.name not in self.evidence]

    def open_requests(self) -> list[Request]:
        """Requests not wholly answered, while their limit has not been ended by something else."""
        if not self.requests:
            return []
        ended = {i.request for i in self.instances if i.request and i.ended_on}
        return [r for r in self.requests.values() if r.answered_on is None and r.id not in ended]

    def open_tracks(self) -> list[str]:
        """The questions that are still to be decided."""
        return [name for name, track in self.tracks.items() if track.outcome == "open"]

    def ended(self) -> bool:
        """Has the file come to an end?"""
        return bool(self.phase) and self.rules.phases[self.phase].ended

    def last_day_of(self, request: Request | Opinion) -> date:
        """The (rolled) end of the limit given for a request, of evidence or of an opinion, with its extensions."""
        more = next((i.extensions for i in self.instances if i.request == request.id), ())
        return count(self.rules.time_limits[request.limit], request.asked_on, self.rules.calendar, (), more).due_on

    def pauses_of(self, instance: Instance) -> list[Pause]:
        """The pauses that requests make in one limit: up to the receipt, at most up to the end of the limit given (T6)."""
        limit = self.rules.time_limits[instance.limit]
        if not limit.paused_by:
            return []
        found = []
        for request in (*self.requests.values(), *self.opinions.values()):
            if request.by in limit.paused_by and request.limit in limit.pause_limit and request.asked_on >= instance.event_on:
                end = self.last_day_of(request)
                answered = request.answered_on is not None and request.answered_on <= end
                found.append(Pause(request.asked_on, request.answered_on if answered else end, answered))
        return found


@lru_cache(maxsize=1024)
def undated(name: str) -> Callable[[Case], object]:
    """How a case answers a name when no day is meant; found once, for names are asked dozens of times in one act."""
    if name in FACTS:
        return lambda case: case.facts.get(name)
    head, _, rest = name.partition(" ")
    if head == "happened":
        word, _, about = rest.partition(" ")
        happened = word, about
        return lambda case: happened in case.happened
    return {
        "days_from": lambda case: asking(case.facts)(name),
        "phase": lambda case: case.phase,
        "track": lambda case: case.tracks[rest].outcome if rest in case.tracks else None,
        "appeal": lambda case: case.appeals[rest].state if rest in case.appeals else "none",
        "fee": lambda case: case.fee_state(rest),
        "issued": lambda case: sum(document.name == rest for document in case.documents),
        "missing_evidence": lambda case: len(case.missing_evidence()),
        "filed": lambda case: case.filed_on is not None,
    }.get(head, lambda case: None)


def fold(entries: Iterable[Entry | Event], rules: Rules) -> Case:
    """The case that these entries tell, read in order of (on, number) (T11)."""
    case = Case(rules)
    for event in in_order(entries):
        case.apply(event)
    return case


def in_order(entries: Iterable[Entry | Event]) -> list[Entry | Event]:
    """Entries that stand after corrections, by legal day, then by number (T11)."""
    return sorted(after_corrections(entries), key=_BY_DAY)
