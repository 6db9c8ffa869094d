"""A version is written, reviewed, published, in force from a day until the next one takes over.

That no two versions of a service were ever in force at one time, PostgreSQL holds by an exclusion
constraint and SQLite by a trigger (``shouwen.records.triggers``), as for sittings (0008)."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

ADD = (
    """ALTER TABLE records_serviceversion ADD CONSTRAINT versions_do_not_overlap
    EXCLUDE USING gist (service_id WITH =, tstzrange(valid_from, valid_until) WITH &&)
    WHERE (valid_from IS NOT NULL)""",
)
REMOVE = ("ALTER TABLE records_serviceversion DROP CONSTRAINT versions_do_not_overlap",)


def _on_postgresql(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


def say_when_they_were_in_force(apps, schema_editor):
    versions = apps.get_model("records", "ServiceVersion").objects
    published = versions.filter(published_at__isnull=False)
    published.update(valid_from=F("published_at"), valid_until=F("withdrawn_at"))
    versions.filter(withdrawn_at__isnull=False).update(withdrawn_because="停用时没有写明原因")


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0016_the_catalogue_has_a_version'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='serviceversion',
            name='version_state_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='serviceversion',
            name='published_means_promised_and_dated',
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='announced_for',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='opinion',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='reviewed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person'),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='revision',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='submitted_from',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.post'),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='superseded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='valid_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='valid_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='withdrawn_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='written_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='written_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person'),
        ),
        migrations.RunPython(say_when_they_were_in_force, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='serviceversion',
            index=models.Index(condition=models.Q(('state', 'superseded'), ('superseded_at__isnull', True)), fields=['matter'], name='versions_to_be_closed'),
        ),
        migrations.AddConstraint(
            model_name='serviceversion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'reviewing', 'approved', 'announced', 'published', 'superseded', 'withdrawn'])), name='version_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='serviceversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'announced')), fields=('service',), name='one_announced_version_a_service'),
        ),
        migrations.AddConstraint(
            model_name='serviceversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['announced', 'published', 'superseded', 'withdrawn']), _negated=True), models.Q(('promise_n__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='published_means_promised_and_dated'),
        ),
        migrations.AddConstraint(
            model_name='serviceversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['draft', 'reviewing', 'approved']), ('valid_from__isnull', True), ('valid_until__isnull', True)), models.Q(('announced_for__isnull', False), ('state', 'announced'), ('valid_from__isnull', True), ('valid_until__isnull', True)), models.Q(('state', 'published'), ('valid_from__isnull', False), ('valid_until__isnull', True)), models.Q(('state', 'superseded'), ('valid_from__isnull', False), ('valid_until__isnull', False)), models.Q(('state', 'withdrawn'), ('valid_from__isnull', True), ('valid_until__isnull', True)), models.Q(('state', 'withdrawn'), ('valid_from__isnull', False), ('valid_until__isnull', False)), _connector='OR'), name='its_state_says_when_it_is_in_force'),
        ),
        migrations.AddConstraint(
            model_name='serviceversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_because', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='a_withdrawal_says_since_when_and_why'),
        ),
        migrations.RunPython(_on_postgresql(*ADD), _on_postgresql(*REMOVE)),
    ]
