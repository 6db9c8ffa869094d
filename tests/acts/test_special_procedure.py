"""Special procedures: only what law or guide lists, told in writing; meanwhile the clock stands still,
and no longer than told (6.5a, 行政许可法 art. 45)."""

import json
from datetime import timedelta

import pytest

from shouwen.acts import Party
from shouwen.acts.case import decide_grant, finish_step, start_step, withdraw
from shouwen.acts.special_procedure import begin_special_procedure, end_special_procedure
from shouwen.acts.sweeping import sweep
from shouwen.records.models import (
    ClockEvent,
    LedgerEntry,
    Letter,
    Obligation,
    Paper,
    SpecialProcedure,
    StepRun,
)
from shouwen.rules.facts.casefile import Handover, Withdrawal
from shouwen.rules.words import PaperKind, Proposer, ServedBy, SpecialKind
from tests.acts.test_extension import approve, ask, refused, tell
from tests.acts.world import HAND_OVER, at, make_world, owed


@pytest.fixture
def case(world):
    """A licence accepted on Monday 21 September: promised by 12 October, by law 26 October."""
    return world.accepted()


@pytest.fixture
def water(db):
    """A licence whose guide has steps that only some cases take: a hearing and the city's view."""
    world = make_world(("water",))
    return world, world.accepted("water")


def begin(world, case, when="2026-09-22 10:00", by="food", **other):
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    begin_special_procedure(case, by=world.holder(by), at=at(when), **{**told, **other})
    return SpecialProcedure.objects.get(case=case, state="told")


def end(world, row, when, by="food"):
    end_special_procedure(row.pk, by=world.holder(by), at=at(when))


def moved(case, clock):
    rows = ClockEvent.objects.filter(matter=case, clock=clock).order_by("position")
    return [row.kind for row in rows if row.kind not in ("start", "stop")]


# --- What it does --------------------------------------------------------------------------------
def test_told_in_writing_both_clocks_stand_still(world, case):
    row = begin(world, case)
    assert (
        str(row.ends_on) == "2026-09-29"
    )  # Mid-Autumn in between; the day of telling is the first
    assert moved(case, "promise") == moved(case, "statute") == ["exclude"]
    assert owed(case) == {
        "decide": None,
        "decide_by_law": None,
        "special_procedure_over": at("2026-09-30 00:00"),
    }
    content = json.loads(Paper.objects.get(kind=PaperKind.SPECIAL_PROCEDURE_NOTICE).content)
    assert content["basis"] == "《中华人民共和国行政许可法》第四十五条"
    assert content["stops"] == "承诺时限和法定时限"
    assert (content["begins_on"], content["ends_on"]) == ("2026-09-22", "2026-09-29")


def test_when_it_ends_the_days_count_again_and_the_applicant_is_told(world, case):
    end(world, begin(world, case), "2026-09-24 15:00")
    assert owed(case) == {
        "decide": at("2026-10-16 00:00"),
        "decide_by_law": at("2026-10-30 00:00"),
    }
    row = SpecialProcedure.objects.get()
    assert (row.state, row.ended_at) == ("ended", at("2026-09-24 15:00"))
    assert Letter.objects.filter(template="clock_goes_on").first().params["by"] == "2026-10-15"


@pytest.mark.parametrize("swept", ["2026-09-30 00:00", "2026-10-09 11:20"], ids=["now", "late"])
def test_longer_than_told_the_clock_goes_on_by_itself_whenever_that_is_noted(world, case, swept):
    begin(world, case)
    assert not sweep(at("2026-09-29 23:59")).acts
    assert sweep(at(swept)).acts["overrun_special_procedure"] == 1
    row = SpecialProcedure.objects.get()
    assert row.state == "overran"
    assert owed(case)["decide"] == at("2026-10-20 00:00")
    refused(
        "the_special_procedure_runs",
        end_special_procedure,
        row.pk,
        by=world.holder("food"),
        at=at("2026-10-09 12:00"),
    )
    assert LedgerEntry.objects.get(act__endswith="overrun_special_procedure").actor_kind == "clock"


def test_whoever_ends_what_overran_gains_no_day_though_the_clock_was_not_there(world, case):
    # clumsy seed 403: nothing was swept for five days, and the clock stood still until it was ended
    begin(world, case)
    row = SpecialProcedure.objects.get()
    end_special_procedure(row.pk, by=world.holder("food"), at=at("2026-10-09 11:00"))
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("overran", at("2026-09-30 00:00") - timedelta.resolution)
    assert owed(case)["decide"] == at("2026-10-20 00:00")


def test_what_only_the_guide_names_stops_the_promise_alone(water):
    world, case = water
    begin(world, case, by="water", kind=SpecialKind.GUIDE, step="city", days=5)
    assert moved(case, "promise") == ["exclude"]
    assert moved(case, "statute") == []
    assert owed(case)["decide"] is None
    assert owed(case)["decide_by_law"] is not None
    content = json.loads(Paper.objects.get(kind=PaperKind.SPECIAL_PROCEDURE_NOTICE).content)
    assert content["stops"] == "承诺时限"


# --- What bars it --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("brings", "code"),
    [
        ({"days": 0}, "its_time_is_declared"),
        ({"kind": SpecialKind.GUIDE}, "the_guide_names_it"),
        ({"kind": SpecialKind.GUIDE, "step": "review"}, "the_guide_names_it"),
        ({"kind": SpecialKind.BY_ARTICLE, "name": "勘验"}, "its_article_is_named"),
        ({"kind": SpecialKind.BY_ARTICLE, "article": "某法第一条"}, "the_procedure_has_a_name"),
        ({"handover": Handover(ServedBy.POST, "徐禾", None, "")}, "the_handover_is_proven"),
    ],
)
def test_it_is_in_law_or_guide_declared_and_proven(world, case, brings, code):
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER, **brings}
    when = {"by": world.holder("food"), "at": at("2026-09-22 10:00")}
    refused(code, begin_special_procedure, case, **when, **told)
    assert moved(case, "promise") == []


def test_the_eight_are_of_licences_and_anything_else_names_its_article(world):
    case = world.accepted("relief")
    told = {"kind": SpecialKind.APPRAISAL, "days": 5, "handover": HAND_OVER}
    when = {"by": world.holder("relief"), "at": at("2026-09-22 10:00")}
    refused("its_article_is_named", begin_special_procedure, case, **when, **told)
    begin_special_procedure(case, article="《社会救助暂行办法》第十一条", **when, **told)


def test_it_takes_no_longer_than_the_guide_says(water):
    world, case = water
    told = {"kind": SpecialKind.GUIDE, "step": "city", "days": 6, "handover": HAND_OVER}
    when = {"by": world.holder("water"), "at": at("2026-09-22 10:00")}
    bar = refused(
        "it_takes_no_longer_than_the_guide_says", begin_special_procedure, case, **when, **told
    )
    assert bar.params == {"most": 5}


def test_a_stopped_promise_never_ends_after_the_law_has_it(water):
    world, case = water
    told = {"kind": SpecialKind.GUIDE, "step": "hearing", "days": 20, "handover": HAND_OVER}
    when = {"by": world.holder("water"), "at": at("2026-09-22 10:00")}
    bar = refused(
        "the_promise_still_ends_within_the_statute", begin_special_procedure, case, **when, **told
    )
    assert bar.clause == "5.2.2e"


def test_one_at_a_time(world, case):
    begin(world, case)
    told = {"kind": SpecialKind.HEARING, "days": 5, "handover": HAND_OVER}
    when = {"by": world.holder("food"), "at": at("2026-09-22 11:00")}
    refused("no_special_procedure_runs", begin_special_procedure, case, **when, **told)


def test_it_does_not_begin_after_the_due_date(world, case):
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    when = {"by": world.holder("food"), "at": at("2026-10-13 09:00")}
    refused("the_limit_is_not_over", begin_special_procedure, case, **when, **told)


def test_an_immediate_service_does_not_stand_still(db):
    world = make_world(("registration",))
    case = world.accepted("registration")
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    when = {"by": world.holder("registration"), "at": at("2026-09-21 11:00")}
    refused("it_is_no_immediate_service", begin_special_procedure, case, **when, **told)


def test_a_case_that_is_not_accepted_has_nothing_to_stop(world):
    case = world.receive()
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    when = {"by": world.holder("food"), "at": at("2026-09-21 11:00")}
    refused("not_in_this_state", begin_special_procedure, case, **when, **told)


def test_nothing_is_decided_while_the_clock_stands_still(world, case):
    world.work_steps(case, "2026-09-22 09:30")
    begin(world, case)
    decided = {"by": world.holder("deputy_people"), "at": at("2026-09-22 15:00"), "facts": "符合。"}
    refused("no_special_procedure_runs", decide_grant, case, **decided)


def test_an_applicant_may_withdraw_meanwhile(world, case):
    row = begin(world, case)
    given_up = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(case, by=Party(), at=at("2026-09-23 11:00"), withdrawal=given_up)
    row.refresh_from_db()
    assert row.state == "ended"
    assert "special_procedure_over" not in owed(case)


# --- The steps meanwhile ---------------------------------------------------------------------------
def examined(world, case, when):
    """The first examination of the case, begun: two working days."""
    run = StepRun.objects.filter(case=case).order_by("position").first()
    start_step(run.pk, by=world.holder("food"), at=at(when))
    return run


def test_an_examination_stands_still_with_the_clock_and_goes_on_after_it(world, case):
    examined(world, case, "2026-09-21 14:00")
    assert owed(case)["finish_step"] == at("2026-09-24 00:00")
    row = begin(world, case)
    stood = Obligation.objects.get(kind="finish_step")
    assert (stood.due_at, stood.bell_at) == (None, None)
    assert not sweep(at("2026-09-24 12:00")).acts
    end(world, row, "2026-09-24 15:00")
    stood.refresh_from_db()
    assert stood.due_at == at("2026-09-30 00:00")  # Mid-Autumn in between
    assert stood.bell_at is not None
    entry = LedgerEntry.objects.get(act__endswith="end_special_procedure")
    moved_there = {each["kind"] for each in json.loads(entry.text)["moved"]}
    assert moved_there == {"decide", "decide_by_law", "finish_step"}


def test_an_examination_begun_meanwhile_counts_from_when_the_clock_goes_on(world, case):
    row = begin(world, case)
    examined(world, case, "2026-09-23 09:00")
    assert owed(case)["finish_step"] is None
    end(world, row, "2026-09-24 15:00")
    assert owed(case)["finish_step"] == at("2026-09-30 00:00")


def test_a_signature_waits_for_no_clock(world, case):
    examination = {"by": world.holder("food"), "opinion": "符合"}
    review, site, signed = StepRun.objects.filter(case=case).order_by("position")
    for run in (review, site):
        start_step(run.pk, by=world.holder("food"), at=at("2026-09-21 15:00"))
        finish_step(run.pk, at=at("2026-09-21 15:00"), **examination)
    start_step(signed.pk, by=world.holder("market_head"), at=at("2026-09-22 09:00"))
    begin(world, case)
    assert owed(case)["sign_off_step"] is not None


def test_a_longer_limit_of_the_case_gives_its_steps_no_day_more(world, case):
    examined(world, case, "2026-09-21 14:00")
    before = owed(case)
    row = ask(world, case, when="2026-09-21 15:00")
    approve(world, row, when="2026-09-21 16:00")
    tell(world, row, when="2026-09-22 09:00")
    after = owed(case)
    assert after["decide"] > before["decide"]
    assert after["finish_step"] == before["finish_step"]
