"""On SQLite the narrow tables of many cases stand in the order of their key (docs/decisions/0172)."""

import pytest
from django.db import connection

IN_ORDER = {"casefile_access", "casefile_stretch", "casefile_work", "casefile_step", "delivery_outbox"}


@pytest.mark.django_db
def test_these_tables_stand_in_the_order_of_their_key_after_all_migrations():
    if connection.vendor != "sqlite":
        return  # PostgreSQL has its own layout
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA table_list")
        assert {row[1] for row in cursor.fetchall() if row[4]} == IN_ORDER, "Name in_order_of_key again in the last migration of this table."
