"""What holds on a day is told as text, that of the past beside the entry that closed it; `guichet rebuild` tells it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefile", "0008_renewals")]

    operations = [
        migrations.RemoveField("stretchrow", "why"),
        migrations.AddField("header", "access", models.TextField(default="[]"), preserve_default=False),
        migrations.AddField("header", "work", models.TextField(default="[]"), preserve_default=False),
        migrations.AddField("historyentry", "closed", models.TextField(default="[]"), preserve_default=False),
    ]
