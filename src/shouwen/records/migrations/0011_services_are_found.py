import django.db.models.deletion
from django.db import migrations, models

from shouwen.records.search import found_by
from shouwen.rules.facts.guide import Guide


def find_what_is_there(apps, schema_editor):
    """Services drafted and published so far are found as those that come."""
    services = apps.get_model('records', 'Service')
    versions = apps.get_model('records', 'ServiceVersion')
    tokens_of = apps.get_model('records', 'ServiceToken')
    guides = versions.objects.filter(state='published').values_list('service_id', 'guide')
    published = {service: Guide.from_json(guide) for service, guide in guides}
    for key, place, name in services.objects.values_list('pk', 'jurisdiction_id', 'name'):
        tokens = found_by(name)
        if guide := published.get(key):
            tokens = found_by(guide.name, guide.plainly) | tokens
        tokens_of.objects.bulk_create(
            tokens_of(jurisdiction_id=place, token=token, service_id=key, in_name=in_name)
            for token, in_name in tokens.items()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0010_each_index_is_read'),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceToken',
            fields=[
                ('pk', models.CompositePrimaryKey('jurisdiction_id', 'token', 'service_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('token', models.CharField(max_length=16)),
                ('in_name', models.BooleanField()),
                ('jurisdiction', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='records.jurisdiction')),
                ('service', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='records.service')),
            ],
        ),
        migrations.RunPython(find_what_is_there, migrations.RunPython.noop),
    ]
