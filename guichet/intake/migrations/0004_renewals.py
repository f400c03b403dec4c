from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_begun_with_another")]

    operations = [
        migrations.AddField(model_name="draft", name="renews", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="draftfile", name="came_on", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(condition=models.Q(("number", "")), fields=("renews",), name="intake_one_renewal_at_a_time"),
        ),
    ]
