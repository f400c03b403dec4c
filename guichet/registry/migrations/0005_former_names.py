from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_following'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('pk', models.CompositePrimaryKey('case', 'family_key', 'given_key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case', models.UUIDField()),
                ('family_key', models.TextField()),
                ('given_key', models.TextField()),
                ('enterprise_number', models.CharField(max_length=10)),
            ],
            options={
                'db_table': 'registry_former_name',
                'indexes': [models.Index(fields=['enterprise_number', 'family_key'], name='registry_former_name_of')],
            },
        ),
    ]
