"""The guards of the office's books. They keep the books straight; a fact they refuse to nobody:
whoever came, moved or left is always written down, and the gap it opens is owed (2.4.4)."""

from uuid import UUID

from shouwen.rules.facts.books import (
    AccountOf,
    Books,
    DutyLeader,
    Filled,
    Joining,
    Leaving,
    TakingUp,
)
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Actor, Hands
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import ActorKind, Bearer, Rank, SeatRule, SittingRole
from shouwen.rules.worktime import chinese_time

# ── who sits where ───────────────────────────────────────────────────────────────────────────────


@guard("2.4.1", "方案里没有这个岗位，或者它已经撤销。请选择现有的岗位；要新设的，先修订方案。")
def the_post_is_open(taking: TakingUp, books: Books) -> Params | None:
    """People sit on posts that the scheme has (2.4.1)."""
    return None if taking.post in books.posts else NOTHING


@guard("2.4.4", "人员名册里没有这个人，或者已经离开。请先登记新来的人员。")
def the_person_is_of_the_office(taking: TakingUp, books: Books) -> Params | None:
    """Whoever sits on a post is of the office (2.4.4)."""
    person = books.people.get(taking.person)
    return NOTHING if person is None or person.left else None


@guard("2.4.4", "{person}从 {since:%Y-%m-%d %H:%M} 起已登记在这个岗位：请把时间写在那以后。")
def nobody_sat_down_later(taking: TakingUp, books: Books) -> Params | None:
    """Sittings of a role on a post follow one another and never overlap (decision 5)."""
    for sitting in books.sittings.get(taking.post, ()):
        later = sitting.since >= books.at or (sitting.until and sitting.until > books.at)
        if sitting.role is taking.role and later:
            name = books.people[sitting.person].name
            return {"person": name, "since": sitting.since}
    return None


@guard("2.4.4", "{person}现在就是这个岗位的责任人或者B角：不用再登记。")
def it_is_somebody_else(taking: TakingUp, books: Books) -> Params | None:
    """Taking up a post changes who sits there (2.4.4)."""
    for sitting in books.sittings.get(taking.post, ()):
        if (
            sitting.role is taking.role
            and sitting.until is None
            and sitting.person == taking.person
        ):
            return {"person": books.people[taking.person].name}
    return None


@guard("2.7.4", "{person}就是这个岗位的责任人，不能兼任自己的B角：请指定另一个人。")
def the_b_role_is_another_person(taking: TakingUp, books: Books) -> Params | None:
    """A B-role is somebody else than the holder (2.7.4)."""
    for sitting in books.sittings.get(taking.post, ()):
        holds = sitting.role is SittingRole.HOLDER and sitting.covers(books.at)
        if holds and sitting.person == taking.person:
            return {"person": books.people[taking.person].name}
    return None


@guard("2.7.4", "{person}没有这个岗位要的资格（{lacks}），不能任B角：请指定有资格的人。")
def the_b_role_is_qualified(taking: TakingUp, books: Books) -> Params | None:
    """A B-role has the qualification that the post needs (2.7.4); its powers come from the post."""
    post, person = books.posts.get(taking.post), books.people.get(taking.person)
    lacks = sorted(post.qualifications - person.qualifications) if post and person else ()
    return {"person": person.name, "lacks": "、".join(lacks)} if person and lacks else None


@guard("2.4.4", "{person}现在不在这个岗位上，没有可登记的离任：请核对岗位和人员。")
def they_sit_there(leaving: Leaving, books: Books) -> Params | None:
    """Only who sits on a post can leave it; only who is of the office can leave that (2.4.4)."""
    person = books.people.get(leaving.person)
    if leaving.post is None:
        there = person is not None and not person.left
    else:
        there = any(
            sitting.person == leaving.person and sitting.until is None
            for sitting in books.sittings.get(leaving.post, ())
        )
    return None if there else {"person": person.name if person else "这个人"}


@guard("2.4.4", "{person}从 {since:%Y-%m-%d %H:%M} 起才在这个岗位：离任的时间要写在那以后。")
def they_sat_down_before(leaving: Leaving, books: Books) -> Params | None:
    """A sitting ends after it began (decision 5)."""
    for post, sittings in books.sittings.items():
        for sitting in sittings:
            theirs = sitting.person == leaving.person and leaving.post in (None, post)
            if theirs and sitting.until is None and sitting.since >= books.at:
                name = books.people[sitting.person].name
                return {"person": name, "since": sitting.since}
    return None


@guard("2.4.4", "空着的岗位还没有人：没有可以了结的。请先安排人员。")
def somebody_sits_there_again(filled: Filled) -> Params | None:
    """What a scheme filled, or closed, is no longer owed in the books (2.4.4)."""
    return None if filled.posts else NOTHING


# ── who is of the office ─────────────────────────────────────────────────────────────────────────


@guard("2.4.4", "登录名“{sign_in}”已经有人用了：请换一个。")
def the_sign_in_is_free(joining: Joining, books: Books) -> Params | None:
    """Every act is recorded under one person (2.4.4)."""
    return {"sign_in": joining.sign_in} if joining.sign_in in books.sign_ins else None


@guard("2.4.4", "没有写姓名或者登录名：请填写。")
def the_newcomer_is_named(joining: Joining) -> Params | None:
    """Responsibility rests on a named person (2.4.4)."""
    return None if joining.sign_in.strip() and joining.name.strip() else NOTHING


# ── leaders ──────────────────────────────────────────────────────────────────────────────────────


@guard("3.2c", "没有写哪一天由谁值班：请至少填一天。")
def a_duty_day_is_named(duty: tuple[DutyLeader, ...]) -> Params | None:
    """Each day has its leader on duty (3.2c)."""
    return None if duty else NOTHING


@guard("3.2c", "{day:%Y-%m-%d} 的值班岗位“{post}”不是领导岗位：请改成正职或者副职的岗位。")
def leaders_are_on_duty(duty: tuple[DutyLeader, ...], books: Books) -> Params | None:
    """What is urgent goes to the leader on duty (3.2c): the post is a leader's."""
    for each in duty:
        post = books.posts.get(each.post)
        if post is None or post.rank not in (Rank.DEPUTY, Rank.MAIN):
            return {"day": each.day, "post": post.name if post else "—"}
    return None


@guard("3.2c", "{day:%Y-%m-%d} 已经过去：值班安排只能写今天和以后的。")
def duty_is_named_beforehand(duty: tuple[DutyLeader, ...], books: Books) -> Params | None:
    """Who was on duty is not rewritten (3.2c)."""
    today = chinese_time(books.at).date()
    return next(({"day": each.day} for each in duty if each.day < today), None)


@guard("3.2c", "{day:%Y-%m-%d} 写了两次：一天只有一位值班领导，请删去一个。")
def one_leader_is_on_duty_a_day(duty: tuple[DutyLeader, ...]) -> Params | None:
    """What is urgent goes to one person (3.2c)."""
    seen = set()
    for each in duty:
        if each.day in seen:
            return {"day": each.day}
        seen.add(each.day)
    return None


@guard(
    "3.4a",
    "副职代行的次序应当把现有的 {n} 个副职岗位各写一次：请补齐，或者删去重复的、不是副职的。",
)
def every_deputy_stands_once_in_the_order(order: tuple[UUID, ...], books: Books) -> Params | None:
    """The order of deputies names each of them once and nobody else (3.4a)."""
    deputies = [id for id, post in books.posts.items() if post.rank is Rank.DEPUTY]
    right = sorted(order, key=str) == sorted(deputies, key=str)
    return None if right else {"n": len(deputies)}


@guard("3.4a", "副职代行的次序由主要领导本人事先排定，代行的人不能改。请等主要领导在岗时排定。")
def the_main_leader_orders_in_person(actor: Actor, hands: Hands) -> Params | None:
    """The order holds when the main leader could name nobody, so nobody else lays it down (3.4a)."""
    main = hands.of(Bearer.MAIN)
    own = any(seat.post == main and seat.rule is SeatRule.HOLDER for seat in actor.seats)
    return None if own else NOTHING


# ── the administrator ────────────────────────────────────────────────────────────────────────────


@guard("2.4.2", "这个账号不是现用的管理员账号：请用管理员账号登录。")
def the_account_administers(actor: Actor, administrators: frozenset[UUID]) -> Params | None:
    """Accounts are set up by the one technical administrator (2.4.2)."""
    return None if actor.person in administrators else NOTHING


@guard("2.4.2", "管理员只能按现在的时间办，不能补记过去的事：请由管理名册的岗位补记。")
def the_administrator_writes_no_past(actor: Actor, moment: Moment) -> Params | None:
    """The administrator can set up, and cannot write the past (2.4.2)."""
    past = actor.kind is ActorKind.ADMINISTRATOR and moment.late_entry
    return NOTHING if past else None


@guard("2.4.4", "人员名册里没有这个人，或者已经离开：离开的人没有账号可开。")
def the_account_belongs_to_somebody(account: AccountOf, books: Books) -> Params | None:
    """Every account of the office belongs to one person of it (2.4.4)."""
    person = books.people.get(account.person)
    return NOTHING if person is None or person.left else None


@guard("2.4.4", "没有给出新口令：请给一个。")
def a_password_comes_with_it(account: AccountOf) -> Params | None:
    """An account that is opened can be used by its person, and by nobody else (2.4.4)."""
    return None if account.secret else NOTHING


@guard("2.4.4", "您没有在用的账号：请系统管理员开通。")
def they_sign_in_with_it(account: AccountOf) -> Params | None:
    """Whoever chooses a password has an account that is open (2.4.4)."""
    return None if account.is_open else NOTHING
