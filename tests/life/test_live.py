"""``shouwen live``: what it answers, what it refuses, and that a broken life is told."""

import ast
import json
import os
import re
import subprocess
import sys
from datetime import datetime

import pytest

from shouwen.acts._frame.file import File
from shouwen.life import live
from shouwen.life.invariants import Broken
from shouwen.life.setting import found
from shouwen.life.world import World, end_of
from shouwen.rules.worktime import CST
from tests.databases import committed_copy

NOBODYS = "5.4d nothing is nobody's"
START = datetime(2026, 4, 20, tzinfo=CST)


FORGETFUL = """
from shouwen.cli import living, main

opens = living.open_office

def open_and_plant():
    opens()
    from shouwen.acts._frame.file import File
    owe = File.owe
    File.owe = lambda file, kind, **how: None if kind == "correct" else owe(file, kind, **how)

living.open_office = open_and_plant
main()
"""
"""The command with a defect: the applicant is told what to correct, and nobody owes it."""


def shouwen_live(*arguments, program=("-m", "shouwen.cli")):
    """The command in a process of its own, on SQLite in a home of its own."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("SHOUWEN_HOME", "DATABASE_URL")
    }
    command = [sys.executable, *program, "live", *map(str, arguments)]
    return subprocess.run(command, env=inherited, capture_output=True, text=True)


def test_a_short_life_is_told_as_one_document(tmp_path):
    answer = shouwen_live("--days", 3, "--seed", 7, "--abuse", "reset,double-submit", "--json")
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert {"acts", "matters", "refused_acts", "seconds", "acts_per_second"} <= told.keys()
    assert told["seed"] == 7
    assert told["acts"] > told["matters"] > 0
    assert 0 < told["product_share"] <= 1
    assert told["planted"].keys() == {"reset", "double-submit"}
    assert len(told["invariants"]) > 20
    for held in told["invariants"].values():
        assert held["broken"] == 0
        assert held["checked"] >= 0
    assert sum(held["checked"] for held in told["invariants"].values()) > 100
    assert told["shrunk"] == {}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--days", "0"), "--days"),
        (("--days", "many"), "--days"),
        (("--seed", "-1"), "--seed"),
        (("--staff", "20"), "An office of 20 cannot be: its posts need 21"),
        (("--abuse", "haste"), "There is no abuse haste. Choose from late-entry"),
        (("--start", "spring"), "'spring' is no date or time"),
        (("--start", "2050-12-01", "--days", "30"), "The working calendar runs from"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(arguments, why):
    answer = shouwen_live(*arguments)
    assert answer.returncode == 2
    assert why in answer.stderr
    assert answer.stdout == ""
    assert "Traceback" not in answer.stderr


def test_a_home_that_holds_an_office_is_left_as_it_is(tmp_path):
    office = tmp_path / "shouwen.sqlite3"
    office.write_bytes(b"somebody's office")
    answer = shouwen_live("--home", tmp_path)
    assert answer.returncode == 2
    assert "holds an office already" in answer.stderr
    assert office.read_bytes() == b"somebody's office"
    assert list(tmp_path.iterdir()) == [office]


def test_a_life_in_a_home_of_ones_own_is_kept_there(tmp_path):
    home = tmp_path / "home"
    assert shouwen_live("--days", 1, "--home", home).returncode == 0
    assert (home / "shouwen.sqlite3").stat().st_size > 0
    assert shouwen_live("--days", 1, "--home", home).returncode == 2


def test_a_broken_life_is_cut_down_to_a_test_to_paste():
    asked = ("--days", 4, "--staff", 21, "--seed", 7, "--json")
    answer = shouwen_live(*asked, program=("-c", FORGETFUL))
    assert answer.returncode == 1
    told = json.loads(answer.stdout)
    assert told["invariants"][NOBODYS]["broken"] > 0
    text = told["shrunk"][NOBODYS]
    assert text in answer.stderr
    assert text.startswith("def test_seed_7_5_4d_nothing_is_nobody_s(")
    ast.parse(text)
    assert re.findall(r'"act": "(.*?)"', text) == [
        "case.receive_application",
        "case.examine_materials",
        "case.issue_correction_notice",
    ]


@pytest.fixture
def office(django_db_setup, django_db_blocker, tmp_path):
    """The office of START, on a database of its own."""
    with django_db_blocker.unblock(), committed_copy(tmp_path):
        found(21, START, password="x")
        yield


@pytest.mark.database
def test_a_life_ends_where_an_act_fails_and_is_cut_down_to_it(office, monkeypatch):
    def fails(file, *paper):
        raise RuntimeError("no paper left")

    monkeypatch.setattr(File, "serve", fails)
    said = []
    world = World(1, 21, START, end_of(2, START))
    lived = live.cut_down(world, live.measure(world, said.append), said.append)
    assert not lived.whole
    assert "BROKEN no act fails: an act: RuntimeError: no paper left" in lived.in_words()
    assert lived.shrunk["no act fails"].count('"act": "case.receive_application"') == 1
    assert any("Traceback" in words for words in said)


@pytest.mark.engine("sqlite")  # where a life is cut down, wherever it was lived
@pytest.mark.database
def test_a_life_that_cannot_be_cut_down_in_time_says_so(office, monkeypatch):
    monkeypatch.setattr(File, "serve", lambda file, *paper: 1 / 0)
    said = []
    world = World(1, 21, START, end_of(2, START))
    lived = live.cut_down(world, live.measure(world), said.append, seconds=0)
    assert lived.shrunk == {}
    assert said[-1] == "Time was up before the life of seed 1 broke “no act fails” again."


@pytest.mark.database
def test_what_is_broken_is_counted_shown_and_makes_the_life_not_whole(office, monkeypatch):
    broken = tuple(Broken(f"case {n}", "was lost") for n in range(live.SHOWN + 5))
    looks = {"5.4d": (100, broken), "6.1": (9, ())}
    monkeypatch.setattr(live, "check_all", lambda matters, since: looks)
    lived = live.measure(World(1, 21, START, end_of(1, START)))
    assert not lived.whole
    assert (lived.invariants["5.4d"].checked, lived.invariants["5.4d"].broken) == (100, 25)
    assert len(lived.invariants["5.4d"].shown) == live.SHOWN
    assert "BROKEN 5.4d: case 0: was lost" in lived.in_words()
    assert "BROKEN 6.1" not in lived.in_words()
