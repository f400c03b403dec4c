"""The rows of the outbox are found by their case: two indexes less.

On SQLite a table that Django makes anew has its columns in another order, and of one in the order of a key that is not its first columns
`PRAGMA integrity_check` of SQLite 3.40 says, wrongly, that values are missing. So the index is taken away where it stands.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delivery", "0006_in_order_of_key")]

    operations = [
        migrations.RemoveIndex(model_name="outgoing", name="delivery_outbox_case"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL("DROP INDEX IF EXISTS delivery_outbox_id_27b1ba78")],
            [migrations.AlterField(model_name="outgoing", name="id", field=models.UUIDField())],
        ),
    ]
