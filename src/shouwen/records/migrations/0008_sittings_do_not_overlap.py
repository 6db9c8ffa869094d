"""No two sittings of one role on a post have an instant in common (decision 5).

PostgreSQL holds it by an exclusion constraint. ``btree_gist`` comes with it and is trusted, so the
owner of the database may create it. On SQLite a trigger does (``shouwen.records.triggers``)."""

from django.db import migrations

ADD = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """ALTER TABLE records_sitting ADD CONSTRAINT sittings_do_not_overlap
    EXCLUDE USING gist (post_id WITH =, role WITH =, tstzrange(since, until) WITH &&)""",
)
REMOVE = ("ALTER TABLE records_sitting DROP CONSTRAINT sittings_do_not_overlap",)


def _on_postgresql(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_room_for_the_administrator"),
    ]

    operations = [
        migrations.RunPython(_on_postgresql(*ADD), _on_postgresql(*REMOVE)),
    ]
