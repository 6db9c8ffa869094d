"""How long each kind of obligation may take, on the official calendar of 2026."""

from datetime import UTC, datetime, time

import pytest

from shouwen.records.calendars import official_calendar
from shouwen.records.casefile.office import UnitTimes
from shouwen.rules.owed import OWED, Given, bell
from shouwen.rules.policy import NUMBERS, number
from shouwen.rules.words import Bearer, ClockName
from shouwen.rules.worktime import CST, OfficeHours, Window

DAY = (Window(time(9), time(12)), Window(time(13), time(17)))
TIMES = UnitTimes(
    OfficeHours(calendar=official_calendar(), week=dict.fromkeys(range(1, 6), DAY), make_up=DAY)
)
RUNS_OUT = datetime(2026, 10, 12, 16, tzinfo=UTC)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=CST)


def due(kind, when, clocks=None):
    return OWED[kind].term.due(at(when).astimezone(UTC), TIMES, clocks or {})


@pytest.mark.parametrize(
    ("kind", "opened", "by"),
    [
        # the same day; after hours, or on a day off, by the next close of business (4.2a)
        ("examine_materials", "2026-09-21 09:30", "2026-09-21 17:00"),
        ("examine_materials", "2026-09-21 12:30", "2026-09-21 17:00"),
        ("examine_materials", "2026-09-21 17:00", "2026-09-22 17:00"),
        ("examine_materials", "2026-09-24 18:00", "2026-09-28 17:00"),
        ("examine_materials", "2026-09-20 09:30", "2026-09-20 17:00"),
        # a sign-off the same day; from 16:00 on by noon of the next working day (5.2.2c)
        ("sign_off_step", "2026-09-21 09:30", "2026-09-21 17:00"),
        ("sign_off_step", "2026-09-21 15:59", "2026-09-21 17:00"),
        ("sign_off_step", "2026-09-21 16:00", "2026-09-22 12:00"),
        ("sign_off_step", "2026-09-21 20:00", "2026-09-22 12:00"),
        ("sign_off_step", "2026-09-24 16:30", "2026-09-28 12:00"),
        ("sign_off_step", "2026-09-25 10:00", "2026-09-28 12:00"),
        # 24:00 of the next working day (5.2.2d, 4.2d)
        ("leader_step", "2026-09-21 09:30", "2026-09-23 00:00"),
        ("sign_decision", "2026-09-24 09:30", "2026-09-29 00:00"),
        ("check_correction", "2026-09-30 23:59", "2026-10-09 00:00"),
        ("answer_silence", "2026-09-29 00:00", "2026-10-01 00:00"),
        # five working days (4.2d)
        ("settle_lapse", "2026-09-21 09:30", "2026-09-30 00:00"),
    ],
)
def test_it_is_due(kind, opened, by):
    assert due(kind, opened) == at(by)


def test_the_day_it_was_opened_is_the_chinese_day():
    """23:59 in Guang'an and one minute later are different days, though one in UTC."""
    assert due("leader_step", "2026-09-21 23:59") == at("2026-09-23 00:00")
    assert due("leader_step", "2026-09-22 00:00") == at("2026-09-24 00:00")


@pytest.mark.parametrize(
    ("kind", "clock"),
    [
        ("answer_receipt", ClockName.ANSWER),
        ("correct", ClockName.CORRECTION),
        ("decide", ClockName.PROMISE),
        ("decide_by_law", ClockName.STATUTE),
    ],
)
def test_what_a_clock_times_is_due_when_the_clock_runs_out(kind, clock):
    clocks = {name: RUNS_OUT if name is clock else None for name in ClockName}
    assert due(kind, "2026-09-21 09:30", clocks) == RUNS_OUT
    assert due(kind, "2026-09-21 09:30", dict.fromkeys(ClockName)) is None


@pytest.mark.parametrize("kind", [kind for kind, owed in OWED.items() if owed.term == Given()])
def test_whose_limit_stands_in_the_guide_the_act_must_say(kind):
    with pytest.raises(LookupError):
        due(kind, "2026-09-21 09:30")


def test_the_applicant_alone_owes_the_correction_and_says_whether_to_be_heard():
    assert [kind for kind, owed in OWED.items() if owed.bearer is Bearer.PARTY] == [
        "correct",
        "ask_hearing",
    ]


def test_the_statutory_limit_stands_behind_the_promise_and_not_beside_it_in_the_queue():
    assert [kind for kind, owed in OWED.items() if owed.backstop] == ["decide_by_law"]


def test_the_bell_rings_at_four_fifths_of_the_time():
    assert bell(at("2026-09-21 00:00"), at("2026-09-26 00:00")) == at("2026-09-25 00:00")
    assert bell(at("2026-09-21 09:00"), at("2026-09-21 14:00")) == at("2026-09-21 13:00")


def test_no_bell_rings_for_what_is_not_due():
    assert bell(at("2026-09-21 00:00"), None) is None


@pytest.mark.parametrize("name", NUMBERS)
def test_an_open_number_has_a_sensible_default_a_unit_and_a_source(name):
    """Percentages stay below the whole, hours within the day, days within a month of work; people
    and posts are few enough to be seen at a glance."""
    most = {
        "percent": 99,
        "hour of day": 23,
        "working-day": 22,
        "working-hour": 8,
        "person": 10,
        "post": 10,
        "case": 50,
        "day": 366,
        "notice": 10,
        "minute": 60,
        "attempt": 5,
        "hand-over": 10,
        "month": 12,
        "character": 50,
    }
    found = NUMBERS[name]
    assert 0 <= number(name) <= most[found.unit]
    assert found.source
