"""The memory of answered commands stands in the order of its key."""

from django.db import migrations

from guichet.layout import in_order_of_key


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial")]

    operations = [in_order_of_key("desk_answered")]
