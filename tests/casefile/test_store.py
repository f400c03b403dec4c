"""The views are told entry by entry, and told anew to the same content."""

from django.db import connection

from guichet.casefile import store
from tests.casefile.conftest import told_granted


def dump() -> dict[str, list[str]]:
    """Every column of every view table, in an order that does not depend on the order of telling."""
    found = {}
    with connection.cursor() as cursor:
        for table in store.TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            found[table] = sorted(repr(row) for row in cursor.fetchall())
    return found


def test_a_granted_case_told_anew_is_the_same(story):
    one = told_granted(story())
    before = dump()
    assert all(before[t] for t in ("casefile_header", "casefile_access", "casefile_stretch", "casefile_entry", "casefile_file"))
    one.retold()
    assert dump() == before
    store.empty()
    assert not any(dump().values())
    one.retold()
    assert dump() == before
