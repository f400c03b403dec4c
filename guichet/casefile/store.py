"""The case file is told here: by the desk, in its transaction, in few statements. Everything in it can be told again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

import orjson

from guichet import database
from guichet.casefile import days, rows, steps, work_rows
from guichet.casefile.rows import Row
from guichet.casefile.seam import WHY, Line
from guichet.engine.picture import Picture
from guichet.engine.words import Entry
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.vault import store as vault

TABLES = ("casefile_header", "casefile_access", "casefile_stretch", "casefile_entry", "casefile_letter", "casefile_file", "casefile_code",
          "casefile_work", "casefile_step")  # fmt: skip
ROWS_AT_ONCE = 200
FEW = 4  # so many rows are written one by one

_quoted = '"{}"'.format
_HEADER = 'UPDATE casefile_header SET {} WHERE "case" = %s'
_KNOWN = 'SELECT last_on, days, access, work, next_change_on FROM casefile_header WHERE "case" = %s'
_PHASE = 'UPDATE casefile_work SET phase = %s WHERE "case" = %s AND (role, from_on) IN (VALUES '
_WHOLE_PHASE = 'UPDATE casefile_work SET phase = %s WHERE "case" = %s'
_NO_STEPS = 'DELETE FROM casefile_step WHERE "case" = %s'
_DUE = 'SELECT "case" FROM casefile_header WHERE next_change_on <= %s ORDER BY next_change_on, "case" LIMIT %s'
_NOTHING = ("", days.NONE, "[]", "[]", None)  # the columns of _KNOWN while nothing is told
_STRETCH_KEY, _ACCESS_KEY, _WORK_KEY = ("kind", "name", "from_on"), ("role", "body"), ("role", "from_on")


def since_of(entries: Sequence[Entry], new: Sequence[Entry]) -> date | None:
    """From which day on the views are to be told: that of the new entries, where `entries` were told.

    None (all days) if one of these is later, or falls.
    """
    if not entries or any(one.data.get("changed") or one.data.get("falls") for one in new):
        return None  # nothing was told yet, the worker may be called otherwise, or something is undone
    first = min([one.on for one in new])
    return first if first >= max([one.on for one in entries]) else None


def tell(case: UUID, entries: Sequence[Entry], new: Sequence[Entry], picture: Picture, rules: Rules, since: date | None) -> bool:
    """Tell the views of one case what is known now; return whether the right to work may be another one than was told before.

    `entries` are all entries in the order of their numbers, `new` those not told yet. `picture` holds the stretches of the day `since` and
    later (since_of); None means all of them: then everything about the case is told anew. The outcome is the same, byte by byte, either way,
    while the law of the case is the same. Raises IntegrityError when another case has this number.
    """
    key = case.hex
    if since is None:
        new = entries
        _forget(key)
    before = database.row(_KNOWN, [key]) if since else _NOTHING
    lines = days.read(before[1])
    told = days.told(lines, picture, new, since)
    access, work = rows.access(picture), work_rows.work(entries, picture, rules)
    access_text, work_text = rows.as_json(access), rows.as_json(work)
    header = rows.header(entries, picture, rules, told.text, access_text, work_text)
    _tell_header(case, entries, picture, rules, header, before if since else None)
    _tell_stretches(key, rows.listed(lines, before[0]), rows.listed(told.lines, header[1]), rules)
    if access_text != before[2]:
        _tell_access(key, before[2], access)
    if work_text != before[3]:
        _tell_work(key, before[3], work)
    _insert("casefile_entry", rows.ENTRY, [rows.entry(case, one, told.closed_by(one.number)) for one in new])
    _insert("casefile_letter", rows.LETTER, rows.letters(case, new))
    _insert("casefile_file", rows.FILE, _files(case, new))
    _insert("casefile_code", rows.CODE, rows.codes(case, new))
    _tell_steps(case, entries, new, rules)
    return since is None or days.works(lines, since) != days.works(told.lines, since)


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


def _tell_header(case: UUID, entries: Sequence[Entry], picture: Picture, rules: Rules, header: Row, before: Row | None) -> None:
    """An index is written anew for every column named, changed or not: so the indexed one is named only where it changes."""
    if before is None:
        first = (*_names(case, entries, picture, rules), *rows.first(entries, picture, rules))
        _insert("casefile_header", (*rows.NAMES, *rows.FIRST, *rows.HEADER), [(*first, *header)])
        return
    columns = rows.HEADER if header[-1] != before[-1] else rows.HEADER[:-1]
    database.execute(_update(columns), [*header[: len(columns)], case.hex])


@lru_cache(maxsize=2)
def _update(columns: tuple[str, ...]) -> str:
    return _HEADER.format(", ".join(f"{_quoted(name)} = %s" for name in columns))


def _tell_stretches(case: str, before: Mapping[Row, Line], now: Mapping[Row, Line], rules: Rules) -> None:
    """Only what changed is written: a letter that leaves changes no line."""
    stays = {key for key, line in now.items() if key in before and before[key][:WHY] == line[:WHY]}
    _take_out("casefile_stretch", _STRETCH_KEY, case, [key for key in before if key not in stays])
    _insert("casefile_stretch", rows.STRETCH, [(case, *rows.stretch(line, rules)) for key, line in now.items() if key not in stays])


def _tell_access(case: str, before: str, now: Sequence[Row]) -> None:
    was = {tuple(row) for row in orjson.loads(before)}
    if was != set(now):
        _take_out("casefile_access", _ACCESS_KEY, case, sorted(was - set(now)))
        _insert("casefile_access", rows.ACCESS, [(case, *row) for row in now if row not in was])


def _tell_work(case: str, before: str, now: Sequence[Row]) -> None:
    """Where only the phase is another one, it alone is written: no index names it."""
    was, asked = {tuple(row[:2]): tuple(row) for row in orjson.loads(before)}, {row[:2]: row for row in now}
    stays = {key for key, row in asked.items() if key in was and was[key][:-1] == row[:-1]}
    phases = {row[-1] for row in now}
    if len(phases) == 1 and len(stays) == len(now) == len(was):  # nearly always: the whole case is in another phase
        database.execute(_WHOLE_PHASE, [*phases, case])
        return
    for phase in {asked[key][-1] for key in stays if was[key] != asked[key]}:
        keys = [key for key in stays if asked[key][-1] == phase]
        database.execute(f"{_PHASE}{_places(2, len(keys))})", [phase, case, *(value for key in keys for value in key)])
    _take_out("casefile_work", _WORK_KEY, case, [key for key in was if key not in stays])
    _insert("casefile_work", work_rows.WORK, [(case, *row) for key, row in asked.items() if key not in stays])


def _take_out(table: str, key: tuple[str, ...], case: str, gone: Sequence[Row]) -> None:
    if gone:
        database.execute_each(_deletion(table, key), [(case, *row) for row in gone])


@lru_cache
def _deletion(table: str, key: tuple[str, ...]) -> str:
    return f'DELETE FROM {table} WHERE "case" = %s AND {" AND ".join(f"{name} = %s" for name in key)}'  # noqa: S608


def _tell_steps(case: UUID, entries: Sequence[Entry], new: Sequence[Entry], rules: Rules) -> None:
    if steps.told_anew(new):
        database.execute(_NO_STEPS, [case.hex])
        new = entries
    _insert("casefile_step", steps.STEP, steps.rows(case, entries, new, rules))


def cases_of_worker(worker: str) -> list[UUID]:
    """The cases about a worker."""
    return [_uuid(value) for (value,) in database.rows('SELECT "case" FROM casefile_header WHERE worker = %s ORDER BY "case"', [worker])]


def _names(case: UUID, entries: Sequence[Entry], picture: Picture, rules: Rules) -> Row:
    if vault.is_erased(case):
        return rows.names(case, "", "", "")
    card = people.person_card(picture.persons.get("worker", ""))
    employer = _applicant(picture, rules)
    if card is None:
        return rows.names(case, "", employer, "")
    latin = f"{card.latin_given} {card.latin_family}".strip()
    return rows.names(case, latin, employer, f"{latin} {card.latin_given} {card.family} {card.given} {_former_names(case, entries, rules)}")


def _applicant(picture: Picture, rules: Rules) -> str:
    """Who applies for the worker: a company, called the same in every language, or a person; "" where the worker applies alone."""
    person = picture.persons.get(rules.applicant, "")
    if person:
        return people.name_of(person) if person != picture.persons.get("worker") else ""
    return people.body_name(picture.bodies.get(rules.applicant, ""), "en")


def _former_names(case: UUID, entries: Sequence[Entry], rules: Rules) -> str:
    """What the worker was called in this case before: whoever knows that name still finds it."""
    refs = [str(one.data["answers"]["ref"]) for one in entries if one.data.get("answers")]
    fields = [one.name for one in rules.fields.values() if one.type in ("latin_name", "name")]
    kept = vault.read_many(case, refs) if len(refs) > 1 else {}
    return " ".join(dict.fromkeys(str(kept[ref][name]) for ref in refs if ref in kept for name in fields if kept[ref].get(name)))


def _files(case: UUID, entries: Sequence[Entry]) -> list[Row]:
    found = list(rows.files(entries))
    if not found:
        return []
    try:
        labels = vault.labels(case, [ref for *_, ref in found])
    except vault.Erased:
        labels = {}
    return [(case.hex, UUID(ref).hex, number, place, evidence, *labels.get(ref, ("", "", 0))[:3]) for number, place, evidence, ref in found]


def _forget(case: str) -> None:
    if database.row('SELECT 1 FROM casefile_header WHERE "case" = %s', [case]):
        for table in TABLES:
            database.execute(f'DELETE FROM {table} WHERE "case" = %s', [case])  # noqa: S608 - names of our own


def _insert(table: str, columns: tuple[str, ...], values: Sequence[Row]) -> None:
    if len(values) <= FEW:
        if values:
            database.execute_each(_insertion(table, columns, 1), values)
        return
    for start in range(0, len(values), ROWS_AT_ONCE):
        some = values[start : start + ROWS_AT_ONCE]
        database.execute(_insertion(table, columns, len(some)), [value for row in some for value in row])


@lru_cache(maxsize=512)
def _insertion(table: str, columns: tuple[str, ...], count: int) -> str:
    return f"INSERT INTO {table} ({', '.join(map(_quoted, columns))}) VALUES {_places(len(columns), count)}"  # noqa: S608 - names of our own


def _places(width: int, count: int) -> str:
    """The marks of so many rows of values."""
    return ", ".join([f"({', '.join(['%s'] * width)})"] * count)


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)  # PostgreSQL gives a UUID, SQLite its 32 letters
