from django.db import migrations, models


def by_name(apps, schema_editor):
    """Names that were joined are looked up; what the Office confirmed, it did until the return."""
    sections = apps.get_model("records", "Section").objects
    for absence in apps.get_model("records", "Absence").objects.exclude(empties=""):
        names = absence.empties.split("、")
        found = sections.filter(jurisdiction=absence.jurisdiction_id, name__in=names)
        absence.empty_sections = [str(key) for key in found.values_list("pk", flat=True)]
        if absence.office_confirmed_at is not None:
            absence.taken_over = absence.empty_sections
            absence.taken_over_until = absence.returns_at
        absence.save()


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0021_who_was_told_keeps_an_older_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="absence",
            name="empty_sections",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="absence",
            name="taken_over",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="absence",
            name="taken_over_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(by_name, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="absence",
            name="empties",
        ),
        migrations.RenameField(
            model_name="absence",
            old_name="empty_sections",
            new_name="empties",
        ),
    ]
