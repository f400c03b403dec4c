"""Steps are asked by authority and day: an applicant reads how long like files took."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0005_steps"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["step", "who", "ended_on", "hours"], name="casefile_step_of_an_authority"),
        ),
    ]
