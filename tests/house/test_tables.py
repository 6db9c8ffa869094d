"""The history of the tables is one line, and says what the models say."""

from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tools.docs import ROOT

MIGRATIONS = ROOT / "src/shouwen/records/migrations"


def test_no_change_of_a_model_lacks_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_history_has_one_head_and_a_file_of_one_line_names_it():
    leaves = MigrationLoader(connection=None).graph.leaf_nodes("records")
    head = (MIGRATIONS / "head.txt").read_text(encoding="utf-8")
    assert [f"{name}\n" for _, name in leaves] == [head]
