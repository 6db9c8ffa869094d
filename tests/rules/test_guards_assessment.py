"""Each guard of a year's assessment and of double duty: where its fact holds, and where it bars.

``BARS`` names the clause by hand, and the whole sentence as its reader gets it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.cycle import Cycle, Share, Stage
from shouwen.rules.facts.double_duty import DoubleDuty, half_of, next_half
from shouwen.rules.lives import assessment, office
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard
from shouwen.rules.words import AssessmentStage, Rank
from shouwen.rules.worktime import CST

NEEDS = {
    need.name: need
    for move in (*assessment.MOVES, *office.MOVES)
    for need in (*move.needs, *move.leaves)
    if isinstance(need, Guard)
    and need.check.__module__.endswith(("post_duty.cycle", "post_duty.double_duty"))
}
KEEPER = UUID(int=1)
OPENED = date(2026, 11, 20)
DAYS = [date(2026, 12, day) for day in (4, 18, 25, 28)] + [date(2027, 1, 15)]
PLAN, SUMMARY, PRESENTATION, RATING, RESULT = STAGES = tuple(
    Stage(stage, day, KEEPER) for stage, day in zip(AssessmentStage, DAYS, strict=True)
)
CYCLE = Cycle(
    2026,
    OPENED,
    STAGES,
    (Share("岗位职责完成情况", 50, True), Share("民主测评", 50, False)),
    at_hand=AssessmentStage.PLAN,
)


def cycle(**changes):
    return {"cycle": replace(CYCLE, **changes)}


def staged(*stages, **changes):
    """The cycle with some of its stages otherwise."""
    told = {stage.stage: stage for stage in stages}
    return cycle(stages=tuple(told.get(stage.stage, stage) for stage in STAGES), **changes)


def done(stage, reference="广审考〔2026〕1号"):
    return replace(stage, done=True, reference=reference)


RECORD = DoubleDuty(Rank.DEPUTY, "廉政谈话", date(2026, 11, 20), "谈话记录 2026-11")
NOW = {"moment": Moment(datetime(2026, 11, 20, 2, tzinfo=UTC), last_at=None)}


def record(**changes):
    return {"double_duty": replace(RECORD, **changes), **NOW}


HOLDS = [
    ("the_year_has_no_other_cycle", cycle()),
    ("the_year_has_no_other_cycle", cycle(years=frozenset({2025, 2027}))),
    ("every_stage_is_laid_down", cycle()),
    ("every_stage_is_an_open_posts", cycle()),
    ("the_stages_follow_each_other", cycle()),
    ("the_stages_follow_each_other", staged(replace(PLAN, due_on=OPENED))),
    ("the_stages_follow_each_other", staged(replace(RATING, due_on=PRESENTATION.due_on))),
    ("the_score_is_a_hundred", cycle()),
    ("the_score_rests_on_duties", cycle()),
    ("the_stage_is_open", cycle()),
    ("earlier_stages_are_finished", cycle()),
    ("earlier_stages_are_finished", staged(done(PLAN), at_hand=AssessmentStage.SUMMARY)),
    ("the_stage_has_a_reference", staged(done(PLAN))),
    ("every_stage_is_finished", staged(*map(done, STAGES))),
    ("the_post_leads", record()),
    ("the_post_leads", record(rank=Rank.MAIN)),
    ("the_record_says_what_and_where", record()),
    ("it_was_done_by_now", record()),
    ("it_was_done_by_now", record(day=date(2025, 1, 1))),
]

BARS = [
    (
        "the_year_has_no_other_cycle",
        cycle(years=frozenset({2026})),
        "2.9a",
        "2026 年的年度考核已经布置过了。请在那一次里办。",
    ),
    (
        "every_stage_is_an_open_posts",
        cycle(nowhere=frozenset({KEEPER})),
        "2.9a",
        "“布置考核”写的岗位已经撤销，或者不是本单位的。请改成现有的岗位。",
    ),
    (
        "every_stage_is_laid_down",
        cycle(stages=STAGES[:3]),
        "2.9a",
        "年度考核还缺这几步：评议、公布结果。每一步都要写明哪天以前由哪个岗位办完。",
    ),
    (
        "every_stage_is_laid_down",
        staged(replace(PLAN, post=None)),
        "2.9a",
        "年度考核还缺这几步：布置考核。每一步都要写明哪天以前由哪个岗位办完。",
    ),
    (
        "every_stage_is_laid_down",
        cycle(stages=(*STAGES, PLAN)),
        "2.9a",
        "年度考核还缺这几步：布置考核。每一步都要写明哪天以前由哪个岗位办完。",
    ),
    (
        "the_stages_follow_each_other",
        staged(replace(PLAN, due_on=date(2026, 11, 19))),
        "2.9a",
        "“布置考核”的日期不对：要在布置考核以后，而且不早于前一步。",
    ),
    (
        "the_stages_follow_each_other",
        staged(replace(RATING, due_on=date(2026, 12, 24))),
        "2.9a",
        "“评议”的日期不对：要在布置考核以后，而且不早于前一步。",
    ),
    (
        "the_score_is_a_hundred",
        cycle(shares=(Share("岗位职责完成情况", 99, True),)),
        "2.2",
        "考核分值合计 99 分，应当正好 100 分。",
    ),
    (
        "the_score_rests_on_duties",
        cycle(shares=(Share("岗位职责", 49, True), Share("民主测评", 51, False))),
        "2.2",
        "与岗位职责挂钩的只有 49 分，至少要 50 分：岗位责任制是考核的主要依据。",
    ),
    ("the_stage_is_open", staged(done(PLAN)), "2.9a", "这一步已经办完了。"),
    ("the_stage_is_open", cycle(at_hand=None), "2.9a", "这一步已经办完了。"),
    (
        "earlier_stages_are_finished",
        cycle(at_hand=AssessmentStage.RESULT),
        "2.9a",
        "“布置考核”还没有办完，要先办。",
    ),
    (
        "earlier_stages_are_finished",
        staged(done(PLAN), done(SUMMARY), done(RATING), at_hand=AssessmentStage.RESULT),
        "2.9a",
        "“述职”还没有办完，要先办。",
    ),
    (
        "the_stage_has_a_reference",
        staged(done(PLAN, "  ")),
        "2.9a",
        "请写明依据的文件或者记录：没有记录的一步不算办完。",
    ),
    (
        "every_stage_is_finished",
        staged(*map(done, STAGES[:3])),
        "2.9a",
        "还有没办完的：评议、公布结果。",
    ),
    ("the_post_leads", record(rank=Rank.HEAD), "2.5", "只有领导岗位登记一岗双责。"),
    ("the_post_leads", record(rank=Rank.STAFF), "2.5", "只有领导岗位登记一岗双责。"),
    *(
        (
            "the_record_says_what_and_where",
            record(**lacks),
            "2.5",
            "请写明做了什么（如谈心谈话、廉政谈话、专题会议）和记录的编号；内容不用写。",
        )
        for lacks in ({"kind": " "}, {"reference": ""})
    ),
    (
        "it_was_done_by_now",
        record(day=date(2026, 11, 21)),
        "2.5",
        "日期在今天以后。请在做过以后再登记。",
    ),
]


@pytest.mark.parametrize(("name", "facts"), HOLDS)
def test_nothing_bars_where_the_fact_holds(name, facts):
    assert NEEDS[name].bars(facts) == ()


@pytest.mark.parametrize(("name", "facts", "clause", "sentence"), BARS)
def test_where_it_does_not_the_clause_bars_and_says_so(name, facts, clause, sentence):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code) == (clause, name)
    assert fill(template(bar.code), bar) == sentence


def test_every_guard_is_shown_both_ways():
    assert {name for name, _ in HOLDS} == {name for name, *_ in BARS} == set(NEEDS)


@pytest.mark.parametrize(
    ("day", "half", "ends"),
    [
        (date(2026, 1, 1), "2026-1", datetime(2026, 7, 1, tzinfo=CST)),
        (date(2026, 6, 30), "2026-1", datetime(2026, 7, 1, tzinfo=CST)),
        (date(2026, 7, 1), "2026-2", datetime(2027, 1, 1, tzinfo=CST)),
        (date(2026, 12, 31), "2026-2", datetime(2027, 1, 1, tzinfo=CST)),
    ],
)
def test_a_half_year_ends_with_june_and_with_december(day, half, ends):
    assert (half_of(day), next_half(day)) == (half, ends)
