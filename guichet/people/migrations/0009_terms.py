from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_heads")]

    operations = [
        migrations.CreateModel(
            name="Term",
            fields=[
                ("key", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("kind", models.CharField(db_index=True, max_length=20)),
                ("code", models.CharField(max_length=10)),
                ("name_fr", models.TextField()),
                ("name_nl", models.TextField()),
                ("name_de", models.TextField()),
                ("name_en", models.TextField()),
                ("verified", models.BooleanField()),
            ],
        ),
    ]
