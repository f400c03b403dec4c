"""A narrow row for each step that ended, for the public figures; `guichet rebuild` tells them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0004_other_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Step",
            fields=[
                ("pk", models.CompositePrimaryKey("case", "number", blank=True, editable=False, primary_key=True, serialize=False)),
                ("case", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=16)),
                ("who", models.CharField(max_length=80)),
                ("outcome", models.CharField(max_length=40)),
                ("ended_on", models.CharField(max_length=10)),
                ("hours", models.PositiveIntegerField()),
                ("waited", models.PositiveIntegerField()),
                ("questions", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "casefile_step",
            },
        ),
    ]
