"""The registry is told here: by the desk, in its transaction, in few statements. All of it can be told again; consultations are kept elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from guichet import database
from guichet.engine.picture import Picture
from guichet.engine.words import Entry
from guichet.law.rules import Rules
from guichet.registry import rows
from guichet.registry.rows import Row

TABLES = ("registry_permit", "registry_former_name")

_KNOWN = f'SELECT {", ".join(rows.PERMIT)} FROM registry_permit WHERE "case" = %s'  # noqa: S608 - names of our own
_INSERT = f'INSERT INTO registry_permit ("case", {", ".join(rows.PERMIT)}) VALUES ({", ".join(["%s"] * (len(rows.PERMIT) + 1))})'  # noqa: S608
_FORMER = 'INSERT INTO registry_former_name ("case", family_key, given_key, enterprise_number) VALUES (%s, %s, %s, %s)'
_UPDATE = 'UPDATE registry_permit SET {} WHERE "case" = %s'


def tell(case: UUID, entries: Sequence[Entry], new: Sequence[Entry], picture: Picture, rules: Rules, since: date | None) -> None:
    """Tell the registry what is known now of one case: nothing before the permit is granted or the right to work becomes a yes.

    The arguments are those of the case file: `picture` holds the stretches of the day `since` and later, None means all of them, and then
    the names are told anew as well. The outcome is the same, byte by byte, either way.
    """
    granted, now = rows.granted_on(entries), rows.stretches(picture)
    known = database.row(_KNOWN, [case.hex])
    if known is None and not granted and not any(row[rows.ANSWER] == "yes" for row in now):
        return
    told = rows.begun(rows.joined(rows.read(known[-1]) if known else (), now, since), granted)
    if not told:
        forget(case)
        return
    named_before = bool(known and since)
    names = known[: rows.NAMES] if named_before else rows.names(case, entries[0], picture, rules)
    _tell(case, known, (*names, *rows.standing(entries, rules, told, granted)))
    if not named_before:
        _tell_former(case, entries, names, rules, known is not None)


def empty() -> None:
    """Take every permit out, to tell all cases again; consultations stay."""
    for table in TABLES:
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def forget(case: UUID) -> None:
    """Take one case out of the registry."""
    for table in TABLES:
        database.execute(f'DELETE FROM {table} WHERE "case" = %s', [case.hex])  # noqa: S608 - names of our own


def _tell(case: UUID, known: Row | None, permit: Row) -> None:
    """Write what is not there yet; most entries change nothing here."""
    if known is None:
        database.execute(_INSERT, [case.hex, *permit])
    elif known != permit:  # an index is written anew for every column named: names are named only where they change
        first = rows.NAMES if known[: rows.NAMES] == permit[: rows.NAMES] else 0
        database.execute(_update(first), [*permit[first:], case.hex])


def _tell_former(case: UUID, entries: Sequence[Entry], names: Row, rules: Rules, told: bool) -> None:
    if told:
        database.execute('DELETE FROM registry_former_name WHERE "case" = %s', [case.hex])
    for family, given in rows.former_names(case, entries, names, rules):
        database.execute(_FORMER, [case.hex, family, given, names[rows.ENTERPRISE]])


@lru_cache(maxsize=2)
def _update(first: int) -> str:
    return _UPDATE.format(", ".join(f"{name} = %s" for name in rows.PERMIT[first:]))
