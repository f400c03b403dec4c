"""The answers of the application as a page shows them: the sections that the viewer sees, values as they shall be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guichet.casefile.known import Header
from guichet.casefile.sight import Seen
from guichet.casefile.views import AnswerView, Words
from guichet.law.rules import Field
from guichet.people import places

PLACES = ("country", "municipality", "post")
Typed = Mapping[str, object]


def answers(header: Header, seen: Seen, typed: Typed | None) -> tuple[AnswerView, ...]:
    """`typed` is what the vault keeps; None once the case was erased: then only what the journal knows without identity is left."""
    fields = [field for field in seen.rules.fields.values() if field.section in seen.sections]
    given = {field.name: _given(field, header, typed) for field in fields}
    shown = [field for field in fields if given[field.name] not in (None, "", [])]
    named = _places([(field.type, str(given[field.name])) for field in shown if field.type in PLACES])
    titles = {name: section.title for name, section in seen.rules.sections.items()}
    return tuple(AnswerView(titles[field.section], field.title, _value(field, given[field.name], seen, named), field.type) for field in shown)


def _given(field: Field, header: Header, typed: Typed | None) -> object:
    if typed is not None:
        return typed.get(field.name)
    return header.facts.get(field.fact) if field.fact and not field.derive and not field.personal else None


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
    if field.type == "choice":
        return next((option.title for option in field.options if option.value == given), str(given))
    if field.type == "region":
        return seen.rules.authorities.get(f"authority:{given}") or str(given)
    if field.type == "day":
        return date.fromisoformat(str(given))
    if field.type == "stays" and isinstance(given, (list, tuple)):
        return "; ".join(f"{first} – {last}" for first, last in given)
    return given if isinstance(given, bool) else str(given)
