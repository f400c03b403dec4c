from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_renewals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=64)),
                ('body', models.CharField(max_length=80)),
                ('enterprise_number', models.CharField(max_length=10)),
                ('reference', models.CharField(max_length=32)),
                ('from_at', models.CharField(max_length=40)),
                ('until_at', models.CharField(default='', max_length=40)),
            ],
            options={
                'db_table': 'kept_following',
                'indexes': [models.Index(condition=models.Q(('until_at', '')), fields=['enterprise_number'], name='kept_following_employer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_at', '')), fields=('person', 'body', 'enterprise_number'), name='kept_following_once')],
            },
        ),
    ]
