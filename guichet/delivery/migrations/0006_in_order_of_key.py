from django.db import migrations

from guichet.layout import in_order_of_key


class Migration(migrations.Migration):
    dependencies = [("delivery", "0005_receipts_by_mail")]

    operations = [
        migrations.RemoveIndex(model_name="outgoing", name="delivery_outbox_lane"),
        in_order_of_key("delivery_outbox"),
    ]
