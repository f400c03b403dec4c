"""The sentence for every name that the rooms below answer with: refusals, reasons of a date, mistakes of a form, words of the journal.

A name and its values come from below; the sentence is the English key of the catalogue. Values of the law are shown by their title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from guichet.portals.choices import country_name
from guichet.portals.deadlines import length_text
from guichet.portals.law_names import LawNames
from guichet.portals.phrases import SENTENCES
from guichet.portals.speech import Speech

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_LENGTH = re.compile(r"[0-9]+ (working days|days|months|years)\Z")

CONDITIONS = {
    "is": "{name}: {value}",
    "in": "{name}: one of {value}",
    "at_least": "{name}: at least {value}",
    "at_most": "{name}: at most {value}",
    "before": "{name}: before {value}",
}


class _Values(dict):
    """A sentence may name a value that this time was not given: it says so instead of failing the page."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence_of(name: str, values: Mapping[str, object], spoken: Speech, names: LawNames) -> str:
    """The sentence of a name in the reader's language; an unknown name is shown as it is, so that nobody is left without an answer."""
    shown = _Values((key, shown_value(key, value, spoken, names)) for key, value in values.items())
    sentence = SENTENCES.get(name)
    if sentence is None:
        return ": ".join([name.replace("_", " "), *(str(value) for value in shown.values())])
    return spoken.filled(sentence, shown)


def shown_value(key: str, value: object, spoken: Speech, names: LawNames) -> str:
    """One value as a person reads it: a day, a length, a title of the law, a list of these."""
    if isinstance(value, bool):
        return spoken.say("Yes") if value else spoken.say("No")
    if isinstance(value, (list, tuple, set, frozenset)):
        return spoken.listed([shown_value(key, item, spoken, names) for item in value])
    if isinstance(value, (date, datetime)):
        return str(spoken.instant(value) if isinstance(value, datetime) else spoken.day(value))
    if key == "event" and f"event_{value}" in SENTENCES:
        return sentence_of(f"event_{value}", {"subject": ""}, spoken, names)
    if key == "month" and isinstance(value, int):
        return spoken.month(value)
    if not isinstance(value, str):
        return "…" if value is None else str(value)
    if key.startswith("fee ") and f"fee_{value}" in SENTENCES:
        return spoken.say(SENTENCES[f"fee_{value}"])
    if key in ("field", "other"):
        return spoken.law(names.title("field", value))
    if key == "country":
        return country_name(value, spoken)
    if _DAY.match(value):
        return spoken.day(value)
    if _LENGTH.match(value):
        return length_text(value, spoken)
    return spoken.law(names.title(key, value))
