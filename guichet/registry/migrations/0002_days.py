"""May the worker work? The days of a permit stand in its row; `guichet rebuild` tells them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_first")]

    operations = [
        migrations.AddField("permit", "days", models.TextField(default="[]"), preserve_default=False),
        migrations.DeleteModel("StretchRow"),
    ]
