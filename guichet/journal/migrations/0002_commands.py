"""Each entry names the command that left it, beside the text that was hashed (docs/decisions/0286)."""

from django.db import migrations, models

COLUMNS = {"command": 32, "mark": 64}


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first")]

    operations = [
        migrations.SeparateDatabaseAndState(  # added where the table stands: Django would copy it on SQLite, and the journal is never made anew
            [migrations.RunSQL(f"ALTER TABLE journal_entry ADD COLUMN {name} varchar({length}) DEFAULT '' NOT NULL") for name, length in COLUMNS.items()],
            [
                migrations.AddField("journalentry", name, models.CharField(max_length=length, db_default=""), preserve_default=True)
                for name, length in COLUMNS.items()
            ],
        )
    ]
