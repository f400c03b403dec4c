"""Can a condition ever hold? Every name that it compares must be known, told by somebody, and able to be what it is compared with."""

from __future__ import annotations

from guichet.law.conditions import Condition, read_condition
from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree
from guichet.law.scope import Scope

CONDITIONS = ("when", "serves_again", "holds")
INSIDE = ("asks", "to", "open_to", "statuses")  # what an entry holds that has conditions of its own
FORM = "fields"
# Where a condition is judged at an event, whatever the day: nothing that stands so or so on a day has a value there.
NO_DAY = frozenset("evidence fees tracks moves follows time_limits asks open_to".split())
UNDATED = "Ask for a fact, the phase, a track, an appeal, a fee, what happened, how often a document was issued, or days from one fact to another."
IN_CHECKS = "expected_decision"  # a day that only a check before filing can foresee


def check_conditions(r: Reading, entry: Tree, where: str, scope: Scope) -> None:
    """Every condition of an entry and of the fields, recipients and statuses inside it."""
    _of(r, entry, where, scope, where.partition(".")[0])
    for key in INSIDE:
        for part in entry.get(key) or () if isinstance(entry.get(key), list) else ():
            if isinstance(part, Lines):
                _of(r, part, where, scope, key)


def _of(r: Reading, part: Lines, where: str, scope: Scope, place: str) -> None:
    for key in (key for key in CONDITIONS if key in part):
        condition = _condition(part[key])
        check_condition(r, part, where, condition, scope)
        for name in condition.names() if condition and key == "when" else ():
            cure = _unanswered(name, place, scope)
            if cure:
                r.wrong(part, "when", where, f'"{name}" has no value here.', cure)


def _unanswered(name: str, place: str, scope: Scope) -> str:
    """What to ask instead of a name that is never answered at this place; "" where it is."""
    if not scope.vocabulary.is_name(name, scope.rules):
        return ""  # told already
    if place == FORM and scope.vocabulary.facts and name not in scope.vocabulary.facts:
        return "A form knows the answers alone: ask for a fact."
    return UNDATED if place in NO_DAY and not scope.vocabulary.is_undated(name) else ""


def check_condition(r: Reading, part: Tree, where: str, condition: Condition | None, scope: Scope) -> None:
    """Notes each comparison of a condition that leads nowhere."""
    for leaf in condition.leaves() if condition else ():
        if not scope.vocabulary.is_name(leaf.name, scope.rules):
            r.wrong(part, "when", where, f'"{leaf.name}" is nothing a condition can ask.', 'Write a name that "guichet law words" lists.')
            continue
        if IN_CHECKS in leaf.name.split(" ") and not where.startswith("checks."):
            r.wrong(part, "when", where, f'"{IN_CHECKS}" is known in checks only.', "Ask it in a check, or name another day.")
        check_told(r, part, "when", where, leaf.name, scope)
        _values(r, part, where, leaf, scope)


def check_told(r: Reading, part: Tree, key: str, where: str, name: str, scope: Scope) -> None:
    """A fact that no form and no act gives is never known, so nothing may look at it."""
    for word in {name, *name.split(" ")}:
        if word in scope.vocabulary.facts and word not in scope.facts:
            r.wrong(part, key, where, f'"{word}" is never known: no field gives this fact.', f'Add a field with "fact: {word}", or take it out.')


def _condition(tree: object) -> Condition | None:
    try:
        return read_condition(tree)
    except ValueError:
        return None  # told by the reading


def _values(r: Reading, part: Tree, where: str, leaf: Condition, scope: Scope) -> None:
    allowed = scope.allowed(leaf.name)
    wanted = leaf.value if leaf.word == "in" else (leaf.value,)
    if isinstance(allowed, range):
        for value in (value for value in wanted if not isinstance(value, int) or isinstance(value, bool)):
            r.wrong(part, "when", where, f'"{value}" is not a number of days.', "Write a whole number, such as 20 or -1.")
        return
    for value in wanted if allowed and leaf.word in ("is", "in") else ():
        if not any(value == a and type(value) is type(a) for a in allowed):
            shown = ", ".join(str(a).lower() if isinstance(a, bool) else str(a) for a in allowed)
            r.wrong(part, "when", where, f'"{leaf.name}" is never "{value}".', f"Write one of: {shown}.")
