"""Commands of an office, each in a process of its own on a home of its own."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.acts.world import make_world

HEADING = "department,main_item,name,areaCode,itemCode,taskType,deptCode"
LIST = f"{HEADING}\n局,,甲事项,511602,A1,1,x\n局,,乙事项,511602,A2,20,x\n"


def shouwen(*arguments, environment=None, home=None):
    command = [sys.executable, "-m", "shouwen.cli", *map(str, arguments)]
    if home:
        command += ["--home", str(home)]
    return subprocess.run(
        command, env={**os.environ, **(environment or {})}, capture_output=True, text=True
    )


def document(answer):
    return json.loads(answer.stdout)


# --- An office that is there ---------------------------------------------------------------------
def test_a_sweep_says_what_it_did_and_does_it_once(committed_db):
    make_world(("food",)).receive("food", "2026-09-21 10:00")
    command = ("sweep", "--at", "2026-09-30T00:01", "--json")
    first = shouwen(*command, environment=committed_db.environment)
    assert first.returncode == 0, first.stderr
    found = document(first)
    assert (found["examined"], found["acts"]) == (1, {"deem_accepted": 1})
    assert found["seconds"] < 5
    assert document(shouwen(*command, environment=committed_db.environment))["examined"] == 0


def test_a_list_of_services_comes_in_once(committed_db, tmp_path):
    make_world(())
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")

    def bring(*more):
        command = ("import", "catalogue", file, "--json", *more)
        answer = shouwen(*command, environment=committed_db.environment)
        found = document(answer)
        return answer.returncode, found["read"], found["made"], found["changed"], found["skipped"]

    assert bring("--dry-run") == (0, 2, 2, 0, 0)
    assert bring() == (0, 2, 2, 0, 0)
    assert bring() == (0, 2, 0, 0, 2)
    file.write_text(LIST.replace("甲事项", "甲事项（新名）"), encoding="utf-8")
    assert bring() == (0, 2, 0, 1, 1)
    assert bring() == (0, 2, 0, 0, 2)
    file.write_text(LIST + "局,,丙事项,511602,,1,x\n", encoding="utf-8")
    assert bring()[0] == 1


def test_the_ledger_is_verified_and_a_broken_chain_is_named(committed_db):
    from django.db import connection

    case = make_world(("food",)).receive("food", "2026-09-21 10:00")
    command = ("ledger", "verify", "--json")
    whole = shouwen(*command, environment=committed_db.environment)
    assert whole.returncode == 0, whole.stderr
    assert document(whole)["broken"] == []
    founding, promised = 2, 2 * 4  # four promises written and published
    of_services = 5  # drafted, submitted, approved, published; a case received
    assert document(whole)["entries"] == founding + promised + of_services
    with connection.cursor() as cursor:
        drop = "DROP TRIGGER records_ledgerentry_update"
        cursor.execute(f"{drop} ON records_ledgerentry" if _postgres() else drop)
        cursor.execute("UPDATE records_ledgerentry SET text = text || ' ' WHERE act LIKE 'case.%'")
    tampered = shouwen(*command, environment=committed_db.environment)
    assert tampered.returncode == 1
    assert {broken["matter"] for broken in document(tampered)["broken"]} == {str(case)}


def _postgres():
    from django.db import connection

    return connection.vendor == "postgresql"


def codes(answer):
    return {problem["code"] for problem in document(answer)["problems"]}


def test_a_doctor_finds_nothing_wrong_with_a_sound_office(committed_db):
    make_world(("food",))
    answer = shouwen("doctor", "--json", environment=_sound(committed_db))
    assert (answer.returncode, document(answer)["problems"]) == (0, [])


def test_a_doctor_finds_what_is_missing_or_unsafe(committed_db):
    from django.db import connection

    from shouwen.records.models import Letter, Sitting

    world = make_world(("food",))
    world.receive("food", "2026-09-21 10:00")
    Sitting.objects.filter(post=world.posts["food"], role="b_role").delete()
    Letter.objects.filter(channel="email").update(next_try_at=None, failure="550 gone")
    with connection.cursor() as cursor:
        drop = "DROP TRIGGER records_paper_delete"
        cursor.execute(f"{drop} ON records_paper" if _postgres() else drop)
    unsafe = {"SHOUWEN_DEBUG": "1", "SHOUWEN_HOSTS": "*", "SHOUWEN_SECRET_KEY": "short"}
    answer = shouwen("doctor", "--json", environment=_sound(committed_db) | unsafe)
    assert answer.returncode == 1
    assert codes(answer) == {
        *("debug", "any_host", "weak_key", "no_tls"),
        *("guards_missing", "post_without_b_role", "letters_given_up"),
        *("letters_lie", "clock_stands"),
    }
    assert all(problem["fix"] for problem in document(answer)["problems"])


def _sound(committed_db):
    safe = {"SHOUWEN_SECRET_KEY": "x" * 50, "SHOUWEN_SYNCHRONOUS": "FULL"}
    return committed_db.environment | safe


# --- No office yet -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        (("sweep",), {}, "no such table"),
        (("sweep", "--at", "soon"), {}, "'soon' is no date or time"),
        (("sweep",), {"SHOUWEN_DEBUG": "maybe"}, "SHOUWEN_DEBUG is 'maybe'"),
        (("serve", "--workers", "9"), {}, "at most 4 workers"),
        (("import", "catalogue", "nowhere.csv"), {}, "nowhere.csv"),
    ],
)
def test_what_cannot_be_run_is_told_in_a_sentence(tmp_path, arguments, environment, says):
    answer = shouwen(*arguments, environment={"DATABASE_URL": "", **environment}, home=tmp_path)
    assert answer.returncode == 2
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_office_without_tables_is_told_so_and_made_by_migrate(tmp_path):
    nothing = {"DATABASE_URL": ""}
    assert codes(shouwen("doctor", "--json", environment=nothing, home=tmp_path)) >= {
        "tables_behind"
    }
    assert shouwen("migrate", environment=nothing, home=tmp_path).returncode == 0
    assert "no_office" in codes(shouwen("doctor", "--json", environment=nothing, home=tmp_path))


# --- The demo office -----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def demo_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo") / "home"
    made = shouwen("demo", "--only-make", home=home)
    assert made.returncode == 0, made.stderr
    return home


def test_a_second_start_changes_nothing(demo_home):
    before = _content(demo_home)
    again = shouwen("demo", "--only-make", "--json", home=demo_home)
    assert document(again)["listed"] == 1135
    assert _content(demo_home) == before


def _content(home: Path):
    with closing(sqlite3.connect(home / "shouwen.sqlite3")) as database:
        (entries,) = database.execute("SELECT count(*) FROM records_ledgerentry").fetchone()
    return entries, (home / "demo.json").read_text()


def test_the_password_is_kept_from_others(demo_home):
    assert (demo_home / "demo.json").stat().st_mode & 0o077 == 0


def test_a_folder_with_something_else_is_never_made_into_a_demo(tmp_path):
    (tmp_path / "shouwen.sqlite3").write_text("a real office")
    for more in ((), ("--fresh",)):
        answer = shouwen("demo", "--only-make", *more, home=tmp_path)
        assert answer.returncode == 2
        assert "no demo office" in answer.stderr
    assert (tmp_path / "shouwen.sqlite3").read_text() == "a real office"


def test_a_demo_of_another_version_is_not_served_but_told_of(demo_home):
    note = demo_home / "demo.json"
    kept = note.read_text()
    try:
        note.write_text(json.dumps(json.loads(kept) | {"tables": "0000_older"}))
        answer = shouwen("demo", "--only-make", home=demo_home)
    finally:
        note.write_text(kept)
    assert answer.returncode == 2
    assert "--fresh" in answer.stderr


def test_it_is_served_with_its_jobs_and_ends_together(demo_home):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "shouwen.cli", "demo", "--port", str(port)]
    running = subprocess.Popen(
        [*command, "--home", str(demo_home)],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = ""
        while "Ctrl-C ends it." not in said:
            said += running.stderr.readline()
        assert "heyutong" in said
        assert json.loads((demo_home / "demo.json").read_text())["password"] in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
        taken = shouwen("demo", "--port", port, home=demo_home)
        assert taken.returncode == 2
        assert "--port" in taken.stderr
    finally:
        running.send_signal(signal.SIGTERM)
        rest = running.communicate(timeout=30)
    assert running.returncode == 0, rest
    with closing(socket.socket()) as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
