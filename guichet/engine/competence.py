"""Which authority is competent: the first rule of the law folder that applies names the place, the place names the authority."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guichet.engine.refusals import BadAnswer
from guichet.law.conditions import read_condition

Tree = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Competence:
    """The authority found, the rule that found it, and what it looked at: enough to run it again when a fact is corrected."""

    authority: str  # code without its prefix; the name of the overlay of that region
    rule: str
    inputs: Mapping[str, object]
    source: tuple[str, ...]


def competent(tree: Tree, facts: Mapping[str, object], territory_of: Callable[[str], str]) -> Competence:
    """The competent authority for these facts. `territory_of` gives the territory of a municipality code, "" for none.

    Raises BadAnswer("not_found_competent") when no rule applies, and names the field when its place is missing or unknown.
    """
    for rule in tree["rules"]:
        condition = read_condition(rule["when"])
        if not condition.holds(facts.get):
            continue
        place = str(rule["place"])
        municipality = str(facts.get(place) or "")
        authority = _authority(tree, municipality, territory_of(municipality) if municipality else "")
        if not authority:
            raise BadAnswer("needed", {"field": place})
        inputs = {name: facts.get(name) for name in (*condition.names(), place)}
        return Competence(authority, str(rule["rule"]), inputs, _sources(rule))
    raise BadAnswer("not_found_competent", {"field": "establishment_units"})


def _authority(tree: Tree, municipality: str, territory: str) -> str:
    for place in tree["places"]:
        if municipality in (place.get("municipalities") or ()) or (territory and place.get("territory") == territory):
            return str(place["authority"])
    return ""


def _sources(rule: Tree) -> tuple[str, ...]:
    source = rule.get("source", ())
    return (source,) if isinstance(source, str) else tuple(source)
