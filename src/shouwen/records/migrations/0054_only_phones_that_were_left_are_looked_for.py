from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0053_everybody_who_wants_a_hearing_is_named'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='cases_by_phone',
        ),
        migrations.RemoveIndex(
            model_name='contact',
            name='contacts_by_phone',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('phone_key', ''), _negated=True), fields=['jurisdiction', 'phone_key', 'received_at'], name='cases_by_phone'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('phone_key', ''), _negated=True), fields=['jurisdiction', 'phone_key', 'received_at'], name='contacts_by_phone'),
        ),
    ]
