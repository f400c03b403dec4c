"""What would hold of an application if it were filed today: days that nothing would cover, papers of before that would serve again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guichet.engine.case import Case, fold
from guichet.engine.checks import as_known
from guichet.engine.counting import ONE, after
from guichet.engine.gaps import gap_rows
from guichet.engine.look import Look
from guichet.engine.picture import Stretch
from guichet.engine.validity import validity
from guichet.engine.words import GUICHET, Event
from guichet.law.rules import Evidence, Rules

Facts = Mapping[str, object]


def as_if_filed(rules: Rules, facts: Facts, on: date) -> Case:
    """The case that these facts would be, filed on a day."""
    return fold([Event("application_submitted", GUICHET, on, {"facts": dict(facts)})], rules)


def gaps_if_filed(rules: Rules, facts: Facts, on: date) -> list[Stretch]:
    """The days that no document would cover, as they would be told on the day of filing."""
    rows = gap_rows(as_if_filed(rules, facts, on), on, on + ONE)
    return [Stretch(kind, name, begins, None, value, why) for begins, (kind, name, value, why) in rows if value is not None]


def card_if_granted(rules: Rules, facts: Facts, on: date) -> tuple[date, str] | None:
    """The last day of the document that a renewal would bring at the latest, and the name of the day that ends it; None while it cannot be told."""
    case = as_known(rules, facts, on)
    for document in rules.documents.values():
        days = validity(case, document, on) if document.renews else {}
        if "ends_by" in days:
            return date.fromisoformat(days["valid_until"]), days["ends_by"]
    return None


def serves_again(piece: Evidence, came_on: date, rules: Rules, facts: Facts, on: date) -> bool:
    """Does a paper that came to the file before serve a renewal on a day? The law says while what holds, or how old it may be.

    While what the law asks about is not answered yet, it serves.
    """
    if piece.serves_again is None and piece.maximum_age is None:
        return False
    if piece.maximum_age and on > after(came_on, piece.maximum_age, rules.calendar):
        return False
    look = Look(as_known(rules, facts, on), on)
    wanted = piece.serves_again
    return wanted is None or any(look(name) is None for name in wanted.names()) or wanted.holds(look)
