"""A life goes on under faults, and the trial would see it if something were lost."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shouwen.life import setting
from shouwen.life.script import Stage, play
from shouwen.life.trial import FAULTS, Embedded, Trial
from shouwen.life.worker import DONE, FAILED, REFUSED, Journal, Note
from shouwen.records.models import Case, LedgerEntry, Letter, Tally
from tests.databases import Committed
from tests.life.lives import everything_once

SEED = date.today().toordinal()  # noqa: DTZ011, TID251 - another order of faults each day
ROUNDS = len(FAULTS)


def tried(*command: str) -> dict:
    print(f"seed {SEED}")
    run = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


@pytest.mark.engine("sqlite")
def test_nothing_is_lost_whatever_befalls_the_server_on_sqlite(tmp_path: Path) -> None:
    command = ("shouwen.life.faults", "--seed", str(SEED), "--rounds", str(ROUNDS))
    report = tried(*command, "--home", str(tmp_path), "--json")
    assert not report["broken"]
    _each_fault_was_tried(report["found"])
    ledger = tried("shouwen.cli", "ledger", "verify", "--home", str(tmp_path), "--json")
    assert ledger["broken"] == []
    assert ledger["entries"] > report["found"]["rounds"]


@pytest.mark.database
@pytest.mark.engine("postgresql")
def test_nothing_is_lost_whatever_befalls_the_server_on_postgresql() -> None:
    report = tried("tests.life.served", str(SEED), str(ROUNDS))
    assert not report["broken"]
    _each_fault_was_tried(report["found"])


def _each_fault_was_tried(found: dict[str, int]) -> None:
    for fault in FAULTS:
        assert found[f"fault: {fault.__name__.replace('_', ' ')}"] == 1
    assert found["acts that failed and were tried again"] > 0
    assert found["killed from outside"] > 0
    assert found["killed at a chosen point"] > 0
    assert found["in flight: not there at all"] + found.get("in flight: there whole", 0) == ROUNDS


@pytest.fixture
def trial(committed_db: Committed, tmp_path: Path) -> Trial:
    """A life that was lived to its tenth command without any fault, and is accounted for."""
    script = everything_once()
    first = replace(script, commands=script.commands[:10])
    setting.found(script.staff, script.start, password="not asked for")
    play(first)
    lived = Trial(script, tmp_path, Embedded(), position=10)
    stage = Stage(script.seed)
    known = set(LedgerEntry.objects.exclude(request_id=None).values_list("request_id", flat=True))
    lived.acknowledged = {c.n for c in first.commands if stage.request_id(c.n) in known}
    assert lived.acknowledged
    return lived


@pytest.mark.engine("sqlite")
@pytest.mark.usefixtures("committed_db")
class TestTheTrialSees:
    def test_nothing_where_nothing_is_broken(self, trial: Trial) -> None:
        trial.settle("none")
        assert trial.broken == []

    def test_an_act_that_was_acknowledged_and_is_not_there(self, trial: Trial) -> None:
        trial.acknowledged.add(9999)
        trial.settle("none")
        assert trial.broken == [
            "round 1 (none): command 9999 was acknowledged and stands 0 times in the ledger"
        ]

    def test_an_act_that_was_refused_and_done(self, trial: Trial) -> None:
        n = trial.acknowledged.pop()
        trial.refused.add(n)
        trial.settle("none")
        assert trial.broken == [
            f"round 1 (none): command {n} was answered with a refusal and stands in the ledger"
        ]

    def test_a_request_answered_once_with_yes_and_once_with_no(self, trial: Trial) -> None:
        n = min(trial.acknowledged)
        trial.refused.add(n)
        trial.settle("none")
        (found,) = trial.broken
        assert f"command {n} was done, and answered once more with a refusal" in found

    def test_an_act_that_nobody_asked_for(self, trial: Trial) -> None:
        trial.acknowledged.discard(max(trial.acknowledged))
        trial.settle("none")
        (found,) = trial.broken
        assert "stands in the ledger, and nobody was told" in found

    def test_an_invariant_that_does_not_hold(self, trial: Trial) -> None:
        Letter.objects.update(next_try_at=None)
        trial.settle("none")
        assert any("5.4d a letter is sent, waits" in found for found in trial.broken)

    def test_no_ended_case_that_the_next_round_of_the_clock_counts(self, trial: Trial) -> None:
        """Ended under a clock set back: recorded as long before the last round (seed 3002)."""
        play(replace(trial.script, commands=trial.script.commands[10:]))
        trial.position = len(trial.script.commands)
        Tally.objects.all().delete()
        Case.objects.update(counted=False)
        trial.finish()
        assert not [found for found in trial.broken if "5.1b" in found]


def test_a_journal_gives_back_what_was_noted_and_no_line_cut_short(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    assert journal.notes() == []
    journal.note(FAILED, 1)
    journal.note(REFUSED, 1)
    with journal.path.open("a") as file:
        file.write("\ndone")
    journal.note(DONE, 2)
    assert journal.notes() == [Note(FAILED, 1), Note(REFUSED, 1), Note(DONE, 2)]
