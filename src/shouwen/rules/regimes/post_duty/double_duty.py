"""Leaders carry a double duty, and keep dated records of it each half-year (2.5)."""

from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.double_duty import LEADERS, DoubleDuty
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.worktime import chinese_time


@guard("2.5", "只有领导岗位登记一岗双责。")
def the_post_leads(double_duty: DoubleDuty) -> Params | None:
    """Deputies and the main leader."""
    return None if double_duty.rank in LEADERS else NOTHING


@guard("2.5", "请写明做了什么（如谈心谈话、廉政谈话、专题会议）和记录的编号；内容不用写。")
def the_record_says_what_and_where(double_duty: DoubleDuty) -> Params | None:
    """Kind and reference; the content stays where it is."""
    there = double_duty.kind.strip() and double_duty.reference.strip()
    return None if there else NOTHING


@guard("2.5", "日期在今天以后。请在做过以后再登记。")
def it_was_done_by_now(double_duty: DoubleDuty, moment: Moment) -> Params | None:
    """A record is of what was done."""
    return None if double_duty.day <= chinese_time(moment.at).date() else NOTHING
