"""Tells a worked example: each line becomes the events that would have happened, with what goes without saying filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guichet.engine.case import Case, fold
from guichet.engine.consequences import let_the_clock_speak, take_in
from guichet.engine.corrections import correction
from guichet.engine.facts import FACTS
from guichet.engine.limits import counted
from guichet.engine.parts import Request
from guichet.engine.words import CLOCK, EVENT_WORDS, Actor, Entry, Event
from guichet.law.rules import Act, Rules
from guichet.law.worked import Example, Told

SETTLED: Mapping[str, object] = {"worker_age": 34, "lawfully_present": False}  # facts of an example that does not say otherwise
RulesOf = Callable[[str, date], Rules]  # (region, governing day) -> rules
KNOWN = ("by", "told_on", "evidence", "request", "region", "length", "document", "track", "outcome", "limit", "letter", "to", "about", "role", "body",
         "valid_from", "valid_until", "channel", "how", "effect")  # fmt: skip


class BadExample(Exception):
    """A worked example says something that cannot be told; the text says what and what to write."""


@dataclass
class Story:
    """A case as it is told: entries so far, under the rules of the region that holds the file."""

    example: Example
    rules_of: RulesOf
    rules: Rules
    entries: list[Entry] = field(default_factory=list)

    def tell(self, told: Told) -> None:
        """Lets the clock speak up to the day on which this was told, then takes in the event (T8, T11)."""
        reached_us = date.fromisoformat(str(told.details.get("told_on", told.on.isoformat())))
        case = fold(self.entries, self.rules)
        self._keep(let_the_clock_speak(case, reached_us))
        event = _event(case, self.example, told)
        self._keep(self._corrected(event, reached_us) or take_in(case, event))
        if event.kind == "sent_on":
            self.rules = self.rules_of(case.region, case.filed_on or told.on)

    def _corrected(self, event: Event, reached_us: date) -> list[Event]:
        """Told later than it happened, an act may undo what took effect since: then what falls is told too, as the desk does (T11)."""
        if event.on >= reached_us:
            return []
        found = correction(self.entries, self.rules, event, reached_us)
        return list(found.events(event.by, reached_us)) if found.falls else []

    def _keep(self, events: list[Event]) -> None:
        for event in events:
            self.entries.append(Entry(event.kind, event.by, event.on, event.data, number=len(self.entries) + 1, law=self.rules.digest))


def told_story(example: Example, rules_of: RulesOf) -> Story:
    """All entries of an example, in the order in which they were told; raises BadExample."""
    story = Story(example, rules_of, rules_of(example.region, example.told[0].on))
    if story.rules.application != example.application:
        raise BadExample(f'line {example.line}: "{example.application}" is not the application of this procedure. Write "{story.rules.application}".')
    for told in example.told:
        try:
            story.tell(told)
        except (KeyError, ValueError, StopIteration) as error:
            raise BadExample(f"line {told.line}, {told.on} {told.event}: this cannot be told ({type(error).__name__}: {error}).") from error
    return story


def _event(case: Case, example: Example, told: Told) -> Event:
    word, _, about = told.event.partition(" ")
    if word not in EVENT_WORDS:
        raise BadExample(f'line {told.line}: "{word}" is not an event. "guichet law words" lists them.')
    unknown = sorted(key for key in told.details if key not in KNOWN and key not in FACTS)
    if unknown:
        raise BadExample(f'line {told.line}: "{unknown[0]}" is neither a fact nor one of {", ".join(KNOWN)}.')
    given = _subject(word, about) | {k: v for k, v in told.details.items() if k not in FACTS and k not in ("by", "told_on", "evidence", "request")}
    act = _act(case.rules, word, given)
    data = (dict(act.fixed) if act else {}) | given
    facts = {name: _fact(name, value) for name, value in told.details.items() if name in FACTS}
    data.update(_FILLED.get(word, _nothing)(case, example, told, facts))
    if facts:
        data["facts"] = facts
    role = str(told.details.get("by") or data.pop("by_default", "") or (act.by[0] if act else "clock"))
    data.pop("by_default", None)
    return Event(word, CLOCK if role == "clock" else Actor(role), told.on, data)


def _subject(word: str, about: str) -> dict[str, object]:
    """The data that an event with this subject carries; the counterpart of `subjects.subject`."""
    if not about:
        return {}
    first, _, second = about.partition(":")
    match word:
        case "track_decided":
            return {"track": first, "outcome": second}
        case "notified":
            return {"letter": first, "to": second}
        case "granted" | "refused":
            return {"how": first}
        case "fee_recorded":
            return {"fee": first} | ({"how": second} if second else {})
        case "objection_raised":
            return {"track": first}
        case "opinion_requested" | "opinion_given":
            return {"role": first}
        case "ended" | "revoked" | "annulled" | "heard":
            return {"track": first} | ({"how": second} if second else {})
        case "appeal_lodged" | "appeal_decided":
            return {"limit": first} | ({"outcome": second} if second else {})
    keys = {"document_issued": "document", "document_delivered": "document", "limit_extended": "limit", "evidence_requested": "limit",
            "letter_made": "letter", "facts_changed": "about", "assigned": "role"}  # fmt: skip
    if word not in keys:
        raise BadExample(f'"{word}" is told without a subject ("{about}").')
    return {keys[word]: about}


def _act(rules: Rules, word: str, given: Mapping[str, object]) -> Act | None:
    """The first act of the law file that says this and fixes nothing else than what is given."""
    fitting = (act for act in rules.acts.values() if act.says == word and all(given.get(k, v) == v for k, v in act.fixed.items()))
    return next(fitting, None)


def _fact(name: str, value: object) -> object:
    return f"{Decimal(str(value)):.2f}" if FACTS[name].startswith("euro") else value


def _nothing(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    return {}


def _filed(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    """Filed with everything that the law asks, unless the example says which evidence."""
    for name, value in (SETTLED | dict(case.rules.given) | dict(example.facts)).items():
        facts.setdefault(name, _fact(name, value) if name in FACTS else value)
    unknown = sorted(set(facts) - set(FACTS))
    if unknown:
        raise BadExample(f'"{unknown[0]}" is not a fact. "guichet law words" lists them.')
    empty = Case(case.rules)
    empty.facts.update(facts)
    needed = [e.name for e in empty.needed_evidence()]
    return {"procedure": case.rules.procedure, "application": case.rules.application, "region": example.region,
            "evidence": {name: [] for name in _pieces(case.rules, told, needed)}}  # fmt: skip


def _pieces(rules: Rules, told: Told, otherwise: list[str]) -> list[str]:
    given = told.details.get("evidence")
    names = otherwise if given is None else [given] if isinstance(given, str) else [str(name) for name in given]
    unknown = sorted(set(names) - set(rules.evidence))
    if unknown:
        raise BadExample(f'line {told.line}: "{unknown[0]}" is no evidence of this procedure. Write one of {", ".join(rules.evidence)}.')
    return names


def _asked(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    """Requests are numbered in the order in which they are told."""
    first = [next(iter(case.rules.evidence))]
    return {"asked": _pieces(case.rules, told, first), "request": str(told.details.get("request", f"request {told.line}"))}


def _came(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    """Without a request named, the oldest open one is meant; without pieces named, all that is still asked."""
    request = _request(case, told)
    pieces = _pieces(case.rules, told, list(request.outstanding) if request else [])
    giver = case.rules.evidence[pieces[0]].given_by if pieces else ""
    data: dict[str, object] = {"evidence": {name: [] for name in pieces}, "by_default": giver}
    if request is None:
        return data
    instance = next(i for i in case.instances if i.request == request.id)
    complete = not set(request.outstanding) - set(pieces)
    return data | {"request": request.id, "complete": complete, "late": told.on > counted(case, instance).due_on}


def _request(case: Case, told: Told) -> Request | None:
    if "request" in told.details:
        return case.requests[str(told.details["request"])]
    return next((r for r in case.requests.values() if r.answered_on is None), None)


def _advised(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    return {"request": str(told.details.get("request", f"request {told.line}"))}


def _advice(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    """The oldest opinion that is waited for; the body that was asked gives it."""
    asked = next((one for one in case.opinions.values() if one.answered_on is None), None)
    if asked is None:
        return {}
    run = next(run for run in case.instances if run.request == asked.id)
    return {"request": asked.id, "late": told.on > counted(case, run).due_on, "by_default": asked.role}


def _moved(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    facts.setdefault("to_region", told.details["region"])
    return {"region": told.details["region"], "from_region": case.region}


def _came_in(case: Case, example: Example, told: Told, facts: dict[str, object]) -> dict[str, object]:
    if not case.facts.get("lawfully_present") and "entered_on" not in case.facts:
        facts.setdefault("entered_on", told.on.isoformat())
    return {}


_FILLED: Mapping[str, Callable[[Case, Example, Told, dict[str, object]], dict[str, object]]] = {
    "application_submitted": _filed,
    "declared_incomplete": _asked,
    "evidence_requested": _asked,
    "evidence_received": _came,
    "opinion_requested": _advised,
    "opinion_given": _advice,
    "sent_on": _moved,
    "entered": _came_in,
    "arrival_registered": _came_in,
}
