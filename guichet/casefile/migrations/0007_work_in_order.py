"""The indexes of the work list end in its orders, so that a page of a long queue is read and nothing is sorted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0006_steps_by_authority"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="work", name="casefile_work_by_risk"),
        migrations.RemoveIndex(model_name="work", name="casefile_work_of_a_person"),
        migrations.RemoveIndex(model_name="work", name="casefile_work_by_age"),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(
                fields=["role", "body", "queue", "rank", "filed_on", "case", "to_on", "from_on", "person"], name="casefile_work_by_rank"
            ),
        ),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(
                fields=["role", "body", "person", "queue", "rank", "filed_on", "case", "to_on", "from_on"], name="casefile_work_of_an_agent"
            ),
        ),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(
                fields=["role", "body", "queue", "filed_on", "rank", "case", "to_on", "from_on", "person"], name="casefile_work_by_filing"
            ),
        ),
    ]
