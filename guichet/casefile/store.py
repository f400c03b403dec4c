"""The case file is told here: by the desk, in its transaction, in few statements. Everything in it can be told again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from guichet import database
from guichet.casefile import days, rows, steps, work_rows
from guichet.casefile.rows import Row
from guichet.casefile.seam import joined
from guichet.engine.picture import Picture
from guichet.engine.words import Entry
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.vault import store as vault

TABLES = ("casefile_header", "casefile_access", "casefile_stretch", "casefile_entry", "casefile_letter", "casefile_file", "casefile_code",
          "casefile_work", "casefile_step")  # fmt: skip
ROWS_AT_ONCE = 200

_quoted = '"{}"'.format
_STRETCHES = f'SELECT {", ".join(map(_quoted, rows.STRETCH))} FROM casefile_stretch WHERE "case" = %s AND to_on >= %s'  # noqa: S608
_NO_STRETCHES = 'DELETE FROM casefile_stretch WHERE "case" = %s AND (kind, name, from_on) IN (VALUES '
_HEADER = 'UPDATE casefile_header SET {} WHERE "case" = %s'
_KNOWN = 'SELECT days, next_change_on FROM casefile_header WHERE "case" = %s'
_ACCESS = 'SELECT role, body FROM casefile_access WHERE "case" = %s'
_NO_ACCESS = 'DELETE FROM casefile_access WHERE "case" = %s AND role = %s AND body = %s'
_WORK = f'SELECT {", ".join(map(_quoted, work_rows.WORK[1:]))} FROM casefile_work WHERE "case" = %s'  # noqa: S608
_NO_WORK = 'DELETE FROM casefile_work WHERE "case" = %s AND role = %s AND from_on = %s'
_PHASE = 'UPDATE casefile_work SET phase = %s WHERE "case" = %s AND role = %s AND from_on = %s'
_NO_STEPS = 'DELETE FROM casefile_step WHERE "case" = %s'
_DUE = 'SELECT "case" FROM casefile_header WHERE next_change_on <= %s ORDER BY next_change_on, "case" LIMIT %s'


def tell(case: UUID, entries: Sequence[Entry], new: Sequence[Entry], picture: Picture, rules: Rules, since: date | None) -> None:
    """Tell the views of one case what is known now.

    `entries` are all entries in the order of their numbers, `new` those not told yet. `picture` holds the stretches of the day `since` and
    later; None means all of them: then everything about the case is told anew. The outcome is the same, byte by byte, either way, while
    the law of the case is the same. Raises IntegrityError when another case has this number.
    """
    if since is None:
        new = entries
        _forget(case)
        header = (*rows.first(entries, picture, rules), *rows.header(entries, picture, rules, days.told(days.NONE, picture, None)))
        _insert("casefile_header", (*rows.NAMES, *rows.FIRST, *rows.HEADER), [(*_names(case, picture, rules), *header)])
    else:
        _tell_header(case, entries, picture, rules, since)
    _tell_stretches(case, picture, rules, since)
    _tell_access(case, picture)
    _tell_work(case, entries, picture, rules)
    _insert("casefile_entry", rows.ENTRY, [rows.entry(case, one) for one in new])
    _insert("casefile_letter", rows.LETTER, rows.letters(case, new))
    _insert("casefile_file", rows.FILE, _files(case, new))
    _insert("casefile_code", rows.CODE, rows.codes(case, new))
    _tell_steps(case, entries, new, rules)


def empty() -> None:
    """Take everything out of the views, to tell all cases again."""
    for table in TABLES:
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def changes_due(day: date, limit: int) -> list[UUID]:
    """Cases for which the clock must write something by this day, the longest waiting first, at most `limit` of them."""
    return [_uuid(value) for (value,) in database.rows(_DUE, [day.isoformat(), limit])]


def case_of_code(digest: str) -> UUID | None:
    """The case whose document carries the code of this blinded digest."""
    row = database.row('SELECT "case" FROM casefile_code WHERE digest = %s ORDER BY "case"', [digest])
    return _uuid(row[0]) if row else None


def number_of(case: UUID) -> str:
    """The number of a case; "" when there is no such case."""
    return (database.row('SELECT number FROM casefile_header WHERE "case" = %s', [case.hex]) or ("",))[0]


def _tell_header(case: UUID, entries: Sequence[Entry], picture: Picture, rules: Rules, since: date) -> None:
    """An index is written anew for every column named, changed or not: so the indexed one is named only where it changes."""
    told, next_on = database.row(_KNOWN, [case.hex])
    now = rows.header(entries, picture, rules, days.told(told, picture, since))
    columns = rows.HEADER if now[-1] != next_on else rows.HEADER[:-1]
    database.execute(_update(columns), [*now[: len(columns)], case.hex])


@lru_cache(maxsize=2)
def _update(columns: tuple[str, ...]) -> str:
    return _HEADER.format(", ".join(f"{_quoted(name)} = %s" for name in columns))


def _tell_stretches(case: UUID, picture: Picture, rules: Rules, since: date | None) -> None:
    """Only what changed is written: a letter that leaves changes no stretch."""
    told = [rows.stretch(one, rules) for one in picture.stretches if one.kind not in days.KINDS]
    if since is not None:
        before = database.rows(_STRETCHES, [case.hex, (since - timedelta(days=1)).isoformat()])
        after = joined(before, told, since)
        stays = set(before) & set(after)
        _take_out(case.hex, [row for row in before if row not in stays])
        told = [row for row in after if row not in stays]
    _insert("casefile_stretch", ("case", *rows.STRETCH), [(case.hex, *row) for row in told])


def _take_out(case: str, gone: Sequence[Row]) -> None:
    if gone:
        keys = ", ".join(["(%s, %s, %s)"] * len(gone))
        database.execute(f"{_NO_STRETCHES}{keys})", [case, *(value for row in gone for value in row[:3])])


def _tell_access(case: UUID, picture: Picture) -> None:
    before, now = set(database.rows(_ACCESS, [case.hex])), rows.access(picture)
    if before == now:
        return
    for role, body in sorted(before - now):
        database.execute(_NO_ACCESS, [case.hex, role, body])
    _insert("casefile_access", rows.ACCESS, [(case.hex, role, body) for role, body in sorted(now - before)])


def _tell_work(case: UUID, entries: Sequence[Entry], picture: Picture, rules: Rules) -> None:
    before = {row[:2]: (case.hex, *row) for row in database.rows(_WORK, [case.hex])}
    now = {row[1:3]: row for row in work_rows.work(case.hex, entries, picture, rules)}
    only_phase = {key for key, row in now.items() if key in before and before[key] != row and before[key][:-1] == row[:-1]}
    for key in only_phase:  # no index names it
        database.execute(_PHASE, [now[key][-1], case.hex, *key])
    stays = {key for key, row in now.items() if before.get(key) == row} | only_phase
    for key in before.keys() - stays:
        database.execute(_NO_WORK, [case.hex, *key])
    _insert("casefile_work", work_rows.WORK, [row for key, row in now.items() if key not in stays])


def _tell_steps(case: UUID, entries: Sequence[Entry], new: Sequence[Entry], rules: Rules) -> None:
    if steps.told_anew(new):
        database.execute(_NO_STEPS, [case.hex])
        new = entries
    _insert("casefile_step", steps.STEP, steps.rows(case, entries, new, rules))


def _names(case: UUID, picture: Picture, rules: Rules) -> Row:
    if vault.is_erased(case):
        return rows.names(case, "", "", "")
    card = people.person_card(picture.persons.get("worker", ""))
    employer = people.body_name(picture.bodies.get(rules.applicant, ""), "en")  # a company is called the same in every language
    if card is None:
        return rows.names(case, "", employer, "")
    latin = f"{card.latin_given} {card.latin_family}".strip()
    return rows.names(case, latin, employer, f"{latin} {card.latin_given} {card.family} {card.given}")


def _files(case: UUID, entries: Sequence[Entry]) -> list[Row]:
    found = list(rows.files(entries))
    if not found:
        return []
    try:
        labels = vault.labels(case, [ref for *_, ref in found])
    except vault.Erased:
        labels = {}
    return [(case.hex, UUID(ref).hex, number, place, evidence, *labels.get(ref, ("", "", 0))[:3]) for number, place, evidence, ref in found]


def _forget(case: UUID) -> None:
    if database.row('SELECT 1 FROM casefile_header WHERE "case" = %s', [case.hex]):
        for table in TABLES:
            database.execute(f'DELETE FROM {table} WHERE "case" = %s', [case.hex])  # noqa: S608 - names of our own


def _insert(table: str, columns: tuple[str, ...], values: Sequence[Row]) -> None:
    for start in range(0, len(values), ROWS_AT_ONCE):
        some = values[start : start + ROWS_AT_ONCE]
        database.execute(_insertion(table, columns, len(some)), [value for row in some for value in row])


@lru_cache(maxsize=512)
def _insertion(table: str, columns: tuple[str, ...], count: int) -> str:
    places = f"({', '.join(['%s'] * len(columns))})"
    names = ", ".join(map(_quoted, columns))
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([places] * count)}"  # noqa: S608 - names of our own


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)  # PostgreSQL gives a UUID, SQLite its 32 letters
