"""What all procedures share: documents, doubts, acts cited, the calendar, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.law.calendar import Calendar
from guichet.law.measures import Length, Words
from guichet.law.reading import Reading, Tree

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


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one context; its validity is not a limit and never rolls."""

    name: str
    number: str
    title: Words
    validity: Length | None = None
    safe_validity: Length | None = None  # the shorter one that the person is told while a doubt lasts
    ends_with: tuple[str, ...] = ()  # or it ends with the first of these days (facts)
    carries_code: bool = False  # with this code a municipality takes the file over
    chained: bool = False  # issued as a renewal by the end of the one before, it runs from that end
    source: tuple[str, ...] = ()
    doubt: str = ""
    before: bool = False  # it was issued in the file before: that file says whether it still stands
    renews: str = ""  # a fact: the last day of the document that this one takes the place of, where that one is not in the file


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a source leaves unclear or contradicts, what Guichet does meanwhile, and why."""

    name: str
    question: Words
    meanwhile: Words
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActOfLaw:
    """A legal act or a public page that is cited."""

    name: str
    title: Words
    address: str
    last_checked_on: date


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
    return Calendar(frozenset(days), min(years, default=0), max(years, default=0), r.sources(tree, "calendar", needed=False))


def read_names(r: Reading, tree: Tree, key: str, first: str) -> dict[str, Words]:
    """Names by code."""
    return {name: r.words_in_four(e, "title", where) for e, name, where in r.table(tree, key, first)}


def read_roles(r: Reading, trunk: Tree, everywhere: Mapping[str, Words]) -> dict[str, Words]:
    """The roles as a procedure calls them: its own words for some, those of everywhere for the others."""
    own = {r.choice(e, "role", where, tuple(everywhere)): r.words_in_four(e, "title", where) for e, _, where in r.table(trunk, "roles", "role")}
    return {**everywhere, **own}
