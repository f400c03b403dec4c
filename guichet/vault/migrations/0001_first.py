"""The vault: keys of cases, and the items encrypted under them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CaseKey',
            fields=[
                ('case', models.UUIDField(primary_key=True, serialize=False)),
                ('wrapped', models.BinaryField()),
            ],
            options={
                'db_table': 'vault_key',
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('pk', models.CompositePrimaryKey('case', 'ref', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case', models.UUIDField()),
                ('ref', models.UUIDField()),
                ('kind', models.CharField(max_length=80)),
                ('size', models.PositiveBigIntegerField()),
                ('content', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'vault_item',
            },
        ),
    ]
