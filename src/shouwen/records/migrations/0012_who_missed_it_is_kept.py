import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def by_their_bearer(apps, schema_editor):
    """What is missed so far is kept for the post that bears it now."""
    missed = apps.get_model('records', 'Obligation').objects.filter(missed_at__isnull=False)
    missed.update(missed_by=F('bearer'))


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0011_services_are_found'),
    ]

    operations = [
        migrations.AddField(
            model_name='obligation',
            name='missed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.post'),
        ),
        migrations.RunPython(by_their_bearer, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bearer__isnull', True), ('missed_by__isnull', True)), models.Q(('missed_at__isnull', True), ('missed_by__isnull', True)), models.Q(('missed_at__isnull', False), ('missed_by__isnull', False)), _connector='OR'), name='missed_means_by_whom'),
        ),
    ]
