"""The tables of one law, looked up by event word and by phase: made once for each bundle, because every fold asks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from guichet.engine.counting import Count
from guichet.engine.picture import Why
from guichet.law.conditions import Condition
from guichet.law.rules import Act, Follow, Move, Pattern, Right, Rules, Sight, TimeLimit


@dataclass(frozen=True, slots=True)
class Turns:
    """What can change an answer by a mere day passing: where these limits and documents stand, and days counted from a named one."""

    limits: frozenset[str]
    documents: frozenset[str]
    days: frozenset[tuple[str, int]]  # a named day, and how many days after it a condition on "today" turns

    def __bool__(self) -> bool:
        return bool(self.limits or self.documents or self.days)


@dataclass(frozen=True, slots=True)
class Index:
    """What may concern an event of a word: a word that is not there concerns nothing."""

    moves: Mapping[str, tuple[Move, ...]]
    follows: Mapping[str, tuple[Follow, ...]]
    sees: Mapping[str, tuple[Sight, ...]]
    starts: Mapping[str, tuple[TimeLimit, ...]]
    ends: Mapping[str, frozenset[str]]  # word -> names of the limits that it may end
    acts: Mapping[str, tuple[Act, ...]]  # phase -> acts
    rights: Mapping[str, tuple[Right, ...]]  # phase -> the rows that may apply in it
    right_turns: Mapping[str, Turns]  # phase -> on what the rights of a mere day depend
    act_turns: Mapping[str, Turns]  # phase -> on what the acts and the status of a mere day depend
    opens: bool  # does a question wait for another, or depend on what the file says?
    counts: dict[tuple[str, date], Count]  # limit and first day -> how it runs if nothing pauses or extends it; asked by every case of that day
    reasons: dict[tuple[str, date, str], tuple[Why, ...]]  # the same with its state -> why
    may: dict[tuple[object, ...], dict[str, list[str]]]  # phase and what conditions answered -> the acts of each role


MOST_KEPT = 4096
_KNOWN: dict[str, Index] = {}


def index_of(rules: Rules) -> Index:
    """The index of these rules, kept by their digest."""
    if rules.digest not in _KNOWN:
        _KNOWN[rules.digest] = _made(rules)
    return _KNOWN[rules.digest]


def _made(rules: Rules) -> Index:
    limits = rules.time_limits.values()
    ends = _grouped((pattern, limit.name) for limit in limits for pattern in limit.ends)
    acts: dict[str, list[Act]] = defaultdict(list)
    for act in rules.acts.values():
        for phase in act.phases:
            acts[phase].append(act)
    rights = {phase: _rights_in(phase, rules.rights) for phase in rules.phases}
    return Index(
        moves=_grouped((move.after, move) for move in rules.moves),
        follows=_grouped((row.after, row) for row in rules.follows),
        sees=_grouped((sight.after, sight) for sight in rules.sees),
        starts=_grouped((limit.starts, limit) for limit in limits),
        ends={word: frozenset(names) for word, names in ends.items()},
        acts={phase: tuple(found) for phase, found in acts.items()},
        rights=rights,
        right_turns={phase: _turns((row.when for row in rows), rules) for phase, rows in rights.items()},
        act_turns={name: _turns((row.when for row in (*acts.get(name, ()), *phase.statuses)), rules) for name, phase in rules.phases.items()},
        opens=any(track.after or track.when for track in rules.tracks.values()),
        counts=_Kept(),
        reasons=_Kept(),
        may=_Kept(),
    )


class _Kept(dict):
    """What was computed once, as long as it is not too much."""

    def __setitem__(self, key: object, value: object) -> None:
        if len(self) >= MOST_KEPT:
            self.clear()
        super().__setitem__(key, value)


def _rights_in(phase: str, rows: Iterable[Right]) -> tuple[Right, ...]:
    """The rows that may apply in a phase, each with what is left to ask there; none after a row that always applies."""
    found = []
    for row in rows:
        left = _left_in(phase, row.when)
        if left is True:
            return (*found, row)
        if left:
            found.append(replace(row, when=left))
    return tuple(found)


def _left_in(phase: str, condition: Condition) -> Condition | bool:
    """What is left to ask of a condition in a phase; true or false where that is known, whatever else is so."""
    if not condition.parts:
        return condition.holds(lambda name: phase) if condition.name == "phase" else condition
    parts = [_left_in(phase, part) for part in condition.parts]
    if condition.word == "not":
        return not parts[0] if isinstance(parts[0], bool) else condition
    decides = condition.word == "any"
    if decides in parts:
        return decides
    left = tuple(part for part in parts if not isinstance(part, bool))
    return (left[0] if len(left) == 1 else Condition(condition.word, parts=left)) if left else not decides


def _turns(conditions: Iterable[Condition | None], rules: Rules) -> Turns:
    leaves = [leaf for condition in conditions if condition for leaf in condition.leaves()]
    named = {head: frozenset(leaf.name.split(" ")[1] for leaf in leaves if leaf.name.startswith(f"{head} ")) for head in ("limit", "document")}
    hearings = {rules.tracks[leaf.name.split(" ")[1]].hearing for leaf in leaves if leaf.name.startswith("hearing ")}
    return Turns(named["limit"] | hearings, named["document"], frozenset(turn for leaf in leaves for turn in _counted(leaf)))


def _counted(leaf: Condition) -> Iterator[tuple[str, int]]:
    """A condition "days_from today to X" or "days_from X to today" with a number changes its answer on a day counted from X."""
    head, *rest = leaf.name.split(" ")
    if head == "days_from" and "today" in (rest[0], rest[2]):
        for number in leaf.value if isinstance(leaf.value, tuple) else (leaf.value,):
            yield from _turning(rest[0] == "today", rest[2] if rest[0] == "today" else rest[0], leaf.word, int(str(number)))


def _turning(ahead: bool, named: str, word: str, number: int) -> Iterator[tuple[str, int]]:
    """The days, counted from the named one, on which the comparison begins or ceases to hold."""
    first = -number if ahead else number  # on this day exactly so many days lie between
    if word in ("is", "in"):
        yield from ((named, first), (named, first + 1))
    elif ahead:
        yield named, first + (word != "at_most")
    else:
        yield named, first + (word == "at_most")


def _grouped(pairs: Iterable[tuple[Pattern, object]]) -> dict[str, tuple]:
    found: dict[str, list] = defaultdict(list)
    for pattern, value in pairs:
        found[pattern.word].append(value)
    return {word: tuple(values) for word, values in found.items()}
