"""How near a due time is, which card it shows, and the strip of days with its reasons."""

import itertools
from datetime import date, time

import pytest

from shouwen.queries.deadline import card, deadline, last_day, left
from shouwen.queries.rows import DayKind, Pace
from shouwen.records.calendars import official_calendar
from shouwen.rules import clock
from shouwen.rules.words import Card, ClockEventKind, ClockName, LimitUnit
from shouwen.rules.worktime import OfficeHours, Window, midnight_after

CALENDAR = official_calendar()
DAY = (Window(time(9), time(12)), Window(time(13), time(17)))
HOURS = OfficeHours(CALENDAR, dict.fromkeys(range(1, 6), DAY), DAY)


def at(text: str):
    from tests.acts.world import at

    return at(text)


def due(name: ClockName, began: str, n: int, unit: LimitUnit = LimitUnit.WORKING_DAY, *more):
    terms = clock.Terms(n, unit, "", CALENDAR.version)
    start = clock.ClockEvent(ClockEventKind.START, at(began), terms=terms)
    return {name: clock.fold([start, *more], CALENDAR, HOURS)}


# ── cards ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-02", Card.NONE),  # of ten working days from 2 November, none is used
        ("2026-11-06", Card.NONE),  # four
        ("2026-11-09", Card.BLUE),  # five
        ("2026-11-11", Card.BLUE),  # seven
        ("2026-11-12", Card.YELLOW),  # eight
        ("2026-11-16", Card.YELLOW),  # the last
        ("2026-11-17", Card.RED),
    ],
)
def test_cards_go_by_working_days_used(day, expected):
    ends = midnight_after(date(2026, 11, 16))
    assert card(at("2026-11-02 10:00"), ends, at(f"{day} 10:00"), CALENDAR) is expected


def test_what_is_due_within_a_working_day_is_yellow_from_the_start():
    ends = midnight_after(date(2026, 11, 3))
    assert card(at("2026-11-02 10:00"), ends, at("2026-11-02 10:00"), CALENDAR) is Card.YELLOW


def test_a_stopped_clock_has_no_card():
    assert card(at("2026-11-02 10:00"), None, at("2026-11-30 10:00"), CALENDAR) is Card.NONE


# ── how long is left ─────────────────────────────────────────────────────────────────────────────


def said(due_at, now: str, shown: Card = Card.NONE):
    found = left(due_at, shown, at(now), HOURS)
    return found.pace, found.n, found.unit


def test_days_left_are_working_days_after_today():
    friday = midnight_after(date(2026, 11, 6))
    assert said(friday, "2026-11-02 10:00") == (Pace.EASY, 4, LimitUnit.WORKING_DAY)
    assert said(friday, "2026-11-06 10:00") == (Pace.EASY, 0, LimitUnit.WORKING_DAY)


def test_an_hour_of_today_is_counted_in_working_hours():
    five = at("2026-11-02 17:00")
    assert said(five, "2026-11-02 11:00") == (Pace.EASY, 5, LimitUnit.WORKING_HOUR)
    assert said(five, "2026-11-02 18:00") == (Pace.LATE, 1, LimitUnit.WORKING_HOUR)


def test_an_hour_of_another_day_is_counted_in_days():
    assert said(at("2026-11-03 12:00"), "2026-11-02 17:30")[1:] == (1, LimitUnit.WORKING_DAY)


def test_late_counts_working_days_and_is_never_zero():
    friday = midnight_after(date(2026, 11, 6))
    assert said(friday, "2026-11-07 10:00") == (Pace.LATE, 1, LimitUnit.WORKING_DAY)
    assert said(friday, "2026-11-10 10:00") == (Pace.LATE, 2, LimitUnit.WORKING_DAY)


def test_a_yellow_card_is_soon_and_a_blue_one_is_not():
    friday = midnight_after(date(2026, 11, 6))
    assert said(friday, "2026-11-05 10:00", Card.YELLOW)[0] is Pace.SOON
    assert said(friday, "2026-11-05 10:00", Card.BLUE)[0] is Pace.EASY


def test_the_last_day_of_a_limit_that_ends_at_midnight_is_the_day_before():
    assert last_day(midnight_after(date(2026, 11, 6))) == date(2026, 11, 6)
    assert last_day(at("2026-11-06 17:00")) == date(2026, 11, 6)


# ── the strip and its reasons ────────────────────────────────────────────────────────────────────


def promised(now: str, n: int = 10, statute: int = 20):
    dues = {
        **due(ClockName.PROMISE, "2026-09-18 10:00", n),
        **due(ClockName.STATUTE, "2026-09-18 10:00", statute),
    }
    found = deadline(dues, at("2026-09-17 15:00"), at(now), HOURS)
    assert found is not None
    return found


def test_the_strip_runs_from_receipt_through_the_statute():
    days = promised("2026-09-22 10:00").days
    assert (days[0].date, days[0].word) == (date(2026, 9, 17), "收")
    assert (days[1].date, days[1].word, days[1].kind) == (date(2026, 9, 18), "受", DayKind.START)
    assert days[-1].is_statute
    assert [day.nth for day in days if day.nth] == list(range(1, 21))


def test_the_days_of_the_strip_say_what_became_of_them():
    days = {day.date: day for day in promised("2026-09-22 10:00").days}
    assert days[date(2026, 9, 20)].kind is DayKind.USED, "a make-up Sunday counts"
    assert days[date(2026, 9, 20)].mark == "班"
    assert days[date(2026, 9, 19)].kind is DayKind.OFF
    assert (days[date(2026, 10, 1)].kind, days[date(2026, 10, 1)].mark) == (DayKind.HOLIDAY, "休")
    assert days[date(2026, 9, 23)].kind is DayKind.LEFT
    assert days[date(2026, 10, 12)].kind is DayKind.BEYOND


def test_used_and_left_make_the_promise():
    found = promised("2026-09-22 10:00")
    assert (found.promise, found.used, found.left.n) == (10, 3, 7)
    assert found.due_on == date(2026, 10, 9)


def test_days_past_the_promise_are_over_also_where_no_statute_stands_behind_it():
    dues = due(ClockName.PROMISE, "2026-09-18 10:00", 2)
    found = deadline(dues, at("2026-09-18 09:00"), at("2026-09-24 10:00"), HOURS)
    assert found is not None
    assert [day.date.day for day in found.days if day.kind is DayKind.OVER] == [22, 23, 24]
    assert (found.left.pace, found.left.n, found.used) == (Pace.LATE, 3, 5)


def test_the_reasons_cover_every_day_and_end_with_the_due_day():
    lines = promised("2026-09-22 10:00").why
    assert lines[0].why == "受理当日，起算日不计入"
    assert "国庆节" in next(line.why for line in lines if line.first == date(2026, 10, 1))
    assert [line.is_due for line in lines] == [False] * (len(lines) - 1) + [True]
    for before, after in itertools.pairwise(lines):
        assert (after.first - before.last).days == 1


def test_a_year_without_its_notice_is_told():
    dues = due(ClockName.PROMISE, "2026-12-21 10:00", 15)
    found = deadline(dues, at("2026-12-21 09:00"), at("2026-12-22 10:00"), HOURS)
    assert found is not None
    assert found.left.provisional
    assert [day.date for day in found.days if day.under] == [date(2027, 1, 1)]


def test_excluded_days_are_one_run_and_count_for_nobody():
    dues = due(
        ClockName.PROMISE,
        "2026-11-02 10:00",
        5,
        LimitUnit.WORKING_DAY,
        clock.ClockEvent(ClockEventKind.EXCLUDE, at("2026-11-04 10:00")),
        clock.ClockEvent(ClockEventKind.RESUME, at("2026-11-06 10:00")),
    )
    found = deadline(dues, at("2026-11-02 09:00"), at("2026-11-09 10:00"), HOURS)
    assert found is not None
    assert [day.date.day for day in found.days if day.kind is DayKind.EXCLUDED] == [4, 5, 6]
    assert sum(1 for day in found.days if day.under) == 1
    assert (found.excluded, found.used) == (3, 2)


def test_a_clock_that_stands_still_has_no_due_time():
    pause = clock.ClockEvent(ClockEventKind.EXCLUDE, at("2026-11-04 10:00"))
    dues = due(ClockName.PROMISE, "2026-11-02 10:00", 5, LimitUnit.WORKING_DAY, pause)
    found = deadline(dues, at("2026-11-02 09:00"), at("2026-11-09 10:00"), HOURS)
    assert found is not None
    assert (found.left.pace, found.left.due_at) == (Pace.STOPPED, None)
    assert "停表" in found.says


def test_calendar_days_count_on_days_off_and_roll_to_a_working_day():
    dues = due(ClockName.PROMISE, "2026-09-24 10:00", 10, LimitUnit.DAY)
    found = deadline(dues, at("2026-09-24 09:00"), at("2026-09-27 10:00"), HOURS)
    assert found is not None
    days = {day.date: day for day in found.days}
    assert days[date(2026, 9, 26)].nth == 2
    assert found.due_on == date(2026, 10, 8), "4 October is a day off"
    assert days[date(2026, 10, 5)].nth is None
    assert any("顺延" in line.why for line in found.why)


def test_before_acceptance_the_offices_answer_is_what_is_due_and_nothing_is_promised():
    dues = due(ClockName.ANSWER, "2026-11-02 10:00", 5)
    found = deadline(dues, at("2026-11-02 10:00"), at("2026-11-03 10:00"), HOURS)
    assert found is not None
    assert (found.promise, found.statute, found.due_on) == (None, None, date(2026, 11, 9))
    assert not any(day.is_promise for day in found.days)


def test_where_no_clock_runs_nothing_is_due():
    stop = clock.ClockEvent(ClockEventKind.STOP, at("2026-11-04 10:00"))
    dues = due(ClockName.PROMISE, "2026-11-02 10:00", 5, LimitUnit.WORKING_DAY, stop)
    assert deadline(dues, at("2026-11-02 09:00"), at("2026-11-09 10:00"), HOURS) is None
