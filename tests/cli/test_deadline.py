"""``shouwen deadline`` and ``clauses``: no office, no database, one JSON document, true exit status."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from shouwen.cli import main


def ask(*arguments):
    return CliRunner().invoke(main, arguments)


def document(*arguments):
    answer = ask(*arguments, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_twenty_working_days_over_two_holidays():
    found = document("deadline", "2026-09-18", "20")
    assert (found["due"], found["provisional"]) == ("2026-10-22", False)
    assert sum(day["counted"] for day in found["days"]) == 20
    assert found["days"][0] == {
        "date": "2026-09-18",
        "counted": False,
        "why": "working day; the start does not count",
    }
    assert found["days"][-1]["why"].endswith("due")


def test_a_year_without_a_notice_is_provisional():
    assert document("deadline", "2027-03-01", "20")["provisional"] is True
    assert "provisional" in ask("deadline", "2027-03-01", "20").stdout


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (("2026-01-31", "1", "--unit", "month"), "2026-02-28"),
        (("2026-09-18", "7", "--unit", "day"), "2026-09-28"),
        (("2026-09-18T16:30", "4", "--unit", "working-hour"), "2026-09-20T13:30:00+08:00"),
        (("2026-09-18T20:00+00:00", "1"), "2026-09-20"),
    ],
)
def test_other_units_and_times(arguments, due):
    assert document("deadline", *arguments)["due"] == due


def test_an_explanation_says_why_a_day_does_not_count():
    said = ask("deadline", "2026-09-28", "3", "--explain").stdout.splitlines()
    assert said[0] == "2026-10-08"
    assert "2026-10-01  Thu       -  国庆节" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nonsense", "3"), "'nonsense' is no date or time. Write 2026-09-18"),
        (("2026-13-01", "3"), "is no date or time"),
        (("2026-01-01", "0"), "0 is not in the range"),
        (("2026-01-01", "three"), "not a valid integer"),
        (("2060-01-01", "3"), "Choose a date in between"),
        (("2026-01-01", "3", "--unit", "fortnight"), "fortnight"),
        ((), "Missing argument"),
    ],
)
def test_nonsense_is_answered_by_a_sentence(arguments, says):
    answer = ask("deadline", *arguments, "--json")
    assert answer.exit_code == 2
    assert says in answer.stderr
    assert answer.stdout == ""


def test_no_framework_is_loaded_for_a_due_date():
    asked = (
        "import sys; from shouwen.cli import main;"
        "main(['deadline', '2026-09-18', '1'], standalone_mode=False);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True).returncode == 0


def test_every_clause_is_listed_with_what_enforces_it():
    found = {row["id"]: row for row in document("clauses")}
    assert len(found) == 99
    assert set(found["4.2c"]) == {"id", "regime", "kind", "enforced_by", "tests"}
    assert "act case.deem_accepted" in found["4.2c"]["enforced_by"]
    assert found["4.2c"]["tests"] > 0
    assert found["7.5"]["enforced_by"] == []
