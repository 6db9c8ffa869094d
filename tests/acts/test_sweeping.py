"""The sweep: time acts once on what ran out, warns once of what soon will, and looks at no more.

In September 2026 the 25th to the 27th are off; Sunday the 20th is worked."""

import logging
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from shouwen.acts import sweeping
from shouwen.acts.case import accept_case
from shouwen.acts.sweeping import LEASE, sweep
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Jurisdiction,
    LedgerEntry,
    Letter,
    Obligation,
    Post,
    RefusedAttempt,
)
from shouwen.rules.words import Check
from tests.acts.world import at, make_world, owed, state
from tests.databases import at_once


def acts_on(case):
    return list(
        LedgerEntry.objects.filter(matter=case).order_by("seq").values_list("act", flat=True)
    )


def missed(case):
    rows = Obligation.objects.filter(matter=case, missed_at__isnull=False)
    return {row.kind: row.missed_at for row in rows}


# --- What ran out --------------------------------------------------------------------------------
def test_silence_about_a_licence_accepts_it(world):
    case = world.receive("food", "2026-09-21 10:00")
    swept = sweep(at("2026-09-30 00:01"))
    assert swept.acts == {"deem_accepted": 1}
    assert state(case) == "accepted"
    assert missed(case) == {"answer_receipt": at("2026-09-30 00:01")}


def test_silence_about_a_benefit_goes_to_the_section_head(world):
    case = world.receive("relief", "2026-09-21 10:00")
    assert sweep(at("2026-09-30 00:01")).acts == {"escalate_silence": 1}
    assert state(case) == "received"
    assert owed(case)["answer_silence"] == at("2026-10-09 00:00")  # 1 to 7 October are off


def test_where_a_section_has_no_head_its_leader_is_owed_to_answer(world):
    Post.objects.filter(heads_section=True).update(heads_section=False)
    Jurisdiction.objects.update(
        roster_version=F("roster_version") + 1, books_version=F("books_version") + 1
    )
    case = world.receive("relief", "2026-09-21 10:00")
    sweep(at("2026-09-30 00:01"))
    owing = Obligation.objects.select_related("bearer").get(matter=case, kind="answer_silence")
    assert owing.bearer == world.posts["relief"].section.leader


def test_when_the_applicants_time_is_over_the_office_owes_what_becomes_of_it(world):
    case = world.told()
    assert sweep(at("2026-10-20 00:01")).acts == {"lapse_correction": 1}
    assert "settle_lapse" in owed(case)


def test_any_other_obligation_is_marked_missed_and_goes_on(world):
    case = world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
    assert sweep(at("2026-09-21 17:01")).acts == {"note_missed": 1}
    assert missed(case) == {"examine_materials": at("2026-09-21 17:01")}
    assert "examine_materials" in owed(case)


def test_one_act_marks_everything_that_ran_out_on_a_case(world):
    case = world.receive("relief", "2026-09-21 10:00", check=Check.UNCHECKED)
    sweep(at("2026-10-08 09:00"))
    assert acts_on(case) == ["case.receive_application", "case.escalate_silence"]
    assert set(missed(case)) == {"examine_materials", "answer_receipt"}


def test_before_the_last_minute_nothing_has_run_out(world):
    case = world.receive("food", "2026-09-21 10:00")
    assert sweep(at("2026-09-29 23:59")).acts == {}
    assert state(case) == "received"


# --- Once ----------------------------------------------------------------------------------------
def test_sweeping_again_does_nothing_again(world):
    case = world.receive("relief", "2026-09-21 10:00")
    sweep(at("2026-09-30 00:01"))
    before = acts_on(case)
    again = sweep(at("2026-09-30 00:01") + 2 * LEASE)
    assert (again.examined, again.acts) == (0, {})
    assert acts_on(case) == before
    assert not RefusedAttempt.objects.exists()


def test_what_is_marked_missed_rings_no_more(world):
    case = world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
    sweep(at("2026-09-21 17:01"))
    assert Obligation.objects.get(matter=case, kind="examine_materials").bell_at is None


def test_two_sweeps_at_once_do_each_act_once(committed_db):
    world = make_world()
    cases = [world.receive("relief", "2026-09-21 10:00") for _ in range(12)]
    cases += [world.receive("food", "2026-09-21 10:00") for _ in range(12)]
    due = at("2026-09-30 00:01")
    swept = at_once(lambda: sweep(due), lambda: sweep(due))
    assert sum(sum(one.acts.values()) for one in swept) == len(cases)
    assert sum(one.failed for one in swept) == 0
    assert {len(acts_on(case)) for case in cases} == {2}


def test_what_a_killed_sweep_had_claimed_rings_again(world, monkeypatch):
    case = world.receive("food", "2026-09-21 10:00")
    due = at("2026-09-30 00:01")
    monkeypatch.setattr(sweeping, "_acts", lambda rung: [])  # killed after it claimed
    assert sweep(due).examined == 1
    monkeypatch.undo()
    assert sweep(due).acts == {}
    assert sweep(due + LEASE).acts == {"deem_accepted": 1}
    assert state(case) == "accepted"


def test_an_act_that_somebody_made_needless_meanwhile_is_no_failure(world, monkeypatch):
    case = world.receive("relief", "2026-09-21 10:00")
    due = at("2026-09-30 00:01")
    claimed = sweeping._claim

    def claim_and_be_slow(by):
        rung, told = claimed(by)
        if rung:
            sweeping.case.escalate_silence(case, by=sweeping.CLOCK, at=due)
        return rung, told

    monkeypatch.setattr(sweeping, "_claim", claim_and_be_slow)
    swept = sweep(due)
    assert (swept.acts, swept.failed) == ({}, 0)


def test_a_case_on_which_the_clock_cannot_act_does_not_keep_it_from_others(
    world, monkeypatch, caplog
):
    stuck, fine = (world.receive("food", "2026-09-21 10:00") for _ in range(2))
    deem = sweeping.case.deem_accepted

    def fails_for_one(case, **how):
        if case == stuck:
            raise RuntimeError("the printer is on fire")
        return deem(case, **how)

    monkeypatch.setitem(sweeping.CLOCK_ACTS, "case.deem_accepted", fails_for_one)
    with caplog.at_level(logging.ERROR):
        swept = sweep(at("2026-09-30 00:01"))
    assert (swept.acts, swept.failed) == ({"deem_accepted": 1}, 1)
    assert str(stuck) in caplog.text
    assert state(fine) == "accepted"
    monkeypatch.undo()
    assert sweep(at("2026-09-30 00:01") + LEASE).acts == {"deem_accepted": 1}


# --- What soon will ------------------------------------------------------------------------------
def test_the_post_that_bears_it_is_warned_once_before_it_is_due(world):
    case = world.receive("food", "2026-09-21 10:00")
    before = acts_on(case)
    assert sweep(at("2026-09-29 09:00")).warned == 1
    assert sweep(at("2026-09-29 10:00")).warned == 0
    letter = Letter.objects.get(template="warned")
    assert (letter.channel, letter.to) == ("console", "食品经营审批岗")
    assert letter.params["kind"] == "answer_receipt"
    assert acts_on(case) == before, "a warning is no act"


def test_an_applicant_is_reminded_at_every_address_they_left(world):
    world.told()
    sweep(at("2026-10-15 09:00"))
    letters = Letter.objects.filter(template="reminded")
    assert {letter.channel: letter.to for letter in letters} == {
        "email": "xuhe@example.org",
        "sms": "0826-555-0177",
    }


def test_who_owes_the_same_twice_is_warned_once(world):
    world.receive("food", "2026-09-21 09:05")
    row = Obligation.objects.get(kind="answer_receipt")
    row.pk = row.about = new_key(row.opened_at)
    row.save(force_insert=True)
    assert sweep(at("2026-09-29 09:00")).warned == 2
    assert Letter.objects.filter(template="warned").count() == 1


def test_after_the_warning_the_bell_rings_when_it_is_due(world):
    case = world.receive("food", "2026-09-21 10:00")
    sweep(at("2026-09-29 09:00"))
    row = Obligation.objects.get(matter=case, kind="answer_receipt")
    assert row.bell_at == row.due_at


# --- No more than what rings ---------------------------------------------------------------------
def test_it_finds_what_rings_by_the_index_of_bells(world):
    with CaptureQueriesContext(connection) as captured:
        sweep(at("2026-09-21 10:00"))
    (claim,) = [q["sql"] for q in captured if "bell_at" in q["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # the tables of a test are tiny
            cursor.execute(f"EXPLAIN {claim}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {claim}")
        plan = str(cursor.fetchall())
    assert "open_by_bell" in plan


def test_a_sweep_with_nothing_due_costs_the_same_whatever_is_open(world):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            assert sweep(at("2026-09-21 10:00") + timedelta(minutes=1)).examined == 0
        return len(captured)

    before = statements()
    for _ in range(10):
        world.receive("food", "2026-09-21 10:00")
    assert statements() == before


def test_a_section_head_can_answer_what_nobody_answered(world):
    """4.2c: where silence does not accept, it escalates to somebody who can do something."""
    case = world.receive("relief", "2026-09-21 10:00")
    sweep(at("2026-09-30 00:00"))
    assert "answer_silence" in owed(case)
    accept_case(case, by=world.holder("society_head"), at=at("2026-09-30 10:00"))
    assert "answer_silence" not in owed(case)


def test_what_nobody_bears_keeps_nobody_else_waiting(world):
    """A warning finds whom it can; one that finds nobody does not stop the round."""
    case = world.receive("food", "2026-09-21 10:00")
    Obligation.objects.filter(matter=case, kind="examine_materials").delete()
    row = Obligation.objects.get(matter=case, kind="answer_receipt")
    Obligation.objects.filter(pk=row.pk).update(bearer=None)
    assert sweep(row.bell_at + timedelta(minutes=1)).failed == 0
