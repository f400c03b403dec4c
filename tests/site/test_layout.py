"""How the tables of many cases are laid out: on SQLite the narrow ones in the order of their key (docs/decisions/0172), with few indexes."""

import pytest
from django.db import connection

IN_ORDER = {"casefile_access", "casefile_stretch", "casefile_work", "casefile_step", "delivery_outbox"}
pytestmark = pytest.mark.django_db


def test_these_tables_stand_in_the_order_of_their_key_after_all_migrations():
    if connection.vendor != "sqlite":
        return  # PostgreSQL has its own layout
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA table_list")
        assert {row[1] for row in cursor.fetchall() if row[4]} == IN_ORDER, "Name in_order_of_key again in the last migration of this table."


@pytest.mark.parametrize("table", sorted(IN_ORDER))
def test_the_columns_of_the_key_come_first(table):
    """Else SQLite 3.40 says in its check of the whole file that values are missing which are there."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA table_info({table})")
        keys = [row[5] for row in cursor.fetchall()]
    assert keys == [*range(1, max(keys) + 1), *[0] * (len(keys) - max(keys))]


def test_the_outbox_has_these_indexes_and_no_other():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "delivery_outbox").values()
    indexes = sorted(tuple(one["columns"]) for one in found if one["index"] or one["unique"] or one["primary_key"])
    assert indexes == [("case_id", "id"), ("case_id", "key"), ("due_at", "place"), ("ended_at",)]
