"""Which line of the table of competence applies to some facts on a day: a pure reading of law/competence.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from guichet.law.conditions import Condition, read_condition

Tree = Mapping[str, object]
ALWAYS = "filed"  # a rule "when: {filed: {is: true}}" applies to everybody: who asks has filed, or is about to
_READ: dict[int, tuple[Tree, Condition]] = {}  # by the identity of a rule, which is kept with what was read of it


def applying(table: Tree, facts: Mapping[str, object], on: date) -> tuple[Tree, ...]:
    """The rule that applies, behind the one that left the answer to it if there is one; empty when none does."""
    rule = next(_that_hold(table, facts, on), None)
    if rule is None or not rule.get("follows"):
        return (rule,) if rule else ()
    other = next((one for one in _that_hold(table, facts, on) if one["rule"] in rule["follows"]), None)
    return (rule, other) if other else ()


def authority_at(table: Tree, municipality: str, territory: str, on: date) -> str:
    """The authority that is competent in a municipality of a territory ("" for none), without its prefix; "" where nobody is."""
    for place in table["places"]:
        here = municipality in (place.get("municipalities") or ()) or (territory and place.get("territory") == territory)
        if here and _in_force(place, on):
            return str(place["authority"])
    return ""


def condition_of(rule: Tree) -> Condition:
    """When the rule applies; read once, for every submission asks all rules."""
    known = _READ.get(id(rule))
    if known is None or known[0] is not rule:
        known = _READ[id(rule)] = (rule, read_condition(rule["when"]))
    return known[1]


def _that_hold(table: Tree, facts: Mapping[str, object], on: date) -> Iterator[Tree]:
    known = {ALWAYS: True, **facts}
    return (one for one in table["rules"] if _in_force(one, on) and condition_of(one).holds(known.get))


def _in_force(line: Tree, on: date) -> bool:
    return line.get("from", on) <= on <= line.get("last_day", on)
