"""From when to when a document holds that is issued on a day, and which day ends it (T9)."""

from __future__ import annotations

from datetime import date

from guichet.engine.case import Case
from guichet.engine.counting import after
from guichet.engine.facts import day_of
from guichet.engine.look import Look
from guichet.law.shared_tables import Document


def validity(case: Case, document: Document, on: date) -> dict[str, str]:
    """`valid_from`, `valid_until`, the end that the person is told (`safe_until`), and the name of the day that ends it (`ends_by`)."""
    begins = _begins(case, document, on)
    days: dict[str, date | None] = {"valid_from": begins, "valid_until": None, "safe_until": None}
    ends_by = ""
    if document.validity:
        days["valid_until"] = after(begins, document.validity, case.rules.calendar)
        days["safe_until"] = after(begins, document.safe_validity or document.validity, case.rules.calendar)
    elif document.ends_with:
        look = Look(case, on)
        ends = [(day, name) for name in document.ends_with if (day := look.day_named(name))]
        until, ends_by = min(ends, key=lambda end: end[0], default=(None, ""))
        days |= {"valid_until": until, "safe_until": until}
    return {name: day.isoformat() for name, day in days.items() if day} | ({"ends_by": ends_by} if ends_by else {})


def _begins(case: Case, document: Document, on: date) -> date:
    """Issued by the end of the one before, it runs from that end; later, from the day of issue."""
    before = next((d.until_on for d in reversed(case.documents) if d.name == document.name), None) if document.chained else None
    end = before or (day_of(case.facts.get(document.renews)) if document.renews else None)
    return end if end and on <= end else on
