"""Renewals: each guard where its fact holds, and where it bars, with clause and sentence; and the
days of a licence that ends (行政许可法 art. 50)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shouwen.records.calendars import official_calendar
from shouwen.rules.facts.guide import Basis, Guide, Result, Term
from shouwen.rules.facts.renewal import Named, Reminder, Renewal
from shouwen.rules.lives import licence
from shouwen.rules.lives.case import NAMED
from shouwen.rules.regimes.time_limit.renewal import (
    apply_by,
    in_time,
    last_day,
    remind_at,
    silence_has_not_renewed_it,
    the_licence_has_ended_in_silence,
)
from shouwen.rules.sentences import fill, template
from shouwen.rules.words import ServiceKind
from shouwen.rules.worktime import CST

NEEDS = {
    need.name: need
    for need in (
        *NAMED,
        silence_has_not_renewed_it,
        the_licence_has_ended_in_silence,
        *(need for move in licence.MOVES for need in move.needs),
    )
}
NOW = datetime(2026, 10, 31, 16, tzinfo=UTC)  # midnight in China
SECOND = timedelta(seconds=1)
UNTIL = date(2026, 10, 31)
THEIRS = Named("首食〔2021〕7号", UNTIL, timed=True)
ENDED = Renewal(THEIRS.number, UNTIL, NOW, decide_by=NOW)
RUNS = replace(ENDED, now=NOW - SECOND)
NOT_OWED = replace(ENDED, decide_by=None)


def of(number):
    return {"number": number}


HOLDS = [
    *((need.name, {"named": THEIRS}) for need in NAMED),
    *((need.name, {"named": None}) for need in NAMED),
    ("the_licence_has_ended_in_silence", {"renewal": ENDED}),
    ("silence_has_not_renewed_it", {"renewal": RUNS}),
    ("silence_has_not_renewed_it", {"renewal": NOT_OWED}),
    ("silence_has_not_renewed_it", {"renewal": None}),
    ("the_holder_is_to_be_reminded", {"reminder": Reminder(NOW, NOW)}),
]
BARS = [
    ("what_is_granted_for_a_period_is_renewed", {"named": replace(THEIRS, timed=False)}, {}),
    ("the_licence_says_until_when", {"named": replace(THEIRS, until=None)}, of(THEIRS.number)),
    ("the_holder_renews_it", {"named": replace(THEIRS, theirs=False)}, of(THEIRS.number)),
    (
        "nothing_else_renews_it",
        {"named": replace(THEIRS, under_way="511602-XK-20260921-00001-3")},
        {**of(THEIRS.number), "under_way": "511602-XK-20260921-00001-3"},
    ),
    ("the_licence_has_ended_in_silence", {"renewal": RUNS}, {}),
    ("the_licence_has_ended_in_silence", {"renewal": NOT_OWED}, {}),
    ("the_licence_has_ended_in_silence", {"renewal": None}, {}),
    (
        "silence_has_not_renewed_it",
        {"renewal": ENDED},
        {**of(THEIRS.number), "until": UNTIL},
    ),
    ("the_holder_is_to_be_reminded", {"reminder": Reminder(NOW - SECOND, NOW)}, {}),
    ("the_holder_is_to_be_reminded", {"reminder": Reminder(NOW)}, {}),
]


@pytest.mark.parametrize(("name", "facts"), HOLDS)
def test_nothing_bars_where_the_fact_holds(name, facts):
    assert NEEDS[name].bars(facts) == ()


@pytest.mark.parametrize(("name", "facts", "params"), BARS)
def test_where_it_does_not_hold_the_bar_names_clause_code_and_what_is_missing(name, facts, params):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code, dict(bar.params)) == ("6.1", name, params)
    sentence = fill(template(bar.code), bar)
    assert sentence.endswith("。") and "{" not in sentence


def test_every_guard_is_seen_to_hold_and_seen_to_bar():
    assert set(NEEDS) == {name for name, _ in HOLDS} == {name for name, *_ in BARS}


@pytest.mark.parametrize(
    ("since", "months", "until"),
    [
        pytest.param(date(2026, 11, 23), 60, date(2031, 11, 22), id="the_day_before"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="no_such_day"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="a_month_that_is_shorter"),
        pytest.param(date(2026, 3, 1), 12, date(2027, 2, 28), id="the_first"),
    ],
)
def test_a_term_ends_the_day_before_the_corresponding_one(since, months, until):
    assert last_day(since, Term(months)) == until


@pytest.mark.parametrize(
    ("until", "before", "last"),
    [
        pytest.param(UNTIL, None, date(2026, 10, 8), id="over_the_national_day"),
        pytest.param(date(2026, 12, 31), None, date(2026, 12, 1), id="thirty_days"),
        pytest.param(date(2026, 12, 31), 90, date(2026, 10, 8), id="ninety_by_another_law"),
        pytest.param(date(2026, 12, 26), 0, date(2026, 12, 26), id="not_after_its_end"),
    ],
)
def test_the_last_day_to_apply_is_never_earlier_for_a_day_off(until, before, last):
    assert apply_by(until, Term(12, before), official_calendar()) == last


def test_reminders_come_before_the_last_day_to_apply_each_once():
    until, term, days = (
        date(2026, 12, 31),
        Term(12),
        official_calendar(),
    )  # 1 December is the last day
    first = remind_at(until, term, days, datetime(2026, 1, 1, tzinfo=CST))
    assert first == datetime(2026, 11, 2, 9, tzinfo=CST)  # 1 November is a Sunday
    second = remind_at(until, term, days, first)
    assert second == datetime(2026, 11, 24, 9, tzinfo=CST)
    assert remind_at(until, term, days, second) is None


def test_only_what_names_a_licence_with_its_last_day_is_applied_for_in_time():
    guide = replace(Guide.draft("某许可", ServiceKind.LICENCE), result=Result("证", term=Term(12)))
    day, days = date(2026, 10, 8), official_calendar()
    assert in_time(THEIRS, guide, day, days)
    assert not in_time(THEIRS, guide, day + timedelta(days=1), days)
    assert not in_time(None, guide, day, days)
    assert not in_time(replace(THEIRS, until=None), guide, day, days)
    untimed = replace(guide, result=Result("证"))
    assert not in_time(THEIRS, untimed, day, days)


def test_a_term_is_kept_with_the_guide():
    basis = Basis("农药管理条例", "第二十五条第二款", "2022-03-29")
    guide = replace(
        Guide.draft("某许可", ServiceKind.LICENCE), result=Result("证", term=Term(60, 90, basis))
    )
    assert Guide.from_json(guide.to_json()) == guide
