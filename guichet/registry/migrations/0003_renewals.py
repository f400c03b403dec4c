"""Which permit a file asks to renew, and who it is about, by index; `guichet rebuild` tells them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_days")]

    operations = [
        migrations.AddField(model_name="permit", name="renews", field=models.CharField(default="", max_length=32)),
        migrations.AddField(model_name="permit", name="filed_on", field=models.CharField(default="", max_length=10)),
        migrations.AddIndex(model_name="permit", index=models.Index(fields=["worker"], name="registry_permit_of_a_worker")),
    ]
