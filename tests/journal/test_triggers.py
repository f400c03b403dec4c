"""The database itself refuses to change what was remembered, also after Django rebuilt a table."""

import os
import subprocess
import sys

import pytest
from django.db import IntegrityError, connection, transaction

from guichet.journal import store, triggers
from tests.journal.conftest import AT, case, told

TABLES = sorted(triggers.TABLES)
CHANGES = {"journal_entry": "kind = 'refused'", "journal_bundle": "text = 'x'", "journal_root": "signature = 'x'"}

REBUILD = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection, models
from guichet.journal import triggers
from guichet.journal.models import JournalEntry
call_command("migrate", "journal", verbosity=0)
assert triggers.installed(connection) == triggers.expected(connection), "after the first migration"
old = JournalEntry._meta.get_field("kind")
new = models.CharField(max_length=60); new.set_attributes_from_name("kind"); new.model = JournalEntry
with connection.schema_editor() as editor:
    editor.alter_field(JournalEntry, old, new, strict=True)
print(len([name for name in triggers.installed(connection) if "entry" in name]), "left")
call_command("migrate", "journal", verbosity=0)
assert triggers.installed(connection) == triggers.expected(connection), "after the next migration"
"""


def refused(statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_every_trigger_is_there_after_the_migrations():
    assert triggers.installed(connection) == triggers.expected(connection)
    assert len(triggers.expected(connection)) == 9


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_changed_deleted_or_replaced(journal, table):
    refused(f"UPDATE {table} SET {CHANGES[table]}")
    refused(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        refused(f"TRUNCATE {table}")
    else:
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.django_db
def test_a_statement_on_an_entry_that_is_there_is_a_lost_race_and_not_a_replacement():
    store.append(case(1), 0, [told("application_submitted")], AT, "a" * 64)
    with pytest.raises(store.LostRace), transaction.atomic():
        store.append(case(1), 0, [told("application_submitted")], AT, "a" * 64)


def test_on_sqlite_a_table_that_django_rebuilt_gets_its_triggers_back(tmp_path):
    """This one runs on a database file of its own, whatever the database of the other tests."""
    environment = os.environ | {
        "GUICHET_DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}", "GUICHET_TESTING": "1", "GUICHET_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "guichet.site.settings",
    }
    done = subprocess.run([sys.executable, "-c", REBUILD], env=environment, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "0 left", "the rebuild did drop them: without the receiver they would be gone"
