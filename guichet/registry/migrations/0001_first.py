"""The registry: permits and their stretches, which are views; consultations, kept for ever under triggers (triggers.py)."""

from django.db import migrations, models

from guichet.registry.triggers import protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StretchRow',
            fields=[
                ('pk', models.CompositePrimaryKey('case', 'from_on', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case', models.UUIDField()),
                ('from_on', models.CharField(max_length=10)),
                ('to_on', models.CharField(max_length=10)),
                ('answer', models.CharField(max_length=8)),
                ('row', models.CharField(max_length=64)),
                ('document', models.CharField(max_length=64)),
                ('until', models.CharField(max_length=10)),
            ],
            options={
                'db_table': 'registry_stretch',
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('case', models.CharField(db_index=True, max_length=36)),
                ('body', models.CharField(max_length=80)),
                ('person', models.CharField(max_length=64)),
                ('at', models.CharField(max_length=27)),
                ('text', models.TextField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'kept_consultation',
                'indexes': [models.Index(fields=['person', 'body', 'number'], name='kept_consultation_of_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('case', models.UUIDField(primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=10, unique=True)),
                ('procedure', models.CharField(max_length=100)),
                ('region', models.CharField(max_length=64)),
                ('law', models.CharField(max_length=64)),
                ('worker', models.CharField(max_length=64)),
                ('employer', models.CharField(max_length=80)),
                ('enterprise_number', models.CharField(max_length=10)),
                ('worker_name', models.TextField()),
                ('employer_name', models.TextField()),
                ('family_key', models.TextField()),
                ('given_key', models.TextField()),
                ('granted_on', models.CharField(max_length=10)),
                ('work_until', models.CharField(max_length=10)),
            ],
            options={
                'db_table': 'registry_permit',
                'indexes': [models.Index(fields=['enterprise_number', 'family_key'], name='registry_permit_of_a_name')],
            },
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
