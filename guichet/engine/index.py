"""The tables of one law, looked up by event word and by phase: made once for each bundle, because every fold asks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from guichet.engine.counting import Count
from guichet.engine.picture import Why
from guichet.law.conditions import Condition
from guichet.law.rules import Act, Follow, LetterRule, Move, Pattern, Right, Rules, Sight, TimeLimit

if TYPE_CHECKING:
    from guichet.engine.saying import Questions, Said


class Concerned(NamedTuple):
    """What an event of one word about one subject may move, bring about, start, end, show or write."""

    moves: tuple[Move, ...]
    follows: tuple[Follow, ...]
    starts: tuple[TimeLimit, ...]
    ends: frozenset[str]  # names of limits
    sees: tuple[Sight, ...]
    letters: tuple[LetterRule, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What the law alone answers, kept as it is asked."""

    rules: Rules
    acts: Mapping[str, tuple[Act, ...]]  # phase -> acts
    rights: Mapping[str, tuple[Right, ...]]  # phase -> the rows that may apply in it
    opens: bool  # does a question wait for another, or depend on what the file says?
    concerned: dict[tuple[str, str], Concerned]  # word and subject of an event -> what it concerns
    counts: dict[tuple[str, date], Count]  # limit and first day -> how it runs if nothing pauses or extends it; asked by every case of that day
    told: dict[tuple[str, date, str, date | None], tuple[dict[str, object], tuple[Why, ...]]]  # the same with its state and end -> value and reasons
    questions: dict[str, Questions]  # by phase: what its conditions ask (saying.py)
    said: dict[tuple[object, ...], Said]  # phase, who is asked for something, and what was answered -> what the law says

    def concerns(self, kind: str, about: str) -> Concerned:
        """What an event of this word about this subject concerns."""
        known = self.concerned.get((kind, about))
        if known is None:
            known = self.concerned[kind, about] = _concerned(self.rules, kind, about)
        return known


MOST_KEPT = 4096
_KNOWN: dict[str, Index] = {}


def index_of(rules: Rules) -> Index:
    """The index of these rules, kept by their digest."""
    if rules.digest not in _KNOWN:
        _KNOWN[rules.digest] = _made(rules)
    return _KNOWN[rules.digest]


def _made(rules: Rules) -> Index:
    rights = {phase: _rights_in(phase, rules.rights) for phase in rules.phases}
    acts = together((phase, act.name) for act in rules.acts.values() for phase in act.phases)
    acts = {phase: tuple(rules.acts[name] for name in names) for phase, names in acts.items()}
    opens = any(track.after or track.when for track in rules.tracks.values())
    return Index(rules, acts, rights, opens, concerned=_Kept(), counts=_Kept(), told=_Kept(), questions={}, said=_Kept())


def _concerned(rules: Rules, kind: str, about: str) -> Concerned:
    def meant(pattern: Pattern) -> bool:
        return pattern.word == kind and pattern.subject in ("", about)

    limits = rules.time_limits.values()
    return Concerned(
        moves=tuple(move for move in rules.moves if meant(move.after)),
        follows=tuple(row for row in rules.follows if meant(row.after)),
        starts=tuple(limit for limit in limits if meant(limit.starts)),
        ends=frozenset(limit.name for limit in limits if any(map(meant, limit.ends))),
        sees=tuple(sight for sight in rules.sees if meant(sight.after)),
        letters=tuple(rule for rule in rules.letters if meant(rule.after)),
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
        return not parts[0] if isinstance(parts[0], bool) else Condition("not", parts=(parts[0],))
    decides = condition.word == "any"
    if decides in parts:
        return decides
    left = tuple(part for part in parts if not isinstance(part, bool))
    return (left[0] if len(left) == 1 else Condition(condition.word, parts=left)) if left else not decides


def together(pairs: Iterable[tuple[str, object]]) -> dict[str, tuple]:
    """Each key with its different values, in order."""
    found: dict[str, list] = defaultdict(list)
    for key, value in pairs:
        if value not in found[key]:
            found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
