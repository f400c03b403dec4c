"""What the law says in the phase of a case: status, acts and rights, asked anew only where a passing day may turn an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.engine.case import Case
from guichet.engine.counting import ONE
from guichet.engine.event_data import asked_of
from guichet.engine.facts import FACTS
from guichet.engine.index import together
from guichet.engine.limits import standings
from guichet.engine.look import Look, meaning
from guichet.law.conditions import Condition
from guichet.law.rules import Act, Right, Rules, Status

Ask = Callable[[Look], object]


@dataclass(frozen=True, slots=True)
class Questions:
    """What the law asks in a phase, for its status, its acts and its rights: each thing once, and what makes it turn by a mere day passing."""

    asks: tuple[Ask, ...]  # a name that has few answers is asked itself; of numbers and days, what is compared with them
    places: Mapping[str, tuple[int, ...]]  # name -> where it stands in `asks`
    limits: Mapping[str, tuple[str, ...]]  # limit -> the names that turn when it stands otherwise
    documents: Mapping[str, tuple[str, ...]]  # the same for a document
    days: tuple[tuple[str, timedelta, str], ...]  # a named day, how long after it, and the name that turns then


@dataclass(frozen=True, slots=True)
class Said:
    """What the law says in a phase while all its questions are answered the same."""

    right: Right | None
    status: str
    acts: Mapping[str, list[str]]  # role -> names of acts


def said_on(case: Case, look: Look) -> Said:
    """What the law says on the day of the look."""
    return _said(case, look.day, _roles_asked(case), [ask(look) for ask in _questions(case).asks])


def said_between(case: Case, first: date, following: date) -> Iterator[tuple[date, Said]]:
    """What the law says on the day `first`, and on each day before `following` on which an answer turns by itself."""
    questions, roles, look = _questions(case), _roles_asked(case), Look(case, first)
    answers = [ask(look) for ask in questions.asks]
    yield first, _said(case, first, roles, answers)
    turning = _turning(case, questions, look, following)
    for on in sorted(turning):
        look.pass_to(on)
        before = answers.copy()
        for place in [place for name in turning[on] for place in questions.places[name]]:
            answers[place] = questions.asks[place](look)
        if answers != before:
            yield on, _said(case, on, roles, answers)


def _said(case: Case, day: date, roles: tuple[str, ...], answers: Sequence[bool]) -> Said:
    """Kept by the law: whoever answers the same is told the same."""
    key = (case.phase, roles, *answers)
    known = case.index.said.get(key)
    if known is None:
        known = case.index.said[key] = _asked(case, Look(case, day), roles)
    return known


def _asked(case: Case, look: Look, roles: tuple[str, ...]) -> Said:
    asks = look.__getitem__
    right = next((row for row in case.index.rights.get(case.phase, ()) if row.when.holds(asks)), None)
    status = next((one.name for one in case.rules.phases[case.phase].statuses if one.when.holds(asks)), "")
    acts: dict[str, list[str]] = {}
    for act in case.index.acts.get(case.phase, ()):
        if act.when is None or act.when.holds(asks):
            for role in act.by:
                if act.evidence != "open_request" or role in roles:
                    acts.setdefault(role, []).append(act.name)
    return Said(right, status, acts)


def _roles_asked(case: Case) -> tuple[str, ...]:
    """The roles of whom a piece of evidence was asked and is outstanding."""
    return tuple(role for role in case.rules.roles if asked_of(case, role)) if case.requests else ()


def _turning(case: Case, questions: Questions, look: Look, following: date) -> dict[date, list[str]]:
    """The days after that of the look and before `following` on which an answer may change without an event, each with the names that it turns."""
    found: dict[date, list[str]] = {}
    for on, names in _standing_otherwise(case, questions, look.day):
        if look.day < on < following:
            found.setdefault(on, []).extend(names)
    for named, after, name in questions.days:
        day = look.day_named(named)
        if day and look.day < day + after < following:
            found.setdefault(day + after, []).append(name)
    return found


def _standing_otherwise(case: Case, questions: Questions, first: date) -> Iterator[tuple[date, tuple[str, ...]]]:
    for instance in case.instances:
        if instance.limit in questions.limits:
            yield from ((one.from_on, questions.limits[instance.limit]) for one in standings(case, instance, first))
    for document in case.documents:
        if document.name in questions.documents:
            ends = (day + ONE for day in (document.until_on, document.safe_on) if day)
            yield from ((on, questions.documents[document.name]) for on in (document.from_on, *ends))


def _questions(case: Case) -> Questions:
    """Those of the phase of the case, read from the law once."""
    known, phase = case.index.questions, case.phase
    if phase not in known:
        rows = (*case.rules.phases[phase].statuses, *case.index.acts.get(phase, ()), *case.index.rights[phase])
        known[phase] = _read(rows, case.rules)
    return known[phase]


def _read(rows: Iterable[Status | Act | Right], rules: Rules) -> Questions:
    leaves = tuple(dict.fromkeys(leaf for row in rows if row.when for leaf in row.when.leaves()))
    heads = [(leaf.name, *leaf.name.split(" ")[:2]) for leaf in leaves if " " in leaf.name]
    limits = [(rest, name) for name, head, rest in heads if head == "limit"]
    limits += [(rules.tracks[rest].hearing, name) for name, head, rest in heads if head == "hearing"]
    asked = {leaf if _has_many_answers(leaf.name) else leaf.name: (leaf.name, _ask(leaf)) for leaf in leaves}.values()
    return Questions(
        tuple(ask for _, ask in asked),
        places=together((name, place) for place, (name, _) in enumerate(asked)),
        limits=together(limits),
        documents=together((rest, name) for name, head, rest in heads if head == "document"),
        days=tuple(dict.fromkeys((named, timedelta(number), leaf.name) for leaf in leaves for named, number in _counted(leaf))),
    )


def _ask(leaf: Condition) -> Ask:
    if leaf.name.startswith("days_from ") and "today" in leaf.name.split(" "):
        return _ask_days(leaf)
    found, fits = meaning(leaf.name), leaf.fits
    return (lambda look: fits(found(look))) if _has_many_answers(leaf.name) else found


def _ask_days(leaf: Condition) -> Ask:
    """How far off is a day? Most of the days that a phase asks about are not known, and then there is nothing to count."""
    _, first, _, second = leaf.name.split(" ")
    named, ahead = (second, 1) if first == "today" else (first, -1)
    fits, unknown = leaf.fits, leaf.fits(None)

    def ask(look: Look) -> object:
        day = look.day_named(named)
        return fits(ahead * (day - look.day).days) if day else unknown

    return ask


def _has_many_answers(name: str) -> bool:
    return name in FACTS or name.partition(" ")[0] in ("days_from", "issued", "missing_evidence")


def _counted(leaf: Condition) -> Iterator[tuple[str, int]]:
    """A condition "days_from today to X" or "days_from X to today" with a number changes its answer on a day counted from X."""
    head, *rest = leaf.name.split(" ")
    if head == "days_from" and "today" in (rest[0], rest[2]):
        for number in leaf.value if isinstance(leaf.value, tuple) else (leaf.value,):
            yield from _turns(rest[0] == "today", rest[2] if rest[0] == "today" else rest[0], leaf.word, int(str(number)))


def _turns(ahead: bool, named: str, word: str, number: int) -> Iterator[tuple[str, int]]:
    """The days, counted from the named one, on which the comparison begins or ceases to hold."""
    first = -number if ahead else number  # on this day exactly so many days lie between
    if word in ("is", "in"):
        yield from ((named, first), (named, first + 1))
    elif ahead:
        yield named, first + (word != "at_most")
    else:
        yield named, first + (word == "at_most")
