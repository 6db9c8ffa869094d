"""The harness itself: commits that are real, races, and no way out."""

import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction

from tests.databases import at_once
from tests.postgres import available, cluster
from tools import prepare
from tools.docs import ROOT

LONG_PAST = datetime(2026, 1, 5, tzinfo=UTC)
COUNT = """
import django
django.setup()
from django.contrib.sessions.models import Session
print(Session.objects.count())
"""


def commit_a_row(key="one"):
    """Commits a row of a table that none of our rules guards."""
    with transaction.atomic(durable=True):
        return Session.objects.create(session_key=key, expire_date=LONG_PAST)


def test_a_commit_is_seen_by_another_process(committed_db):
    commit_a_row()
    seen = subprocess.run(
        [sys.executable, "-c", COUNT],
        env={**os.environ, **committed_db.environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout == "1\n"


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(committed_db, turn):
    commit_a_row()
    assert Session.objects.count() == 1


def test_of_two_calls_at_once_both_run_and_the_constraint_refuses_one(committed_db):
    outcomes = at_once(commit_a_row, commit_a_row)
    assert {type(outcome) for outcome in outcomes} == {Session, IntegrityError}
    assert Session.objects.count() == 1


@pytest.mark.engine("sqlite")
def test_sqlite_writes_ahead_of_itself(committed_db):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.engine("sqlite")
def test_a_transaction_on_sqlite_holds_the_write_lock_from_its_first_read(committed_db):
    def read_then_write():
        with transaction.atomic(durable=True):
            seen = Session.objects.count()
            Session.objects.create(session_key=seen, expire_date=LONG_PAST)
            return seen

    assert sorted(at_once(read_then_write, read_then_write)) == [0, 1]


def test_no_test_reaches_beyond_this_machine():
    with pytest.raises(PermissionError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.skipif(not available(), reason="PostgreSQL 15 is not here (make prepare)")
def test_the_throw_away_cluster_leaves_nothing_behind_when_a_run_fails():
    folders = []

    def run():
        with cluster() as address:
            folders.append(Path(unquote(urlsplit(address).netloc.partition("@")[2])))
            assert folders[0].is_dir()
            raise RuntimeError("a test fails")

    with pytest.raises(RuntimeError, match="a test fails"):
        run()
    assert not folders[0].exists()


def test_what_cannot_be_brought_is_named_and_only_ci_stops_for_it(monkeypatch, capsys):
    monkeypatch.setattr(prepare, "NEEDED", {"no-such-package": "no-such-program"})
    monkeypatch.setattr(shutil, "which", lambda program: None)
    monkeypatch.setenv("CI", "false")
    assert prepare.main() == 0
    assert "Not here: no-such-package." in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    assert prepare.main() == 1


@pytest.mark.parametrize(("ci", "says"), [("true", "1 error"), ("false", "1 skipped")])
def test_a_skipped_test_is_an_error_in_ci_and_only_there(tmp_path, ci, says):
    test = tmp_path / "test_lacks.py"
    test.write_text("import pytest\n@pytest.mark.needs('no-such-program')\ndef test(): ...\n")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", "pyproject.toml", test],
        cwd=ROOT,
        env={**os.environ, "CI": ci, "PYTEST_XDIST_WORKER": ""},
        capture_output=True,
        text=True,
    )
    assert says in run.stdout
    assert "no-such-program is not on this machine" in run.stdout
