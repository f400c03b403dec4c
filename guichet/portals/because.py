"""Why something is asked, and where an answer comes from that nobody gave here: names and values in the words of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from guichet.engine.because import Because
from guichet.engine.case_number import spaced
from guichet.intake.store import Origin
from guichet.law.rules import Field, Rules
from guichet.portals.choices import text_of
from guichet.portals.law_names import LawNames
from guichet.portals.sentences import CONDITIONS, shown_value
from guichet.portals.speech import Speech


def because_text(reasons: Iterable[Because], rules: Rules, names: LawNames, on: date, spoken: Speech) -> str:
    """One or two sentences; "" where everybody is asked."""
    found = list(reasons)
    answers = [_answer(one, rules, names, on, spoken) for one in found if one.kind == "answer"]
    said = [_KINDS[one.kind](one, rules, names, spoken) for one in found if one.kind in _KINDS]
    if answers:
        said.append(spoken.say("Asked because of this answer: {answers}", answers="; ".join(answers)))
    return " ".join(f"{sentence.rstrip('.')}." for sentence in said)


def origin_text(one: Origin | None, spoken: Speech) -> str:
    """Where an answer comes from, in a sentence; "" for one that somebody gave."""
    if one is None:
        return ""
    if one.kind == "register":
        return spoken.say("Known from your sign-in on {day}.", day=one.on)
    if one.kind == "which":
        return spoken.say("Answered on {day}, when you asked which permit is needed.", day=one.on)
    if one.kind == "permit":
        return spoken.say("From the file of the running permit, {number}, filed on {day}.", number=spaced(one.number), day=one.on)
    return spoken.say("From your application {number}, filed on {day}.", number=spaced(one.number), day=one.on)


def _region(one: Because, rules: Rules, names: LawNames, spoken: Speech) -> str:
    return spoken.say("Asked because this region decides: {region}", region=spoken.law(names.title("region", one.name)))


def _procedure(_: Because, rules: Rules, names: LawNames, spoken: Speech) -> str:
    return spoken.say("Asked because of what you apply for: {procedure}", procedure=spoken.law(rules.title))


_KINDS: Mapping[str, Callable[[Because, Rules, LawNames, Speech], str]] = {"region": _region, "procedure": _procedure}


def _answer(one: Because, rules: Rules, names: LawNames, on: date, spoken: Speech) -> str:
    """Question and answer; of what is worked out from an answer, or compared with a bound, also the bound."""
    field = next((field for field in rules.fields.values() if field.fact == one.name), None)
    title = spoken.law(field.title if field else names.title("fact", one.name))
    if one.word in ("at_least", "at_most", "before"):
        return spoken.say(CONDITIONS[one.word], name=title, value=_bound(one, field, spoken, names))
    text = text_of(field, one.value, rules, on, spoken) if field and not field.derive else shown_value(one.name, one.value, spoken, names)
    return f"{title} {text}" if title.rstrip().endswith("?") else spoken.say("{name}: {value}", name=title, value=text)


def _bound(one: Because, field: Field | None, spoken: Speech, names: LawNames) -> str:
    if field and field.derive == "age_on_filing" and isinstance(one.bound, int):
        return spoken.say_number("{n} year old", "{n} years old", n=one.bound)
    return shown_value(one.name, one.bound, spoken, names)
