from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_renewals")]

    operations = [migrations.AddField("draftfile", "issued_on", models.DateField(null=True))]
