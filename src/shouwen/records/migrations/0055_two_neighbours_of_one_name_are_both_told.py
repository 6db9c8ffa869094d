from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0054_only_phones_that_were_left_are_looked_for'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='interestedparty',
            name='an_interested_party_is_told_once',
        ),
        migrations.AddConstraint(
            model_name='interestedparty',
            constraint=models.UniqueConstraint(fields=('hearing', 'name', 'phone', 'email', 'address'), name='an_interested_party_is_told_once'),
        ),
    ]
