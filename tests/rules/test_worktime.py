"""Working days and hours: the golden vectors of the field, and the traps others fell into."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.records.calendars import official_calendar
from shouwen.rules.words import CalendarStatus, DayKind
from shouwen.rules.worktime import (
    CST,
    Calendar,
    MakeUp,
    MovableFestivals,
    OfficeHours,
    OfficialYear,
    Reason,
    Run,
    Window,
    months_later,
)

CALENDAR = official_calendar()
DAYS = st.dates(date(2007, 1, 1), date(2048, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """An instant in Chinese time."""
    return datetime.fromisoformat(text).replace(tzinfo=CST)


class TestWorkingDays:
    """Golden vectors, computed with the official calendar; the start day does not count."""

    @pytest.mark.parametrize(
        ("start", "n", "due"),
        [
            pytest.param("2026-02-13", 5, "2026-02-27", id="make_up_saturday_counts"),
            pytest.param("2025-12-31", 5, "2026-01-08", id="across_new_year"),
            pytest.param("2026-01-01", 1, "2026-01-04", id="a_make_up_sunday_is_due_day"),
            pytest.param("2026-09-18", 20, "2026-10-22", id="two_festivals_and_two_make_up_days"),
            pytest.param("2025-09-26", 5, "2025-10-10", id="eight_days_off"),
            pytest.param("2024-09-13", 5, "2024-09-23", id="mid_autumn"),
            pytest.param("2024-02-09", 1, "2024-02-18", id="new_years_eve_of_2024_was_worked"),
            pytest.param("2026-04-30", 20, "2026-06-01", id="labour_day"),
            pytest.param("2026-09-01", 20, "2026-09-29", id="before_national_day"),
            pytest.param("2026-09-01", 30, "2026-10-19", id="across_national_day"),
            pytest.param("2026-09-21", 5, "2026-09-29", id="five_days_to_tell"),
            pytest.param("2026-09-21", 20, "2026-10-26", id="deemed_accepted_from_receipt"),
        ],
    )
    def test_golden(self, start: str, n: int, due: str) -> None:
        assert CALENDAR.add_working_days(day(start), n) == day(due)

    def test_the_start_day_does_not_count(self) -> None:
        monday, tuesday = day("2026-03-02"), day("2026-03-03")
        assert CALENDAR.add_working_days(monday, 1) == tuesday

    def test_from_a_day_off_the_next_working_day_is_the_first(self) -> None:
        assert CALENDAR.add_working_days(day("2026-03-07"), 1) == day("2026-03-09")

    @given(DAYS, st.integers(1, 250), st.integers(1, 250))
    def test_n_then_m_days_are_n_plus_m(self, start: date, n: int, m: int) -> None:
        then = CALENDAR.add_working_days(CALENDAR.add_working_days(start, n), m)
        assert then == CALENDAR.add_working_days(start, n + m)

    @given(DAYS, st.integers(1, 250))
    def test_a_due_date_is_a_working_day(self, start: date, n: int) -> None:
        assert CALENDAR.is_working_day(CALENDAR.add_working_days(start, n))

    @given(DAYS, DAYS, st.integers(1, 250))
    def test_who_starts_earlier_is_never_due_later(self, a: date, b: date, n: int) -> None:
        earlier, later = sorted((a, b))
        assert CALENDAR.add_working_days(earlier, n) <= CALENDAR.add_working_days(later, n)

    @given(DAYS, st.integers(1, 60))
    def test_a_plain_loop_agrees(self, start: date, n: int) -> None:
        due, left = start, n
        while left:
            due += timedelta(days=1)
            left -= CALENDAR.is_working_day(due)
        assert CALENDAR.add_working_days(start, n) == due

    @given(DAYS, st.integers(1, 250))
    def test_counting_back_is_the_inverse(self, start: date, n: int) -> None:
        due = CALENDAR.add_working_days(start, n)
        assert CALENDAR.working_days_between(start, due) == n
        assert CALENDAR.working_days_between(due, start) == -n

    @pytest.mark.parametrize("n", [0, -3])
    def test_less_than_one_day_is_refused(self, n: int) -> None:
        with pytest.raises(ValueError, match="at least 1 working day"):
            CALENDAR.add_working_days(day("2026-03-02"), n)


class TestRollingOver:
    """Calendar days and months end on a working day (民法典 arts. 201-203)."""

    @pytest.mark.parametrize(
        ("start", "n", "due"),
        [
            pytest.param("2026-08-05", 60, "2026-10-08", id="ends_in_national_week"),
            pytest.param("2025-12-17", 60, "2026-02-24", id="ends_in_spring_festival"),
            pytest.param("2026-07-22", 60, "2026-09-20", id="make_up_sunday_does_not_roll"),
            pytest.param("2026-03-02", 5, "2026-03-09", id="weekend_rolls_to_monday"),
        ],
    )
    def test_days(self, start: str, n: int, due: str) -> None:
        assert CALENDAR.add_days(day(start), n) == day(due)

    @pytest.mark.parametrize(
        ("start", "n", "due"),
        [
            pytest.param("2025-08-31", 6, "2026-02-28", id="no_31st_and_a_make_up_saturday"),
            pytest.param("2026-04-01", 6, "2026-10-08", id="rolls_over_national_week"),
            pytest.param("2026-03-31", 6, "2026-09-30", id="no_31st_in_september"),
            pytest.param("2026-12-15", 1, "2027-01-15", id="over_new_year"),
        ],
    )
    def test_months(self, start: str, n: int, due: str) -> None:
        assert CALENDAR.add_months(day(start), n) == day(due)

    def test_a_leap_day_is_the_last_of_february(self) -> None:
        assert months_later(day("2027-08-31"), 6) == day("2028-02-29")

    @given(DAYS, st.integers(1, 400))
    def test_rolling_passes_over_days_off_only(self, start: date, n: int) -> None:
        nominal, due = start + timedelta(days=n), CALENDAR.add_days(start, n)
        assert CALENDAR.is_working_day(due)
        assert due == nominal or CALENDAR.working_days_between(nominal, due) == 1
        assert due == nominal or not CALENDAR.is_working_day(nominal)

    @pytest.mark.parametrize("n", [0, -1, 100_000])
    def test_lengths_no_limit_has_are_refused(self, n: int) -> None:
        with pytest.raises(ValueError, match=r"limit|reach"):
            CALENDAR.add_days(day("2026-03-02"), n)
        with pytest.raises(ValueError, match="limit"):
            CALENDAR.add_months(day("2026-03-02"), n)


class TestWhy:
    @pytest.mark.parametrize(
        ("on", "reason"),
        [
            ("2026-03-02", Reason(DayKind.WORKING)),
            ("2026-03-07", Reason(DayKind.WEEKEND)),
            ("2026-02-20", Reason(DayKind.FESTIVAL, "春节")),
            ("2026-09-20", Reason(DayKind.MAKE_UP, "国庆节")),
            ("2027-03-02", Reason(DayKind.WORKING, provisional=True)),
            ("2027-03-06", Reason(DayKind.WEEKEND, provisional=True)),
            ("2027-02-06", Reason(DayKind.FESTIVAL, "春节", provisional=True)),
            ("2027-02-09", Reason(DayKind.SUBSTITUTE, "春节", provisional=True)),
        ],
    )
    def test_every_day_says_why(self, on: str, reason: Reason) -> None:
        assert CALENDAR.why(day(on)) == reason

    def test_days_lists_what_lies_after_and_through(self) -> None:
        listed = list(CALENDAR.days(day("2026-03-05"), day("2026-03-07")))
        assert [d.isoformat() for d, _ in listed] == ["2026-03-06", "2026-03-07"]


class TestYearsWithoutANotice:
    def test_a_year_is_official_or_provisional(self) -> None:
        assert CALENDAR.status(2026) is CalendarStatus.OFFICIAL
        assert CALENDAR.status(2027) is CalendarStatus.PROVISIONAL

    def test_no_shifted_day_is_guessed(self) -> None:
        kinds = {why.kind for _, why in CALENDAR.days(day("2026-12-31"), day("2050-12-31"))}
        assert DayKind.MAKE_UP not in kinds

    def test_the_floor_of_2027_is_the_law(self) -> None:
        off = [d for d, why in CALENDAR.days(day("2026-12-31"), day("2027-12-31")) if why.festival]
        assert " ".join(f"{d:%m-%d}" for d in off) == (
            "01-01 02-05 02-06 02-07 02-08 02-09 02-10 04-05 05-01 05-02 05-03 05-04 06-09 09-15"
            " 10-01 10-02 10-03 10-04 10-05"
        )
        assert CALENDAR.working_days_between(day("2026-12-31"), day("2027-12-31")) == 248

    @pytest.mark.parametrize("year", range(2027, 2051))
    def test_thirteen_working_days_are_off_in_every_year(self, year: int) -> None:
        days = list(CALENDAR.days(date(year - 1, 12, 31), date(year, 12, 31)))
        weekdays = sum(d.weekday() < 5 for d, _ in days)
        assert weekdays - sum(why.working for _, why in days) == 13

    def test_a_festival_on_a_festival_is_made_good(self) -> None:
        assert CALENDAR.why(day("2028-10-03")).kind is DayKind.FESTIVAL
        assert CALENDAR.add_working_days(day("2028-09-29"), 1) == day("2028-10-06")

    @pytest.mark.parametrize("beyond", ["2006-12-31", "2051-01-01"])
    def test_outside_the_calendar_a_sentence_says_how_far_it_runs(self, beyond: str) -> None:
        with pytest.raises(ValueError, match=f"from 2007-01-01 to 2050-12-31 .*{beyond}"):
            CALENDAR.is_working_day(day(beyond))

    def test_a_limit_that_ends_outside_the_calendar_is_refused(self) -> None:
        for add in (CALENDAR.add_working_days, CALENDAR.add_days):
            with pytest.raises(ValueError, match="does not reach 500"):
                add(day("2050-06-01"), 500)
        with pytest.raises(ValueError, match="does not reach the working day after 2050-12-31"):
            CALENDAR.roll(day("2050-12-31"))


class TestBuildingACalendar:
    """Bad facts are refused with a sentence."""

    movable = MovableFestivals(
        day("2027-02-06"), day("2027-04-05"), day("2027-06-09"), day("2027-09-15")
    )

    def year(
        self, year: int = 2026, off: tuple[Run, ...] = (), work: tuple[MakeUp, ...] = ()
    ) -> OfficialYear:
        return OfficialYear(year, (), off, work)

    def test_without_years(self) -> None:
        with pytest.raises(ValueError, match="at least one official year"):
            Calendar([], {})

    def test_with_a_year_missing(self) -> None:
        with pytest.raises(ValueError, match="2025 is there 0 times"):
            Calendar([self.year(2024), self.year(2026)], {})

    def test_with_festivals_missing(self) -> None:
        with pytest.raises(ValueError, match="festivals of 2027 are missing"):
            Calendar([self.year()], {2028: self.movable})

    def test_with_two_notices_that_contradict(self) -> None:
        run = Run(day("2026-05-01"), day("2026-05-02"), "劳动节")
        with pytest.raises(ValueError, match="two things about 2026-05-02"):
            Calendar([self.year(off=(run,), work=(MakeUp(run.last, "劳动节"),))], {})

    def test_with_a_run_that_ends_before_it_begins(self) -> None:
        run = Run(day("2026-05-05"), day("2026-05-01"), "劳动节")
        with pytest.raises(ValueError, match="ends on 2026-05-01, before"):
            Calendar([self.year(off=(run,))], {})

    def test_with_a_make_up_day_that_is_no_weekend(self) -> None:
        with pytest.raises(ValueError, match=r"2026-05-04 .* no Saturday or Sunday"):
            Calendar([self.year(work=(MakeUp(day("2026-05-04"), "劳动节"),))], {})

    def test_a_notice_for_next_year_owns_days_of_this_one(self) -> None:
        next_year = self.year(2027, work=(MakeUp(day("2026-12-27"), "元旦"),))
        before = Calendar([self.year()], {2027: self.movable})
        after = Calendar([self.year(), next_year], {})
        assert not before.is_working_day(day("2026-12-27"))
        assert after.is_working_day(day("2026-12-27"))

    def test_other_facts_are_another_version(self) -> None:
        plain = Calendar([self.year()], {})
        moved = Calendar([self.year(work=(MakeUp(day("2026-05-09"), "劳动节"),))], {})
        assert plain.version == Calendar([self.year()], {}).version != moved.version

    def test_the_version_names_the_latest_year(self) -> None:
        assert CALENDAR.version.startswith("cn2026-")
        assert CALENDAR.latest_notice.endswith("content_7047091.htm")


MORNING, AFTERNOON = Window(time(9), time(12)), Window(time(13, 30), time(17))
FULL = (MORNING, AFTERNOON)
HOURS = OfficeHours(
    CALENDAR,
    week=dict.fromkeys(range(1, 6), FULL),
    make_up=FULL,
    special={
        day("2026-02-13"): (MORNING,),  # half day before the festival
        day("2026-12-31"): (),  # a closure that spans New Year
        day("2027-01-04"): (),
    },
)


class TestWorkingHours:
    """The edge cases that service desks get wrong."""

    def test_created_outside_hours_counts_from_the_next_opening(self) -> None:
        assert HOURS.add_working_hours(at("2026-03-02 20:00"), 0.5) == at("2026-03-03 09:30")

    def test_created_on_a_holiday_counts_from_the_next_opening(self) -> None:
        assert HOURS.add_working_hours(at("2026-10-03 10:00"), 1) == at("2026-10-08 10:00")

    def test_created_in_lunch_counts_from_the_afternoon(self) -> None:
        assert HOURS.add_working_hours(at("2026-03-02 12:40"), 1) == at("2026-03-02 14:30")

    def test_created_exactly_at_close_counts_from_the_next_opening(self) -> None:
        assert not HOURS.is_open(at("2026-03-02 17:00"))
        assert HOURS.add_working_hours(at("2026-03-02 17:00"), 0.5) == at("2026-03-03 09:30")

    def test_lunch_does_not_count(self) -> None:
        assert HOURS.add_working_hours(at("2026-03-02 11:00"), 2) == at("2026-03-02 14:30")

    def test_time_that_runs_out_at_lunch_ends_before_it(self) -> None:
        assert HOURS.add_working_hours(at("2026-03-02 09:00"), 3) == at("2026-03-02 12:00")

    def test_a_make_up_saturday_is_worked(self) -> None:
        assert HOURS.add_working_hours(at("2026-02-27 16:30"), 1) == at("2026-02-28 09:30")

    def test_an_ordinary_saturday_is_not(self) -> None:
        assert HOURS.add_working_hours(at("2026-03-06 16:30"), 1) == at("2026-03-09 09:30")

    def test_half_day_eve(self) -> None:
        assert HOURS.add_working_hours(at("2026-02-13 11:30"), 1) == at("2026-02-14 09:30")

    def test_closure_spanning_new_year(self) -> None:
        assert HOURS.add_working_hours(at("2026-12-30 16:30"), 1) == at("2027-01-05 09:30")

    def test_eight_day_holiday_with_a_thirty_minute_target(self) -> None:
        assert HOURS.add_working_hours(at("2025-09-30 16:50"), 0.5) == at("2025-10-09 09:20")

    def test_weekend_windows_count_on_ordinary_weekends_only(self) -> None:
        hours = OfficeHours(CALENDAR, week={6: (MORNING,)}, make_up=FULL)
        assert hours.windows(day("2026-03-07")) == (MORNING,)
        assert hours.windows(day("2026-02-28")) == FULL
        assert hours.windows(day("2026-02-21")) == ()

    def test_a_special_opening_counts_on_a_festival(self) -> None:
        hours = OfficeHours(CALENDAR, {1: FULL}, FULL, {day("2026-10-01"): (MORNING,)})
        assert hours.is_open(at("2026-10-01 10:00"))

    @pytest.mark.parametrize("week", [{}, {1: ()}], ids=["no_days", "no_windows"])
    def test_a_week_without_working_time_is_refused(self, week: dict[int, tuple[Window]]) -> None:
        with pytest.raises(ValueError, match="no working time"):
            OfficeHours(CALENDAR, week, make_up=FULL)

    @pytest.mark.parametrize(
        "windows",
        [
            (Window(time(12), time(9)),),
            (Window(time(9), time(9)),),
            (AFTERNOON, MORNING),
            (MORNING, Window(time(11), time(15))),
        ],
        ids=["closes_before_it_opens", "closes_as_it_opens", "out_of_order", "overlapping"],
    )
    def test_windows_out_of_order_are_refused(self, windows: tuple[Window, ...]) -> None:
        with pytest.raises(ValueError, match="must follow each other"):
            OfficeHours(CALENDAR, {1: FULL}, FULL, {day("2026-03-02"): windows})

    def test_no_time_is_no_limit(self) -> None:
        with pytest.raises(ValueError, match="more than 0 working hours"):
            HOURS.add_working_hours(at("2026-03-02 10:00"), 0)

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no time zone"):
            HOURS.is_open(at("2026-03-02 10:00").replace(tzinfo=None))

    def test_any_zone_will_do(self) -> None:
        utc = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
        assert HOURS.add_working_hours(utc, 1) == at("2026-03-02 10:00")

    def test_next_opening_is_now_when_open(self) -> None:
        assert HOURS.next_opening(at("2026-03-02 10:17")) == at("2026-03-02 10:17")
        assert HOURS.next_opening(at("2026-03-02 12:17")) == at("2026-03-02 13:30")
        assert HOURS.next_opening(at("2026-03-02 17:00")) == at("2026-03-03 09:00")

    def test_close_of_business(self) -> None:
        assert HOURS.close_of_business(day("2026-03-02")) == at("2026-03-02 17:00")
        assert HOURS.close_of_business(day("2026-02-13")) == at("2026-02-13 12:00")
        assert HOURS.close_of_business(day("2026-10-01")) == at("2026-10-08 17:00")

    @given(
        st.integers(0, 780_000),
        st.integers(1, 90).map(lambda quarters: quarters / 4),
        st.integers(1, 90).map(lambda quarters: quarters / 4),
    )
    def test_n_then_m_hours_are_n_plus_m(self, minutes: int, n: float, m: float) -> None:
        start = at("2026-01-01 00:00") + timedelta(minutes=minutes)
        due = HOURS.add_working_hours(HOURS.add_working_hours(start, n), m)
        assert due == HOURS.add_working_hours(start, n + m)
        assert HOURS.working_time_between(start, due) == timedelta(hours=n + m)
