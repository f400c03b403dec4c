"""The narrow tables of the case file stand in the order of their key."""

from django.db import migrations

from guichet.layout import in_order_of_key


class Migration(migrations.Migration):
    dependencies = [("casefile", "0009_closed_days")]

    operations = [in_order_of_key("casefile_access", "casefile_stretch", "casefile_work", "casefile_step")]
