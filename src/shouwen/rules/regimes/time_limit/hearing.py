"""Hearings: the right is told before the decision, and a decision rests on what was heard
(行政许可法 art. 46–48). Whether all conditions of a lawful decision are met is clause 6.1."""

from collections.abc import Iterable

from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.hearing import (
    Hearing,
    Interested,
    Invitation,
    Minutes,
    Request,
    RightTold,
    Setting,
)
from shouwen.rules.facts.seats import Actor
from shouwen.rules.identity import bare, phone_key
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import HearingState, ServedBy

TO_BE_HELD = (HearingState.ASKED, HearingState.SET)
"""Somebody wants it, and it was not held yet."""


@guard("6.1", "已经告知过听证的权利。一件只告知一次。")
def the_right_is_told_once(hearing: Hearing | None) -> Params | None:
    """Told before the decision, once (art. 47)."""
    return None if hearing is None else NOTHING


@guard("6.1", "请写明这件事直接关系到谁的什么重大利益：告知书上要有。")
def it_is_said_what_is_at_stake(right_told: RightTold) -> Params | None:
    """The right exists where important interests of the applicant and of others meet (art. 47)."""
    return None if right_told.stakes.strip() else NOTHING


@guard(
    "6.1", "请写明利害关系人是谁，以及电话、电子邮箱、地址里的至少一样：定了听证的时间要通知他。"
)
def who_is_interested_can_be_reached(interested: Interested) -> Params | None:
    """They are told of the time and place as well (art. 48(1))."""
    reached = interested.phone.strip() or interested.email.strip() or interested.address.strip()
    return None if interested.name.strip() and reached else NOTHING


@guard(
    "6.1",
    "已经告知过{name}。同名的是另一位利害关系人的，请写他自己的电话、邮箱、地址，"
    "没有一样和告知过的那位相同。",
)
def they_were_not_told_yet(interested: Interested) -> Params | None:
    """Each is told once, and the applicant is nobody else: the five days are not drawn out (art. 47).
    Two of one name are two people where they left nothing in common."""
    name = interested.name.strip()
    namesakes = (each for each in interested.told if bare(each.name) == bare(name))
    again = any(not _left(each) or _left(each) & _left(interested) for each in namesakes)
    return {"name": name} if again else None


def _left(interested: Interested) -> frozenset[str]:
    """By what they are reached, as it is compared."""
    email, address = interested.email.strip().lower(), bare(interested.address)
    return frozenset({phone_key(interested.phone), email, address} - {""})


@guard("6.1", "电子送达的，只能发到利害关系人自己留的电话或者电子邮箱。")
def they_are_told_where_they_are(interested: Interested, handover: Handover) -> Params | None:
    """What is sent goes to their own address, not to the applicant's (art. 47)."""
    theirs = {interested.phone.strip(), interested.email.strip()} - {""}
    strange = handover.by is ServedBy.ELECTRONIC and handover.to.strip() not in theirs
    return NOTHING if strange else None


@guard("6.1", "要求听证的五个工作日已过，或者听证已经开过。")
def it_may_still_be_asked_for(hearing: Hearing | None) -> Params | None:
    """Within five days of being told; that somebody else asked takes nobody's right away (art. 47)."""
    if hearing is None or hearing.state not in (HearingState.TOLD, *TO_BE_HELD):
        return NOTHING
    return None if hearing.ask_by and hearing.now < hearing.ask_by else NOTHING


@guard("6.1", "已经有人要求听证，或者五个工作日已过：现在不再告知别人。")
def nobody_has_asked_for_it(hearing: Hearing | None) -> Params | None:
    """Who else it is about is told before anybody asked, so that all know of one hearing (art. 47)."""
    if hearing is None or hearing.state is not HearingState.TOLD:
        return NOTHING
    return None if hearing.ask_by and hearing.now < hearing.ask_by else NOTHING


@guard("6.1", "{name}已经要求过听证。")
def they_did_not_ask_yet(request: Request) -> Params | None:
    """Each asks once (art. 47), and each of those of one name."""
    asked = all_of_the_name_want_it(request.name, request.wants, request.told)
    return {"name": request.name.strip()} if asked else None


def all_of_the_name_want_it(name: str, wants: Iterable[str], told: Iterable[str]) -> bool:
    """Whether everybody of this name, among those who are interested and were ``told``, wants the
    hearing; nobody else has the applicant's name."""
    asked, people = (list(map(bare, names)).count(bare(name)) for names in (wants, told))
    return asked >= max(1, people)


@guard("6.1", "要求听证的是{names}：由要求的人自己签名放弃。")
def who_gives_it_up_asked_for_it(request: Request) -> Params | None:
    """Nobody gives up what another asked for (art. 47)."""
    asked = bare(request.name) in map(bare, request.wants)
    return None if asked else {"names": "、".join(request.wants)}


@guard("6.1", "还可以要求听证：五个工作日没有过完。")
def the_five_days_are_over(hearing: Hearing | None) -> Params | None:
    """The right lapses only when its time is over (art. 47)."""
    over = hearing and (hearing.ask_by is None or hearing.now >= hearing.ask_by)
    return None if hearing and hearing.state is HearingState.TOLD and over else NOTHING


@guard("6.1", "请写明是谁：申请人，或者有利害关系的人。")
def it_is_said_who_wants_it(request: Request) -> Params | None:
    """The applicant or an interested party asks, and gives up what they asked for (art. 47)."""
    return None if request.name.strip() else NOTHING


@guard("6.1", "没有要组织的听证：没有人要求，或者已经开过。")
def a_hearing_is_to_be_held(hearing: Hearing | None) -> Params | None:
    """Who asked in time is heard (art. 47)."""
    return None if hearing and hearing.state in TO_BE_HELD else NOTHING


@guard("6.1", "听证要在七日以前通知：最早可以定在 {earliest:%Y-%m-%d %H:%M}。")
def it_is_made_known_seven_days_before(setting: Setting) -> Params | None:
    """Time and place are made known seven days before (art. 48(1))."""
    return {"earliest": setting.earliest} if setting.begins_at < setting.earliest else None


@guard(
    "6.1",
    "要求听证后二十个工作日内要开，已经耽误的从今天起再算：最迟 {by:%Y-%m-%d %H:%M} 以前。",
)
def it_is_held_within_twenty_days(setting: Setting, hearing: Hearing | None) -> Params | None:
    """Within twenty days (art. 47). Where none of them is seven days away any more, it is late whenever
    it is held: whoever asked is heard all the same, and not put off for longer than the law gives."""
    asked = hearing.hold_by if hearing else None
    by = asked if asked and setting.earliest < asked else setting.latest
    return {"by": by} if setting.begins_at >= by else None


@guard("6.1", "请写明听证的地点；不公开的，写明涉及什么秘密或者隐私。")
def it_is_said_where_and_why_not_in_public(setting: Setting) -> Params | None:
    """A hearing is public (art. 48(2)); where it is not, it is said why."""
    return None if setting.place.strip() and (setting.public or setting.closed.strip()) else NOTHING


@guard("6.1", "主持人审查过这件申请，或者这个岗位现在没有人。请另指定一位没有审查过的。")
def the_chair_did_not_examine_it(setting: Setting, hearing: Hearing | None) -> Params | None:
    """The chair is none of those who examined the application (art. 48(3))."""
    examined = hearing.examiners if hearing else frozenset()
    return NOTHING if setting.chair is None or setting.chair in examined else None


@guard("6.1", "您审查过这件申请，不能主持听证。请另指定主持人，重新通知。")
def who_chairs_did_not_examine_it(actor: Actor, hearing: Hearing | None) -> Params | None:
    """Nor does who sits on the chair's post by now (art. 48(3))."""
    return NOTHING if hearing and actor.person in hearing.examiners else None


@guard("6.1", "还没有到听证的时间（{begins:%Y-%m-%d %H:%M}）。")
def its_time_has_come(hearing: Hearing | None) -> Params | None:
    """Minutes are of a hearing that began."""
    begins = hearing.begins_at if hearing else None
    return {"begins": begins} if begins and hearing and hearing.now < begins else None


@guard("6.1", "听证还没有定时间、通知过。")
def it_was_made_known(hearing: Hearing | None) -> Params | None:
    """Only what was made known is held (art. 48(1))."""
    return None if hearing and hearing.state is HearingState.SET else NOTHING


@guard("6.1", "听证通知书还没有送给{names}：先送到；来不及七个工作日以前送的，重新定时间。")
def everybody_was_told_of_it(unwritten: tuple[str, ...]) -> Params | None:
    """Nothing is heard behind the back of who left nothing but a postal address: ``unwritten`` still
    wait for the notice (art. 48(1))."""
    return {"names": "、".join(unwritten)} if unwritten else None


@guard("6.1", "现在没有要送给他的听证通知书：还没有定时间，已经送了，或者不再听证。")
def they_wait_for_the_notice(invitation: Invitation) -> Params | None:
    """Written to once for each time that is set (art. 48(1))."""
    return None if invitation.waits else NOTHING


@guard(
    "6.1",
    "离听证不足七个工作日，来不及通知了。请重新定时间，最早 {earliest:%Y-%m-%d %H:%M}，再送通知书。",
)
def the_notice_still_comes_seven_days_before(invitation: Invitation) -> Params | None:
    """What goes by post leaves seven days before the hearing as well (art. 48(1))."""
    late = invitation.begins_at is not None and invitation.begins_at < invitation.earliest
    return {"earliest": invitation.earliest} if late else None


@guard("6.1", "请写明听证的笔录，以及谁看过、签了字或者盖了章；拒绝签的写明理由。")
def the_minutes_are_signed(minutes: Minutes) -> Params | None:
    """Minutes are taken, and signed by who took part (art. 48(5))."""
    return None if minutes.text.strip() and minutes.signed_by.strip() else NOTHING


@guard("6.1", "听证的事还没有完：等申请人或者利害关系人决定要不要听证，或者听证还没有开。")
def no_hearing_is_under_way(hearing_owed: bool) -> Params | None:
    """No decision while the right may be used, or who asked was not heard (art. 47, 48)."""
    return NOTHING if hearing_owed else None
