"""What can be chosen in a field: the options of the law, or the places of a reference table, in the reader's language."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from guichet.engine.case_number import spaced
from guichet.law.rules import Field, Rules
from guichet.people import places
from guichet.people import store as people
from guichet.people.terms import KINDS, terms
from guichet.portals.speech import Speech

Choice = tuple[str, str]  # value, text
_PLACES = ("country", "municipality", "post", *KINDS)


def choices_of(field: Field, rules: Rules | None, on: date, spoken: Speech) -> list[Choice]:
    """Value and text of everything that may be chosen; empty for a field that is typed."""
    if field.type in ("choice", "category"):
        return [(option.value, spoken.law(option.title)) for option in field.options]
    if field.type == "check" and rules:
        return [(one.name, spoken.law(one.title)) for one in rules.checks]
    if field.type == "act" and rules:
        return [(one.name, spoken.law(one.title)) for one in rules.acts.values() if one.second_agent]
    if field.type == "yes_no":
        return [("yes", spoken.say("Yes")), ("no", spoken.say("No"))]
    if field.type == "region" and rules:
        return _sorted([(region, spoken.law(rules.authorities[f"authority:{region}"])) for region in regions_of(rules)])
    if field.type in _PLACES:
        return _sorted(_places(field.type, on, spoken))
    if field.type == "workplaces":
        return _sorted(_places("municipality", on, spoken))
    return []


def text_of(field: Field, value: object, rules: Rules | None, on: date, spoken: Speech) -> str:
    """One answer as it shall be read on a page."""
    if value is None or value == "":
        return ""
    if field.type == "stays":
        return "; ".join(spoken.say("{from_day} to {to_day}", from_day=spoken.day(a), to_day=spoken.day(b)) for a, b in value)
    if field.type == "workplaces":
        return spoken.listed([f"{_place_name('municipality', code, on, spoken)} ({spoken.number(int(share))} %)" for code, share in value])
    if field.type == "day":
        return spoken.day(value)
    if field.type == "case_number":
        return spaced(str(value))
    if field.type == "money":
        return paid(str(value), field.unit, spoken)
    if field.type == "hours":
        return spoken.say("{hours} hours a week", hours=spoken.number(Decimal(str(value))))
    if isinstance(value, bool):
        return spoken.say("Yes") if value else spoken.say("No")
    if field.type in _PLACES:
        return _place_name(field.type, str(value), on, spoken)
    if field.type in ("choice", "category", "region"):
        return dict(choices_of(field, rules, on, spoken)).get(str(value), str(value))
    return str(value)


def paid(amount: Decimal | str, unit: str, spoken: Speech) -> str:
    """A sum with what it is paid for: a month, a year or an hour."""
    sum_ = spoken.money(amount)
    if unit == "year":
        return spoken.say("{amount} a year", amount=sum_)
    return spoken.say("{amount} an hour", amount=sum_) if unit == "hour" else spoken.say("{amount} a month", amount=sum_)


def country_name(code: str, spoken: Speech) -> str:
    """The name of a country by its code; the code itself where there is none."""
    found = people.country(code)
    return found.names[spoken.language] if found else code


def _place_name(kind: str, code: str, on: date, spoken: Speech) -> str:
    """One place by its code, without reading the others; the code itself where there is none."""
    if kind == "country":
        return country_name(code, spoken)
    if kind in KINDS:
        return places.names_of_places(kind, [code]).get(code, {}).get(spoken.language, code)
    if kind == "municipality":
        found = people.municipality(code, on)
        return found.names[spoken.language] if found else code
    there = people.post(code)
    return f"{there.names[spoken.language]} ({country_name(there.country, spoken)})" if there else code


def _places(kind: str, on: date, spoken: Speech) -> list[Choice]:
    if kind in KINDS:
        return [(one.code, one.words[spoken.language]) for one in terms(kind).values()]
    if kind == "country":
        return [(place.code, place.names[spoken.language]) for place in people.countries()]
    if kind == "municipality":
        return [(place.nis, place.names[spoken.language]) for place in people.municipalities(on)]
    land = {place.code: place.names[spoken.language] for place in people.countries()}
    return [(post.code, f"{post.names[spoken.language]} ({land.get(post.country, post.country)})") for post in people.posts()]


def regions_of(rules: Rules) -> list[str]:
    """The regions that the law names, by code."""
    bodies = [code.partition(":") for code in rules.authorities]
    return [name for kind, _, name in bodies if kind == "authority" and name not in ("", "stay")]


def _sorted(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: unicodedata.normalize("NFKD", choice[1].casefold()))
