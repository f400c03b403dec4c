"""What a name in a condition means for one case on one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from guichet.engine.case import Case, undated
from guichet.engine.counting import named_day
from guichet.engine.facts import DAY_FACTS, FACTS, day_of, ninetieth_day
from guichet.engine.limits import counted, state_on
from guichet.engine.taken import hearing
from guichet.engine.words import EVENT_WORDS
from guichet.law.covers import NamedDay
from guichet.law.rules import Rules

PREDICATES: Mapping[str, str] = {
    "phase": "the phase the file is in",
    "filed": "true once the application is filed",
    "missing_evidence": "how many pieces the law asks and that have not come",
    "track <track>": "waiting (for the yes of another), open, none (not asked here), yes, no, silent, closed, ended or revoked",
    "hearing <track>": "none, running or over: was the person heard before this is taken back, on the day asked about",
    "appeal <limit>": "none, lodged, annulled, reformed, rejected, inadmissible or withdrawn: the last appeal under this limit",
    "fee <fee>": "none (not asked), due, part (of it paid), proven (a proof came), paid or exempt",
    "issued <document>": "how often it was issued",
    "document <document>": "none, valid or ended, on the day asked about",
    "limit <limit>": "none, running, paused, passed or ended, on the day asked about",
    "happened <event> [<subject>]": "true once this event has happened",
    "days_from <day> to <day>": "days from one to the other: today, filed_on, ninetieth_day, expected_decision (in checks), a named day, "
    "a fact that is one, a document (its end)",
}

DATED = ("document", "limit", "hearing")  # what only a look on a day can answer, beside days


@lru_cache(maxsize=1024)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(name.split(" "))


class Look(dict):
    """Answers names for one case on one day, each asked once."""

    __slots__ = ("case", "day")

    def __init__(self, case: Case, day: date) -> None:
        self.case, self.day = case, day

    def __call__(self, name: str) -> object:
        return self[name]

    def __missing__(self, name: str) -> object:
        found = self[name] = meaning(name)(self)
        return found

    def pass_to(self, day: date) -> None:
        """From now on it looks at this day."""
        self.day = day
        self.clear()

    def day_named(self, name: str) -> date | None:
        """The day that a name means; None if it is not known."""
        if name == "today":
            return self.day
        known = self.case.named_days
        if name not in known:
            known[name] = self._named(name)
        return known[name]

    def _named(self, name: str) -> date | None:
        if name == "filed_on":
            return self.case.filed_on
        if name == "ninetieth_day":
            return ninetieth_day(self.case.facts)
        if name in self.case.rules.days:
            return self._counted(self.case.rules.days[name])
        if name in self.case.rules.time_limits:
            run = next((i for i in reversed(self.case.instances) if i.limit == name and i.ended_on is None), None)
            return counted(self.case, run).due_on if run else None
        if name in self.case.rules.documents:
            return max((d.safe_on for d in self.case.documents if d.name == name and d.safe_on), default=None)
        return day_of(self.case.facts.get(name))

    def _counted(self, day: NamedDay) -> date | None:
        start = self.day_named(day.start) if day.when is None or day.when.holds(self) else None
        return named_day(day, start, self.case.rules.calendar) if start else None

    def document(self, name: str) -> str:
        """none, valid or ended."""
        state = "none"
        for one in self.case.documents:
            if one.name == name and one.from_on <= self.day:
                if one.safe_on is None or self.day <= one.safe_on:
                    return "valid"
                state = "ended"
        return state

    def limit(self, name: str) -> str:
        """How the last run of a time limit stands."""
        instance = next((i for i in reversed(self.case.instances) if i.limit == name), None)
        return state_on(self.case, instance, self.day) if instance else "none"

    def days(self, first: str, second: str) -> int | None:
        """Days from one to the other; None while one is not known."""
        start, end = self.day_named(first), self.day_named(second)
        return (end - start).days if start and end else None


@lru_cache(maxsize=1024)
def meaning(name: str) -> Callable[[Look], object]:
    """How a look answers a name, found once."""
    head, *rest = _parts(name)
    if head == "document":
        return lambda look: look.document(rest[0])
    if head == "limit":
        return lambda look: look.limit(rest[0])
    if head == "days_from":
        return lambda look: look.days(rest[0], rest[2])
    if head == "hearing":
        return lambda look: hearing(look.case, rest[0], look.day)
    timeless = undated(name)
    return lambda look: timeless(look.case)


def is_known(name: str, rules: Rules) -> bool:
    """May a condition of these rules ask this name?"""
    head, *rest = _parts(name)
    if not rest:
        return name in FACTS or name in ("phase", "filed", "missing_evidence")
    if head == "days_from":
        return len(rest) == 3 and rest[1] == "to" and all(is_day(n, rules) for n in (rest[0], rest[2]))
    tables = {"track": rules.tracks, "document": rules.documents, "limit": rules.time_limits, "happened": EVENT_WORDS, "issued": rules.documents,
              "hearing": rules.tracks, "fee": rules.fees, "appeal": rules.time_limits}  # fmt: skip
    return head in tables and rest[0] in tables[head]


def is_undated(name: str) -> bool:
    """Has this name a value when no day is meant? Documents, limits and hearings stand so or so on a day; days are counted between facts alone."""
    head, *rest = _parts(name)
    return head not in DATED and (head != "days_from" or {rest[0], rest[-1]} <= DAY_FACTS)


def is_day(name: str, rules: Rules) -> bool:
    """Is this the name of a day?"""
    tables = (("today", "filed_on", "ninetieth_day", "expected_decision"), DAY_FACTS, rules.documents, rules.days, rules.time_limits)
    return any(name in table for table in tables)
