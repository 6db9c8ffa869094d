"""Cases that came to their end are counted by the sweep, once, and by no act (5.1b)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import figures
from shouwen.acts.case import deliver_result, withdraw
from shouwen.acts.figures import count_ended
from shouwen.acts.sweeping import sweep
from shouwen.records.keys import new_key
from shouwen.records.models import Case, Obligation, Tally
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.words import Proposer
from tests.acts.world import HAND_OVER, at, make_world
from tests.databases import at_once

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
LATER = at("2026-10-12 09:00")


def tallies():
    return {(row.month, row.what, row.of, row.value): row.n for row in Tally.objects.order_by("pk")}


def taken_back(world, case, when):
    signed = Withdrawal(signed_by="青禾餐馆", proposed_by=Proposer.PARTY)
    withdraw(case, by=world.holder("window_1"), at=at(when), withdrawal=signed)


def test_the_act_that_ends_a_case_writes_no_figure(world):
    case = world.delivered()
    assert not Case.objects.get(pk=case).counted
    assert tallies() == {}


def test_the_next_sweep_counts_it_once(world):
    world.delivered()
    assert [sweep(LATER).counted, sweep(LATER).counted] == [1, 0]
    assert tallies() == {(SEPTEMBER, "taken", "working-day", 2): 1}


def test_a_case_that_is_still_open_is_in_no_figure(world):
    world.decided()
    assert count_ended(LATER) == 0


def test_one_kind_of_case_is_one_row_however_many(world):
    for _ in range(3):
        world.delivered()
        count_ended(LATER)
    assert tallies() == {(SEPTEMBER, "taken", "working-day", 2): 3}


def test_it_counts_in_the_month_in_which_the_result_reached_the_applicant(world):
    case = world.decided()
    deliver_result(case, by=world.holder("window_1"), at=at("2026-10-08 09:00"), handover=HAND_OVER)
    count_ended(LATER)
    assert {month for month, *_ in tallies()} == {OCTOBER}


def test_a_result_handed_over_too_late_says_where_it_was_held_up(world):
    case = world.decided()
    deliver_result(case, by=world.holder("window_1"), at=at("2026-10-14 09:00"), handover=HAND_OVER)
    count_ended(LATER)
    assert tallies() == {
        (OCTOBER, "taken", "working-day", 12): 1,
        (OCTOBER, "late", "delivery", 2): 1,
    }


def test_who_withdraws_in_time_is_counted_apart(world):
    taken_back(world, world.accepted(), "2026-09-24 10:00")
    count_ended(LATER)
    assert tallies() == {(SEPTEMBER, "withdrawn", "", 3): 1}


def test_who_withdraws_after_the_promise_ran_out_is_counted_as_late(world):
    taken_back(world, world.accepted(), "2026-10-13 10:00")
    count_ended(LATER)
    assert tallies() == {
        (OCTOBER, "taken", "working-day", 11): 1,
        (OCTOBER, "late", "decision", 1): 1,
        (OCTOBER, "withdrawn", "", 11): 1,
    }


@pytest.mark.parametrize("kinds", [("decide", "sign_decision"), ("sign_decision", "decide")])
def test_of_two_that_overran_by_as_much_it_is_the_same_whichever_lies_first(world, kinds):
    """Else a figure would hang on the order in which a database finds its rows (seed 11)."""
    case = world.accepted()
    taken_back(world, case, "2026-10-13 10:00")
    row = Obligation.objects.get(matter=case, kind="decide")
    Obligation.objects.filter(pk=row.pk).update(kind=kinds[0])
    row.pk, row.kind, row._state.adding = new_key(LATER), kinds[1], True
    row.save()
    count_ended(LATER)
    assert (OCTOBER, "late", "decision", 1) in tallies()


def test_each_time_it_went_back_to_the_applicant_is_counted(world):
    case = world.told()
    taken_back(world, case, "2026-09-24 10:00")
    count_ended(LATER)
    assert tallies() == {
        (SEPTEMBER, "withdrawn", "", 0): 1,
        (SEPTEMBER, "corrected", "", 1): 1,
    }


def test_many_cases_cost_no_more_statements_than_one(world):
    def statements(n):
        for _ in range(n):
            world.delivered()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert count_ended(LATER) == n
        return len([q for q in captured if "SAVEPOINT" not in q["sql"]])

    statements(1)  # the office is read once
    assert statements(1) == statements(4)


def test_more_than_a_batch_is_counted_batch_by_batch(world, monkeypatch):
    monkeypatch.setattr(figures, "BATCH", 2)
    for _ in range(5):
        world.delivered()
    assert count_ended(LATER) == 5
    assert sum(tallies().values()) == 5


def test_two_who_count_at_once_count_each_case_once(committed_db):
    world = make_world()
    for _ in range(6):
        world.delivered()
    counted = at_once(*[lambda: count_ended(LATER)] * 2)
    assert sum(counted) == 6
    assert tallies() == {(SEPTEMBER, "taken", "working-day", 2): 6}


def test_whoever_looks_for_what_is_not_counted_reads_nothing_else(world):
    world.delivered()
    waiting = Case.objects.filter(closed_at__isnull=False, counted=False).order_by("pk")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "ended_and_not_counted" in waiting.explain()
