"""The database itself refuses to change the journal: the triggers that say so, and their coming back after migrations."""

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = {"journal_entry": ("case", "number"), "journal_bundle": ("digest",), "journal_root": ("number",)}  # with their keys

POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The table % is append-only: % is refused.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def after_migrations(sender: AppConfig, using: str, **others: object) -> None:
    """Install the triggers in the database that was just migrated."""
    install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every missing trigger on the journal's tables; what is there already stays."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor)) & set(TABLES)
        for statement in _statements(connection.vendor, sorted(there)):
            cursor.execute(statement)


def expected(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers that the journal must have on this kind of database, in order."""
    third = "replace" if connection.vendor == "sqlite" else "truncate"
    return [f"{table}_refuses_{word}" for table in sorted(TABLES) for word in ("delete", third, "update")]


def installed(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers that the database has on the journal's tables, in order."""
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal%%' ORDER BY name",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND tgrelid::regclass::text LIKE 'journal%%' ORDER BY tgname",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question, [])
        return [name for (name,) in cursor.fetchall()]


def _statements(vendor: str, tables: list[str]) -> list[str]:
    if vendor == "sqlite":
        return [statement for table in tables for statement in _sqlite(table)]
    if vendor == "postgresql":
        return [POSTGRESQL_REFUSAL, *(statement for table in tables for statement in _postgresql(table))]
    raise NotImplementedError(f"The journal cannot be protected on {vendor}. Use SQLite or PostgreSQL.")


def _sqlite(table: str) -> list[str]:
    same = " AND ".join(f'"{column}" = NEW."{column}"' for column in TABLES[table])
    guards = {
        "update": "BEFORE UPDATE ON {table}",
        "delete": "BEFORE DELETE ON {table}",
        # INSERT OR REPLACE deletes without asking the trigger above, unless recursive_triggers is on
        "replace": f"BEFORE INSERT ON {{table}} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})",  # noqa: S608 - names of our own
    }
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_refuses_{word} {moment.format(table=table)} "
        f"BEGIN SELECT RAISE(ABORT, 'The table {table} is append-only: {word} is refused.'); END"
        for word, moment in guards.items()
    ]


def _postgresql(table: str) -> list[str]:
    words = ("update", "delete", "truncate")
    made = [
        f"CREATE OR REPLACE TRIGGER {table}_refuses_{word} BEFORE {word} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()"
        for word in words
    ]
    # ALWAYS: they also hold in a session that switched ordinary triggers off
    return made + [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_refuses_{word}" for word in words]
