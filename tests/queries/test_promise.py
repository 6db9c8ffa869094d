"""The promise page: what was said beside what was kept, from the tallies alone (5.1b).

Days and months are invented; what is counted of a case is tested with the acts and the rules."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.queries import promise as look
from shouwen.queries.rows.promise import Lost, Period
from shouwen.records.keys import new_key
from shouwen.records.models import Service, Tally
from shouwen.rules.words import HeldUp, LimitUnit
from tests.acts.world import at

NOW = at("2026-11-24 10:00")
SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))


@pytest.fixture
def count(world):
    """Writes tallies of a service as the sweep would."""

    def write(service, month, what, of, value, n):
        row = Service.objects.get(versions=world.versions[service])
        Tally.objects.create(
            id=new_key(NOW),
            jurisdiction_id=world.jurisdiction,
            service=row,
            month=month,
            what=what,
            of=of,
            value=value,
            n=n,
        )

    return write


def days_of(count, service, month, **taken):
    for days, n in taken.items():
        count(service, month, "taken", "working-day", int(days[1:]), n)


def whole(period=Period.YEAR, section=""):
    page = look.promise(NOW, period, section)
    assert page is not None
    return page


def test_a_service_stands_there_with_promise_law_and_what_it_really_took(count):
    days_of(count, "food", OCTOBER, d3=5, d8=4, d12=1)
    count("food", OCTOBER, "late", "sign_off", 2, 1)
    (row,) = whole().rows
    assert (row.promise.n, row.statute.n) == (10, 20)
    assert (row.kept.cases, row.kept.median, row.kept.ninth) == (10, 3, 8)
    assert (row.kept.late, row.kept.in_time) == (1, 90.0)


def test_months_are_added_up(count):
    days_of(count, "food", SEPTEMBER, d3=3)
    days_of(count, "food", OCTOBER, d3=2, d5=4)
    (row,) = whole().rows
    assert (row.kept.cases, row.kept.median, row.kept.ninth) == (9, 3, 5)


def test_the_year_is_this_month_and_the_eleven_before_it(count):
    days_of(count, "food", date(2025, 12, 1), d3=5)
    days_of(count, "food", date(2025, 11, 1), d3=100)
    page = whole()
    assert (page.since, page.until) == (date(2025, 12, 1), date(2026, 11, 24))
    assert page.whole.cases == 5


@pytest.mark.parametrize(
    ("now", "since"),
    [("2026-12-01 00:00", date(2026, 1, 1)), ("2026-01-31 23:59", date(2025, 2, 1))],
)
def test_a_year_begins_with_the_month_after_the_same_of_last_year(world, now, since):
    assert look.promise(at(now), Period.YEAR).since == since


def test_the_month_is_the_whole_one_before_this(count):
    days_of(count, "food", OCTOBER, d3=5)
    days_of(count, "food", NOVEMBER, d9=5)
    page = whole(Period.MONTH)
    assert (page.since, page.until) == (date(2026, 10, 1), date(2026, 10, 31))
    assert [row.kept.median for row in page.rows] == [3]


def test_of_fewer_than_five_cases_nothing_is_told_but_that(count):
    days_of(count, "food", OCTOBER, d3=3, d30=1)
    count("food", OCTOBER, "late", "decision", 20, 1)
    (row,) = whole().rows
    kept = row.kept
    assert kept.few
    assert (kept.median, kept.ninth, kept.late, kept.corrected) == (None, None, 0, 0)
    days_of(count, "food", NOVEMBER, d3=1)
    (row,) = whole().rows
    assert not row.kept.few


def test_of_an_overrun_of_few_cases_no_number_is_told(count):
    days_of(count, "food", OCTOBER, d30=4)
    count("food", OCTOBER, "late", "decision", 20, 1)
    (overrun,) = whole().overruns
    assert overrun.few


def test_days_under_a_promise_in_another_unit_are_not_mixed_in(count):
    days_of(count, "food", OCTOBER, d3=5)
    count("food", OCTOBER, "taken", "day", 40, 5)
    (row,) = whole().rows
    assert (row.kept.cases, row.kept.ninth, row.kept.unit) == (10, 3, LimitUnit.WORKING_DAY)


def test_the_busiest_service_comes_first(count):
    days_of(count, "food", OCTOBER, d3=5)
    days_of(count, "relief", OCTOBER, d20=6)
    assert [row.kept.cases for row in whole().rows] == [6, 5]


def test_a_section_shows_its_own_services_and_figures(count):
    days_of(count, "food", OCTOBER, d3=5)
    days_of(count, "relief", OCTOBER, d20=6)
    page = whole(section="market")
    assert page.section.name == "市场准入科"
    assert page.whole.cases == 5
    assert len(page.sections) == 2, "the way to the others stays"
    with pytest.raises(LookupError):
        whole(section="nowhere")


def test_what_broke_the_law_is_told_month_by_month_newest_first(count):
    days_of(count, "food", OCTOBER, d25=6)
    for month, days in ((SEPTEMBER, 5), (OCTOBER, 3), (OCTOBER, 7)):
        count("food", month, "late", "sign_off", days + 10, 1)
        count("food", month, "beyond_law", "sign_off", days, 1)
    told = [(each.month, each.days, each.cases) for each in whole().overruns]
    assert told == [(OCTOBER, 7, 2), (SEPTEMBER, 5, 1), (None, 17, 3)]


def test_a_broken_promise_says_where_it_was_held_up_most_often_first(count):
    days_of(count, "food", OCTOBER, d12=7)
    count("food", OCTOBER, "late", "sign_off", 1, 2)
    count("food", OCTOBER, "late", "examination", 2, 5)
    (overrun,) = whole().overruns
    assert overrun.lost == (Lost(HeldUp.EXAMINATION, 5), Lost(HeldUp.SIGN_OFF, 2))
    assert overrun.days == 2


def test_a_promise_that_nine_of_ten_cases_hardly_use_could_be_tighter(count):
    days_of(count, "food", OCTOBER, d3=18, d10=2)
    (tighter,) = whole().tighter
    assert (tighter.ninth, tighter.promise.n) == (3, 10)


def test_at_two_fifths_it_stays_as_it_is(count):
    days_of(count, "food", OCTOBER, d4=20)
    assert whole().tighter == ()


def test_a_service_by_months_newest_first(count):
    days_of(count, "food", SEPTEMBER, d3=5)
    days_of(count, "food", OCTOBER, d6=5)
    code = Service.objects.get(name__contains="食品").code
    page = look.promise_of(code, NOW)
    assert [(row.month, row.kept.median) for row in page.rows] == [(OCTOBER, 6), (SEPTEMBER, 3)]
    assert page.whole.cases == 10
    with pytest.raises(LookupError):
        look.promise_of("nothing", NOW)


def test_a_service_without_cases_has_its_page(world):
    code = Service.objects.get(versions=world.versions["relief"]).code
    page = look.promise_of(code, NOW)
    assert (page.rows, page.whole.cases, page.service.promise.n) == ((), 0, 25)


def test_a_service_no_longer_offered_keeps_its_figures(world, count):
    days_of(count, "food", OCTOBER, d3=5)
    world.withdraw(world.versions["food"], "2026-11-20 10:00")
    (row,) = whole().rows
    assert (row.promise, row.kept.cases) == (None, 5)


def test_before_an_office_is_founded_there_is_no_page(db):
    assert look.promise(NOW, Period.YEAR) is None
    assert look.kept_of_all(NOW) is None


def test_the_statements_are_as_many_for_one_case_as_for_a_million(count):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            whole()
        return len(captured)

    days_of(count, "food", OCTOBER, d30=1)
    count("food", OCTOBER, "late", "decision", 20, 1)
    count("food", OCTOBER, "beyond_law", "decision", 10, 1)
    whole()  # the office is read once
    before = statements()
    for month in (SEPTEMBER, OCTOBER, NOVEMBER):
        days_of(count, "relief", month, d3=100_000, d9=50_000, d30=9_000)
        count("relief", month, "late", "decision", 3, 9_000)
        count("relief", month, "beyond_law", "decision", 3, 1_000)
    assert statements() == before <= 9


def test_100_percent_is_every_single_case(count):
    days_of(count, "food", OCTOBER, d3=99_999, d30=1)
    count("food", OCTOBER, "late", "decision", 20, 1)
    (row,) = whole().rows
    assert row.kept.in_time == 99.9
    assert replace(row.kept, late=0).in_time == 100
