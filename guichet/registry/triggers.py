"""The database itself refuses to change a consultation once written: the triggers that say so.

The first migration installs them. SQLite drops them silently when Django rebuilds the table: a later migration that alters it ends with
`RunPython(protect)` again, and a test looks for them.
"""

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "kept_consultation"

_REFUSAL = """
CREATE OR REPLACE FUNCTION kept_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The table % is append-only: % is refused.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_WORDS = {"sqlite": ("delete", "replace", "update"), "postgresql": ("delete", "truncate", "update")}


def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put every missing trigger on the table: the last operation of a migration that made or altered it."""
    for statement in _sqlite() if editor.connection.vendor == "sqlite" else _postgresql():
        editor.execute(statement, params=None)


def expected(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that the table must have on this kind of database, in order."""
    return [f"{TABLE}_refuses_{word}" for word in _WORDS[connection.vendor]]


def installed(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that the table has, in order."""
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY name",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND tgrelid::regclass::text = %s ORDER BY tgname",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question, [TABLE])
        return [name for (name,) in cursor.fetchall()]


def _sqlite() -> list[str]:
    guards = {
        "update": f"BEFORE UPDATE ON {TABLE}",
        "delete": f"BEFORE DELETE ON {TABLE}",
        # INSERT OR REPLACE deletes without asking the trigger above, unless recursive_triggers is on
        "replace": f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE number = NEW.number)",  # noqa: S608 - a name of our own
    }
    return [
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_refuses_{word} {moment} "
        f"BEGIN SELECT RAISE(ABORT, 'The table {TABLE} is append-only: {word} is refused.'); END"
        for word, moment in guards.items()
    ]


def _postgresql() -> list[str]:
    made = [
        f"CREATE OR REPLACE TRIGGER {TABLE}_refuses_{word} BEFORE {word} ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION kept_refuses()"
        for word in _WORDS["postgresql"]
    ]
    # ALWAYS: they also hold in a session that switched ordinary triggers off
    return [_REFUSAL, *made, *(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_refuses_{word}" for word in _WORDS["postgresql"])]
