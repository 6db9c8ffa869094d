from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0013_an_absent_is_found'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='password_given',
            field=models.BooleanField(default=False),
        ),
    ]
