"""Rights and acts move from their rows into one text beside the header; `guichet rebuild` tells them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefile", "0002_work")]

    operations = [
        migrations.AddField("header", "days", models.TextField(default="[]"), preserve_default=False),
        migrations.RunSQL("DELETE FROM casefile_stretch WHERE kind IN ('may', 'right')", migrations.RunSQL.noop),
    ]
