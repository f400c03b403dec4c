from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('delivery', '0004_digests'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='keptreceipt',
            index=models.Index(condition=models.Q(('channel', 'mail')), fields=['recipient', 'received_at'], name='delivery_receipts_by_mail'),
        ),
    ]
