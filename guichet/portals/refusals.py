"""A refusal of the rooms below as mistakes on a page: beside the field it names, or on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guichet.engine.refusals import Refusal
from guichet.law.rules import Field
from guichet.portals.answers import Mistake, first_input

STATUS: Mapping[str, int] = {"NotAllowedNow": 409, "Overtaken": 409, "NotYours": 403, "BadAnswer": 422, "TooOften": 429}


def mistakes_of(refusal: Refusal, fields: Iterable[Field]) -> list[Mistake]:
    """The refusal at the field it names, else on top of the form."""
    named = str(refusal.values.get("field", ""))
    for one in fields:
        if one.name == named:
            return [Mistake(one.name, refusal.name, refusal.values, first_input(one))]
    return [Mistake("", refusal.name, refusal.values, "")]
