"""How SQLite lays out a table: narrow rows stand in the order of their key, so that the rows of a case lie on one page (docs/decisions/0172)."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLE = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s"
_INDEXES = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"


def in_order_of_key(*tables: str) -> migrations.RunPython:
    """A step of a migration: these tables are kept in the order of their primary key, without a second tree for it.

    On SQLite alone. A later migration that changes such a table makes it anew in Django's way: then this step follows it (a test says so).
    """

    def lay_out(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            for table in tables:
                _lay_out(editor, table)

    return migrations.RunPython(lay_out, migrations.RunPython.noop)


def _lay_out(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    with editor.connection.cursor() as cursor:
        made, indexes = (cursor.execute(asked, [table]).fetchall() for asked in (_TABLE, _INDEXES))
    fresh = f"{table}__fresh"
    editor.execute(f"{made[0][0].replace(table, fresh, 1)} WITHOUT ROWID")
    editor.execute(f"INSERT INTO {fresh} SELECT * FROM {table}")  # noqa: S608 - names of our own
    editor.execute(f"DROP TABLE {table}")
    editor.execute(f"ALTER TABLE {fresh} RENAME TO {table}")
    for (index,) in indexes:
        editor.execute(index)
