"""A life written down is the same life when it is played, and a life when some of it is cut."""

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import pytest

from shouwen.acts import Barred, Done
from shouwen.life.invariants import check_all
from shouwen.life.script import RECEIVES, SETTLES, SWEEPS, Script, Stage, play, subset
from shouwen.life.setting import found
from shouwen.life.world import live
from shouwen.records.models import LedgerEntry, Matter
from shouwen.rules.worktime import CST
from tests.databases import committed_copy
from tests.life.lives import everything_once

pytestmark = [pytest.mark.database, pytest.mark.engine("sqlite")]
# Where a life is cut down. That it is the same life on both is test_same_life's.

START = datetime(2026, 4, 27, tzinfo=CST)
HEAD = '{"seed": 1, "staff": 21, "start": "2026-04-27T00:00:00+08:00"}'
COMMAND = {"n": 1, "at": "2026-04-27T09:00:00+08:00", "act": "case.accept_case", "who": "party"}


@pytest.fixture
def fresh(django_db_setup, django_db_blocker, tmp_path):
    """Opens a founded office on a database of its own, as often as asked."""

    @contextmanager
    def office(staff=21, start=START):
        with django_db_blocker.unblock(), committed_copy(tmp_path):
            found(staff, start, password="x")
            yield

    return office


def outcome_in_words(outcome):
    match outcome:
        case Done():
            return f"done {outcome.seq}{' before' if outcome.before else ''}"
        case Barred():
            return ", ".join(bar.code for bar in outcome.bars)
        case None:
            return "skipped"
        case _:
            return str(replace(outcome, seconds=0) if hasattr(outcome, "seconds") else outcome)


def what_lies_there():
    """The office as it stands, without the keys of rows."""
    return sorted(Matter.objects.values_list("number", "state", "chain_length", "last_at"), key=str)


def test_a_script_written_as_lines_reads_back_as_it_was():
    script = everything_once()
    assert Script.from_lines(script.to_lines()) == script


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the script is empty"),
        ("[]\n", "line 1 is not the head of a script"),
        (f"{HEAD}\nnonsense\n", "line 2 is not a command"),
        (f"{HEAD}\n{json.dumps(COMMAND | {'at': 'noon'})}\n", "line 2 is not a command"),
        (f"{HEAD}\n{json.dumps(COMMAND | {'wher': 1})}\n", "line 2 is not a command"),
        (f'{HEAD}\n{{"n": 1}}\n', "line 2 is not a command"),
    ],
)
def test_what_is_no_script_is_refused_with_its_line(text, why):
    with pytest.raises(ValueError, match=why):
        Script.from_lines(text)


def test_a_life_played_again_from_its_lines_is_the_same_life(fresh):
    with fresh():
        lived = [(c, outcome_in_words(o)) for c, o in live(11, 12, 21, START)]
        left = what_lies_there()
    lines = Script(11, 21, START, tuple(c for c, _ in lived)).to_lines()
    played = []
    with fresh():
        play(
            Script.from_lines(lines),
            lambda c, outcome: played.append((c, outcome_in_words(outcome))),
        )
        assert played == lived
        assert what_lies_there() == left


def test_what_builds_on_a_case_that_was_cut_away_is_skipped_and_the_rest_lives(fresh):
    script = everything_once()
    received = [command for command in script.commands if command.act in (RECEIVES, SETTLES)]
    gone = {command.n for command in received[::2]}
    outcomes = Counter()
    with fresh():
        play(
            subset(script, [c for c in script.commands if c.n not in gone]),
            lambda c, outcome: outcomes.update({(c.subject in gone, outcome is None): 1}),
        )
        assert outcomes[True, True] > 10, "what built on them"
        assert outcomes[True, False] == outcomes[False, True] == 0
        assert Matter.objects.filter(kind="case").count() == len(received) - len(gone)
        assert not any(broken for _, broken in check_all().values())


def test_a_step_of_a_case_that_was_never_accepted_is_skipped(fresh):
    script = everything_once()
    without = [c for c in script.commands if c.act not in ("case.accept_case", SWEEPS)]
    steps = []
    with fresh():
        play(subset(script, without), lambda c, outcome: steps.append(outcome) if c.step else None)
    assert steps
    assert set(steps) == {None}


def test_a_stage_left_in_the_middle_is_taken_up_by_the_next(fresh):
    script = everything_once()
    with fresh():
        first, second = Stage(script.seed), Stage(script.seed)
        for n, command in enumerate(script.commands):
            outcome = (first if n < 40 else second).do(command)
            assert outcome is not None
            assert not isinstance(outcome, Barred)


def test_a_command_sent_again_is_done_once(fresh):
    script = everything_once()
    first = next(command for command in script.commands if command.act == RECEIVES)
    with fresh():
        stage = Stage(script.seed)
        done, again = stage.do(first), stage.do(first)
        assert (done.before, again.before) == (False, True)
        assert done.matter == again.matter
        assert LedgerEntry.objects.filter(request_id=stage.request_id(first.n)).count() == 1


def test_an_act_declared_late_says_both_times(fresh):
    script = everything_once()
    first = next(command for command in script.commands if command.act == RECEIVES)
    recorded = datetime(2026, 4, 29, 10, tzinfo=CST)
    with fresh():
        stage = Stage(script.seed)
        done = stage.do(replace(first, recorded_at=recorded))
        entry = LedgerEntry.objects.get(matter=done.matter)
        assert (entry.at, entry.recorded_at) == (first.at, recorded)
        assert json.loads(entry.text)["late"] is True


def test_somebody_of_another_office_is_named_in_a_sentence(fresh):
    script = everything_once()
    first = next(command for command in script.commands if command.act == RECEIVES)
    with fresh(), pytest.raises(ValueError, match="Nobody signs in as staff060 here"):
        Stage(1).do(replace(first, who="staff060"))
