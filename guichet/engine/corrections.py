"""What would fall if an act were known from an earlier day than the effects already written? Listed before anybody confirms it (T11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from guichet.engine.case import Case
from guichet.engine.consequences import let_the_clock_speak, take_in
from guichet.engine.corrected import after_corrections
from guichet.engine.decide import decide_then, stood_then
from guichet.engine.refusals import NotAllowedNow
from guichet.engine.subjects import subject
from guichet.engine.words import CLOCK, Actor, Command, Entry, Event
from guichet.law.rules import Rules

# Reports and notes: they happened whatever the file has come to.
ALWAYS = frozenset("application_submitted letter_made notified message_written fee_recorded assigned corrected annulled law_corrected".split())
Key = tuple[str, str, date, object]


@dataclass(frozen=True, slots=True)
class Correction:
    """`falls`: numbers of the entries that would no longer stand; `comes`: the act itself and all that would follow from it."""

    falls: tuple[int, ...]
    comes: tuple[Event, ...]

    def events(self, by: Actor, on: date, reason: object = None) -> tuple[Event, ...]:
        """What the journal would remember, once it is confirmed: first what falls, then what comes."""
        if not self.falls:
            return self.comes
        data: dict[str, object] = {"falls": list(self.falls)} | ({"late_reason": reason} if reason else {})
        return (Event("corrected", by, on, data), *self.comes)


def asked_by(command: Command, entries: Sequence[Entry], rules: Rules, today: date) -> Correction:
    """The correction that an act of an earlier day asks for. `entries` hold what the clock has said up to today.

    Raises what `decide` raises, judged on the day of the act; NotAllowedNow if the file went to another law since.
    """
    return correction(entries, rules, decide_then(as_of(entries, rules, command.on), command, entries), today)


def as_of(entries: Sequence[Entry], rules: Rules, day: date) -> Case:
    """The case as it stood on a day, if an act of that day can still be judged by these rules. Raises NotAllowedNow."""
    if any(entry.kind == "sent_on" and entry.on >= day for entry in after_corrections(entries)):
        raise NotAllowedNow("sent_on_since", {})
    return stood_then(rules, entries, day)


def correction(entries: Sequence[Entry], rules: Rules, act: Event, today: date) -> Correction:
    """Tells the case again with the act on its day, up to today, and compares. Nothing is changed."""
    acts, effects = _apart(after_corrections(entries), rules)
    told, undone = _told_again([*acts, act], rules, today)
    known = Counter(_key(entry) for entry in effects)
    return Correction(tuple(sorted(_fallen(told, undone, effects))), tuple(_new(told, known, act)))


def without(entries: Sequence[Entry], rules: Rules, number: int, today: date) -> Correction:
    """Tells the case again as if one entry had never been: what falls with it, and what comes. Nothing is changed."""
    acts, effects = _apart(after_corrections(entries), rules)
    told, undone = _told_again([act for act in acts if act.number != number], rules, today)
    known = Counter(_key(entry) for entry in effects)
    return Correction(tuple(sorted([number, *_fallen(told, undone, effects)])), tuple(_new(told, known)))


def acts_of(entries: Sequence[Entry], rules: Rules) -> list[Entry]:
    """What people did and still stands, without what followed from it by itself."""
    return _apart(after_corrections(entries), rules)[0]


def _fallen(told: Sequence[Event], undone: Sequence[Event], effects: Sequence[Entry]) -> Iterator[int]:
    """Acts that can no longer be done, and effects that no longer come."""
    yield from (entry.number for entry in undone if isinstance(entry, Entry))
    left = Counter(_key(event) for event in told)
    for entry in effects:
        if left[_key(entry)]:
            left[_key(entry)] -= 1
        else:
            yield entry.number


def _apart(entries: Sequence[Event], rules: Rules) -> tuple[list[Entry], list[Entry]]:
    """What people did, and what followed from it or from silence: the law would make the second again from the first."""
    case, following = Case(rules), []
    acts, effects = [], []
    for entry in sorted(entries, key=lambda e: e.number):
        if following and (entry.kind, subject(entry)) == following[0]:
            following.pop(0)
            effects.append(entry)
            continue
        told = take_in(case, entry)
        following = [(event.kind, subject(event)) for event in told[1:]]
        (effects if entry.by == CLOCK and entry.kind == "limit_passed" else acts).append(entry)
    return acts, effects


def _told_again(acts: Sequence[Event], rules: Rules, today: date) -> tuple[list[Event], list[Event]]:
    """The events that the acts bring when told in the order of their days, and the acts that can then no longer be done."""
    case, told, undone = Case(rules), [], []
    for act in sorted(acts, key=lambda e: (e.on, e.number or len(acts) + 10**6)):
        told += let_the_clock_speak(case, act.on)
        if not _can_be_done(case, act):
            undone.append(act)
            continue
        first, *following = take_in(case, act)
        told += following if isinstance(act, Entry) else [first, *following]
    return told + let_the_clock_speak(case, today), undone


def _can_be_done(case: Case, act: Event) -> bool:
    saying = [row for row in case.rules.acts.values() if row.says == act.kind and all(act.data.get(k) == v for k, v in row.fixed.items())]
    return act.kind in ALWAYS or not saying or any(case.phase in row.phases for row in saying)


def _new(told: Sequence[Event], known: Counter, act: Event | None = None) -> Iterator[Event]:
    for event in told:
        if known[_key(event)]:
            known[_key(event)] -= 1
        else:
            yield event


def _key(event: Event) -> Key:
    return event.kind, subject(event), event.on, event.data.get("valid_until")
