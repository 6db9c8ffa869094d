"""Which hand-overs of a contact went to the wrong post, read off what became of them (1.2b)."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.contact import Passing
from shouwen.rules.regimes.first_contact.misrouting import is_briefed, misrouted
from shouwen.rules.words import HandoverKind, HandoverState
from shouwen.rules.worktime import CST

WINDOW, SECOND_WINDOW, RELIEF, CIVIL, FOOD = (UUID(int=n) for n in range(1, 6))
SECTIONS = {
    WINDOW: "受理",
    SECOND_WINDOW: "受理",
    RELIEF: "社会",
    CIVIL: "社会",
    FOOD: "市场",
}
HANDED, ASSIGNED, ABSENT = (
    HandoverKind.HANDED,
    HandoverKind.ASSIGNED,
    HandoverKind.FOR_ABSENT,
)
CONFIRMED, DECLINED, VOID, WAITING = (
    HandoverState.CONFIRMED,
    HandoverState.DECLINED,
    HandoverState.VOID,
    HandoverState.WAITING,
)


def passed(from_post, to_post, state=CONFIRMED, kind=HANDED, returned=False):
    return Passing(kind, state, from_post, to_post, returned)


@pytest.mark.parametrize(
    ("passings", "ended", "wrong"),
    [
        ([passed(WINDOW, FOOD)], FOOD, []),
        ([passed(WINDOW, RELIEF, DECLINED)], WINDOW, [0]),
        ([passed(WINDOW, RELIEF, DECLINED), passed(WINDOW, FOOD)], FOOD, [0]),
        ([passed(WINDOW, RELIEF), passed(RELIEF, FOOD)], FOOD, [0]),
        ([passed(WINDOW, RELIEF), passed(RELIEF, FOOD, kind=ASSIGNED)], FOOD, [0]),
        ([passed(WINDOW, RELIEF), passed(RELIEF, FOOD, WAITING)], RELIEF, []),
        ([passed(WINDOW, RELIEF), passed(RELIEF, FOOD, DECLINED)], RELIEF, [1]),
        ([passed(WINDOW, RELIEF, VOID)], WINDOW, []),
        ([passed(WINDOW, RELIEF, WAITING)], WINDOW, []),
    ],
    ids=[
        "taken over and kept",
        "declined, and it stayed",
        "declined, then right",
        "taken over and handed on",
        "taken over and assigned to another",
        "not yet taken over by the next",
        "handed on wrongly by who had it rightly",
        "answered before anybody took it over",
        "nobody has answered yet",
    ],
)
def test_declined_or_handed_on_is_wrong(passings, ended, wrong):
    assert list(misrouted(passings, ended, SECTIONS.get)) == wrong


def test_what_was_declined_and_assigned_there_after_all_went_right():
    passings = [passed(WINDOW, RELIEF, DECLINED), passed(WINDOW, RELIEF, kind=ASSIGNED)]
    assert list(misrouted(passings, RELIEF, SECTIONS.get)) == []


def test_within_the_section_whose_it_is_it_may_go_on():
    passings = [passed(WINDOW, RELIEF), passed(RELIEF, CIVIL)]
    assert list(misrouted(passings, CIVIL, SECTIONS.get)) == []


def test_back_to_who_was_away_makes_nothing_wrong():
    back = passed(RELIEF, WINDOW, returned=True)
    assert list(misrouted([passed(WINDOW, RELIEF), back], WINDOW, SECTIONS.get)) == []


def test_what_was_taken_down_for_an_absent_handler_is_no_hand_over():
    passings = [passed(WINDOW, RELIEF, DECLINED, kind=ABSENT)]
    assert list(misrouted(passings, WINDOW, SECTIONS.get)) == []


@pytest.mark.parametrize(
    ("days", "briefed"),
    [((0, 0), False), ((0, 1, 2), True), ((0, 15, 30), True), ((0, 15, 31), False)],
    ids=["twice", "three times", "three in thirty days", "three in thirty-one days"],
)
def test_three_times_in_thirty_days_is_gone_through_with_them(days, briefed):
    first = datetime(2026, 9, 1, 9, tzinfo=CST)
    assert is_briefed([first + timedelta(days=n) for n in reversed(days)]) is briefed
