from django.db import migrations, models

from guichet.layout import in_order_of_key


class Migration(migrations.Migration):
    dependencies = [("delivery", "0006_in_order_of_key")]

    operations = [
        migrations.RemoveIndex(model_name="outgoing", name="delivery_outbox_case"),
        migrations.AlterField(model_name="outgoing", name="id", field=models.UUIDField()),
        in_order_of_key("delivery_outbox"),
    ]
