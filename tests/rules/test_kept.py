"""What is counted of a case that came to its end (5.1b).

In September 2026 the 25th to the 27th are off; Sunday the 20th is worked. 1 to 7 October are off."""

from datetime import datetime, timedelta

import pytest

from shouwen.records.calendars import official_calendar
from shouwen.rules.clock import ClockEvent, Terms, fold, used
from shouwen.rules.regimes.commitment.kept import Ended, Figure, figures, quantile
from shouwen.rules.words import ClockEventKind, HeldUp, Kept, LimitUnit
from shouwen.rules.worktime import CST

CALENDAR = official_calendar()


def at(said):
    return datetime.fromisoformat(said).replace(tzinfo=CST)


def ran(since, until, n=10, unit=LimitUnit.WORKING_DAY, *between):
    terms = Terms(n, unit, "5.1a", CALENDAR.version)
    return [
        ClockEvent(ClockEventKind.START, at(since), terms=terms),
        *between,
        ClockEvent(ClockEventKind.STOP, at(until)),
    ]


def left_out(since, until):
    return (
        ClockEvent(ClockEventKind.EXCLUDE, at(since)),
        ClockEvent(ClockEventKind.RESUME, at(until)),
    )


def ended(promise=None, statute=None, **more):
    given = {"withdrawn": False, "extended": 0, "corrected": 0, "overran": {}} | more
    return Ended(
        promise=fold(promise, CALENDAR) if promise else None,
        statute=fold(statute, CALENDAR) if statute else None,
        used=used(promise, CALENDAR) if promise else 0,
        **given,
    )


def counted(case):
    return set(figures(case, CALENDAR))


# --- How many days it took -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("since", "until", "unit", "days"),
    [
        ("2026-09-18 10:00", "2026-09-18 16:00", LimitUnit.WORKING_DAY, 0),
        ("2026-09-18 10:00", "2026-09-20 10:00", LimitUnit.WORKING_DAY, 1),
        ("2026-09-24 10:00", "2026-09-28 10:00", LimitUnit.WORKING_DAY, 1),
        ("2026-09-24 10:00", "2026-09-28 10:00", LimitUnit.DAY, 4),
        ("2026-09-30 10:00", "2026-10-08 10:00", LimitUnit.WORKING_DAY, 1),
        ("2026-09-30 10:00", "2026-10-30 10:00", LimitUnit.MONTH, 30),
        ("2025-12-31 10:00", "2026-01-08 10:00", LimitUnit.WORKING_DAY, 5),
    ],
)
def test_days_taken_are_counted_as_the_due_date_is(since, until, unit, days):
    assert used(ran(since, until, 10, unit), CALENDAR) == days


@pytest.mark.parametrize("n", range(1, 45))
def test_who_is_done_on_the_last_day_took_as_many_days_as_were_promised(n):
    due = fold(ran("2026-08-28 10:00", "2026-08-28 11:00", n), CALENDAR)
    assert used(ran("2026-08-28 10:00", f"{due.day} 23:59", n), CALENDAR) == n


@pytest.mark.parametrize("n", range(1, 45))
def test_days_left_out_by_law_are_not_counted_as_taken(n):
    away = left_out("2026-09-16 09:00", "2026-09-23 17:00")
    due = fold(
        ran("2026-09-11 10:00", "2026-11-30 10:00", n, LimitUnit.WORKING_DAY, *away), CALENDAR
    )
    if due.day > at("2026-09-23 00:00").date():
        taken = ran("2026-09-11 10:00", f"{due.day} 23:59", n, LimitUnit.WORKING_DAY, *away)
        assert used(taken, CALENDAR) == n


def test_a_clock_that_still_runs_has_not_taken_its_days_yet():
    with pytest.raises(ValueError, match="still runs"):
        used(ran("2026-09-18 10:00", "2026-09-21 10:00")[:1], CALENDAR)


# --- What is counted -----------------------------------------------------------------------------
def test_of_a_case_in_time_only_its_days_are_counted():
    case = ended(
        ran("2026-09-14 10:00", "2026-09-28 23:59"), ran("2026-09-14 10:00", "2026-09-22 10:00")
    )
    assert counted(case) == {Figure(Kept.TAKEN, "working-day", 10)}


def test_the_first_instant_after_the_last_day_is_late():
    case = ended(ran("2026-09-14 10:00", "2026-09-29 00:00"))
    assert counted(case) == {
        Figure(Kept.TAKEN, "working-day", 11),
        Figure(Kept.LATE, HeldUp.DECISION, 1),
    }


def test_what_is_late_by_days_off_alone_is_late_by_one_day():
    case = ended(ran("2026-09-14 10:00", "2026-09-26 10:00", 9))
    assert Figure(Kept.LATE, HeldUp.DECISION, 1) in counted(case)


def test_the_law_is_broken_by_the_decision_and_the_promise_by_the_delivery():
    decided_late = ran("2026-09-14 10:00", "2026-10-10 10:00", 12)
    case = ended(ran("2026-09-14 10:00", "2026-10-12 10:00"), decided_late)
    assert Figure(Kept.LATE, HeldUp.DECISION, 6) in counted(case)
    assert Figure(Kept.BEYOND_LAW, HeldUp.DECISION, 3) in counted(case)


def test_a_withdrawal_is_counted_and_takes_no_days_from_the_figures():
    case = ended(ran("2026-09-14 10:00", "2026-09-17 10:00"), withdrawn=True)
    assert counted(case) == {Figure(Kept.WITHDRAWN, "", 3)}


def test_a_withdrawal_wipes_out_no_delay():
    case = ended(ran("2026-09-14 10:00", "2026-09-29 10:00"), withdrawn=True)
    assert counted(case) == {
        Figure(Kept.TAKEN, "working-day", 11),
        Figure(Kept.LATE, HeldUp.DECISION, 1),
        Figure(Kept.WITHDRAWN, "", 11),
    }


def test_who_withdraws_before_acceptance_leaves_no_days():
    assert counted(ended(withdrawn=True, corrected=2)) == {
        Figure(Kept.WITHDRAWN, "", 0),
        Figure(Kept.CORRECTED, "", 2),
    }


def test_a_longer_limit_is_counted_and_still_a_limit():
    longer = ClockEvent(ClockEventKind.EXTEND, at("2026-09-22 10:00"), n=10)
    clock = ran("2026-09-14 10:00", "2026-09-30 10:00", 10, LimitUnit.WORKING_DAY, longer)
    case = ended(clock, extended=1)
    assert counted(case) == {
        Figure(Kept.TAKEN, "working-day", 12),
        Figure(Kept.EXTENDED, "", 1),
    }


@pytest.mark.parametrize(
    ("overran", "where"),
    [
        ({"finish_step": 30, "decide": 10}, HeldUp.EXAMINATION),
        ({"sign_off_step": 1, "decide": 40}, HeldUp.DECISION),
        ({"sign_off_step": 20, "leader_step": 5, "finish_step": 19}, HeldUp.SIGN_OFF),
        ({"deliver": 8}, HeldUp.DELIVERY),
        ({"answer_receipt": 50, "deliver": 8}, HeldUp.RECEIPT),
        ({"correct": 90, "deliver": 8}, HeldUp.DELIVERY),
        ({}, HeldUp.DECISION),
    ],
)
def test_a_late_case_was_held_up_where_most_time_was_lost(overran, where):
    lost = {kind: timedelta(hours=hours) for kind, hours in overran.items()}
    case = ended(ran("2026-09-14 10:00", "2026-09-29 10:00"), overran=lost)
    assert Figure(Kept.LATE, where, 1) in counted(case)


# --- The middle and nine of ten ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("taken", "median", "ninth"),
    [
        ({3: 1}, 3, 3),
        ({1: 5, 9: 5}, 1, 9),
        ({1: 9, 9: 1}, 1, 1),
        ({1: 89, 9: 11}, 1, 9),
        ({0: 4, 2: 4, 5: 1, 7: 1}, 2, 5),
        (dict.fromkeys(range(1, 11), 1), 5, 9),
    ],
)
def test_the_middle_and_nine_tenths_are_days_that_some_case_really_took(taken, median, ninth):
    assert (quantile(taken, 5), quantile(taken, 9)) == (median, ninth)


def test_of_no_cases_there_is_no_middle():
    with pytest.raises(ValueError, match="no middle"):
        quantile({}, 5)
