"""Are the tables by region sound, and does every procedure that uses them name what they hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guichet.law import categories, thresholds
from guichet.law.categories import check_categories
from guichet.law.folder import Folder
from guichet.law.loader import Lines
from guichet.law.reading import Reading
from guichet.law.region_tables import ASKS, COMPARES, COMPARES_FACT
from guichet.law.thresholds import check_thresholds


def check_region_tables(r: Reading, folder: Folder) -> None:
    """Notes what is wrong in categories.yaml and thresholds.yaml, and every question and check that names a category which is not there."""
    regions = {str(place.get("authority")) for place in folder.shared["competence"].get("places", ())}
    table = folder.shared.get(categories.FILE)
    known = {str(e.get("category")) for e in table.get("categories", ())} if table else set()
    if table:
        check_categories(r, table, regions)
    if amounts := folder.shared.get(thresholds.FILE):
        check_thresholds(r, amounts, regions, known)
    compared = {str(e.get("category")) for e in (amounts or {}).get("amounts", ())}
    for trunk in folder.trunks.values():
        _fields(r, trunk, known)
        _checks(r, trunk, compared)


def _fields(r: Reading, trunk: Lines, known: set[str]) -> None:
    for field in _entries(trunk, "fields"):
        where = f"fields.{field.get('field')}"
        r.names(field, ASKS, where, known)
        if (field.get("type") == "category") != (ASKS in field):
            r.wrong(field, "type", where, "it does not say which categories it offers.", 'Write "type: category" and "categories: [...]".')


def _checks(r: Reading, trunk: Lines, compared: set[str]) -> None:
    facts = {str(field.get("fact")) for field in _entries(trunk, "fields")}
    for check in _entries(trunk, "checks"):
        where = f"checks.{check.get('check')}"
        r.names(check, COMPARES, where, compared)
        fact = check.get(COMPARES_FACT)
        if fact is not None and str(fact) not in facts:
            r.wrong(check, COMPARES_FACT, where, f'no question gives "{fact}".', 'Write the fact of a question of "type: category".')


def _entries(trunk: Lines, table: str) -> Iterator[Lines]:
    for entry in trunk.get(table) or ():
        if isinstance(entry, Mapping):
            yield entry
