"""The steps of a procedure as a graph, read from its phases, moves and acts: where each phase may lead, and which time limits run in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guichet.law.conditions import Condition
from guichet.law.course import about, silences, with_outcomes
from guichet.law.rules import Move, Pattern, Phase, Rules, TimeLimit

Said = tuple[str, str]  # word and subject of an event; "" where the subject is not fixed


@dataclass(frozen=True, slots=True)
class Way:
    """After this event the file is in another phase, or begins the same one again."""

    after: Pattern
    to: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A third body that may be asked for its opinion, and the time it has."""

    role: str
    limit: TimeLimit | None


@dataclass(frozen=True, slots=True)
class Step:
    """One phase, the ways out of it, the limits that run in it, the opinions that may be asked."""

    phase: Phase
    ways: tuple[Way, ...]
    limits: tuple[TimeLimit, ...]
    opinions: tuple[Asked, ...] = ()


def steps(rules: Rules) -> tuple[Step, ...]:
    """Every phase in the order of the law file."""
    return tuple(_step(phase, rules) for phase in rules.phases.values())


def depths(found: tuple[Step, ...]) -> Mapping[str, int]:
    """How many steps lie before each phase on the longest way to it; ways back to an earlier phase are not followed."""
    order = {step.phase.name: place for place, step in enumerate(found)}
    deep = dict.fromkeys(order, 0)
    for step in found:
        for way in step.ways:
            if order[way.to] > order[step.phase.name]:
                deep[way.to] = max(deep[way.to], deep[step.phase.name] + 1)
    return deep


def _step(phase: Phase, rules: Rules) -> Step:
    said = _said_in(phase, rules)
    ways = tuple(_way(move) for move in rules.moves if _among(move.after, said) and _may_follow(move.when, phase.name))
    into = [move.after for move in rules.moves if move.to == phase.name]
    binding = (one for one in rules.time_limits.values() if not one.reminder)
    limits = (one for one in binding if any(_meets(one.starts, after) for after in into) and any(_among(end, said) for end in one.ends))
    return Step(phase, () if phase.ended else ways, tuple(limits), tuple(_opinions(phase, rules)))


def _opinions(phase: Phase, rules: Rules) -> Iterator[Asked]:
    for act in rules.acts.values():
        if act.says == "opinion_requested" and phase.name in act.phases and "role" in act.fixed:
            yield Asked(str(act.fixed["role"]), rules.time_limits.get(str(act.fixed.get("limit"))))


def _way(move: Move) -> Way:
    return Way(move.after, move.to, None if move.when is None or move.when.name == "phase" else move.when)


def _said_in(phase: Phase, rules: Rules) -> set[Said]:
    """What an act of this phase says, and whatever follows from it by itself."""
    said = {(act.says, about(act.says, act.fixed)) for act in rules.acts.values() if phase.name in act.phases}
    said = with_outcomes(said, rules)
    known = 0
    while known != len(said):
        known = len(said)
        said |= {(row.says, about(row.says, row.fixed)) for row in rules.follows if _among(row.after, said) and _may_follow(row.when, phase.name)}
    into = [move.after for move in rules.moves if move.to == phase.name]
    running = (one for one in rules.time_limits.values() if _among(one.starts, said) or any(_meets(one.starts, after) for after in into))
    return with_outcomes(said | silences(running), rules)


def _among(pattern: Pattern, said: set[Said]) -> bool:
    return any(word == pattern.word and (not pattern.subject or about in ("", pattern.subject)) for word, about in said)


def _meets(one: Pattern, other: Pattern) -> bool:
    return one.word == other.word and (not one.subject or not other.subject or one.subject == other.subject)


def _may_follow(when: Condition | None, phase: str) -> bool:
    """A condition that names other phases closes the way; every other condition may be met."""
    if when is None or when.name != "phase":
        return True
    return phase in (when.value if isinstance(when.value, (list, tuple)) else (when.value,))
