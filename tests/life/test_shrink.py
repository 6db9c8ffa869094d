"""A long life in which something breaks is cut down to the acts that break it."""

from dataclasses import replace

import pytest

from shouwen.acts._frame.file import File
from shouwen.life.script import SWEEPS, Command, Outcome, Script, Stage
from shouwen.life.shrink import RAISES, Shrunk, _Breaks, broken_by, shortest, shrink
from tests.databases import Committed
from tests.life.lives import everything_once

NOBODYS = "5.4d nothing is nobody's"
THREE_ACTS = [
    "case.receive_application",
    "case.examine_materials",
    "case.issue_correction_notice",
]


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plants a defect: the applicant is told what to correct, and nobody owes it."""
    owe = File.owe

    def forgetful(file: File, kind: str, **how: object) -> None:
        if kind != "correct":
            owe(file, kind, **how)

    monkeypatch.setattr(File, "owe", forgetful)


on_sqlite = pytest.mark.engine("sqlite")  # where a life is cut down, wherever it was lived


def test_a_forgotten_obligation_is_cut_down_to_the_acts_that_forget_it(
    committed_db: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch)
    shrunk = shrink(everything_once(), NOBODYS)
    assert [command.act for command in shrunk.script.commands] == THREE_ACTS
    (broken,) = shrunk.broken
    assert broken.what == "nobody owes anything in state correcting"


@on_sqlite
def test_what_was_not_tried_when_time_is_up_stays_and_the_test_says_so(
    committed_db: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch)
    monkeypatch.setattr(_Breaks, "time_is_up", property(lambda breaks: breaks.attempts == 1))
    script = everything_once()
    told = next(n for n, c in enumerate(script.commands, 1) if c.act == THREE_ACTS[2])
    shrunk = shrink(script, NOBODYS)
    assert shrunk.script.commands == script.commands[:told]
    assert "Time was up before it was the shortest" in shrunk.as_test()
    monkeypatch.undo()
    forget(monkeypatch)
    assert "Time was up" not in shrink(script, NOBODYS).as_test()


@on_sqlite
def test_what_was_done_first_stays_first_whatever_its_number(
    committed_db: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A world numbers an act before the sweep that comes before it.
    do = Stage.do

    def fails_after_a_sweep(stage: Stage, command: Command) -> Outcome:
        if command.act == SWEEPS:
            stage.seed = -1
        if command.act == THREE_ACTS[2] and stage.seed == -1:
            raise RuntimeError("the sweep was here")
        return do(stage, command)

    monkeypatch.setattr(Stage, "do", fails_after_a_sweep)
    script = everything_once()
    commands = tuple(
        replace(c, n=c.n + 10_000) if c.act == SWEEPS else c for c in script.commands[:60]
    )
    shrunk = shrink(replace(script, commands=commands), RAISES)
    assert [command.act for command in shrunk.script.commands] == [SWEEPS, THREE_ACTS[2]]


@on_sqlite
def test_an_act_that_fails_is_cut_down_too(
    committed_db: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(file: File, *paper: object) -> None:
        raise RuntimeError("no paper left")

    monkeypatch.setattr(File, "serve", fails)
    shrunk = shrink(everything_once(), RAISES)
    assert [command.act for command in shrunk.script.commands] == THREE_ACTS[:1]
    assert shrunk.broken[0].what == "RuntimeError: no paper left"


@on_sqlite
def test_a_life_in_which_nothing_breaks_is_refused_with_a_sentence(
    committed_db: Committed,
) -> None:
    script = everything_once()
    with pytest.raises(ValueError, match=r"does not break “5.4d nothing is nobody's”"):
        shrink(replace(script, commands=script.commands[:9]), NOBODYS)


@pytest.mark.parametrize("mended", [True, False])
def test_the_test_to_paste_fails_until_the_defect_is_mended(
    committed_db: Committed, monkeypatch: pytest.MonkeyPatch, mended: bool
) -> None:
    script = everything_once()
    told = next(c for c in script.commands if c.act == THREE_ACTS[2])
    kept = tuple(c for c in script.commands if told.subject in (c.n, c.subject) and c.n <= told.n)
    text = Shrunk(replace(script, commands=kept), NOBODYS, (), 0).as_test()
    if not mended:
        forget(monkeypatch)
    pasted = {"Script": Script, "broken_by": broken_by, "Committed": Committed}
    exec(text, pasted)
    test = pasted["test_seed_1_5_4d_nothing_is_nobody_s"]
    if mended:
        test(committed_db)
    else:
        with pytest.raises(AssertionError):
            test(committed_db)


def test_none_of_the_parts_that_are_left_can_be_left_out() -> None:
    tried = []

    def breaks(parts: list[int]) -> bool:
        tried.append(parts)
        return {3, 17, 18} <= set(parts)

    assert shortest(range(40), breaks) == [3, 17, 18]
    assert len(tried) < 100
