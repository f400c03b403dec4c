"""Does the table of competence lead to authorities that exist and have written their part of each procedure?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from math import prod

from guichet.law.conditions import Condition, read_condition
from guichet.law.folder import Folder, in_force
from guichet.law.loader import Lines
from guichet.law.mistakes import NoLawInForce
from guichet.law.reading import Reading
from guichet.law.references import judge_leaf, leaves, values_of_fact
from guichet.law.rules import Rules
from guichet.law.tables import read_rules
from guichet.law.vocabulary import Vocabulary

PREFIX = "authority:"
MOST_COMBINATIONS = 1000


def check_places(r: Reading, folder: Folder, vocabulary: Vocabulary) -> None:
    """Notes rules that look at nothing known, places of nobody, and regions without their part."""
    table = folder.shared["competence"]
    bodies = {str(e.get("authority")) for e in folder.shared["authorities"].get("authorities", ())}
    rules = _any_rules(folder)
    for rule in table.get("rules", ()):
        where = f"rules.{rule.get('rule')}"
        r.words_in_four(rule, "title", where)
        r.sources(rule, where)
        place = r.text(rule, "place", where)
        if vocabulary.facts and place and place not in vocabulary.facts:
            r.wrong(rule, "place", where, f'"{place}" is not a fact of the engine.', "Write the fact that holds the code of a municipality.")
        if "when" not in rule:
            r.wrong(rule, "when", where, "it does not say when.", 'Write "when: {posted: {is: true}}".')
        elif rules:
            _condition(r, rule, where, rules, vocabulary)
    if rules and vocabulary.facts:
        _everybody_has_one(r, table, rules)
    _places(r, table, bodies)
    authorities = {str(e.get("authority")) for e in table.get("places", ())}
    for procedure, overlays in folder.overlays.items():
        _parts(r, folder, procedure, authorities - set(overlays), bodies)


def _condition(r: Reading, rule: Lines, where: str, rules: Rules, vocabulary: Vocabulary) -> None:
    condition = r.condition(rule, "when", where)
    for leaf in leaves(condition or read_condition({"filed": {"is": True}})):
        judge_leaf(r, rule, where, leaf, rules, vocabulary)


def _everybody_has_one(r: Reading, table: Lines, rules: Rules) -> None:
    """Whatever the form can say, a rule applies, and the form asks the place that it names."""
    readable = [rule for rule in table.get("rules", ()) if _condition_of(rule)]
    names = sorted({name for rule in readable for name in _condition_of(rule).names()} - {"filed"})
    choices = [values_of_fact(name, rules) for name in names]
    if not all(choices) or prod(map(len, choices)) > MOST_COMBINATIONS:
        return  # not a closed list of answers
    for answers in product(*choices):
        facts = dict(zip(names, answers, strict=True)) | {"filed": True}
        rule = next((rule for rule in readable if _condition_of(rule).holds(facts.get)), None)
        asked = [name for name in names if _is_asked(name, facts, rules)]
        said = ", ".join(f"{name} is {str(facts[name]).lower()}" for name in asked) or "nothing else is asked"
        if rule is None:
            r.wrong(table, "rules", "file", f"no rule applies when {said}.", "Add a rule for it, or a last one that always applies.")
        elif not _is_asked(str(rule.get("place")), facts, rules):
            what = f"the form does not ask for {rule.get('place')} when {said}."
            r.wrong(rule, "place", f"rules.{rule.get('rule')}", what, "Let a field ask for it then.")


def _condition_of(rule: Lines) -> Condition | None:
    try:
        return read_condition(rule.get("when"))
    except ValueError:
        return None


def _is_asked(fact: str, facts: Mapping[str, object], rules: Rules) -> bool:
    return any(field.fact == fact and (field.when is None or field.when.holds(facts.get)) for field in rules.fields.values())


def _places(r: Reading, table: Lines, bodies: set[str]) -> None:
    seen: dict[str, str] = {}
    for place in table.get("places", ()):
        name = str(place.get("authority"))
        where = f"places.{name}"
        r.sources(place, where)
        if PREFIX + name not in bodies:
            r.wrong(place, "authority", where, f'"{PREFIX}{name}" is not in authorities.yaml.', "Write an authority that is, or add it there.")
        if not place.get("territory") and not place.get("municipalities"):
            r.wrong(place, "authority", where, "it is competent nowhere.", 'Write "territory: ..." or "municipalities: [...]".')
        for code in r.names(place, "municipalities", where):
            if code in seen:
                r.wrong(place, "municipalities", where, f"{code} already belongs to {seen[code]}.", "Keep it in one of the two.")
            seen[code] = name


def _parts(r: Reading, folder: Folder, procedure: str, missing: set[str], bodies: set[str]) -> None:
    for name in sorted(missing):
        r.wrong(folder.trunks[procedure], "", "file", f"{name} has no part of this procedure.", f"Write procedures/{procedure}/{name}.yaml.")
    for region, overlay in folder.overlays[procedure].items():
        if overlay and overlay.get("region") != region:
            r.wrong(overlay, "region", "file", f'"{overlay.get("region")}" is not the name of the file.', f'Write "region: {region}".')
        if PREFIX + region not in bodies:
            r.wrong(overlay, "", "file", f'"{PREFIX}{region}" is not in authorities.yaml.', "Name the file after an authority, or add it there.")


def _any_rules(folder: Folder) -> Rules | None:
    """The rules of any procedure: the facts that its form asks are what competence looks at."""
    for procedure, overlays in folder.overlays.items():
        for region in overlays:
            try:
                return read_rules(in_force(folder, procedure, region, date(2999, 1, 1)))[0]
            except (NoLawInForce, KeyError, StopIteration, TypeError, ValueError, AttributeError, IndexError):
                continue
    return None
