

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('pk', models.CompositePrimaryKey('case_id', 'row_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case_id', models.UUIDField()),
                ('row_id', models.UUIDField()),
                ('number', models.IntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('ended_at', models.CharField(max_length=27)),
                ('delivered', models.BooleanField()),
                ('reason', models.TextField(default='')),
            ],
            options={
                'db_table': 'delivery_attempts',
            },
        ),
        migrations.CreateModel(
            name='KeptReceipt',
            fields=[
                ('pk', models.CompositePrimaryKey('case_id', 'message_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case_id', models.UUIDField()),
                ('message_id', models.UUIDField()),
                ('recipient', models.CharField(max_length=200)),
                ('letter', models.CharField(max_length=80)),
                ('channel', models.CharField(max_length=40)),
                ('reference', models.CharField(max_length=200)),
                ('note', models.CharField(default='', max_length=80)),
                ('received_at', models.CharField(max_length=27)),
            ],
            options={
                'db_table': 'delivery_receipts',
            },
        ),
        migrations.CreateModel(
            name='MailboxMessage',
            fields=[
                ('pk', models.CompositePrimaryKey('case_id', 'message_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case_id', models.UUIDField()),
                ('message_id', models.UUIDField()),
                ('case_number', models.CharField(max_length=20)),
                ('recipient', models.CharField(max_length=200)),
                ('letter', models.CharField(max_length=80)),
                ('language', models.CharField(max_length=2)),
                ('ref', models.CharField(max_length=200)),
                ('sent_on', models.CharField(max_length=10)),
                ('read_at', models.CharField(default='', max_length=27)),
            ],
            options={
                'db_table': 'delivery_mailbox',
                'indexes': [models.Index(fields=['recipient', '-sent_on'], name='delivery_mailbox_inbox')],
            },
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('pk', models.CompositePrimaryKey('case_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('case_id', models.UUIDField()),
                ('id', models.UUIDField(db_index=True)),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=200)),
                ('lane', models.CharField(max_length=200)),
                ('place', models.BigIntegerField()),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('tries', models.IntegerField(default=0)),
                ('due_at', models.CharField(max_length=27)),
                ('leased_until', models.CharField(default='', max_length=27)),
                ('ended_at', models.CharField(default='', max_length=27)),
                ('reason', models.TextField(default='')),
                ('data', models.TextField()),
            ],
            options={
                'db_table': 'delivery_outbox',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at', 'place'], name='delivery_outbox_due'), models.Index(condition=models.Q(('state', 'waiting')), fields=['case_id', 'lane', 'place'], name='delivery_outbox_lane'), models.Index(fields=['case_id', 'place'], name='delivery_outbox_case'), models.Index(condition=models.Q(('state', 'failed')), fields=['ended_at'], name='delivery_outbox_failed')],
                'constraints': [models.UniqueConstraint(fields=('case_id', 'key'), name='delivery_outbox_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'done', 'failed'])), name='delivery_outbox_state')],
            },
        ),
    ]
