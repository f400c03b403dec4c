"""The day of issue of a piece of evidence that may not be too old: how it is asked, and what it means for the filing and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.engine.counting import after
from guichet.law.form import Evidence, Field
from guichet.portals.answers import as_typed, inputs_of
from guichet.portals.deadlines import length_text
from guichet.portals.draft_law import DraftLaw
from guichet.portals.found_before_filing import found_in
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import Speech, in_four

TITLE = in_four("Day of issue")


@dataclass(frozen=True, slots=True)
class Age:
    """What the page of documents says of the age of one piece."""

    field: str  # the name of its input
    most: str  # how old it may be
    typed: Mapping[str, str]
    until: date | None  # the last day on which it is recent enough
    found: str  # what is wrong with it, today or on the expected day of the decision


def field_of(piece: Evidence) -> Field:
    """The question for the day that stands on it."""
    return Field(f"issued-{piece.name}", "day", TITLE, required=False, at_most="today")


def ages(law: DraftLaw, typed: Mapping[str, str], spoken: Speech) -> dict[str, Age]:
    """By piece, for those that the viewer gave and that age."""
    told = {one.evidence: sentence_of(one.name, one.values, spoken, law.names) for one in found_in(law).findings if "issued_on" in one.values}
    return {one.name: _age(one, law, typed, told.get(one.name, ""), spoken) for one in law.mine if one.maximum_age and law.files.get(one.name)}


def _age(piece: Evidence, law: DraftLaw, typed: Mapping[str, str], found: str, spoken: Speech) -> Age:
    field = field_of(piece)
    issued_on = next((file.issued_on for file in law.files[piece.name] if file.issued_on), None)
    until = after(issued_on, piece.maximum_age, law.rules.calendar) if issued_on else None
    shown = typed if any(name in typed for name in inputs_of(field)) else as_typed([field], {field.name: issued_on and issued_on.isoformat()})
    return Age(field.name, length_text(str(piece.maximum_age), spoken), shown, until, found)
