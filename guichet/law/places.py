"""Does the table of competence lead to authorities that exist and have written their part of each procedure?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from math import prod

from guichet.law.competence import ALWAYS, applying
from guichet.law.conditions import Condition, read_condition
from guichet.law.folder import Folder, in_force
from guichet.law.loader import Lines
from guichet.law.mistakes import Mistake, NoLawInForce
from guichet.law.reading import Reading
from guichet.law.rules import Rules
from guichet.law.scope import values_of_fact
from guichet.law.tables import UNNAMED, read_rules
from guichet.law.vocabulary import Vocabulary

PREFIX = "authority:"
KIND = "competence"  # the fact by which a procedure says what its region depends on
END = date(2999, 1, 1)
MOST_COMBINATIONS = 1000


def check_places(r: Reading, folder: Folder, vocabulary: Vocabulary) -> None:
    """Notes rules that look at nothing known, places of nobody, and regions without their part."""
    table = folder.shared["competence"]
    bodies = {str(e.get("authority")) for e in folder.shared["authorities"].get("authorities", ())}
    forms = _forms(folder) if vocabulary.facts else {}
    names = [str(rule.get("rule")) for rule in table.get("rules", ())]
    for number, rule in enumerate(table.get("rules", ())):
        where = f"rules.{rule.get('rule')}"
        r.words_in_four(rule, "title", where)
        r.sources(rule, where)
        _leads_on(r, rule, where, names[number + 1 :], vocabulary)
        if "when" not in rule:
            r.wrong(rule, "when", where, "it does not say when.", 'Write "when: {posted: {is: true}}".')
        elif forms:
            _condition(r, rule, where, forms, vocabulary)
    for procedure, rules in forms.items():
        _everybody_has_one(r, table, rules)
        _kind(r, folder.trunks[procedure], table, rules)
    _places(r, table, bodies)
    authorities = {str(e.get("authority")) for e in table.get("places", ())}
    for procedure, overlays in folder.overlays.items():
        _parts(r, folder, procedure, authorities - set(overlays), bodies)


def _leads_on(r: Reading, rule: Lines, where: str, later: Sequence[str], vocabulary: Vocabulary) -> None:
    """A rule names a place, or the later rules that find it."""
    if "follows" in rule:
        r.names(rule, "follows", where, later)
        return
    place = r.text(rule, "place", where)
    if vocabulary.facts and place and place not in vocabulary.facts:
        r.wrong(rule, "place", where, f'"{place}" is not a fact of the engine.', "Write the fact that holds the code of a municipality.")


def _condition(r: Reading, rule: Lines, where: str, forms: Mapping[str, Rules], vocabulary: Vocabulary) -> None:
    """Is what it looks at known, and can any form answer so? The table may be ahead of the procedures that will need it."""
    condition = r.condition(rule, "when", where)
    for leaf in condition.leaves() if condition else ():
        if leaf.name != ALWAYS and leaf.name not in vocabulary.facts:
            r.wrong(rule, "when", where, f'"{leaf.name}" is not a fact of the engine.', 'Write one that "guichet law words" lists.')
        allowed = {value for rules in forms.values() for value in values_of_fact(leaf.name, rules)} if leaf.name != KIND else set()
        for value in (leaf.value if leaf.word == "in" else (leaf.value,)) if allowed else ():
            if value not in allowed:
                shown = ", ".join(sorted(str(a).lower() if isinstance(a, bool) else str(a) for a in allowed))
                r.wrong(rule, "when", where, f'"{leaf.name}" is never "{value}".', f"Write one of: {shown}.")


def _kind(r: Reading, trunk: Lines, table: Lines, rules: Rules) -> None:
    """What a procedure says its region depends on must be a word of the table."""
    known = {value for rule in table.get("rules", ()) for value in _kinds_of(rule)}
    given = trunk.get("given")
    if isinstance(given, Lines) and KIND in given and given[KIND] not in known:
        r.wrong(given, KIND, "given", f'"{given[KIND]}" is not known.', f"Write one of: {', '.join(sorted(known))}.")


def _kinds_of(rule: Lines) -> set[str]:
    found = _condition_of(rule)
    return {str(leaf.value) for leaf in found.leaves() if leaf.name == KIND} if found else set()


def _everybody_has_one(r: Reading, table: Lines, rules: Rules) -> None:
    """Whatever the form can say, a rule applies, and the form asks the place that it names."""
    readable = [rule for rule in table.get("rules", ()) if _condition_of(rule)]
    names = sorted({name for rule in readable for name in _condition_of(rule).names()} - {ALWAYS})
    choices = [_answers(name, rules) for name in names]
    if not all(choices) or prod(map(len, choices)) > MOST_COMBINATIONS:
        return  # not a closed list of answers
    for answers in product(*choices):
        facts = dict(zip(names, answers, strict=True))
        found = applying({"rules": readable}, facts, END)
        asked = [name for name in names if _is_asked(name, facts, rules)]
        said = ", ".join(f"{name} is {str(facts[name]).lower()}" for name in asked) or "nothing else is asked"
        if not found:
            r.wrong(table, "rules", "file", f"no rule applies when {said}.", "Add a rule for it, or a last one that always applies.")
        elif not _is_asked(str(found[-1].get("place")), facts, rules):
            what = f"the form does not ask for {found[-1].get('place')} when {said}."
            r.wrong(found[-1], "place", f"rules.{found[-1].get('rule')}", what, "Let a field ask for it then.")


def _answers(name: str, rules: Rules) -> tuple[object, ...]:
    """What this fact can be in this procedure; nothing where its form gives no closed list."""
    if name in rules.given:
        return (rules.given[name],)
    return values_of_fact(name, rules) or (() if any(field.fact == name for field in rules.fields.values()) else (None,))


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


def _forms(folder: Folder) -> dict[str, Rules]:
    """The rules of each procedure that can be read: the facts that its form asks are what competence looks at."""
    found: dict[str, Rules] = {}
    for procedure, overlays in folder.overlays.items():
        for region in overlays:
            try:
                found[procedure] = read_rules(in_force(folder, procedure, region, END), digest=UNNAMED)[0]
                break
            except (NoLawInForce, KeyError, StopIteration, TypeError, ValueError, AttributeError, IndexError):
                continue
    return found


def named_otherwise(folder: Folder) -> list[Mistake]:
    """Procedures that do not say the name of their folder, by which everything else finds them."""
    r = Reading()
    for name, trunk in folder.trunks.items():
        if trunk.get("procedure", name) != name:
            what = f'"{trunk["procedure"]}" is not the name of the folder.'
            r.wrong(trunk, "procedure", "file", what, f'Write "procedure: {name}", or rename the folder.')
    return r.mistakes
