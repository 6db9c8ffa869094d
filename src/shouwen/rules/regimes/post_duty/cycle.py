"""The yearly assessment has dated stages, each owed by somebody, and rests on duties (2.2, 2.9a)."""

from shouwen.rules.facts.cycle import Cycle
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import AssessmentStage


@guard("2.9a", "{year} 年的年度考核已经布置过了。请在那一次里办。")
def the_year_has_no_other_cycle(cycle: Cycle) -> Params | None:
    """One assessment a year."""
    return {"year": cycle.year} if cycle.year in cycle.years else None


@guard("2.9a", "年度考核还缺这几步：{stages}。每一步都要写明哪天以前由哪个岗位办完。")
def every_stage_is_laid_down(cycle: Cycle) -> Params | None:
    """Each stage once, with a day and a post that owes it."""
    laid_down = [each.stage for each in cycle.stages if each.post is not None]
    missing = [label(stage) for stage in AssessmentStage if laid_down.count(stage) != 1]
    return {"stages": "、".join(missing)} if missing else None


@guard("2.9a", "“{stage}”写的岗位已经撤销，或者不是本单位的。请改成现有的岗位。")
def every_stage_is_an_open_posts(cycle: Cycle) -> Params | None:
    """Who owes a stage can be found."""
    found = (each for each in cycle.stages if each.post in cycle.nowhere)
    return next(({"stage": label(each.stage)} for each in found), None)


@guard("2.9a", "“{stage}”的日期不对：要在布置考核以后，而且不早于前一步。")
def the_stages_follow_each_other(cycle: Cycle) -> Params | None:
    """In the order of the stages, none before the assessment was opened."""
    order = list(AssessmentStage)
    before = cycle.opened_on
    for each in sorted(cycle.stages, key=lambda stage: order.index(stage.stage)):
        if each.due_on < before:
            return {"stage": label(each.stage)}
        before = each.due_on
    return None


@guard("2.2", "考核分值合计 {points} 分，应当正好 100 分。")
def the_score_is_a_hundred(cycle: Cycle) -> Params | None:
    """Shares are of a hundred points."""
    points = sum(share.points for share in cycle.shares)
    return None if points == 100 else {"points": points}


@guard("2.2", "与岗位职责挂钩的只有 {points} 分，至少要 {least} 分：岗位责任制是考核的主要依据。")
def the_score_rests_on_duties(cycle: Cycle) -> Params | None:
    """The post's duties are the main basis of an assessment (2.2)."""
    points = sum(share.points for share in cycle.shares if share.of_duties)
    least = number("score_of_duties")
    return None if points >= least else {"points": points, "least": least}


@guard("2.9a", "这一步已经办完了。")
def the_stage_is_open(cycle: Cycle) -> Params | None:
    """A stage is finished once."""
    return NOTHING if cycle.hand is None or cycle.hand.done else None


@guard("2.9a", "“{stage}”还没有办完，要先办。")
def earlier_stages_are_finished(cycle: Cycle) -> Params | None:
    """Stages are taken in their order."""
    for stage in AssessmentStage:
        if stage is cycle.at_hand:
            return None
        if any(each.stage is stage and not each.done for each in cycle.stages):
            return {"stage": label(stage)}
    return None


@guard("2.9a", "请写明依据的文件或者记录：没有记录的一步不算办完。")
def the_stage_has_a_reference(cycle: Cycle) -> Params | None:
    """What was done is on some paper."""
    return None if cycle.hand is not None and cycle.hand.reference.strip() else NOTHING


@guard("2.9a", "还有没办完的：{stages}。")
def every_stage_is_finished(cycle: Cycle) -> Params | None:
    """A cycle ends with its last stage."""
    waiting = [label(each.stage) for each in cycle.stages if not each.done]
    return {"stages": "、".join(waiting)} if waiting else None
