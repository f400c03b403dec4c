"""Many cases for a measure of pages: the first are told through the door, the others are copies of their rows under other numbers."""

from __future__ import annotations

from uuid import UUID

from tqdm import tqdm

TOLD = 1_000  # cases told in full; a life of its own for each would take an hour for a hundred thousand
_KINDS = "('holder', 'limit', 'phase')"
_COPIED = {
    "casefile_header": "",
    "casefile_access": "",
    "casefile_work": "",
    "casefile_stretch": f"AND kind IN {_KINDS} AND to_on >= %s",  # what a list reads of one day
}


def fill(cases: int, today: str) -> list[str]:
    """Tell and copy until there are so many cases; returns the numbers of those told in full, whose pages can be opened."""
    from guichet import database
    from guichet.site import demo_world

    demo_world.tell(min(cases, TOLD))
    told = [str(row[0]) for row in database.rows('SELECT "case" FROM casefile_header ORDER BY number')]
    numbers = [str(row[0]) for row in database.rows("SELECT number FROM casefile_header ORDER BY number")]
    kept = _read(today)
    for start in tqdm(range(len(told), cases, len(told)), desc="copies"):
        _copy(kept, told[: cases - start], start)
        settle()
    database.execute("ANALYZE")
    return numbers


def settle() -> None:
    """SQLite: what was written goes from the log into the file, as `guichet work` does it; else every page would search the log."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _read(today: str) -> dict[str, tuple[list[str], list[tuple]]]:
    """The columns and rows of each table to copy."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table, more in _COPIED.items():
            cursor.execute(f"SELECT * FROM {table} WHERE 1 = 1 {more}", [today] if more else [])  # noqa: S608 - names of our own
            found[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return found


def _copy(kept: dict[str, tuple[list[str], list[tuple]]], told: list[str], start: int) -> None:
    """Each of these cases once more; the new id is the old one, moved on."""
    from django.db import connection

    from guichet.engine.case_number import number_of

    renamed = {case: UUID(int=UUID(case).int ^ ((start + 1) << 20)) for case in told}
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")  # one commit for all: the rows belong to this measure alone
        for table, (names, rows) in kept.items():
            case, number = names.index("case"), names.index("number") if "number" in names else -1
            new = []
            for row in (list(row) for row in rows if str(row[case]) in renamed):
                fresh = renamed[str(row[case])]
                row[case] = fresh.hex
                if number >= 0:
                    row[number] = number_of(fresh)
                new.append(row)
            columns = ", ".join(f'"{name}"' for name in names)
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(names))})", new)  # noqa: S608
        cursor.execute("COMMIT")
