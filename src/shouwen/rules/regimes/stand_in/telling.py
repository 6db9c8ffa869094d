"""Why somebody sits on a post, in a sentence. It says until when others are away, never why: the
reason of an absence is the business of whoever approved it and of nobody else (3.2a). It names who
is away, so it is for the office's own pages."""

from datetime import datetime
from itertools import groupby

from shouwen.rules.facts.seats import Away, Roster
from shouwen.rules.labels import label
from shouwen.rules.regimes.stand_in.ladder import Explained, Passed
from shouwen.rules.words import SeatRule
from shouwen.rules.worktime import chinese_time

WHOSE = {
    SeatRule.HOLDER: "责任人",
    SeatRule.STAND_IN: "指定的顶岗人",
    SeatRule.B_ROLE: "B角",
    SeatRule.PROPOSED: "B角",
    SeatRule.HEAD: "科室负责人岗位的",
    SeatRule.OFFICE: "办公室的",
    SeatRule.LEADER: "分管领导岗位的",
    SeatRule.DUTY_LEADER: "值班领导岗位的",
    SeatRule.MAIN_LEADER: "主要领导岗位的",
    SeatRule.DEPUTY: "副职岗位的",
}
WEEKDAYS = "一二三四五六日"


def because(explained: Explained, roster: Roster) -> str:
    """The rule by which somebody sits, and why nobody before them does (2.4.4): B角，因为责任人林晓
    离岗至11-23（周一）09:00，指定的顶岗人谢子涵离岗至11-24（周二）09:00. Days are Chinese days."""
    here = explained.seat
    if here.rule is SeatRule.HOLDER and not here.away:
        return label(here.rule)
    reasons = [
        WHOSE[rule] + "、".join(_who(each, roster, explained.at) for each in passed)
        for rule, passed in groupby(explained.passed, key=lambda each: each.rung.rule)
    ]
    if all(each.rung.rule is not SeatRule.HOLDER for each in explained.passed):
        reasons.insert(0, "岗位空缺")
    if here.rule is SeatRule.VACANT:
        reasons.append("上级岗位也没有人")
    rule = label(here.rule)
    if here.away and here.person is not None:
        rule = f"没有人在岗，仍归{roster.people[here.person]}"
    return f"{rule}，因为{'，'.join(reasons)}"


def _who(passed: Passed, roster: Roster, at: datetime) -> str:
    return roster.people[passed.rung.person] + _until(passed.away, at)


def _until(away: Away, at: datetime) -> str:
    """Until when, as far as it is known at ``at``."""
    end = away.until or away.planned_until
    if end is None:
        return "离岗，何时回来还不知道"
    if end <= at:
        return f"离岗，说好{_moment(end, at)}回来，还没有签到"
    return f"离岗至{_moment(end, at)}"


def _moment(when: datetime, at: datetime) -> str:
    """11-24（周二）09:00, with the year where it is another."""
    there = chinese_time(when)
    year = "" if there.year == chinese_time(at).year else f"{there.year}-"
    return f"{year}{there:%m-%d}（周{WEEKDAYS[there.weekday()]}）{there:%H:%M}"
