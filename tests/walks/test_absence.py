"""``docs/walks/absence.md``, row by row: what the page tells is what happens."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from shouwen.acts import Barred
from shouwen.rules.words import AbsenceKind
from tests.acts.test_absence import Desk, bars, owed
from tests.acts.world import make_world

WALK = Path(__file__).parents[2] / "docs" / "walks" / "absence.md"
ROW = re.compile(r"\| (\d\d-\d\d \d\d:\d\d) \| (\S+) \| (.*?) \|(.*?)\|(.*?)\|$", re.MULTILINE)
STAGES = re.split(r"^## ", WALK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


@dataclass(frozen=True)
class Row:
    """One row of the page."""

    when: str
    who: str
    does: str
    sits: str
    owed: str


def rows(stage: str) -> list[Row]:
    return [Row(f"2026-{found[0]}", *map(str.strip, found[1:])) for found in ROW.findall(stage)]


@pytest.mark.parametrize("stage", STAGES, ids=[stage.partition("\n")[0] for stage in STAGES])
def test_every_row_of_the_walk_happens(db, stage):
    desk = Desk(make_world())
    desk.world.receive("food", "2026-09-21 08:50")
    absence = None
    assert rows(stage)
    for row in rows(stage):
        absence = take(desk, absence, row)
        if row.sits:
            post, _, seat = row.sits.partition(": ")
            assert ", ".join(desk.sits(post, row.when)) == seat, row
        if row.owed or ("barred" not in row.does and row is rows(stage)[-1]):
            assert ", ".join(sorted(owed(absence))) == row.owed, row


def take(desk, absence, row):
    """Do what the row says; answers with the absence it is about."""
    does, _, refused = row.does.partition(" — barred: ")
    act, *words = does.split()
    by = None if row.who == "—" else row.who
    if act == "request_absence":
        since, until = (f"2026-{day} {hour}" for day, hour in (words[:2], words[3:]))
        return desk.request(by, row.when, since, until)
    if act == "enter_sudden_absence":
        return desk.sudden(words[1], row.when, by)
    if act == "hand_over":
        desk.hand_over(absence, words[0], by, row.when)
        return absence
    subject = desk.cover(absence, words[0]) if words else absence
    if refused:
        with pytest.raises(Barred) as barred:
            desk.do(act, subject, by, row.when)
        assert bars(barred) == {refused}
    else:
        desk.do(act, subject, by, row.when)
    return absence


def test_the_page_tells_of_planned_and_sudden_absences():
    told = WALK.read_text(encoding="utf-8")
    assert {"request_absence", "enter_sudden_absence"} <= set(re.findall(r"\w+_absence", told))
    assert AbsenceKind.ILLNESS in told
