"""The journal: entries, law bundles and roots; the triggers come after the migrations (triggers.py)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('pk', models.CompositePrimaryKey('case', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('by', models.CharField(max_length=160)),
                ('on', models.CharField(max_length=10)),
                ('at', models.CharField(max_length=27)),
                ('text', models.TextField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'journal_entry',
            },
        ),
        migrations.CreateModel(
            name='LawBundle',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('text', models.TextField()),
            ],
            options={
                'db_table': 'journal_bundle',
            },
        ),
        migrations.CreateModel(
            name='Root',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('at', models.CharField(max_length=27)),
                ('text', models.TextField()),
                ('signature', models.CharField(max_length=128)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'journal_root',
            },
        ),
    ]
