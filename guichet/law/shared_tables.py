"""What all procedures share: documents, doubts, acts cited, the calendar, names."""

from __future__ import annotations

from datetime import date

from guichet.law.calendar import Calendar
from guichet.law.reading import Reading, Tree
from guichet.law.rules import ActOfLaw, Document, Doubt, Words

DOCUMENT_KEYS = (
    "document",
    "number",
    "title",
    "validity",
    "safe_validity",
    "ends_with",
    "carries_code",
    "chained",
    "before",
    "renews",
    "source",
    "doubt",
)


def read_documents(r: Reading, tree: Tree) -> dict[str, Document]:
    """The documents, by name."""
    found = {}
    for e, name, where in r.table(tree, "documents", "document"):
        r.keys(e, where, DOCUMENT_KEYS)
        found[name] = Document(
            name,
            str(e.get("number", "")),
            r.words_in_four(e, "title", where),
            r.length(e, "validity", where, needed=False)[0],
            r.length(e, "safe_validity", where, needed=False)[0],
            r.names(e, "ends_with", where),
            r.flag(e, "carries_code", where, False),
            r.flag(e, "chained", where, False),
            r.sources(e, where),
            r.text(e, "doubt", where, ""),
            before=r.flag(e, "before", where, False),
            renews=r.text(e, "renews", where, ""),
        )
    return found


def read_doubts(r: Reading, tree: Tree) -> dict[str, Doubt]:
    """The doubts, by name."""
    return {
        name: Doubt(name, r.words_in_four(e, "question", where), r.words_in_four(e, "meanwhile", where), r.sources(e, where))
        for e, name, where in r.table(tree, "doubts", "doubt")
    }


def read_cited(r: Reading, tree: Tree) -> dict[str, ActOfLaw]:
    """The acts of law that are cited, by name."""
    return {
        name: ActOfLaw(name, r.words_in_four(e, "title", where), r.text(e, "address", where, ""), r.day(e, "last_checked_on", where))
        for e, name, where in r.table(tree, "acts", "act")
    }


def read_calendar(r: Reading, tree: Tree) -> Calendar:
    """The legal holidays."""
    days = [date.fromisoformat(str(d)) for e, _, _ in r.table(tree, "years", "year") for d in e.get("holidays", ())]
    years = [int(e["year"]) for e, _, _ in r.table(tree, "years", "year")]
    return Calendar(frozenset(days), min(years, default=0), max(years, default=0))


def read_names(r: Reading, tree: Tree, key: str, first: str) -> dict[str, Words]:
    """Names by code."""
    return {name: r.words_in_four(e, "title", where) for e, name, where in r.table(tree, key, first)}
