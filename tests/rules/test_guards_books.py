"""Each guard of the office's books: where its fact holds, and where it bars (2.4, 2.7.4, 3.2c, 3.4a).

``BARS`` names the clause by hand, and the whole sentence as its reader gets it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from shouwen.rules.facts.books import (
    AccountOf,
    Books,
    DutyLeader,
    Filled,
    Joining,
    Leaving,
    PersonNow,
    PostNow,
    TakingUp,
)
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Actor, Hands, Seat, Sitting
from shouwen.rules.judge import ALWAYS
from shouwen.rules.lives import office
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Guard
from shouwen.rules.words import ActorKind, Bearer, Rank, SeatRule, SittingRole

NEEDS = {
    need.name: need
    for need in (*(each for move in office.MOVES for each in (*move.needs, *move.leaves)), *ALWAYS)
    if isinstance(need, Guard) and need.check.__module__.endswith("post_duty.books")
}
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)  # 10:00 in China
DAY = timedelta(days=1)
TODAY = date(2026, 9, 21)
CLERK, MAIN, FIRST, SECOND = (UUID(int=n) for n in range(1, 5))  # posts
LI, WANG, GONE, NOBODY = (UUID(int=n) for n in range(11, 15))  # people
LAWYER = frozenset({"行政执法资格"})
SITS = Sitting(since=NOW - 30 * DAY, post=CLERK, person=LI, role=SittingRole.HOLDER)
BOOKS = Books(
    at=NOW,
    posts={
        CLERK: PostNow("受理岗", Rank.STAFF, LAWYER),
        MAIN: PostNow("局长", Rank.MAIN, frozenset()),
        FIRST: PostNow("分管许可", Rank.DEPUTY, frozenset()),
        SECOND: PostNow("分管监管", Rank.DEPUTY, frozenset()),
    },
    people={
        LI: PersonNow("李青禾", LAWYER),
        WANG: PersonNow("王知远", frozenset()),
        GONE: PersonNow("周离", LAWYER, left=True),
    },
    sittings={CLERK: (SITS,)},
    sign_ins=frozenset({"liqinghe"}),
)


def sittings(*rows):
    return {"books": replace(BOOKS, sittings={CLERK: rows})}


def taking(person=LI, post=CLERK, role=SittingRole.HOLDER, **books):
    return {"taking": TakingUp(post, person, role), "books": BOOKS} | books


def leaving(person=LI, post=CLERK, **books):
    return {"leaving": Leaving(person, post), "books": BOOKS} | books


def joining(sign_in="zhaoyi", name="赵一"):
    return {"joining": Joining(sign_in, name), "books": BOOKS}


def duty(*leaders):
    return {"duty": tuple(DutyLeader(TODAY + n * DAY, post) for n, post in leaders), "books": BOOKS}


def order(*posts):
    return {"order": posts, "books": BOOKS}


def orders(post, rule):
    hands = Hands({Bearer.MAIN: MAIN})
    return {"actor": Actor(ActorKind.SEAT, LI, (Seat(post, LI, rule),)), "hands": hands}


def administrator(who, late=False, kind=ActorKind.ADMINISTRATOR):
    moment = Moment(NOW, None, late_entry=late)
    return {"actor": Actor(kind, who), "administrators": frozenset({LI}), "moment": moment}


def account(person=LI, **parts):
    return {"account": AccountOf(person, **parts), "books": BOOKS}


HAS_LEFT = sittings(replace(SITS, until=NOW - DAY))
LATER = NOW + DAY

HOLDS = [
    ("the_post_is_open", taking()),
    ("the_person_is_of_the_office", taking(WANG)),
    ("nobody_sat_down_later", taking(WANG)),
    ("nobody_sat_down_later", taking(**HAS_LEFT)),
    (
        "nobody_sat_down_later",
        taking(role=SittingRole.B_ROLE, **sittings(replace(SITS, since=NOW))),
    ),
    ("it_is_somebody_else", taking(WANG)),
    ("it_is_somebody_else", taking(**HAS_LEFT)),
    ("it_is_somebody_else", taking(role=SittingRole.B_ROLE)),
    ("the_b_role_is_another_person", taking(WANG, role=SittingRole.B_ROLE)),
    ("the_b_role_is_another_person", taking(role=SittingRole.B_ROLE, **HAS_LEFT)),
    ("the_b_role_is_qualified", taking(role=SittingRole.B_ROLE)),
    ("the_b_role_is_qualified", taking(WANG, MAIN, SittingRole.B_ROLE)),
    ("they_sit_there", leaving()),
    ("they_sit_there", leaving(WANG, None)),
    ("they_sat_down_before", leaving()),
    ("they_sat_down_before", leaving(post=None)),
    ("they_sat_down_before", leaving(WANG, **sittings(replace(SITS, since=LATER)))),
    ("somebody_sits_there_again", {"filled": Filled(frozenset({CLERK}))}),
    ("the_sign_in_is_free", joining()),
    ("the_newcomer_is_named", joining()),
    ("a_duty_day_is_named", duty((0, MAIN))),
    ("leaders_are_on_duty", duty((0, MAIN), (1, FIRST))),
    ("duty_is_named_beforehand", duty((0, MAIN), (1, FIRST))),
    ("one_leader_is_on_duty_a_day", duty((0, MAIN), (1, MAIN))),
    ("every_deputy_stands_once_in_the_order", order(SECOND, FIRST)),
    ("the_main_leader_orders_in_person", orders(MAIN, SeatRule.HOLDER)),
    ("the_account_administers", administrator(LI)),
    ("the_administrator_writes_no_past", administrator(LI)),
    ("the_administrator_writes_no_past", administrator(LI, late=True, kind=ActorKind.SEAT)),
    ("the_account_belongs_to_somebody", account()),
    ("a_password_comes_with_it", account()),
    ("they_sign_in_with_it", account()),
]

BARS = [
    (
        "the_post_is_open",
        taking(post=UUID(int=9)),
        "2.4.1",
        "方案里没有这个岗位，或者它已经撤销。请选择现有的岗位；要新设的，先修订方案。",
    ),
    *(
        (
            "the_person_is_of_the_office",
            taking(person),
            "2.4.4",
            "人员名册里没有这个人，或者已经离开。请先登记新来的人员。",
        )
        for person in (GONE, NOBODY)
    ),
    (
        "nobody_sat_down_later",
        taking(WANG, **sittings(replace(SITS, since=NOW))),
        "2.4.4",
        "李青禾从 2026-09-21 10:00 起已登记在这个岗位：请把时间写在那以后。",
    ),
    (
        "nobody_sat_down_later",
        taking(WANG, **sittings(replace(SITS, until=LATER))),
        "2.4.4",
        "李青禾从 2026-08-22 10:00 起已登记在这个岗位：请把时间写在那以后。",
    ),
    (
        "it_is_somebody_else",
        taking(),
        "2.4.4",
        "李青禾现在就是这个岗位的责任人或者B角：不用再登记。",
    ),
    (
        "the_b_role_is_another_person",
        taking(role=SittingRole.B_ROLE),
        "2.7.4",
        "李青禾就是这个岗位的责任人，不能兼任自己的B角：请指定另一个人。",
    ),
    (
        "the_b_role_is_qualified",
        taking(WANG, role=SittingRole.B_ROLE),
        "2.7.4",
        "王知远没有这个岗位要的资格（行政执法资格），不能任B角：请指定有资格的人。",
    ),
    *(
        (
            "they_sit_there",
            facts,
            "2.4.4",
            f"{name}现在不在这个岗位上，没有可登记的离任：请核对岗位和人员。",
        )
        for facts, name in (
            (leaving(WANG), "王知远"),
            (leaving(**HAS_LEFT), "李青禾"),
            (leaving(GONE, None), "周离"),
            (leaving(NOBODY, None), "这个人"),
        )
    ),
    *(
        (
            "they_sat_down_before",
            leaving(post=post, **sittings(replace(SITS, since=NOW))),
            "2.4.4",
            "李青禾从 2026-09-21 10:00 起才在这个岗位：离任的时间要写在那以后。",
        )
        for post in (CLERK, None)
    ),
    (
        "somebody_sits_there_again",
        {"filled": Filled(frozenset())},
        "2.4.4",
        "空着的岗位还没有人：没有可以了结的。请先安排人员。",
    ),
    (
        "the_sign_in_is_free",
        joining("liqinghe"),
        "2.4.4",
        "登录名“liqinghe”已经有人用了：请换一个。",
    ),
    *(
        (
            "the_newcomer_is_named",
            joining(*names),
            "2.4.4",
            "没有写姓名或者登录名：请填写。",
        )
        for names in ((" ", "赵一"), ("zhaoyi", " "))
    ),
    ("a_duty_day_is_named", duty(), "3.2c", "没有写哪一天由谁值班：请至少填一天。"),
    (
        "leaders_are_on_duty",
        duty((0, MAIN), (1, CLERK)),
        "3.2c",
        "2026-09-22 的值班岗位“受理岗”不是领导岗位：请改成正职或者副职的岗位。",
    ),
    (
        "leaders_are_on_duty",
        duty((0, UUID(int=9))),
        "3.2c",
        "2026-09-21 的值班岗位“—”不是领导岗位：请改成正职或者副职的岗位。",
    ),
    (
        "duty_is_named_beforehand",
        duty((-1, MAIN), (0, FIRST)),
        "3.2c",
        "2026-09-20 已经过去：值班安排只能写今天和以后的。",
    ),
    (
        "one_leader_is_on_duty_a_day",
        duty((0, MAIN), (0, FIRST)),
        "3.2c",
        "2026-09-21 写了两次：一天只有一位值班领导，请删去一个。",
    ),
    *(
        (
            "every_deputy_stands_once_in_the_order",
            order(*posts),
            "3.4a",
            "副职代行的次序应当把现有的 2 个副职岗位各写一次：请补齐，或者删去重复的、不是副职的。",
        )
        for posts in ((FIRST,), (FIRST, SECOND, FIRST), (FIRST, SECOND, MAIN))
    ),
    *(
        (
            "the_main_leader_orders_in_person",
            orders(post, rule),
            "3.4a",
            "副职代行的次序由主要领导本人事先排定，代行的人不能改。请等主要领导在岗时排定。",
        )
        for post, rule in ((MAIN, SeatRule.STAND_IN), (FIRST, SeatRule.HOLDER))
    ),
    (
        "the_account_administers",
        administrator(WANG),
        "2.4.2",
        "这个账号不是现用的管理员账号：请用管理员账号登录。",
    ),
    (
        "the_administrator_writes_no_past",
        administrator(LI, late=True),
        "2.4.2",
        "管理员只能按现在的时间办，不能补记过去的事：请由管理名册的岗位补记。",
    ),
    *(
        (
            "the_account_belongs_to_somebody",
            account(person),
            "2.4.4",
            "人员名册里没有这个人，或者已经离开：离开的人没有账号可开。",
        )
        for person in (GONE, NOBODY)
    ),
    (
        "a_password_comes_with_it",
        account(secret=False),
        "2.4.4",
        "没有给出新口令：请给一个。",
    ),
    (
        "they_sign_in_with_it",
        account(is_open=False),
        "2.4.4",
        "您没有在用的账号：请系统管理员开通。",
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
