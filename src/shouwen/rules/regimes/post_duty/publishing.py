"""The guards of a scheme's life: what stands between a draft and the office living by it."""

from shouwen.rules.facts.scheme import Scheme, Standing, Waiting
from shouwen.rules.regimes.post_duty.joints import loose_joints
from shouwen.rules.regimes.post_duty.whole import dead_ends, holes
from shouwen.rules.verdict import NOTHING, Bar, Need, Params, guard, review


@review("2.8")
def the_scheme_hangs_together(scheme: Scheme) -> tuple[Bar, ...]:
    """Every key once, everything named is there, no loop among superiors (2.7, 2.8)."""
    return loose_joints(scheme)


@review("2.1")
def the_scheme_is_whole(scheme: Scheme) -> tuple[Bar, ...]:
    """No function, duty, post or B-role is left open (2.1, 2.4.1–2.4.4, 2.5, 2.7.4, 2.8)."""
    return holes(scheme)


@review("2.4.2")
def the_scheme_can_be_changed(scheme: Scheme) -> tuple[Bar, ...]:
    """Somebody may draft the next version, and the main leader approve it (2.3, 2.4.2)."""
    return dead_ends(scheme)


@review("2.4.4")
def everybody_named_is_of_the_office(scheme: Scheme, standing: Standing) -> tuple[Bar, ...]:
    """Who left meanwhile, or never came, sits on no post (2.4.4)."""
    named = {who for post in scheme.posts for who in (post.holder, post.b_role) if who}
    return tuple(
        Bar("2.4.4", "somebody_is_not_of_the_office", {"person": scheme.person[who].name})
        for who in scheme.person
        if who in named - standing.members
    )


@review("2.6")
def open_work_goes_to_somebody(scheme: Scheme, standing: Standing) -> tuple[Bar, ...]:
    """A post that is closed with work on it names the post that takes it over (2.6)."""
    mapped = {way.post for way in scheme.successions}
    return tuple(
        Bar(
            "2.6",
            "open_work_without_successor",
            {
                "post": load.name,
                "obligations": load.obligations,
                "cases": load.cases,
                "services": load.services,
            },
        )
        for load in standing.closing
        if load.any and load.post not in mapped
    )


IT_CAN_BE_LIVED_BY: tuple[Need, ...] = (
    the_scheme_is_whole,
    everybody_named_is_of_the_office,
    open_work_goes_to_somebody,
)
"""What must hold of a version when it is approved, and still when it is published."""


@review("2.4.4")
def nobody_is_put_back(scheme: Scheme, standing: Standing) -> tuple[Bar, ...]:
    """A transfer that happened after the version was approved is not undone by publishing it."""
    return tuple(
        Bar(
            "2.4.4",
            "somebody_sits_there_since",
            {"post": scheme.post[taken.post].name, "person": taken.person, "since": taken.since},
        )
        for taken in standing.taken
        if taken.post in scheme.post
    )


@guard("2.3", "第 {number} 版正在施行。请先停用它，再公布这一版；两步之间岗位照旧。")
def no_other_scheme_is_in_force(standing: Standing) -> Params | None:
    """One version of the scheme is in force at a time (2.3)."""
    return {"number": standing.in_force} if standing.in_force is not None else None


@guard("2.3", "本单位已经有第 {last} 版方案：新的版本由管理名册的岗位起草，主要领导批准。")
def no_scheme_was_before(last: int) -> Params | None:
    """Only a unit that was just founded gets its scheme from who founded it (2.3)."""
    return {"last": last} if last else None


@guard(
    "2.3", "还没有批准的新版本：没有新版本接替，施行中的方案不能停用。请先起草并报主要领导批准。"
)
def an_approved_version_waits(waiting: Waiting | None) -> Params | None:
    """An office is not left without a scheme (2.3)."""
    return NOTHING if waiting is None else None


@review("2.3")
def the_waiting_version_can_take_over(waiting: Waiting | None) -> tuple[Bar, ...]:
    """Nor with one that could not be published (2.3)."""
    if waiting is None:
        return ()
    facts = {"scheme": waiting.scheme, "standing": waiting.standing}
    return tuple(
        bar for need in (*IT_CAN_BE_LIVED_BY, nobody_is_put_back) for bar in need.bars(facts)
    )
