"""The guards of a version's life: what stands between a draft and the public."""

from datetime import date
from uuid import UUID

from shouwen.rules.facts.casefile import Moment, Opinion
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.publication import Publication
from shouwen.rules.facts.seats import Actor
from shouwen.rules.facts.version import Announced, Saved
from shouwen.rules.regimes.commitment import added_without_law, may_not_publish
from shouwen.rules.regimes.commitment.limits import promise_beyond_statute
from shouwen.rules.verdict import NOTHING, Bar, Need, Params, guard, review
from shouwen.rules.worktime import chinese_time


@review("5.3a")
def the_guide_may_be_published(guide: Guide, publication: Publication) -> tuple[Bar, ...]:
    """Every part is there and concrete, and the promise keeps within the statute (5.1a, 5.2.1b,
    5.2.2e, 5.3a, 5.4b)."""
    return may_not_publish(guide, publication)


@review("5.2.1a")
def nothing_is_added_without_the_law(guide: Guide, former: Guide | None) -> tuple[Bar, ...]:
    """No more steps, visits or materials than in the version before, but for what an article
    forces (5.2.1a)."""
    return added_without_law(guide, former) if former else ()


IT_MAY_BE_PUBLISHED: tuple[Need, ...] = (
    the_guide_may_be_published,
    nothing_is_added_without_the_law,
)
"""What must hold of a version when it is sent for review, and still when it is published."""


@review("5.2.2e")
def the_promise_keeps_within_the_statute(guide: Guide) -> tuple[Bar, ...]:
    """A promise longer than the law is not even kept as a draft (5.2.2e)."""
    return promise_beyond_statute(guide)


@guard(
    "5.3a",
    "您打开以后，{by} 在 {at:%Y-%m-%d %H:%M} 保存过这份草稿（第 {last} 次修改）。"
    "您写的都还在这一页，没有丢：请对照两份，改好后再保存。",
)
def nobody_saved_meanwhile(saved: Saved) -> Params | None:
    """Of two who write one draft, the second does not undo what the first wrote (5.3a)."""
    if saved.seen == saved.last:
        return None
    return {"by": saved.by or "—", "at": saved.at, "last": saved.last}


@guard("5.1a", "这一版有您自己写的内容，要由另一个人审核、公布。请转给分管领导或者主要领导。")
def who_checks_did_not_write(actor: Actor, writers: frozenset[UUID]) -> Params | None:
    """What the office promises in public was looked at by somebody who did not write it, after
    stand-ins (5.1a)."""
    return NOTHING if actor.person in writers else None


@guard("5.3a", "退回要写明意见：哪一处、有什么问题、怎么改。")
def the_return_says_why(opinion: Opinion) -> Params | None:
    """Whoever wrote it is told what to mend (5.3a)."""
    return None if opinion.text.strip() else NOTHING


@guard("5.1a", "第 {number} 版已经公布，{on:%Y-%m-%d} 起施行。要改用这一版，请先停用它。")
def no_other_version_is_announced(announced: Announced | None) -> Params | None:
    """What was announced for a day comes on that day, or is withdrawn in public (5.1a)."""
    return {"number": announced.number, "on": announced.on} if announced else None


@guard("5.1a", "施行日期要在今天以后。今天就施行的，请直接公布。")
def it_comes_on_a_later_day(coming: date, moment: Moment) -> Params | None:
    """A version is announced for a day to come (5.1a)."""
    return None if coming > chinese_time(moment.at).date() else NOTHING


@guard("5.1a", "施行日期是 {on:%Y-%m-%d}，还没有到。")
def its_day_has_come(coming: date, moment: Moment) -> Params | None:
    """What was announced comes into force on its day, not before (5.1a)."""
    return None if coming <= chinese_time(moment.at).date() else {"on": coming}


@guard("5.1a", "这一版已经由新的版本代替，不再施行。")
def no_other_has_taken_over(overtaken: bool) -> Params | None:
    """Only what is in force, or will be, is withdrawn (5.1a)."""
    return NOTHING if overtaken else None


@guard("5.1a", "这一版还在施行，没有新的版本代替它。")
def another_has_taken_over(overtaken: bool) -> Params | None:
    """A version ends by the next one coming into force (5.1a)."""
    return None if overtaken else NOTHING


@guard("5.1a", "请写明为什么停用：这句话和停用的日期都要公布。")
def the_withdrawal_is_explained(reason: str) -> Params | None:
    """The public reads since when and why a service is not offered any more (5.1a)."""
    return None if reason.strip() else NOTHING
