"""Who answers for what was missed: whoever sat there, unless the hand-over hid it (3.5, X8)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.answering import Sat, TakingOver
from shouwen.rules.facts.seats import Seat
from shouwen.rules.regimes.stand_in.answering import Answer, answers
from shouwen.rules.words import Evidence, SeatRule
from shouwen.rules.worktime import CST

POST, HOLDER, STAND_IN = UUID(int=1), UUID(int=2), UUID(int=3)
TAKEN = datetime(2026, 9, 21, 9, tzinfo=CST)
TAKING = TakingOver(
    since=TAKEN,
    near_until=TAKEN + timedelta(days=1),
    gave=HOLDER,
    handed_at=TAKEN - timedelta(days=1),
    listed=True,
)
SAT = Sat(
    seat=Seat(POST, STAND_IN, SeatRule.STAND_IN),
    opened_at=TAKEN - timedelta(days=3),
    at=TAKEN + timedelta(days=2),
    taking_over=TAKING,
)


@pytest.mark.parametrize(
    ("what", "sat", "who", "evidence"),
    [
        (
            "the holder who sat there",
            replace(SAT, seat=Seat(POST, HOLDER, SeatRule.HOLDER), taking_over=None),
            HOLDER,
            Evidence.SAT_THERE,
        ),
        ("what was on the list is the stand-in's", SAT, STAND_IN, Evidence.SAT_THERE),
        (
            "what came in meanwhile is the stand-in's, however near",
            replace(SAT, opened_at=TAKEN, at=TAKEN + timedelta(hours=3)),
            STAND_IN,
            Evidence.SAT_THERE,
        ),
        (
            "what ran out at once was the holder's",
            replace(SAT, at=TAKING.near_until),
            HOLDER,
            Evidence.TOO_NEAR,
        ),
        (
            "what the list hid is the holder's",
            replace(SAT, taking_over=replace(TAKING, listed=False)),
            HOLDER,
            Evidence.LEFT_OUT,
        ),
        (
            "without a list what was there is the holder's",
            replace(SAT, taking_over=replace(TAKING, listed=False, handed_at=None)),
            HOLDER,
            Evidence.NO_LIST,
        ),
        (
            "what came after the list was written was left out by nobody",
            replace(
                SAT,
                opened_at=TAKING.handed_at + timedelta(minutes=1),
                taking_over=replace(TAKING, listed=False),
            ),
            STAND_IN,
            Evidence.SAT_THERE,
        ),
        (
            "a fallback is no personal miss",
            replace(SAT, seat=Seat(POST, STAND_IN, SeatRule.HEAD), taking_over=None),
            None,
            Evidence.NOBODY_DESIGNATED,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_answers(what, sat, who, evidence):
    assert answers(sat) == Answer(who, evidence)
