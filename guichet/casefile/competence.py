"""Why a file is with its region, and whether the facts as they were corrected since would bring it to another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings

from guichet.engine.competence import Competence, competent
from guichet.engine.picture import Why
from guichet.engine.refusals import BadAnswer
from guichet.engine.words import Entry
from guichet.law.bundles import read_law
from guichet.people import places


def why_here(told: Sequence[Entry]) -> tuple[Why, ...]:
    """The rule that found the region, behind the one that left the answer to it; nothing once the file was sent on without a rule."""
    last = next((one for one in reversed(told) if one.kind == "sent_on" or one.data.get("competence")), None)
    found = last.data.get("competence") if last else None
    if not found:
        return ()
    values = dict(found.get("inputs") or {}) | {"region": str(found["authority"])}
    rules = [str(found[key]) for key in ("led_by", "rule") if found.get(key)]
    return _lines(rules, values, tuple(found.get("source") or ()))


def elsewhere(told: Sequence[Entry], facts: Mapping[str, object], region: str, day: date) -> tuple[Why, ...]:
    """The same for another region, if a fact that the rule looked at was corrected and the table now names that one; () if it does not."""
    first = next((one.data["competence"] for one in told if one.data.get("competence")), None)
    if first is None or all(facts.get(name) == value for name, value in dict(first.get("inputs") or {}).items()):
        return ()
    found = _again(facts, day)
    if found is None or found.authority == region:
        return ()
    rules = [rule for rule in (found.led_by, found.rule) if rule]
    return _lines(rules, {**found.inputs, "region": found.authority}, found.source)


def _again(facts: Mapping[str, object], day: date) -> Competence | None:
    try:
        return competent(read_law(settings.LAW_FOLDER).folder.shared["competence"], facts, lambda code: _territory(code, day), day)
    except BadAnswer:
        return None


def _territory(code: str, day: date) -> str:
    found = places.municipality(code, day)
    return found.territory if found else ""


def _lines(rules: Sequence[str], values: Mapping[str, object], source: tuple[str, ...]) -> tuple[Why, ...]:
    """One line for each rule, the source behind the last."""
    return tuple(Why("competence_rule", {**values, "rule": rule}, source if rule == rules[-1] else ()) for rule in rules)
