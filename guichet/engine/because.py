"""Why something is asked of one application: the answers that its condition looked at, the region, the kind of application. Names and values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guichet.engine.facts import FACTS, asking
from guichet.law.conditions import Condition
from guichet.law.rules import Evidence, Field, Rules

Facts = Mapping[str, object]
Own = Mapping[tuple[str, str], str]  # table and name -> "region" or "procedure"
NOTHING: Own = {}


@dataclass(frozen=True, slots=True)
class Because:
    """One reason. `kind` is "answer" (a fact and what it is, with the comparison that it passed), "region" or "procedure"."""

    kind: str
    name: str
    value: object = None
    word: str = ""  # the comparison: is, in, at_least, at_most, before
    bound: object = None  # and with what


def reasons_for(line: Field | Evidence, rules: Rules, facts: Facts, own: Own = NOTHING) -> tuple[Because, ...]:
    """Why these rules ask a question or a piece of evidence of these facts; empty where everybody is asked.

    `own` says of what only the region or only the kind of application asks which of the two it is (`Law.own_lines`).
    """
    when, kind = line.when, own.get(("evidence" if isinstance(line, Evidence) else "fields", line.name))
    found = [Because(kind, rules.region if kind == "region" else rules.procedure)] if kind else []
    for leaf, holds in _telling(when, facts) if when else ():
        if leaf.name in FACTS and leaf.name not in rules.given and facts.get(leaf.name) is not None:
            told = Because("answer", leaf.name, facts[leaf.name], leaf.word if holds else "", leaf.value if holds else None)
            found += [] if told in found else [told]
    return tuple(found)


def _telling(condition: Condition, facts: Facts, wanted: bool = True) -> list[tuple[Condition, bool]]:
    """The comparisons that make a condition hold (or fail, where that is wanted), each with whether it holds: the first that suffices, or all."""
    if not condition.parts:
        return [(condition, wanted)]
    if condition.word == "not":
        return _telling(condition.parts[0], facts, not wanted)
    enough = next((part for part in condition.parts if part.holds(asking(facts)) is wanted), None)
    if (condition.word == "any") is wanted and enough:  # one is enough: one that holds of any, one that fails of all
        return _telling(enough, facts, wanted)
    return [leaf for part in condition.parts for leaf in _telling(part, facts, wanted)]
