"""Answers read again at the door: whoever sends them, the journal and the vault get the plain values that the law's fields mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guichet.engine.answers import Plain, Typed, read_answer
from guichet.engine.refusals import BadAnswer
from guichet.law.rules import Field
from guichet.people import places


def plain(field: Field, value: Typed, on: date, others: Mapping[str, object] | None = None) -> Plain:
    """The value of one answer given on a day; a value read before stays the same. Raises BadAnswer, naming the field."""
    try:
        return read_answer(field, value, on, places.look_up, others)
    except BadAnswer as wrong:
        raise BadAnswer(wrong.name, {"field": field.name} | wrong.values) from wrong


def is_given(value: object) -> bool:
    """Was anything answered? No is an answer."""
    return value is not None and value != ""
