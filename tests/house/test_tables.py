"""The history of the tables is one line, says what the models say, and has a short cut."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from shouwen.queries.doctor import health
from shouwen.rules.worktime import CST
from tests.acts.world import make_world
from tests.databases import empty, turned_to
from tools.docs import ROOT

MIGRATIONS = ROOT / "src/shouwen/records/migrations"
SHORT_CUT = ("records", "0001_squashed_0042_the_tables_of_a_fresh_office")
LONG_AGO = ("records", "0040_what_the_office_notes_on_a_contact_stays")
TODAY = datetime(2026, 11, 23, 10, tzinfo=CST)


def test_no_change_of_a_model_lacks_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_history_has_one_head_and_a_file_of_one_line_names_it():
    graph = MigrationLoader(connection=None, replace_migrations=False).graph
    (head,) = {name for _, name in graph.leaf_nodes("records")} - {SHORT_CUT[1]}
    assert (MIGRATIONS / "head.txt").read_text(encoding="utf-8") == f"{head}\n"


@pytest.mark.database
def test_an_old_home_goes_on_by_its_steps_and_ends_with_the_tables_of_a_fresh_one(
    django_db_setup, django_db_blocker, tmp_path
):
    with django_db_blocker.unblock():
        fresh = tables()
        with empty(tmp_path) as name, turned_to(name):
            by_steps(LONG_AGO)
            assert "tables_behind" in codes()
            call_command("migrate", verbosity=0)
            assert tables() == fresh
            # A home of the day before the short cut knows all steps, and nothing of it.
            MigrationRecorder(connection).record_unapplied(*SHORT_CUT)
            assert not {"tables_behind", "guards_missing"} & codes()
            call_command("migrate", verbosity=0)
            assert tables() == fresh
            make_world()
            assert "no_office" not in codes()


def by_steps(target: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    executor.migrate([target])


def codes() -> set[str]:
    return {problem.code for problem in health(TODAY).problems}


CATALOGUES = {
    "sqlite": ("SELECT type, name, sql FROM sqlite_master",),
    "postgresql": (
        """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
        column_default, is_identity FROM information_schema.columns
        WHERE table_schema = 'public'""",
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        # A list of words is told in another way once its column was made longer.
        r"""SELECT conrelid::regclass::text, conname, regexp_replace(regexp_replace(
        pg_get_constraintdef(oid), '[(](ARRAY[[][^]]*[]])[)]::text[[][]]', '\1'),
        '[(](''\w+''::character varying)[)]::text', '\1', 'g')
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    ),
}


def tables() -> set[tuple[str | None, ...]]:
    """What the database itself says of every table, column, index, constraint and trigger."""
    with connection.cursor() as cursor:
        found: set[tuple[str | None, ...]] = set()
        for catalogue in CATALOGUES[connection.vendor]:
            cursor.execute(catalogue)
            found.update(cursor.fetchall())
    return found
