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
from guichet.registry.rows import Row, Stretch

TABLES = ("registry_permit", "registry_stretch")
Known = tuple[Row, list[Stretch]]  # the columns of PERMIT, the stretches in the order of days

_KNOWN = f"""SELECT {", ".join(f'p."{name}"' for name in rows.PERMIT)}, {", ".join(f's."{name}"' for name in rows.STRETCH)}
 FROM registry_permit p JOIN registry_stretch s ON s."case" = p."case" WHERE p."case" = %s ORDER BY s.from_on"""  # noqa: S608 - names of our own
_UPDATE = 'UPDATE registry_permit SET {} WHERE "case" = %s'
_FROM_A_DAY = 'DELETE FROM registry_stretch WHERE "case" = %s AND from_on >= %s'


def tell(case: UUID, entries: Sequence[Entry], new: Sequence[Entry], picture: Picture, rules: Rules, since: date | None) -> None:
    """Tell the registry what is known now of one case: nothing before the permit is granted or the right to work becomes a yes.

    The arguments are those of the case file: `picture` holds the stretches of the day `since` and later, None means all of them, and then
    the names are told anew as well. The outcome is the same, byte by byte, either way.
    """
    granted, now = rows.granted_on(entries), rows.stretches(picture)
    known = _known(case)
    if known is None and not granted and not any(row[rows.ANSWER] == "yes" for row in now):
        return
    told = rows.begun(rows.joined(known[1] if known else (), now, since), granted)
    if not told:
        forget(case)
        return
    names = known[0][: rows.NAMES] if known and since else rows.names(case, picture, rules)
    _tell(case, known, (*names, *rows.standing(entries, rules, told, granted)), told)


def empty() -> None:
    """Take every permit out, to tell all cases again; consultations stay."""
    for table in TABLES:
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def forget(case: UUID) -> None:
    """Take one case out of the registry."""
    for table in TABLES:
        database.execute(f'DELETE FROM {table} WHERE "case" = %s', [case.hex])  # noqa: S608 - names of our own


def _known(case: UUID) -> Known | None:
    found = database.rows(_KNOWN, [case.hex])
    width = len(rows.PERMIT)
    return (found[0][:width], [row[width:] for row in found]) if found else None


def _tell(case: UUID, known: Known | None, permit: Row, told: list[Stretch]) -> None:
    """Write what is not there yet; most entries change nothing here."""
    if known is None:
        _insert("registry_permit", rows.PERMIT, case, [permit])
    elif known[0] != permit:  # an index is written anew for every column named: names are named only where they change
        first = rows.NAMES if known[0][: rows.NAMES] == permit[: rows.NAMES] else 0
        database.execute(_update(first), [*permit[first:], case.hex])
    before = known[1] if known else []
    same = next((place for place, pair in enumerate(zip(before, told, strict=False)) if pair[0] != pair[1]), min(len(before), len(told)))
    if same < len(before):
        database.execute(_FROM_A_DAY, [case.hex, before[same][rows.FROM]])
    if same < len(told):
        _insert("registry_stretch", rows.STRETCH, case, told[same:])


@lru_cache(maxsize=2)
def _update(first: int) -> str:
    return _UPDATE.format(", ".join(f"{name} = %s" for name in rows.PERMIT[first:]))


def _insert(table: str, columns: tuple[str, ...], case: UUID, values: Sequence[Row]) -> None:
    database.execute(_insertion(table, columns, len(values)), [value for row in values for value in (case.hex, *row)])


@lru_cache(maxsize=128)
def _insertion(table: str, columns: tuple[str, ...], count: int) -> str:
    names = ", ".join(f'"{name}"' for name in ("case", *columns))
    places = f"({', '.join(['%s'] * (len(columns) + 1))})"
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([places] * count)}"  # noqa: S608 - names of our own
