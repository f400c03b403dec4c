from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_issued_on")]

    operations = [migrations.AddField("draft", "origins", models.TextField(blank=True, default=""))]
