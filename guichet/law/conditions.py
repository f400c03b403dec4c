"""Conditions of the law: a handful of words that evaluate, check and explain themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from operator import ge, le, lt

Look = Callable[[str], object]
JOINS = ("all", "any", "not")
TESTS = ("is", "in", "at_least", "at_most", "before")
_ORDERS = {"at_least": ge, "at_most": le, "before": lt}


@dataclass(frozen=True, slots=True)
class Condition:
    """A leaf compares what a name means on a day with a value; `all`, `any` and `not` join conditions."""

    word: str
    name: str = ""
    value: object = None
    parts: tuple[Condition, ...] = ()
    holds: Callable[[Look], bool] = field(init=False, compare=False, repr=False)  # is it so? A name that is not known compares as false

    def __post_init__(self) -> None:
        object.__setattr__(self, "holds", _JOINED[self.word](tuple(p.holds for p in self.parts)) if self.parts else _leaf_test(self))

    def fits(self, found: object) -> bool:
        """Does what was found under the name of a comparison hold?"""
        return _compare(self.word, found, self.value)

    def leaves(self) -> tuple[Condition, ...]:
        """The comparisons it is made of, in order."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)

    def names(self) -> tuple[str, ...]:
        """The names it looks at, in order."""
        return tuple(leaf.name for leaf in self.leaves())

    def explain(self, look: Look) -> list[dict[str, object]]:
        """Each comparison as name, word, value, what was found, and whether it holds."""
        if self.parts:
            return [line for part in self.parts for line in part.explain(look)]
        found = look(self.name)
        return [{"name": self.name, "word": self.word, "value": self.value, "found": found, "holds": self.fits(found)}]


def _all(tests: Sequence[Callable[[Look], bool]]) -> Callable[[Look], bool]:
    def holds(look: Look) -> bool:
        for test in tests:  # noqa: SIM110  a plain loop: this is asked thousands of times for one page
            if not test(look):
                return False
        return True

    return holds


def _any(tests: Sequence[Callable[[Look], bool]]) -> Callable[[Look], bool]:
    def holds(look: Look) -> bool:
        for test in tests:  # noqa: SIM110  a plain loop is faster
            if test(look):
                return True
        return False

    return holds


_JOINED = {"all": _all, "any": _any, "not": lambda tests: lambda look: not tests[0](look)}


def _leaf_test(leaf: Condition) -> Callable[[Look], bool]:
    word, name, value = leaf.word, leaf.name, leaf.value
    if word == "is":
        return lambda look: look(name) == value
    if word == "in":
        return lambda look: look(name) in value
    return _number_test(word, name, value) if type(value) is int else lambda look: _compare(word, look(name), value)


def _number_test(word: str, name: str, value: int) -> Callable[[Look], bool]:
    """Most comparisons are of two whole numbers: days from one to another."""
    compares = _ORDERS[word]

    def holds(look: Look) -> bool:
        found = look(name)
        return compares(found, value) if type(found) is int else _compare(word, found, value)

    return holds


def read_condition(tree: object, depth: int = 0) -> Condition:
    """The condition written in a law file; raises ValueError with a sentence of what to write."""
    if not isinstance(tree, Mapping) or len(tree) != 1:
        raise ValueError('a condition has one word. Write "{worker_age: {at_least: 18}}" or "{all: [..., ...]}".')
    [(word, inner)] = tree.items()
    if word not in JOINS:
        return _leaf(str(word), inner)
    if depth >= 2:
        raise ValueError("conditions are nested at most twice. Ask a developer for a named predicate.")
    parts = [inner] if word == "not" else inner
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not parts:
        raise ValueError(f'"{word}" takes a list of conditions. Write "{word}: [{{...}}, {{...}}]".')
    return Condition(word, parts=tuple(read_condition(part, depth + 1) for part in parts))


def _leaf(name: str, inner: object) -> Condition:
    if not isinstance(inner, Mapping) or len(inner) != 1:
        raise ValueError(f'"{name}" needs one comparison. Write "{name}: {{is: ...}}" with one of {", ".join(TESTS)}.')
    [(test, value)] = inner.items()
    if test not in TESTS:
        raise ValueError(f'"{test}" is not a comparison. Write one of {", ".join(TESTS)}.')
    if (test == "in") != isinstance(value, (list, tuple)):
        raise ValueError(f'"{test}" takes {"a list" if test == "in" else "one value"}. Write "{name}: {{in: [a, b]}}" or "{name}: {{is: a}}".')
    plain = tuple(_plain(v) for v in value) if isinstance(value, (list, tuple)) else _plain(value)
    return Condition(str(test), name=name, value=plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _compare(word: str, found: object, value: object) -> bool:
    if word == "is":
        return found == value
    if word == "in":
        return found in value
    if found is None:
        return False
    return _ordered(word, found, value)


def _ordered(word: str, found: object, value: object) -> bool:
    if type(found) is int and type(value) is int:
        return _ORDERS[word](found, value)
    left, right = _number(found), _number(value)
    if left is None or right is None:
        left, right = str(found), str(value)
    return _ORDERS[word](left, right)


def _number(value: object) -> Decimal | int | None:
    if isinstance(value, int):
        return value
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
