from itertools import groupby

from django.db import migrations, models


def number_what_is_there(apps, schema_editor):
    """Hand-overs on file, in the order in which they were shown so far."""
    rows = apps.get_model('records', 'ContactHandover').objects
    found = list(rows.order_by('contact', 'at', 'pk').only('contact', 'nth'))
    for _, those in groupby(found, key=lambda row: row.contact_id):
        for nth, row in enumerate(those, 1):
            row.nth = nth
    rows.bulk_update(found, ['nth'], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0051_a_referral_keeps_the_line_it_came_from'),
    ]

    operations = [
        migrations.AddField(
            model_name='contacthandover',
            name='nth',
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(number_what_is_there, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='contacthandover',
            constraint=models.UniqueConstraint(fields=('contact', 'nth'), name='hand_overs_of_a_contact_have_an_order'),
        ),
    ]
