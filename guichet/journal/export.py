"""The journal as lines for the stand-alone verifier: first the roots, then every entry by case and number, then the end."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.db import connection

from guichet.journal.roots import roots
from guichet.journal.stand_alone_verifier import Line
from guichet.journal.store import uuid_of
from guichet.journal.text import canonical

PAGE = 2000
COLUMNS = ("case", "number", "kind", "by", "on", "at", "text", "digest")

_ENTRIES = """
SELECT "case", number, kind, "by", "on", "at", text, digest FROM journal_entry
WHERE ("case", number) > (%s, %s) ORDER BY "case", number LIMIT %s
"""

_FIRST = """
SELECT "case", number, kind, "by", "on", "at", text, digest FROM journal_entry WHERE "case" = %s AND number = 1
"""


def lines() -> Iterator[Line]:
    """Yield the whole journal, page by page. The roots come first: whatever they seal is then read after them."""
    counts = {"entries": 0, "roots": 0}
    for root in roots():
        counts["roots"] += 1
        yield {"root": root}
    for entry in _entries():
        counts["entries"] += 1
        yield {"entry": entry}
    yield {"end": counts}


def first_of(case: UUID) -> dict[str, object] | None:
    """The first entry of a case as it stands in an export; None for a case that has none."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [case.hex])
        row = cursor.fetchone()
    return dict(zip(COLUMNS, (str(uuid_of(row[0])), *row[1:]), strict=True)) if row else None


def alone(entry: dict[str, object]) -> list[str]:
    """An export of this entry alone: what its digest binds can be checked, that nothing followed cannot."""
    return [canonical(line) + "\n" for line in ({"entry": entry}, {"end": {"entries": 1, "roots": 0}})]


def count() -> int:
    """Return how many lines there are, for a progress bar: the roots, the entries and the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT COUNT(*) FROM journal_entry) + (SELECT COUNT(*) FROM journal_root) + 1")
        return cursor.fetchone()[0]


def write(path: Path) -> int:
    """Write the whole journal to a file and return the number of its lines."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for number, line in enumerate(lines(), 1):  # noqa: B007 - the last number is the answer
            file.write(canonical(line) + "\n")
    return number


def _entries() -> Iterator[dict[str, object]]:
    case, number = UUID(int=0), 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ENTRIES, [case.hex, number, PAGE])
            page = cursor.fetchall()
        for row in page:
            case, number = uuid_of(row[0]), row[1]
            yield dict(zip(COLUMNS, (str(case), *row[1:]), strict=True))
        if len(page) < PAGE:
            return
