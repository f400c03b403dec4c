"""Which authority is competent: the first rule of the law folder that applies names the place, the place names the authority."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from guichet.engine.refusals import BadAnswer
from guichet.law.competence import ALWAYS, Tree, applying, authority_at, condition_of


@dataclass(frozen=True, slots=True)
class Competence:
    """The authority found, the rule that found it, and what it looked at: enough to run it again when a fact is corrected."""

    authority: str  # code without its prefix; the name of the overlay of that region
    rule: str
    inputs: Mapping[str, object]
    source: tuple[str, ...]
    led_by: str = ""  # the rule that left the answer to the others, if one did
    doubt: str = ""


def competent(table: Tree, facts: Mapping[str, object], territory_of: Callable[[str], str], on: date) -> Competence:
    """The competent authority for these facts on a day. `territory_of` gives the territory of a municipality code, "" for none.

    Raises BadAnswer("not_found_competent") when no rule applies, and names the field when its place is missing or unknown.
    """
    rules = applying(table, facts, on)
    if not rules:
        raise BadAnswer("not_found_competent", {"field": "establishment_units"})
    rule, place = rules[-1], str(rules[-1]["place"])
    municipality = str(facts.get(place) or "")
    authority = authority_at(table, municipality, territory_of(municipality), on) if municipality else ""
    if not authority:
        raise BadAnswer("needed", {"field": place})
    looked_at = [name for one in rules for name in condition_of(one).names() if name != ALWAYS]
    source = tuple(dict.fromkeys(source for one in rules for source in _sources(one)))
    led_by = str(rules[0]["rule"]) if len(rules) > 1 else ""
    inputs = {name: facts.get(name) for name in (*looked_at, place)}
    return Competence(authority, str(rule["rule"]), inputs, source, led_by, str(rule.get("doubt", "")))


def _sources(rule: Tree) -> tuple[str, ...]:
    source = rule.get("source", ())
    return (source,) if isinstance(source, str) else tuple(source)
