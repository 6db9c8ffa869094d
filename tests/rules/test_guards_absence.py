"""Each guard of an absence: where its fact holds, and where it bars.

``BARS`` names the clause by hand, and the whole sentence as its reader gets it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.absence import Absence, Cover
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Actor, Hands, Seat
from shouwen.rules.judge import MOVES
from shouwen.rules.lives import absence as life
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard
from shouwen.rules.words import AbsenceKind, ActorKind, Bearer, Rank, SeatRule

NEEDS = {
    need.name: need
    for move in life.MOVES
    for need in (*move.needs, *move.leaves)
    if isinstance(need, Guard) and need.check.__module__.endswith("stand_in.absences")
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)  # 10:00 in China
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)

HEAD, LEADER, MAIN, ELSEWHERE = (UUID(int=n) for n in range(1, 5))
HANDS = Hands({Bearer.HEAD: HEAD, Bearer.LEADER: LEADER, Bearer.MAIN: MAIN})
LUO, SHEN, WEI, HAN, REN = (UUID(int=100 + n) for n in range(5))


def who(person, *posts, rule=SeatRule.HOLDER):
    seats = tuple(Seat(post, person, rule) for post in posts)
    return {"actor": Actor(ActorKind.SEAT, person, seats), "hands": HANDS}


AWAY, STAND_IN, LEADS, MAINS = who(LUO), who(SHEN), who(WEI, HEAD), who(HAN, MAIN)
OTHER = who(REN, ELSEWHERE)
OF_OFFICE = who(REN, HEAD, rule=SeatRule.OFFICE)

FOOD = Cover(
    UUID(int=400),
    "食品经营许可岗",
    Rank.STAFF,
    window=False,
    stand_in=SHEN,
    name="沈清河",
    b_role=True,
    instead="任小满、白知行",
)
WINDOW = replace(FOOD, id=UUID(int=401), post="1号窗口", window=True, b_role=False)
DEPUTY = replace(FOOD, id=UUID(int=402), post="分管民生的副局长", rank=Rank.DEPUTY)
TOP = replace(FOOD, id=UUID(int=403), post="局长", rank=Rank.MAIN, instead="")
LEAVE = Absence(
    person=LUO,
    name="罗一鸣",
    rank=Rank.STAFF,
    kind=AbsenceKind.LEAVE,
    reason="看牙",
    leaves_at=NOW + HOUR,
    returns_at=NOW + 3 * HOUR,
    a_day_or_more=True,
    covers=(FOOD,),
)
ILLNESS = replace(LEAVE, kind=AbsenceKind.ILLNESS, leaves_at=NOW, returns_at=None, away_from=NOW)
BEGUN = replace(LEAVE, leaves_at=NOW - HOUR, away_from=NOW - HOUR)
LEADERS = replace(LEAVE, rank=Rank.MAIN, covers=(replace(TOP, a_deputy=True),))


def of(absence=LEAVE, *, at=NOW, by=None, **changes):
    return {
        "absence": replace(absence, **changes),
        "moment": Moment(at, last_at=at),
        **(by or OTHER),
    }


def hand(cover=FOOD, absence=LEAVE, *, by=None, at=NOW, **changes):
    """An absence with one post, which the act is about."""
    changed = replace(cover, **changes)
    return of(absence, covers=(changed,), at_hand=changed.id, by=by, at=at)


def post(cover=FOOD, absence=LEAVE, *, by=None, **changes):
    """An absence with one post."""
    return of(absence, covers=(replace(cover, **changes),), by=by)


NOBODY = {"stand_in": None, "name": ""}

HOLDS = {
    "the_absence_has_a_reason": [of()],
    "it_ends_after_it_begins": [of(), of(ILLNESS), of(ILLNESS, returns_at=NOW + SECOND)],
    "it_is_asked_beforehand": [of(), of(leaves_at=NOW)],
    "it_could_be_planned": [of(), of(kind=AbsenceKind.ERRAND)],
    "it_is_sudden": [of(kind=kind) for kind in ("illness", "accident", "bereavement")],
    "it_has_happened": [of(ILLNESS), of(ILLNESS, leaves_at=NOW - HOUR)],
    "they_are_of_the_office": [of()],
    "they_sit_on_a_post": [of()],
    "it_was_not_entered_before": [of(), of(also_away=True)],
    "no_stand_in_is_named_yet": [of(ILLNESS, covers=()), post(FOOD, ILLNESS, **NOBODY)],
    "nobody_is_away_twice": [of(), of(entered_before=True)],
    "somebody_stands_in_on_every_post": [
        of(),
        of(covers=()),
        of(covers=(FOOD, replace(WINDOW, **NOBODY)), at_hand=FOOD.id),
    ],
    "nobody_stands_in_for_themselves": [of()],
    "nothing_else_waits_for_them": [of()],
    "every_stand_in_is_of_the_office": [of(), post(stranger=True, **NOBODY)],
    "every_stand_in_is_there": [of(), post(away=True, **NOBODY)],
    "every_stand_in_is_qualified": [of()],
    "no_stand_in_covers_another_window": [post(WINDOW), post(FOOD, elsewhere="2号窗口")],
    "window_stand_ins_agreed": [post(WINDOW, agreed=True), post(FOOD)],
    "every_stand_in_agreed_or_was_designated": [
        post(),
        post(b_role=False, agreed=True),
        post(b_role=False, designated=True),
    ],
    "exactly_one_deputy_is_named": [
        of(),
        of(LEADERS),
        of(LEADERS, covers=(TOP, FOOD)),
        post(TOP, replace(LEADERS, deputies=False), **NOBODY),
    ],
    "the_order_of_deputies_holds": [
        hand(),
        hand(TOP, a_deputy=True, in_order=SHEN),
        hand(TOP, LEADERS, in_order=REN),
        hand(TOP, LEADERS, a_deputy=True, in_order=REN, by=who(LEADERS.person, MAIN)),
    ],
    "the_superior_body_appoints": [hand(TOP, replace(LEADERS, deputies=False))],
    "somebody_above_is_there": [of()],
    "a_deputy_acts_for_the_main_leader": [of(), of(LEADERS), post(TOP, a_deputy=True)],
    "the_main_leader_seats_a_deputys_stand_in": [
        of(),
        post(DEPUTY, by=MAINS),
        post(DEPUTY, designated=True),
    ],
    "the_main_leader_is_away": [of(LEADERS)],
    "somebody_may_approve_it": [of(), of(rank=Rank.DEPUTY)],
    "nobody_decides_on_their_own": [of(), of(LEADERS, by=AWAY)],
    "the_office_takes_over_an_empty_section": [of(), of(sections={HEAD: "食品科"}, confirmed=True)],
    "a_section_would_be_empty": [of(sections={HEAD: "食品科"})],
    "the_stand_in_acts_in_person": [hand(by=STAND_IN)],
    "the_holder_hands_over": [
        hand(by=AWAY),
        hand(absence=ILLNESS, by=LEADS),
        hand(absence=BEGUN, by=MAINS),
    ],
    "it_may_still_begin": [
        of(),
        of(BEGUN, returns_at=NOW),
        of(ILLNESS),
        of(returns_at=NOW + SECOND),
    ],
    "the_stand_in_or_their_leader_hands_back": [
        hand(by=STAND_IN),
        hand(by=LEADS, gone=True),
        hand(by=MAINS, gone=True),
    ],
    "they_had_left": [of(BEGUN), of(BEGUN, away_from=NOW)],
    "it_is_their_own_absence": [of(by=AWAY)],
    "every_line_is_commented": [hand(), of()],
    "the_list_was_handed_over": [hand(handed=True)],
    "the_list_was_not_taken": [hand()],
    "the_list_was_not_seen": [hand()],
    "a_list_is_called_for": [of(), of(ILLNESS, a_day_or_more=False)],
    "the_stand_in_has_not_answered": [hand()],
    "nobody_else_was_designated": [hand()],
    "the_main_leader_designates_for_a_deputy": [hand(), hand(DEPUTY, by=MAINS)],
    "a_stand_in_is_named": [hand()],
    "it_has_not_begun": [of(), of(away_from=NOW + SECOND)],
    "everything_was_handed_over": [of(BEGUN), of(away_from=NOW)],
    "the_return_is_overdue": [of(BEGUN, returns_at=NOW)],
    "nothing_is_to_be_handed_back": [of(), post(handed=True)],
    "something_is_to_be_handed_back": [post(taken=True)],
    "everything_was_handed_back": [of(), post(taken=True, back=True)],
    "this_post_is_to_be_handed_back": [hand(taken=True)],
    "the_extension_is_asked_in_time": [
        of(BEGUN, wanted_until=NOW + 4 * HOUR),
        of(BEGUN, returns_at=NOW, wanted_until=NOW + SECOND),
        of(ILLNESS, wanted_until=NOW + SECOND),
    ],
    "the_extension_is_approved_in_time": [
        of(BEGUN, at=BEGUN.returns_at),
        of(ILLNESS, at=NOW + HOUR),
    ],
    "an_extension_was_asked_for": [of(wanted_until=NOW + 9 * HOUR)],
    "it_can_begin_no_more": [of(at=LEAVE.returns_at)],
    "they_have_left_the_office": [of(left=True)],
    "the_stand_in_has_left_the_office": [hand(left=True)],
    "what_was_found_out_is_new": [of()],
    "what_was_found_out_is_said": [of(found_out="在医院")],
    "the_stand_in_does_not_sit_yet": [hand(), hand(absence=replace(LEAVE, away_from=NOW + HOUR))],
    "the_deputy_named_stays": [
        hand(),
        hand(TOP, LEADERS, **NOBODY),
        hand(TOP, LEADERS, gone=True),
        hand(TOP, LEADERS, by=who(LEADERS.person, MAIN)),
    ],
    "the_refusal_has_a_reason": [of(declined_because="当天有检查")],
}

INSTEAD = "（可请任小满、白知行）"
BARS = [
    (
        "the_absence_has_a_reason",
        "3.2a",
        of(reason=" "),
        "为什么离岗还没有写。请写一句话，审批的人要看。",
    ),
    (
        "it_ends_after_it_begins",
        "3.2a",
        of(returns_at=None),
        "请写明几时回来，而且要晚于离岗时间。",
    ),
    (
        "it_ends_after_it_begins",
        "3.2a",
        of(ILLNESS, returns_at=NOW),
        "请写明几时回来，而且要晚于离岗时间。",
    ),
    (
        "it_is_asked_beforehand",
        "3.2a",
        of(leaves_at=NOW - SECOND),
        "离岗要事先报批，09-21 09:59 已经过了。突发疾病、事故或亲属去世的，"
        "请登记“突发离岗”，不用审批。",
    ),
    (
        "it_could_be_planned",
        "3.2a",
        of(ILLNESS),
        "突发疾病、事故、亲属去世不用请示：请登记“突发离岗”，登记后立即生效。",
    ),
    (
        "it_is_sudden",
        "3.2a",
        of(),
        "只有突发疾病、事故、亲属去世才能事后登记；其他离岗请事先报批。",
    ),
    (
        "it_has_happened",
        "3.2a",
        of(ILLNESS, leaves_at=NOW + SECOND),
        "不能登记还没有发生的突发离岗。请写实际离岗的时间，或者改为事先报批。",
    ),
    (
        "they_are_of_the_office",
        "2.4.4",
        of(name=""),
        "名册上没有这个人，或者已经离开本单位。请从名册里选一位。",
    ),
    (
        "they_sit_on_a_post",
        "3.1",
        of(seated=False),
        "您现在不在任何岗位上，没有工作要请人代行，离岗不用在这里报批。",
    ),
    (
        "it_was_not_entered_before",
        "3.1",
        of(ILLNESS, entered_before=True),
        "罗一鸣的突发离岗已经登记过了，还没有回岗，不用再登记。",
    ),
    (
        "no_stand_in_is_named_yet",
        "3.2a",
        of(ILLNESS),
        "突发离岗登记时不填顶岗人，由直接领导来指定。请去掉食品经营许可岗的顶岗人再登记。",
    ),
    (
        "nobody_is_away_twice",
        "3.1",
        of(also_away=True),
        "罗一鸣在这段时间里已经有一次离岗。请先取消或者结束那一次，需要更久的请申请延长。",
    ),
    (
        "somebody_stands_in_on_every_post",
        "3.1",
        of(covers=(replace(FOOD, **NOBODY), replace(WINDOW, **NOBODY))),
        f"食品经营许可岗、1号窗口还没有人顶岗。请指定一位那段时间在岗的人{INSTEAD}。",
    ),
    (
        "somebody_stands_in_on_every_post",
        "3.1",
        post(instead="", **NOBODY),
        "食品经营许可岗还没有人顶岗。请指定一位那段时间在岗的人。",
    ),
    (
        "nobody_stands_in_for_themselves",
        "3.1",
        post(stand_in=LUO),
        f"食品经营许可岗不能由离岗的人自己顶岗。请指定另一个人{INSTEAD}。",
    ),
    (
        "nothing_else_waits_for_them",
        "3.5",
        of(uncovered=("登记注册岗",)),
        "罗一鸣那段时间要顶登记注册岗，还没有人接。请先由直接领导给登记注册岗另外指定顶岗的人，"
        "或者改一改时间再申请。",
    ),
    (
        "every_stand_in_is_of_the_office",
        "2.4.4",
        post(stranger=True),
        f"沈清河不在本单位的岗位上，不能顶食品经营许可岗。请指定另一个人{INSTEAD}。",
    ),
    (
        "every_stand_in_is_of_the_office",
        "2.4.4",
        post(stranger=True, name=""),
        f"这个人不在本单位的岗位上，不能顶食品经营许可岗。请指定另一个人{INSTEAD}。",
    ),
    (
        "every_stand_in_is_there",
        "3.5",
        post(away=True),
        f"沈清河那段时间也不在，不能顶食品经营许可岗。请指定另一个人{INSTEAD}，或者改一改离岗时间。",
    ),
    (
        "every_stand_in_is_qualified",
        "2.7.4",
        post(lacks="食品安全审查员"),
        "沈清河没有食品经营许可岗要求的资格（食品安全审查员），不能顶这个岗。"
        f"请指定另一个人{INSTEAD}。",
    ),
    (
        "no_stand_in_covers_another_window",
        "3.2b",
        post(WINDOW, elsewhere="2号窗口"),
        f"沈清河那段时间已经在顶2号窗口，不能再顶1号窗口。请指定另一个人{INSTEAD}。",
    ),
    (
        "window_stand_ins_agreed",
        "3.2b",
        post(WINDOW, b_role=True, designated=True),
        "沈清河还没有答应顶1号窗口。窗口和受理岗位离岗前，顶岗的人要先答应。",
    ),
    (
        "every_stand_in_agreed_or_was_designated",
        "3.3b",
        post(b_role=False),
        "沈清河还没有答应顶食品经营许可岗。请等沈清河答应，或者由直接领导指定顶岗的人。",
    ),
    (
        "exactly_one_deputy_is_named",
        "3.4a",
        of(LEADERS, covers=(TOP, replace(FOOD, stand_in=REN))),
        "主要领导离岗，要指定一名副职代行职责，所有岗位都由这一名副职代行。",
    ),
    (
        "exactly_one_deputy_is_named",
        "3.4a",
        post(TOP, LEADERS, **NOBODY),
        "主要领导离岗，要指定一名副职代行职责，所有岗位都由这一名副职代行。",
    ),
    (
        "a_deputy_acts_for_the_main_leader",
        "3.4a",
        post(TOP, instead="唐若兰"),
        "主要领导不在岗，由一名副职代行职责；沈清河不是副职，不能顶局长。"
        "请指定一名副职（可请唐若兰）。",
    ),
    (
        "the_main_leader_seats_a_deputys_stand_in",
        "3.4b",
        post(DEPUTY, by=LEADS),
        "分管民生的副局长的顶岗人要由主要领导指定。请主要领导先指定，再批准。",
    ),
    (
        "the_main_leader_is_away",
        "3.4a",
        of(),
        "这是主要领导自己的离岗登记。其他人离岗请填离岗申请。",
    ),
    (
        "somebody_may_approve_it",
        "3.4a",
        of(LEADERS),
        "主要领导离岗不用审批，请用“主要领导离岗”指定一名副职代行。",
    ),
    (
        "nobody_decides_on_their_own",
        "3.2a",
        of(by=who(LUO, HEAD)),
        "自己的离岗要由别人办。请科室负责人、分管领导或者主要领导来办。",
    ),
    (
        "the_office_takes_over_an_empty_section",
        "3.2c",
        of(sections={HEAD: "食品科", LEADER: "登记科"}),
        "批准后食品科、登记科就没有人了。请办公室先确认接手，再批准。",
    ),
    (
        "a_section_would_be_empty",
        "3.2c",
        of(),
        "这次离岗不会让科室空着，不用办公室接手。",
    ),
    (
        "the_stand_in_acts_in_person",
        "3.1",
        hand(by=LEADS),
        "这个岗位没有指定您顶岗，不能由您来办。",
    ),
    (
        "the_stand_in_acts_in_person",
        "3.1",
        of(by=STAND_IN),
        "这个岗位没有指定您顶岗，不能由您来办。",
    ),
    *(
        (
            "the_holder_hands_over",
            "3.3a",
            facts,
            "交接单由离岗的人自己填写；人已经不在的，由直接领导代填。",
        )
        for facts in (
            hand(by=LEADS),
            hand(absence=ILLNESS, by=OTHER),
            hand(absence=ILLNESS, by=OF_OFFICE),
        )
    ),
    (
        "it_may_still_begin",
        "3.3a",
        of(returns_at=NOW),
        "原定的离岗时间已经过去，交接没有办好，这次离岗没有开始。请取消，需要的话重新申请。",
    ),
    *(
        (
            "the_stand_in_or_their_leader_hands_back",
            "3.5",
            facts,
            "交还由顶岗的人来办；顶岗的人不在的，由直接领导代办。",
        )
        for facts in (hand(by=LEADS), hand(gone=True, by=OTHER), hand(gone=True, by=OF_OFFICE))
    ),
    (
        "they_had_left",
        "3.5",
        of(away_from=NOW + SECOND),
        "09-21 10:00 才离岗，回岗不能比这更早。",
    ),
    (
        "it_is_their_own_absence",
        "3.3a",
        of(by=LEADS),
        "这要由离岗的人自己办：罗一鸣。",
    ),
    (
        "every_line_is_commented",
        "3.3a",
        hand(uncommented=("作出决定", "送达结果")),
        "交接单上这几项还没有写办到哪一步：作出决定、送达结果。",
    ),
    ("the_list_was_handed_over", "3.3a", hand(), "交接单还没有交过来。"),
    ("the_list_was_not_taken", "3.3a", hand(taken=True), "这份交接单已经签收过了。"),
    ("the_list_was_not_seen", "3.3a", hand(seen=True), "这份交接单已经看过了。"),
    (
        "a_list_is_called_for",
        "3.3a",
        of(a_day_or_more=False),
        "事先报批的离岗不满一天，不用交接单。",
    ),
    (
        "the_stand_in_has_not_answered",
        "3.1",
        hand(agreed=True),
        "您已经答应顶这个岗了。确实顶不了的，请直接领导另外指定。",
    ),
    (
        "nobody_else_was_designated",
        "3.3b",
        of(at_hand=UUID(int=1)),
        "这个岗位刚才已经另外指定了顶岗的人。请刷新页面再看。",
    ),
    (
        "the_main_leader_designates_for_a_deputy",
        "3.4b",
        hand(DEPUTY, by=LEADS),
        "副职离岗，由主要领导指定专人代行；其他人只能提议。",
    ),
    (
        "a_stand_in_is_named",
        "3.3a",
        hand(**NOBODY),
        "还没有指定顶岗的人。请直接领导先指定，再写交接单。",
    ),
    (
        "it_has_not_begun",
        "3.2a",
        of(away_from=NOW),
        "离岗已经开始，不能取消。请办回岗。",
    ),
    (
        "everything_was_handed_over",
        "3.3a",
        of(),
        "离岗还不能开始：食品经营许可岗的顶岗或者交接还没有办好。",
    ),
    (
        "the_return_is_overdue",
        "3.5",
        of(BEGUN, returns_at=NOW + SECOND),
        "还没有到说好回来的时间。",
    ),
    ("the_return_is_overdue", "3.5", of(ILLNESS), "还没有到说好回来的时间。"),
    (
        "nothing_is_to_be_handed_back",
        "3.5",
        post(taken=True),
        "有交接单的离岗，回岗要先签到，再由顶岗人交还。",
    ),
    (
        "something_is_to_be_handed_back",
        "3.5",
        of(),
        "这次离岗没有办过交接，回岗登记即可，不用交还。",
    ),
    (
        "everything_was_handed_back",
        "3.5",
        post(taken=True),
        "食品经营许可岗还没有交还。请顶岗人先交还。",
    ),
    *(
        (
            "this_post_is_to_be_handed_back",
            "3.5",
            facts,
            "这个岗位没有交接过，或者已经交还了。",
        )
        for facts in (hand(), hand(taken=True, back=True))
    ),
    *(
        (
            "the_extension_is_asked_in_time",
            "3.2a",
            facts,
            "延长后的时间要晚于原来说好的时间，而且要在到期以前提出。",
        )
        for facts in (
            of(BEGUN, wanted_until=BEGUN.returns_at),
            of(BEGUN, returns_at=NOW - SECOND, wanted_until=NOW + HOUR),
            of(ILLNESS, wanted_until=NOW),
            of(BEGUN),
        )
    ),
    (
        "the_extension_is_approved_in_time",
        "3.2a",
        of(BEGUN, at=BEGUN.returns_at + SECOND),
        "说好 09-21 13:00 回来，已经过了，不能再批准延长。请本人办回岗；"
        "突发疾病、事故或亲属去世的，请登记“突发离岗”。",
    ),
    ("an_extension_was_asked_for", "3.2a", of(BEGUN), "没有等待批准的延长申请。"),
    (
        "the_stand_in_does_not_sit_yet",
        "3.1",
        hand(absence=BEGUN),
        "离岗已经开始，您已经在顶这个岗。确实顶不了的，请直接领导另外指定。",
    ),
    (
        "the_deputy_named_stays",
        "3.4a",
        hand(TOP, LEADERS, by=who(SHEN, MAIN, rule=SeatRule.STAND_IN)),
        "主要领导已经指定沈清河代行，沈清河在岗：代行的人不把这个岗转给别人，别的副职也不来换，"
        "等主要领导回来再定。",
    ),
    (
        "the_order_of_deputies_holds",
        "3.4a",
        hand(TOP, LEADERS, a_deputy=True, in_order=REN, in_order_name="任小满"),
        "主要领导没有指定的，局长按他排定的副职次序代行。请指定次序在前的副职（可请任小满）；"
        "要换别的副职，等主要领导自己指定。",
    ),
    (
        "the_superior_body_appoints",
        "3.4a",
        hand(TOP, LEADERS),
        "这个岗位由主要领导或者副职指定顶岗人。本单位没有别的副职、由上级指定的，才在这里登记。",
    ),
    (
        "the_superior_body_appoints",
        "3.4a",
        hand(absence=replace(LEAVE, deputies=False)),
        "这个岗位由主要领导或者副职指定顶岗人。本单位没有别的副职、由上级指定的，才在这里登记。",
    ),
    (
        "somebody_above_is_there",
        "3.4a",
        of(acts_alone=True),
        "现在由您代行主要领导，别的副职都不在岗，没有人能批。请等主要领导或者一位副职回来再申请；"
        "突发疾病、事故或亲属去世的，请登记“突发离岗”。",
    ),
    (
        "exactly_one_deputy_is_named",
        "3.4a",
        post(TOP, replace(LEADERS, deputies=False), stand_in=REN),
        "主要领导离岗，要指定一名副职代行职责，所有岗位都由这一名副职代行。",
    ),
    (
        "it_can_begin_no_more",
        "3.3a",
        of(),
        "原定回来的时间还没有到，这次离岗还能开始。",
    ),
    (
        "they_have_left_the_office",
        "2.4.4",
        of(),
        "罗一鸣还是本单位的人：回岗、取消都由本人办。",
    ),
    (
        "the_stand_in_has_left_the_office",
        "2.4.4",
        hand(),
        "顶岗的沈清河还是本单位的人，不用另找人。",
    ),
    ("what_was_found_out_is_new", "3.5", of(found_out="在医院"), "找到的情况已经记下了。"),
    (
        "what_was_found_out_is_said",
        "3.5",
        of(found_out=" "),
        "找到的情况还没有写。请写一句话：人在哪里，为什么没有回来，几时能回来。",
    ),
    (
        "the_refusal_has_a_reason",
        "3.2a",
        of(declined_because=" "),
        "不批准的理由还没有写。请写一句话，申请的人要看。",
    ),
]


@pytest.mark.parametrize(
    ("name", "facts"), [(name, facts) for name, found in HOLDS.items() for facts in found]
)
def test_nothing_bars_where_the_fact_holds(name, facts):
    assert NEEDS[name].bars(facts) == ()


@pytest.mark.parametrize(("name", "clause", "facts", "sentence"), BARS)
def test_where_it_does_not_hold_the_bar_names_the_clause_and_says_what_to_do(
    name, clause, facts, sentence
):
    (bar,) = NEEDS[name].bars(facts)
    assert (bar.clause, bar.code) == (clause, name)
    assert fill(template(bar.code), bar) == sentence


def test_every_guard_is_seen_to_hold_and_seen_to_bar():
    assert NEEDS.keys() == HOLDS.keys() == {name for name, *_ in BARS}


@pytest.mark.parametrize(
    ("ready", "changes"),
    [
        (False, {}),
        (True, {"approved": True, "a_day_or_more": False}),
        (False, {"approved": True}),
        (False, {"approved": True, "covers": (replace(FOOD, handed=True, taken=True),)}),
        (True, {"approved": True, "covers": (replace(FOOD, handed=True, taken=True, seen=True),)}),
        (False, {"approved": True, "a_day_or_more": False, "covers": (WINDOW,)}),
        (
            True,
            {"approved": True, "a_day_or_more": False, "covers": (replace(WINDOW, agreed=True),)},
        ),
    ],
)
def test_an_absence_is_ready_when_consented_agreed_at_the_window_and_handed_over(ready, changes):
    assert replace(LEAVE, **changes).ready == ready


def test_every_act_on_an_absence_that_decides_is_nobodys_own():
    """Whatever a superior does, the person away may not do from the superior's seat (3.2a)."""
    deciding = [
        move
        for move in MOVES.values()
        if move.life == "absence" and Bearer.HEAD in move.may.bearers
    ]
    assert deciding
    for move in deciding:
        assert "nobody_decides_on_their_own" in {need.name for need in move.needs}, move.act
