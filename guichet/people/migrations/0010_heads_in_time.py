from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_terms'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='head',
            name='people_one_head',
        ),
        migrations.AddField(
            model_name='head',
            name='ended_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='head',
            name='ended_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='head',
            name='from_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='head',
            name='named_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name='head',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('role', 'body', 'person'), name='people_one_head'),
        ),
    ]
