"""A year's assessment has dated stages, each owed by somebody, and rests on duties (2.2, 2.9a);
leaders keep records of their double duty (2.5)."""

from datetime import date

import pytest

from shouwen.acts import Barred
from shouwen.acts.assessment import StageDue, close_cycle, finish_stage, open_cycle
from shouwen.acts.double_duty import Record, record_ideology, record_integrity
from shouwen.acts.sweeping import sweep
from shouwen.records.casefile.books import books_of
from shouwen.records.models import (
    AssessmentStep,
    DoubleDuty,
    Jurisdiction,
    Matter,
    Obligation,
    Post,
)
from shouwen.rules.facts.cycle import Share
from shouwen.rules.words import AssessmentStage

from .world import at

SHARES = (Share("岗位职责完成情况", 70, True), Share("民主测评", 30, False))
DAYS = {
    AssessmentStage.PLAN: date(2026, 12, 4),
    AssessmentStage.SUMMARY: date(2026, 12, 18),
    AssessmentStage.PRESENTATION: date(2026, 12, 25),
    AssessmentStage.RATING: date(2026, 12, 28),
    AssessmentStage.RESULT: date(2027, 1, 15),
}


def opened(world, *, days=DAYS, shares=SHARES, by="bureau_head"):
    stages = tuple(
        StageDue(stage, day, world.posts["bureau_head"].pk) for stage, day in days.items()
    )
    return open_cycle(
        world.jurisdiction,
        by=world.holder(by),
        at=at("2026-11-20 09:00"),
        year=2026,
        stages=stages,
        shares=shares,
    ).matter


def step(cycle, stage):
    return AssessmentStep.objects.get(assessment=cycle, stage=stage).pk


def codes(barred):
    return {bar.code for bar in barred.value.bars}


def test_a_stage_is_no_closed_posts(world):
    """Nor another office's: who owes it can be found."""
    Post.objects.filter(key="bureau_head").update(closed_at=at("2026-11-20 08:00"))
    Jurisdiction.objects.update(books_version=99, roster_version=99)
    with pytest.raises(Barred) as barred:
        opened(world, by="bureau_clerk")
    assert "every_stage_is_an_open_posts" in codes(barred)


def test_each_stage_is_owed_until_the_end_of_its_day(world):
    cycle = opened(world)
    owed = Obligation.objects.filter(matter=cycle).order_by("due_at")
    assert [row.due_at for row in owed] == [
        at("2026-12-05 00:00"),
        at("2026-12-19 00:00"),
        at("2026-12-26 00:00"),
        at("2026-12-29 00:00"),
        at("2027-01-16 00:00"),
    ]
    assert {row.bearer for row in owed} == {world.posts["bureau_head"]}


def test_a_score_that_does_not_rest_on_duties_is_refused(world):
    with pytest.raises(Barred) as barred:
        opened(world, shares=(Share("岗位职责", 49, True), Share("民主测评", 51, False)))
    assert codes(barred) == {"the_score_rests_on_duties"}
    assert [bar.clause for bar in barred.value.bars] == ["2.2"]
    opened(world, shares=(Share("岗位职责", 50, True), Share("民主测评", 50, False)))


def test_a_score_is_of_a_hundred_points(world):
    with pytest.raises(Barred) as barred:
        opened(world, shares=(Share("岗位职责", 70, True),))
    assert codes(barred) == {"the_score_is_a_hundred"}


def test_no_stage_is_left_out_nor_before_the_one_before(world):
    fewer = {stage: day for stage, day in DAYS.items() if stage is not AssessmentStage.RATING}
    with pytest.raises(Barred) as barred:
        opened(world, days=fewer)
    assert codes(barred) == {"every_stage_is_laid_down"}
    with pytest.raises(Barred) as barred:
        opened(world, days=DAYS | {AssessmentStage.RATING: date(2026, 12, 1)})
    assert codes(barred) == {"the_stages_follow_each_other"}


def test_there_is_one_assessment_a_year(world):
    opened(world)
    with pytest.raises(Barred) as barred:
        opened(world)
    assert codes(barred) == {"the_year_has_no_other_cycle"}


def test_only_who_keeps_the_office_opens_it(world):
    with pytest.raises(Barred):
        opened(world, by="food")


def test_stages_are_finished_in_order_each_with_its_paper_and_then_it_is_over(world):
    cycle = opened(world)
    by = world.holder("bureau_head")
    when = at("2026-12-01 10:00")
    with pytest.raises(Barred) as barred:
        finish_stage(step(cycle, "summary"), by=by, at=when, reference="甲")
    assert codes(barred) == {"earlier_stages_are_finished"}
    with pytest.raises(Barred) as barred:
        finish_stage(step(cycle, "plan"), by=by, at=when, reference=" ")
    assert codes(barred) == {"the_stage_has_a_reference"}
    with pytest.raises(Barred) as barred:
        close_cycle(cycle, by=by, at=when)
    assert codes(barred) == {"every_stage_is_finished"}
    for stage in AssessmentStage:
        finish_stage(step(cycle, stage), by=by, at=when, reference="广审考〔2026〕1号")
    with pytest.raises(Barred) as barred:
        finish_stage(step(cycle, "plan"), by=by, at=when, reference="甲")
    assert codes(barred) == {"the_stage_is_open"}
    close_cycle(cycle, by=by, at=when)
    assert Matter.objects.get(pk=cycle).state == "closed"
    assert not Obligation.objects.filter(matter=cycle, ended_at=None)


def test_only_the_post_that_owes_a_stage_finishes_it(world):
    cycle = opened(world)
    with pytest.raises(Barred) as barred:
        finish_stage(
            step(cycle, "plan"), by=world.holder("food"), at=at("2026-12-01 10:00"), reference="甲"
        )
    assert codes(barred) == {"this_post_may_not"}


def test_a_stage_not_done_by_its_day_is_missed_once(world):
    cycle = opened(world)
    sweep(at("2026-12-05 00:00"))
    missed = Obligation.objects.filter(matter=cycle, missed_at__isnull=False)
    assert [row.due_at for row in missed] == [at("2026-12-05 00:00")]


class TestDoubleDuty:
    def test_each_half_year_every_leader_owes_a_record_of_each_kind(self, world):
        assert sweep(at("2026-12-31 23:59")).acts.get("begin_half_year") is None
        assert sweep(at("2027-01-01 00:00")).acts["begin_half_year"] == 1
        owed = Obligation.objects.filter(kind__startswith="record_", ended_at=None)
        assert {row.bearer.key for row in owed} == {"director", "deputy_people", "deputy_projects"}
        assert {row.due_at for row in owed} == {at("2027-07-01 00:00")}
        assert owed.count() == 6
        waiting = Obligation.objects.get(kind="half_year", ended_at=None)
        assert waiting.due_at == at("2027-07-01 00:00")
        assert not Obligation.objects.filter(kind="half_year", missed_at__isnull=False)

    def test_a_record_says_what_when_and_where_and_nothing_of_its_content(self, world):
        sweep(at("2027-01-01 00:00"))
        post = world.posts["deputy_people"].pk
        record = Record("廉政谈话", date(2027, 3, 1), "党组纪要〔2027〕9号")
        record_integrity(
            post, by=world.staff("tangruolan"), at=at("2027-03-02 09:00"), record=record
        )
        row = DoubleDuty.objects.get()
        assert (row.half, row.kind, row.reference) == ("2027-1", "廉政谈话", "党组纪要〔2027〕9号")
        owed = Obligation.objects.filter(bearer=post, ended_at=None, kind__startswith="record_")
        assert {row.kind for row in owed} == {"record_ideology"}

    def test_a_half_year_without_a_record_is_missed_and_goes_on_being_owed(self, world):
        sweep(at("2027-01-01 00:00"))
        sweep(at("2027-07-01 00:00"))
        owed = Obligation.objects.filter(kind__startswith="record_", ended_at=None)
        assert owed.count() == 6
        assert all(row.missed_at for row in owed)

    def test_nobody_records_for_a_leader_nor_what_is_still_to_come(self, world):
        post = world.posts["deputy_people"].pk
        record = Record("谈心谈话", date(2027, 3, 1), "记录本12")
        with pytest.raises(Barred) as barred:
            record_ideology(post, by=world.holder("food"), at=at("2027-03-02 09:00"), record=record)
        assert codes(barred) == {"this_post_may_not"}
        with pytest.raises(Barred) as barred:
            record_ideology(
                post, by=world.staff("tangruolan"), at=at("2027-02-28 09:00"), record=record
            )
        assert codes(barred) == {"it_was_done_by_now"}

    def test_what_is_owed_of_a_closed_post_is_recorded_where_its_work_went_to(self, world):
        sweep(at("2027-01-01 00:00"))
        old, new = (world.posts[key] for key in ("deputy_people", "deputy_projects"))
        Obligation.objects.filter(about=old.pk).update(bearer=new)
        record = Record("谈心谈话", date(2027, 3, 1), "记录本12")
        when = at("2027-03-02 09:00")
        with pytest.raises(Barred) as barred:
            record_ideology(old.pk, by=world.holder("deputy_people"), at=when, record=record)
        assert codes(barred) == {"this_post_may_not"}
        record_ideology(old.pk, by=world.holder("deputy_projects"), at=when, record=record)
        assert not Obligation.objects.filter(kind="record_ideology", about=old.pk, ended_at=None)

    def test_who_leads_nothing_has_no_double_duty(self, world):
        post = world.posts["food"].pk
        record = Record("谈心谈话", date(2027, 3, 1), "记录本12")
        with pytest.raises(Barred) as barred:
            record_ideology(post, by=world.holder("food"), at=at("2027-03-02 09:00"), record=record)
        assert codes(barred) == {"the_post_leads"}

    def test_the_books_know_when_the_next_half_year_begins(self, world):
        row = Obligation.objects.get(matter=books_of(world.jurisdiction), kind="half_year")
        assert row.due_at == at("2027-01-01 00:00")
