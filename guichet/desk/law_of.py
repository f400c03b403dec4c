"""Under which law is a case decided? The bundle its last entry names; a new case, that of its region and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.conf import settings

from guichet.engine.competence import Competence, competent
from guichet.engine.words import Entry
from guichet.journal import store as journal
from guichet.law.bundles import Law, from_text, read_law
from guichet.law.kept import MOST_RULES
from guichet.law.rules import Rules
from guichet.people import places


def the_law() -> Law:
    """The law folder of this Guichet, read once in this process."""
    return read_law(settings.LAW_FOLDER)


@lru_cache(maxsize=MOST_RULES)
def rules_of_digest(digest: str) -> Rules:
    """The rules of a bundle, as they were when it was kept; they outlive the law folder."""
    return from_text(journal.bundle(digest))


def rules_of(entries: Sequence[Entry]) -> Rules:
    """The rules of a case that has entries: those its last entry was decided under."""
    return rules_of_digest(entries[-1].law)


def new_rules(procedure: str, region: str, governing_on: date) -> Rules:
    """The rules in force for a region on a governing day, kept by digest in the database for ever."""
    law = the_law()
    rules = law.rules(procedure, region, governing_on)
    if not journal.has_bundle(rules.digest):
        journal.keep_bundle(rules.digest, law.text(rules.digest))
    return rules


def regions_of(procedure: str) -> list[str]:
    """The regions that have their part of a procedure, by name."""
    return the_law().folder.regions(procedure)


def territory_of(municipality: str, on: date) -> str:
    """The territory of a municipality, in the word of the competence table; "" for a code that nobody has."""
    found = places.municipality(municipality, on)
    return found.territory if found else ""


def find_competent(facts: dict[str, object], on: date) -> Competence:
    """Which authority is competent on that day for these facts; raises BadAnswer."""
    return competent(the_law().folder.shared["competence"], facts, lambda code: territory_of(code, on), on)
