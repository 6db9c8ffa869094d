"""Whatever lawfully happens to a clock: its due date never lies before its start, it never becomes
later but by an extension or an exclusion, the days counted are the limit, and a second opinion that
shares no code says the same (6.1, 6.5a)."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shouwen.life import slow_calendar
from shouwen.records.calendars import official_calendar
from shouwen.rules.clock import ClockEvent, Terms, fold
from shouwen.rules.words import ClockEventKind, DayMark, LimitUnit
from shouwen.rules.worktime import CST

CALENDAR = official_calendar()
UNITS = (LimitUnit.WORKING_DAY, LimitUnit.DAY, LimitUnit.MONTH)
EXCLUDE, RESUME, EXTEND, STOP = (
    ClockEventKind.EXCLUDE,
    ClockEventKind.RESUME,
    ClockEventKind.EXTEND,
    ClockEventKind.STOP,
)


@st.composite
def histories(draw):
    """A clock and what lawfully happened to it: nothing is excluded or extended once it is over."""
    unit = draw(st.sampled_from(UNITS))
    n = draw(st.integers(1, 3 if unit is LimitUnit.MONTH else 60))
    day = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 1000)))
    at = datetime.combine(day, datetime.min.time(), CST) + timedelta(hours=draw(st.integers(0, 23)))
    events = [ClockEvent(ClockEventKind.START, at, terms=Terms(n, unit, "6.1", CALENDAR.version))]
    for hours in draw(st.lists(st.integers(0, 24 * 15), max_size=8)):
        at += timedelta(hours=hours)
        due = fold(events, CALENDAR)
        if due.at is None:
            events.append(ClockEvent(RESUME, at))
        elif at < due.at:
            longer = draw(st.integers(0, 2))
            more = 1 if unit is LimitUnit.MONTH else longer * 5
            events.append(ClockEvent(EXTEND, at, n=more) if longer else ClockEvent(EXCLUDE, at))
    return events


@given(histories())
def test_a_due_date_is_never_before_its_start(events):
    due = fold(events, CALENDAR)
    assert due.day is None or due.day > due.started.date()


@given(histories())
def test_it_is_never_later_than_told_save_by_extension_or_exclusion_and_never_earlier(events):
    told = None
    for n in range(1, len(events) + 1):
        due = fold(events[:n], CALENDAR)
        if due.day is None:
            continue
        if told is not None:
            assert due.day >= told
            assert events[n - 1].kind in (EXTEND, RESUME)
        told = due.day
    stopped = ClockEvent(STOP, events[-1].at)
    assert fold([*events, stopped], CALENDAR).day == fold(events, CALENDAR).day


@given(histories())
def test_the_days_counted_are_the_limit_and_none_that_is_excluded(events):
    due = fold(events, CALENDAR)
    if due.day is None or due.terms.unit is LimitUnit.MONTH:
        return
    days = due.explain()
    counted = [day for day in days if day.counted]
    assert len(counted) == due.n
    assert [day.nth for day in counted] == list(range(1, len(counted) + 1))
    assert not [day for day in days if day.mark is DayMark.EXCLUDED and day.counted]
    if due.terms.unit is LimitUnit.WORKING_DAY:
        assert all(day.why.working for day in counted)


@given(histories())
def test_a_second_opinion_that_shares_no_code_gives_the_same_day(events):
    start, *moves = events
    terms = start.terms
    said = [(str(event.kind), event.at, event.n) for event in moves]
    slow = slow_calendar.moved(start.at, terms.n, str(terms.unit), [], said)
    assert fold(events, CALENDAR).at == slow
