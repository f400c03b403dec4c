"""What the desk answered is known from the entries themselves: the commands done so far move there, and the table goes (docs/decisions/0286)."""

import json

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_LAID_DOWN = {
    "sqlite": "DROP TRIGGER IF EXISTS journal_entry_refuses_update",
    "postgresql": "DROP TRIGGER IF EXISTS journal_entry_refuses_update ON journal_entry",
}
_ANSWERED = 'SELECT "case", command, digest, answer FROM desk_answered'
_TOLD = 'UPDATE journal_entry SET command = %s, mark = %s WHERE "case" = %s AND number = %s'


def move(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Two new columns that no hash covers are filled in; the guard against changes lies down for it, and stands again before anything else."""
    from guichet.journal import triggers

    with editor.connection.cursor() as cursor:
        cursor.execute(_LAID_DOWN[editor.connection.vendor])
        cursor.execute(_ANSWERED)
        for case, command, digest, answer in cursor.fetchall():
            told = [(_letters(command), digest, _letters(case), number) for number in json.loads(answer)["numbers"]]
            cursor.executemany(_TOLD, told)
    triggers.install(editor.connection)


def _letters(value: object) -> str:
    return str(value).replace("-", "")  # PostgreSQL gives a UUID, SQLite its 32 letters


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_in_order_of_key"), ("journal", "0002_commands")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop), migrations.DeleteModel("Answered")]
