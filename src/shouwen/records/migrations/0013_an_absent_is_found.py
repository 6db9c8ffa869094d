from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0012_who_missed_it_is_kept'),
    ]

    operations = [
        migrations.AddField(
            model_name='absence',
            name='found_out',
            field=models.CharField(blank=True, default='', max_length=200),
            preserve_default=False,
        ),
    ]
