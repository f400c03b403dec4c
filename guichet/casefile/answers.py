"""The answers of the application as a page shows them: the sections that the viewer sees, values as they shall be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from guichet.casefile.changes import Change, changes_of
from guichet.casefile.naming import Naming
from guichet.casefile.sight import Seen
from guichet.casefile.views import AnswerView, ChangeView, Words
from guichet.engine.words import Entry
from guichet.law.rules import Field
from guichet.people import places
from guichet.people.terms import KINDS

PLACES = ("country", "municipality", "post", *KINDS)
LANGUAGES = ("fr", "nl", "de", "en")
NOTHING = (None, "", [])
Typed = Mapping[str, object]
Shown = tuple[AnswerView, ...]
Changed = tuple[ChangeView, ...]


def answers(seen: Seen, kept: Mapping[int, Typed] | None, told: Sequence[Entry], names: Naming) -> tuple[Shown, Changed]:
    """The answers as they stand, and how they changed since the form was filed.

    `kept` is what the vault keeps, by the number of the entry that brought it; None once the case was erased: then only what the journal knows
    without identity is left.
    """
    typed = None if kept is None else kept[min(kept)] if kept else {}
    fields = [field for field in seen.rules.fields.values() if field.section in seen.sections]
    filed = {field.name: _given(field, told, typed) for field in fields}
    changes = changes_of(told, fields, filed, kept or {})
    given = filed | {one.field.name: one.after for one in changes}
    shown = [field for field in fields if given[field.name] not in NOTHING]
    asked = [(field, given[field.name]) for field in shown] + [(one.field, value) for one in changes for value in (one.before, one.after)]
    named = _places([(field.type, str(value)) for field, value in asked if field.type in PLACES and value not in NOTHING])
    titles = {name: section.title for name, section in seen.rules.sections.items()}
    read = {field.name: _value(field, given[field.name], seen, named) for field in shown}
    views = tuple(AnswerView(titles[field.section], field.title, read[field.name], field.type, field.name) for field in shown)
    return views, tuple(_changed(one, seen, named, names) for one in changes)


def _changed(one: Change, seen: Seen, named: Mapping[tuple[str, str], Words], names: Naming) -> ChangeView:
    before = None if one.before in NOTHING else _value(one.field, one.before, seen, named)
    after, field = _value(one.field, one.after, seen, named), one.field
    return ChangeView(one.entry.number, one.entry.on, names.actor(one.entry.by), field.title, before, after, field.type, field.fact)


def _given(field: Field, told: Sequence[Entry], typed: Typed | None) -> object:
    if typed is not None:
        return typed.get(field.name)
    filed = dict(next((one.data.get("facts") or {} for one in told if one.kind == "application_submitted"), {}))
    return filed.get(field.fact) if field.fact and not field.derive and not field.personal else None


def _places(asked: list[tuple[str, str]]) -> dict[tuple[str, str], Words]:
    """The names of all places answered, by kind and code, in one question for each kind."""
    found = {}
    for kind in PLACES:
        codes = {code for its, code in asked if its == kind}
        names = places.names_of_places(kind, codes) if codes else {}
        found.update({(kind, code): words for code, words in names.items()})
    return found


def _value(field: Field, given: object, seen: Seen, named: Mapping[tuple[str, str], Words]) -> str | date | bool | Words:
    if field.type in PLACES:
        return named.get((field.type, str(given))) or str(given)
    if field.type in ("choice", "category"):
        return next((option.title for option in field.options if option.value == given), str(given))
    if field.type == "region":
        return seen.rules.authorities.get(f"authority:{given}") or str(given)
    if field.type == "day":
        return date.fromisoformat(str(given))
    if field.type == "stays" and isinstance(given, (list, tuple)):
        return "; ".join(f"{first} – {last}" for first, last in given)
    if field.type == "workplaces" and isinstance(given, (list, tuple)):
        named_of = places.names_of_places("municipality", [code for code, _ in given])
        return {language: ", ".join(f"{named_of.get(code, {}).get(language, code)} ({share} %)" for code, share in given) for language in LANGUAGES}
    return given if isinstance(given, bool) else str(given)
