from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0020_guides_are_worded_and_shown_elsewhere'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='told_by',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='case',
            name='told_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='told_reference',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('told_by', ''), ('told_on__isnull', True), ('told_reference', '')), models.Q(('told_by__in', ['print', 'contact', 'message']), ('told_on__isnull', False), models.Q(('told_reference', ''), _negated=True)), _connector='OR'), name='what_was_told_says_when_how_and_where'),
        ),
    ]
