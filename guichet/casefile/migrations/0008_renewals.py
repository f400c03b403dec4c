from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefile", "0007_work_in_order")]

    operations = [migrations.AddField(model_name="header", name="renews", field=models.CharField(default="", max_length=32))]
