"""Answers that cannot be right together: a sentence at each of their questions, on this page or another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guichet.engine.checks import Verdict, verdicts
from guichet.law.rules import Field
from guichet.portals.answers import Mistake, first_input
from guichet.portals.draft_law import DraftLaw

BOUNDS = ("before_other", "after_other")  # a day on the wrong side of the day of another question


def contradictions(law: DraftLaw, asked: Iterable[Field]) -> list[Mistake]:
    """What the law says cannot be, where a question of this page has its part in it."""
    here = {one.name for one in asked}
    found = (one for one in verdicts(law.rules, law.facts, law.on, law.on) if one.check.contradiction and one.answer == "no")
    return [mistake for verdict in found if here & {one.name for one in _parts(verdict, law)} for mistake in _told(verdict, law)]


def both_sides(mistakes: Iterable[Mistake], law: DraftLaw, asked: Iterable[Field]) -> Iterator[Mistake]:
    """Each mistake; where it is about two questions of this page, the other one says so too."""
    here = {one.name: one for one in asked}
    found = list(mistakes)
    for one in found:
        yield one
        other = here.get(str(one.values.get("other", "")))
        if one.name in BOUNDS and other and all(other.name != mistake.field for mistake in found):
            yield Mistake(other.name, "does_not_fit", {"field": other.name, "other": one.field}, first_input(other))


def _parts(verdict: Verdict, law: DraftLaw) -> list[Field]:
    """The questions whose answers a contradiction looks at."""
    facts = {*(verdict.check.holds.names() if verdict.check.holds else ()), *verdict.check.shows}
    return [one for one in law.rules.fields.values() if one.fact in facts and one.name in law.answers]


def _told(verdict: Verdict, law: DraftLaw) -> Iterator[Mistake]:
    parts = _parts(verdict, law)
    for one in parts:
        others = [other.name for other in parts if other is not one]
        yield Mistake(one.name, "contradiction_with", {"check": verdict.check.name, "field": one.name, "other": others}, first_input(one))
