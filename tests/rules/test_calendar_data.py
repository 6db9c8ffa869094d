"""The calendar data against two second opinions, day by day."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from shouwen.records.calendars import official_calendar
from shouwen.rules.words import CalendarStatus, DayKind
from shouwen.rules.worktime import MovableFestivals, statutory_days

CALENDAR = official_calendar()

# What each year's calendar comes to, counted by hand from the notices.
WORKING_DAYS = {2024: 251, 2025: 248, 2026: 248}


def days_of(first: int, last: int) -> Iterator[date]:
    day = date(first, 1, 1)
    while day.year <= last:
        yield day
        day += timedelta(days=1)


def test_chinesecalendar_agrees_on_every_day_from_2007_to_2026() -> None:
    differing = [
        day
        for day in days_of(2007, 2026)
        if CALENDAR.is_working_day(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == []


def test_holidays_agrees_on_every_day_from_2018_to_2026() -> None:
    china = holidays.country_holidays("CN", years=range(2018, 2027))
    differing = [
        day
        for day in days_of(2018, 2026)
        if CALENDAR.is_working_day(day) != china.is_working_day(day)
    ]
    assert differing == []


@pytest.mark.parametrize(("year", "working_days"), WORKING_DAYS.items())
def test_a_year_has_the_working_days_of_its_notice(year: int, working_days: int) -> None:
    eve, last = date(year - 1, 12, 31), date(year, 12, 31)
    assert CALENDAR.working_days_between(eve, last) == working_days


def test_the_notice_of_2019_owns_two_days_of_2018() -> None:
    assert CALENDAR.why(date(2018, 12, 29)).kind is DayKind.MAKE_UP
    assert CALENDAR.why(date(2018, 12, 31)).kind is DayKind.FESTIVAL


def test_2007_to_2026_are_official() -> None:
    assert {CALENDAR.status(year) for year in range(2007, 2027)} == {CalendarStatus.OFFICIAL}


@pytest.mark.parametrize(
    ("year", "movable"),
    [
        (
            2025,
            MovableFestivals(
                spring_festival=date(2025, 1, 29),
                qingming=date(2025, 4, 4),
                dragon_boat=date(2025, 5, 31),
                mid_autumn=date(2025, 10, 6),
            ),
        ),
        (
            2026,
            MovableFestivals(
                spring_festival=date(2026, 2, 17),
                qingming=date(2026, 4, 5),
                dragon_boat=date(2026, 6, 19),
                mid_autumn=date(2026, 9, 25),
            ),
        ),
    ],
)
def test_the_statutory_days_are_off_in_the_notices_under_the_present_law(
    year: int, movable: MovableFestivals
) -> None:
    days = [day for day, _ in statutory_days(year, movable)]
    assert len(set(days)) == 13
    assert not any(CALENDAR.is_working_day(day) for day in days)


# Mid-Autumn falls on a weekday of National Day: made good here, as the notices of 2009 and 2020 did.
MADE_GOOD_HERE = {2028: {date(2028, 10, 5)}, 2031: {date(2031, 10, 6)}}


@pytest.mark.parametrize("year", range(2027, 2051))
def test_holidays_has_the_same_statutory_days_off_until_2050(year: int) -> None:
    ours = {
        day
        for day, why in CALENDAR.days(date(year - 1, 12, 31), date(year, 12, 31))
        if why.festival
    }
    theirs = set(holidays.country_holidays("CN", years=year))
    assert ours - theirs == MADE_GOOD_HERE.get(year, set())
    assert theirs <= ours
