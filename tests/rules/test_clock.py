"""Due dates from clock events: golden vectors, pauses, extensions, and what cannot have happened."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.records.calendars import official_calendar
from shouwen.rules.clock import ClockEvent, Day, Due, Terms, fold, if_begun_beside
from shouwen.rules.words import ClockEventKind, DayKind, DayMark, LimitUnit
from shouwen.rules.worktime import CST, Calendar, MakeUp, OfficeHours, OfficialYear, Run, Window

CALENDAR = official_calendar()
HOURS = OfficeHours(
    CALENDAR,
    week={d: (Window(time(9), time(12)), Window(time(13), time(17))) for d in range(1, 6)},
    make_up=(Window(time(9), time(12)),),
)
WORKING_DAY, DAY, MONTH, WORKING_HOUR = (
    LimitUnit.WORKING_DAY,
    LimitUnit.DAY,
    LimitUnit.MONTH,
    LimitUnit.WORKING_HOUR,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """An instant in Chinese time; ten o'clock if only a date is given."""
    return datetime.fromisoformat(text if " " in text else f"{text} 10:00").replace(tzinfo=CST)


def start(when: str, n: int = 20, unit: LimitUnit = WORKING_DAY) -> ClockEvent:
    terms = Terms(n, unit, "行政许可法 art. 42", CALENDAR.version)
    return ClockEvent(ClockEventKind.START, at(when), terms=terms)


def exclude(when: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.EXCLUDE, at(when), basis="行政许可法 art. 45")


def resume(when: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.RESUME, at(when))


def extend(when: str, n: int = 10) -> ClockEvent:
    return ClockEvent(ClockEventKind.EXTEND, at(when), n=n, basis="行政许可法 art. 42")


def stop(when: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.STOP, at(when))


def due(*events: ClockEvent) -> Due:
    return fold(events, CALENDAR, HOURS)


def marks(explained: tuple[Day, ...], mark: DayMark) -> list[str]:
    return [f"{d.date:%m-%d}" for d in explained if d.mark is mark]


class TestBesideAClock:
    """A step of three working days begun on Monday 2 November, beside a clock that began before."""

    @staticmethod
    def step(*events: ClockEvent, began: str = "2026-11-02") -> Due:
        promise = (start("2026-10-28"), *events)
        return if_begun_beside(at(began), 3, WORKING_DAY, promise, CALENDAR)

    def test_what_is_excluded_of_the_clock_is_excluded_of_the_step(self) -> None:
        found = self.step(exclude("2026-11-04"), resume("2026-11-06"))
        assert found.day == day("2026-11-10")
        assert marks(found.explain(), DayMark.EXCLUDED) == ["11-04", "11-05", "11-06"]

    def test_while_the_clock_stands_still_so_does_the_step(self) -> None:
        assert self.step(exclude("2026-11-03")).day is None
        assert self.step(exclude("2026-10-29")).day is None

    def test_what_was_over_before_the_step_began_takes_nothing_from_it(self) -> None:
        assert self.step(exclude("2026-10-29"), resume("2026-10-30")).day == day("2026-11-05")

    def test_begun_while_the_clock_stood_still_it_counts_from_when_that_goes_on(self) -> None:
        found = self.step(exclude("2026-10-29"), resume("2026-11-04"))
        assert found.day == day("2026-11-09")

    def test_a_longer_limit_of_the_clock_gives_the_step_no_day_more(self) -> None:
        assert self.step(extend("2026-11-03"), stop("2026-11-04")).day == day("2026-11-05")


class TestDueDate:
    def test_twenty_working_days(self) -> None:
        assert due(start("2026-09-18")).day == day("2026-10-22")

    def test_deemed_acceptance_counts_from_the_receipt(self) -> None:
        told = due(start("2026-09-21", 5))
        decided = due(start("2026-09-21"))
        assert (told.day, decided.day) == (day("2026-09-29"), day("2026-10-26"))

    def test_a_day_limit_ends_at_midnight_chinese_time(self) -> None:
        assert due(start("2026-09-18")).at == datetime(2026, 10, 22, 16, tzinfo=UTC)

    def test_the_start_day_is_the_chinese_day_of_the_instant(self) -> None:
        late_in_utc = datetime(2026, 3, 2, 17, tzinfo=UTC)  # 01:00 on 3 March in China
        terms = Terms(1, WORKING_DAY, "", CALENDAR.version)
        event = ClockEvent(ClockEventKind.START, late_in_utc, terms=terms)
        assert due(event).day == day("2026-03-04")

    @pytest.mark.parametrize("hour", ["00:00", "12:00", "18:30", "23:59"])
    def test_the_hour_of_the_start_makes_no_difference_to_days(self, hour: str) -> None:
        assert due(start(f"2026-09-18 {hour}")).day == day("2026-10-22")

    @pytest.mark.parametrize(
        ("n", "unit", "begun", "ends"),
        [
            (60, DAY, "2026-08-05", "2026-10-08"),
            (60, DAY, "2026-07-22", "2026-09-20"),
            (6, MONTH, "2025-08-31", "2026-02-28"),
            (6, MONTH, "2026-04-01", "2026-10-08"),
        ],
    )
    def test_days_and_months_roll_over(
        self, n: int, unit: LimitUnit, begun: str, ends: str
    ) -> None:
        assert due(start(begun, n, unit)).day == day(ends)

    def test_a_limit_in_a_year_without_a_notice_is_provisional(self) -> None:
        assert due(start("2027-03-01")).provisional
        assert due(start("2026-12-20")).provisional
        assert not due(start("2026-11-20")).provisional
        last_official_day = due(start("2026-12-30", 1))
        assert (last_official_day.day, last_official_day.provisional) == (day("2026-12-31"), False)

    def test_a_limit_outside_the_calendar_is_refused(self) -> None:
        with pytest.raises(ValueError, match="does not reach"):
            due(start("2050-12-20"))


class TestExclusion:
    """Time that does not count (行政许可法 art. 45); both its ends are excluded."""

    def test_special_procedure(self) -> None:
        assert due(start("2026-05-06")).day == day("2026-06-02")
        paused = due(start("2026-05-06"), exclude("2026-05-11"), resume("2026-05-20"))
        assert paused.day == day("2026-06-12")

    def test_while_it_is_open_there_is_no_due_date(self) -> None:
        open_ended = due(start("2026-05-06"), exclude("2026-05-11"))
        assert (open_ended.day, open_ended.at) == (None, None)
        assert open_ended.excluded_since == at("2026-05-11")

    def test_across_a_holiday_only_working_days_are_made_up_for(self) -> None:
        plain = due(start("2026-09-18"))
        paused = due(start("2026-09-18"), exclude("2026-09-30"), resume("2026-10-08"))
        assert plain.day is not None
        assert paused.day == CALENDAR.add_working_days(plain.day, 2)

    def test_inside_a_holiday_it_changes_nothing(self) -> None:
        paused = due(start("2026-09-18"), exclude("2026-10-02"), resume("2026-10-05"))
        assert paused.day == due(start("2026-09-18")).day

    def test_two_in_one_minute_cost_one_day(self) -> None:
        once = due(start("2026-05-06"), exclude("2026-05-11"), resume("2026-05-11"))
        twice = due(
            start("2026-05-06"),
            exclude("2026-05-11 10:00"),
            resume("2026-05-11 10:00"),
            exclude("2026-05-11 10:00"),
            resume("2026-05-11 10:00"),
        )
        assert twice.day == once.day == day("2026-06-03")

    def test_two_that_meet_on_a_day_share_it(self) -> None:
        met = due(
            start("2026-05-06"),
            exclude("2026-05-11"),
            resume("2026-05-13 11:00"),
            exclude("2026-05-13 15:00"),
            resume("2026-05-20"),
        )
        assert met.day == day("2026-06-12")

    def test_on_the_day_the_clock_started_it_takes_that_day_only_once(self) -> None:
        paused = due(start("2026-05-06"), exclude("2026-05-06 11:00"), resume("2026-05-06 12:00"))
        assert paused.day == day("2026-06-02")

    def test_on_the_due_day_it_saves_that_day(self) -> None:
        paused = due(start("2026-05-06"), exclude("2026-06-02"), resume("2026-06-04"))
        assert paused.day == day("2026-06-05")

    def test_after_the_due_day_it_changes_nothing(self) -> None:
        late = due(start("2026-05-06"), exclude("2026-06-03"))
        assert late.day == day("2026-06-02")
        assert late.explain()[-1].mark is DayMark.DUE

    def test_of_calendar_days_takes_calendar_days(self) -> None:
        paused = due(start("2026-03-02", 30, DAY), exclude("2026-03-09"), resume("2026-03-11"))
        assert due(start("2026-03-02", 30, DAY)).day == day("2026-04-01")
        assert paused.day == day("2026-04-07")  # 04-04, and it rolls over Qingming

    def test_of_a_period_that_only_had_to_roll_leaves_its_last_day(self) -> None:
        rolled = start("2026-08-05", 60, DAY)  # ends on 10-04, so on 10-08
        paused = due(rolled, exclude("2026-10-06"), resume("2026-10-09"))
        assert paused.day == day("2026-10-10")
        assert sum(d.counted for d in paused.explain()) == 60


class TestExtension:
    def test_ten_days_more(self) -> None:
        extended = due(start("2026-09-18"), extend("2026-10-20"))
        assert (extended.n, extended.day) == (30, CALENDAR.add_working_days(day("2026-09-18"), 30))

    def test_in_the_middle_of_an_exclusion_it_counts_from_the_end(self) -> None:
        events = [start("2026-05-06"), exclude("2026-05-11"), extend("2026-05-15"),
                  resume("2026-05-20")]  # fmt: skip
        assert due(*events[:3]).day is None
        assert due(*events).day == CALENDAR.add_working_days(day("2026-06-12"), 10)

    def test_of_months_is_counted_from_the_start(self) -> None:
        extended = due(start("2026-01-31", 1, MONTH), extend("2026-02-20", 1))
        assert extended.day == day("2026-03-31")

    def test_the_terms_stay_what_they_were(self) -> None:
        assert due(start("2026-09-18"), extend("2026-10-20")).terms.n == 20


class TestStop:
    def test_a_stopped_clock_keeps_its_due_date(self) -> None:
        stopped = due(start("2026-09-18"), stop("2026-10-12"))
        assert (stopped.day, stopped.stopped_at) == (day("2026-10-22"), at("2026-10-12"))

    def test_stopped_while_excluded_it_was_never_due(self) -> None:
        assert due(start("2026-09-18"), exclude("2026-09-22"), stop("2026-10-12")).day is None

    def test_close_then_reopen_needs_a_clock_of_its_own(self) -> None:
        with pytest.raises(ValueError, match=r"stopped on 2026-10-12.*clock of its own"):
            due(start("2026-09-18"), stop("2026-10-12"), resume("2026-10-13"))


class TestCalendarEditedAfterwards:
    """A notice comes in later: the same events are folded again; nothing is edited."""

    def test_only_a_new_fold_moves_the_date(self) -> None:
        facts = [OfficialYear(2026, (), (), ())]
        edited = [
            OfficialYear(
                2026,
                ("second notice",),
                (Run(day("2026-03-09"), day("2026-03-10"), "春节"),),
                (MakeUp(day("2026-03-14"), "春节"),),
            )
        ]
        events = [start("2026-03-02", 7)]
        before, after = fold(events, Calendar(facts, {})), fold(events, Calendar(edited, {}))
        assert (before.day, after.day) == (day("2026-03-11"), day("2026-03-13"))
        assert before.explain()[-1].date == day("2026-03-11")
        assert before.terms == after.terms


class TestExplanation:
    def test_a_strip_of_days(self) -> None:
        explained = due(start("2026-04-30", 3)).explain()
        assert [
            (f"{d.date:%m-%d}", d.counted, d.nth, d.why.kind, d.why.festival, d.mark)
            for d in explained
        ] == [
            ("04-30", False, None, DayKind.WORKING, "", DayMark.START),
            ("05-01", False, None, DayKind.FESTIVAL, "劳动节", None),
            ("05-02", False, None, DayKind.FESTIVAL, "劳动节", None),
            ("05-03", False, None, DayKind.FESTIVAL, "劳动节", None),
            ("05-04", False, None, DayKind.FESTIVAL, "劳动节", None),
            ("05-05", False, None, DayKind.FESTIVAL, "劳动节", None),
            ("05-06", True, 1, DayKind.WORKING, "", None),
            ("05-07", True, 2, DayKind.WORKING, "", None),
            ("05-08", True, 3, DayKind.WORKING, "", DayMark.DUE),
        ]

    def test_days_of_an_exclusion_are_marked(self) -> None:
        paused = due(start("2026-05-06"), exclude("2026-05-11"), resume("2026-05-13"))
        assert marks(paused.explain(), DayMark.EXCLUDED) == ["05-11", "05-12", "05-13"]

    def test_days_of_an_extension_are_marked(self) -> None:
        extended = due(start("2026-03-02", 2), extend("2026-03-04", 3))
        assert marks(extended.explain(), DayMark.EXTENDED) == ["03-05", "03-06"]
        assert marks(extended.explain(), DayMark.DUE) == ["03-09"]

    def test_days_that_only_roll_are_marked(self) -> None:
        rolled = due(start("2026-08-05", 60, DAY))
        assert marks(rolled.explain(), DayMark.ROLLED) == ["10-05", "10-06", "10-07"]
        assert sum(d.counted for d in rolled.explain()) == 60

    def test_a_pause_open_at_evaluation_is_shown_through_the_day_asked_for(self) -> None:
        paused = due(start("2026-05-06"), exclude("2026-05-11"))
        assert marks(paused.explain(), DayMark.EXCLUDED) == ["05-11"]
        shown = marks(paused.explain(until=day("2026-05-13")), DayMark.EXCLUDED)
        assert shown == ["05-11", "05-12", "05-13"]
        assert marks(paused.explain(until=day("2026-05-13")), DayMark.DUE) == []

    @given(data=st.data())
    def test_it_cannot_differ_from_the_due_date(self, data: st.DataObject) -> None:
        unit = data.draw(st.sampled_from([WORKING_DAY, DAY, MONTH]))
        n = data.draw(st.integers(1, 40 if unit is not MONTH else 6))
        begun = data.draw(st.dates(date(2018, 1, 1), date(2030, 12, 31)))
        instants = sorted(
            datetime.combine(begun, time(9), CST) + timedelta(hours=hours)
            for hours in data.draw(st.lists(st.integers(1, 2000), max_size=6))
        )
        events = [start(begun.isoformat() + " 09:00", n, unit)]
        for index in range(0, len(instants) - 1, 2):
            events.append(ClockEvent(ClockEventKind.EXCLUDE, instants[index]))
            events.append(ClockEvent(ClockEventKind.RESUME, instants[index + 1]))
        if data.draw(st.booleans()):
            events.append(ClockEvent(ClockEventKind.EXTEND, events[-1].at, n=3))
        folded = due(*events)
        explained = folded.explain()

        assert explained[-1].date == folded.day == due(*events).day
        assert explained[-1].mark is DayMark.DUE
        assert explained[-1].why.working
        dates = [d.date for d in explained]
        assert dates == [begun + timedelta(days=i) for i in range(len(dates))]
        assert [d.nth for d in explained if d.counted] == list(
            range(1, sum(d.counted for d in explained) + 1)
        )
        if unit is not MONTH:
            assert sum(d.counted for d in explained) == folded.n
        excluded = {
            left.at.date() + timedelta(days=i)
            for left, back in zip(events[1::2], events[2::2], strict=False)
            if back.kind is ClockEventKind.RESUME
            for i in range((back.at.date() - left.at.date()).days + 1)
        }
        assert not any(d.counted and d.date in excluded for d in explained)


class TestWorkingHours:
    def test_the_due_instant_is_in_opening_time(self) -> None:
        two = due(start("2026-02-27 16:30", 2, WORKING_HOUR))
        assert (two.at, two.day) == (at("2026-02-28 10:30"), day("2026-02-28"))

    def test_without_office_hours_it_cannot_be_counted(self) -> None:
        with pytest.raises(ValueError, match="office hours"):
            fold([start("2026-03-02", 2, WORKING_HOUR)], CALENDAR)

    def test_an_exclusion_takes_opening_time_to_the_instant(self) -> None:
        paused = due(
            start("2026-03-02 09:00", 4, WORKING_HOUR),
            exclude("2026-03-02 11:00"),
            resume("2026-03-02 16:00"),
        )
        assert paused.at == at("2026-03-03 10:00")

    def test_a_day_on_which_some_time_counted_is_not_marked_excluded(self) -> None:
        paused = due(
            start("2026-03-02 09:00", 16, WORKING_HOUR),
            exclude("2026-03-03 11:00"),
            resume("2026-03-03 14:00"),
        )
        assert marks(paused.explain(), DayMark.EXCLUDED) == []
        assert paused.explain()[1].worked == timedelta(hours=5)

    def test_an_open_exclusion_leaves_no_due_instant(self) -> None:
        paused = due(start("2026-03-02 09:00", 4, WORKING_HOUR), exclude("2026-03-02 11:00"))
        assert (paused.at, paused.day) == (None, None)
        shown = paused.explain(until=day("2026-03-04"))
        assert marks(shown, DayMark.EXCLUDED) == ["03-03", "03-04"]
        assert [d.worked for d in shown] == [timedelta(hours=2), timedelta(), timedelta()]

    def test_an_exclusion_after_the_due_instant_changes_nothing(self) -> None:
        late = due(start("2026-03-02 09:00", 1, WORKING_HOUR), exclude("2026-03-02 10:00"))
        assert late.at == at("2026-03-02 10:00")

    def test_the_explanation_says_how_long_counted_on_each_day(self) -> None:
        explained = due(start("2026-02-27 15:00", 6, WORKING_HOUR)).explain()
        assert [(f"{d.date:%m-%d}", d.worked, d.mark) for d in explained] == [
            ("02-27", timedelta(hours=2), DayMark.START),
            ("02-28", timedelta(hours=3), None),
            ("03-01", timedelta(), None),
            ("03-02", timedelta(hours=1), DayMark.DUE),
        ]

    @given(st.integers(0, 480_000), st.integers(1, 60), st.data())
    def test_the_explained_hours_are_the_limit(
        self, minutes: int, n: int, data: st.DataObject
    ) -> None:
        begun = at("2026-01-01 00:00") + timedelta(minutes=minutes)
        left, back = sorted(data.draw(st.tuples(*[st.integers(0, 400)] * 2)))
        terms = Terms(n, WORKING_HOUR, "", CALENDAR.version)
        folded = due(
            ClockEvent(ClockEventKind.START, begun, terms=terms),
            ClockEvent(ClockEventKind.EXCLUDE, begun + timedelta(hours=left)),
            ClockEvent(ClockEventKind.RESUME, begun + timedelta(hours=back)),
        )
        worked = sum((d.worked or timedelta() for d in folded.explain()), timedelta())
        assert worked == timedelta(hours=n)
        assert folded.explain()[-1].date == folded.day


class TestWhatCannotHaveHappened:
    """Each is refused with a sentence that says what, when, and how to mend it."""

    @pytest.mark.parametrize(
        ("events", "sentence"),
        [
            pytest.param([], "begins with nothing", id="no_events"),
            pytest.param([exclude("2026-05-06")], "begins with a start event", id="exclude_first"),
            pytest.param(
                [ClockEvent(ClockEventKind.START, at("2026-05-06"))], "its terms", id="no_terms"
            ),
            pytest.param([start("2026-05-06")] * 2, "has started already", id="two_starts"),
            pytest.param(
                [start("2026-05-06"), resume("2026-05-07")],
                "no exclusion is open",
                id="resume_without_exclude",
            ),
            pytest.param(
                [start("2026-05-06"), exclude("2026-05-07"), exclude("2026-05-08")],
                "open already",
                id="exclude_twice",
            ),
            pytest.param(
                [start("2026-05-06"), extend("2026-05-07", 0)], "at least 1", id="extend_by_nothing"
            ),
            pytest.param(
                [start("2026-05-06"), stop("2026-05-07"), extend("2026-05-08")],
                "clock stopped on 2026-05-07",
                id="extend_after_stop",
            ),
            pytest.param(
                [start("2026-05-06"), stop("2026-05-05")],
                "in the order in which they happened",
                id="clock_skew",
            ),
            pytest.param(
                [start("2026-05-06"), exclude("2026-05-12"), resume("2026-05-11")],
                "in the order in which they happened",
                id="resumed_before_it_was_excluded",
            ),
            pytest.param([start("2026-05-06", 0)], "at least 1 working day", id="no_days"),
            pytest.param([start("2026-05-06", 0, MONTH)], "between 1 and 2400", id="no_months"),
        ],
    )
    def test_it_is_refused(self, events: list[ClockEvent], sentence: str) -> None:
        with pytest.raises(ValueError, match=sentence):
            due(*events)

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        terms = Terms(5, WORKING_DAY, "", CALENDAR.version)
        naive = at("2026-05-06").replace(tzinfo=None)
        with pytest.raises(ValueError, match="no time zone"):
            due(ClockEvent(ClockEventKind.START, naive, terms=terms))
