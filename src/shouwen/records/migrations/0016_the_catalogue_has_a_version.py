from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0015_what_no_guide_covers_is_received'),
    ]

    operations = [
        migrations.AddField(
            model_name='jurisdiction',
            name='catalogue_version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name='serviceversion',
            index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['jurisdiction', 'published_at', 'matter'], name='versions_by_publication'),
        ),
        migrations.AddIndex(
            model_name='serviceversion',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', False)), fields=['jurisdiction', 'withdrawn_at', 'matter'], name='versions_by_withdrawal'),
        ),
    ]
