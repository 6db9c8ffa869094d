"""Why may I, why may I not: somebody's posts now, by which rule, and each act of people with the
answer that follows from posts alone (2.4.2). What the matter at hand bars, its own page says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shouwen.queries import rows
from shouwen.queries.rows import Answer, AnswerGroup, MyDuty, MySeat
from shouwen.queries.seats import CLAUSES
from shouwen.queries.viewer import Viewer
from shouwen.records.models import Duty
from shouwen.rules.facts.seats import Seat
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.regimes.stand_in import THE_OFFICE_MAY, because, explain, powers, seat
from shouwen.rules.words import Bearer, Power, Rank, SeatRule
from shouwen.rules.worktime import chinese_time

LIVES = {
    "contact": "首问登记",
    "briefing": "业务辅导",
    "case": "办件",
    "step": "办件的环节",
    "refusal": "否定报备",
    "lacking_ground": "指南里没有的理由",
    "consultation": "咨询和协办",
    "hearing": "听证",
    "interested_party": "听证的利害关系人",
    "licence": "证照",
    "succession": "申请人去世、终止",
    "extension": "办件的延期",
    "special_procedure": "办件的特别程序",
    "return_of_materials": "退还材料",
    "service_of_paper": "文书送达",
    "absence": "离岗",
    "unlisted": "未公布的事项",
    "service_version": "办事指南",
    "pledge": "其他承诺、超期说明",
    "office": "机构名册",
    "scheme": "岗位责任制方案",
    "assessment": "考核",
}
"""The kinds of matter that people act on, as the page names them, in its order."""

PLACES = {
    Bearer.HANDLER: "经办岗位",
    Bearer.HEAD: "科室负责人",
    Bearer.LEADER: "分管领导",
    Bearer.MAIN: "主要领导",
    Bearer.OFFICE: "办公室主任",
    Bearer.WINDOW: "收件岗位",
    Bearer.DECIDER: "作决定的岗位",
    Bearer.DOER: "做这个环节的岗位",
    Bearer.STAND_IN: "顶岗人",
    Bearer.PARTY: "申请人",
}
IN_THE_OFFICE = frozenset({Bearer.HEAD, Bearer.LEADER, Bearer.MAIN, Bearer.OFFICE})
"""Parts that a post has by its place in the office, whatever the matter."""

SOME = 2  # posts named that have what the viewer lacks


def my_powers(viewer: Viewer) -> rows.PowersPage:
    """The viewer's posts now, and for each act whether one of them lets them do it."""
    return rows.PowersPage(
        person=viewer.name,
        at=viewer.at,
        own=True,
        seats=tuple(_seats(viewer)),
        groups=tuple(_groups(viewer)) if viewer.posts else (),
    )


# ── my posts ─────────────────────────────────────────────────────────────────────────────────────


def _seats(viewer: Viewer) -> Iterator[MySeat]:
    duties: dict[UUID, list[MyDuty]] = {}
    found = Duty.objects.filter(post__in=viewer.posts).order_by("position", "pk")
    for row in found:
        carried = tuple(label(Power(power)) for power in row.powers)
        duties.setdefault(row.post_id, []).append(
            MyDuty(row.task, row.requirement, carried, row.source)
        )
    roster = viewer.office.roster
    for here in viewer.actor.seats:
        yield MySeat(
            post=roster.posts[here.post].name,
            rule=here.rule,
            why=_why(viewer, here),
            duties=tuple(duties.get(here.post, ())),
            until=_until(viewer, here),
            clause=CLAUSES.get(here.rule, "2.4.4"),
            scope=_scope(here),
        )


def _why(viewer: Viewer, here: Seat) -> str:
    roster = viewer.office.roster
    if here.rule is SeatRule.HOLDER:
        since = next(
            sitting.since
            for sitting in roster.sittings[here.post]
            if sitting.person == here.person and sitting.covers(viewer.at)
        )
        return f"您是这个岗位的责任人，{chinese_time(since):%Y-%m-%d} 起。"
    explained = replace(explain(roster, here.post, viewer.at), seat=here)
    return f"{because(explained, roster)}。"


def _until(viewer: Viewer, here: Seat) -> datetime | None:
    """Until when, of somebody who was told to sit there and is told until when."""
    if here.rule not in (SeatRule.STAND_IN, SeatRule.B_ROLE):
        return None
    passed = explain(viewer.office.roster, here.post, viewer.at).passed
    ends = [each.away.until or each.away.planned_until for each in passed]
    return None if None in ends else min((end for end in ends if end), default=None)


def _scope(here: Seat) -> str:
    """What a seat leaves out, or asks for."""
    if here.rule is SeatRule.OFFICE:
        may = "、".join(label(power) for power in sorted(THE_OFFICE_MAY))
        return f"只能{may}、告知、转交，不作决定。"
    if not here.designated:
        return "还没有人被指定，您先接着办。"
    return ""


# ── each act ─────────────────────────────────────────────────────────────────────────────────────


def _groups(viewer: Viewer) -> Iterator[AnswerGroup]:
    for life, name in LIVES.items():
        moves = [move for move in MOVES.values() if move.life == life and _is_for_people(move)]
        if moves:
            yield AnswerGroup(name, tuple(_answer(viewer, move) for move in moves))


def _is_for_people(move: Move) -> bool:
    return bool(move.may.powers or move.may.bearers or move.may.person)


def _answer(viewer: Viewer, move: Move) -> Answer:
    may, because_, clause = _judged(viewer, move)
    return Answer(move.act, ACT_LABELS[move.act], may, because_, clause)


def _judged(viewer: Viewer, move: Move) -> tuple[bool, str, str]:
    """Whether a seat of the viewer may, why, and the clause it rests on."""
    may = move.may
    if may.person:
        return _in_person(viewer, move)
    in_the_office = may.bearers and IN_THE_OFFICE.issuperset(may.bearers)
    if may.powers and not in_the_office:
        return _by_power(viewer, move)
    if not in_the_office:
        return True, "不看权限，只看那一件是不是由您的岗位承担。", move.clause
    mine = next((each for each in viewer.actor.seats if _has_place(viewer, each, move)), None)
    places = "或".join(PLACES[bearer] for bearer in may.bearers)
    if mine is not None:
        return (
            True,
            f"{_named(viewer, mine)}是{places}；只限归您管的，自己的不能自己办。",
            move.clause,
        )
    return False, f"由{places}办，您现在的岗位都不是。", move.clause


def _in_person(viewer: Viewer, move: Move) -> tuple[bool, str, str]:
    """What is done in person needs no post, but the main leader's own leaving, whom nobody in the
    office could ask (3.4a)."""
    if move.act == "absence.announce_absence":
        posts = viewer.office.roster.posts
        leads = any(posts[post].rank is Rank.MAIN for post in viewer.posts)
        said = "只有主要领导自己用，其他人请申请离岗。"
        return leads, "您是主要领导。" if leads else said, move.clause
    if move.act == "office.choose_password":
        return True, "人人都可以改自己的；别人的，只有系统管理员能重置。", move.clause
    if move.act == "absence.enter_sudden_absence":
        return True, "人人都可以登记，替谁登记都行，登记了就生效。", move.clause
    return True, "人人都可以，只要轮到自己；轮没轮到，那一件的页面会说。", move.clause


def _by_power(viewer: Viewer, move: Move) -> tuple[bool, str, str]:
    needed = move.may.powers
    words = "或".join(f"“{label(power)}”" for power in needed)
    mine = next((each for each in viewer.actor.seats if _carries(viewer, each, needed)), None)
    if mine is not None:
        only = "或".join(PLACES[bearer] for bearer in move.may.bearers)
        limit = f"；只限您的岗位是那一件的{only}" if only else ""
        held = next(p for p in needed if p in _powers(viewer, mine))
        return True, f"{_named(viewer, mine)}有“{label(held)}”权限{limit}。", "2.4.2"
    others = "、".join(_others(viewer, needed))
    return (
        False,
        f"要有{words}权限，您的岗位都没有。" + (f"有的，例如{others}。" if others else ""),
        "2.4.2",
    )


def _carries(viewer: Viewer, here: Seat, needed: tuple[Power, ...]) -> bool:
    return bool(_powers(viewer, here).intersection(needed))


def _powers(viewer: Viewer, here: Seat) -> frozenset[Power]:
    return powers(viewer.office.roster, here)


def _has_place(viewer: Viewer, here: Seat, move: Move) -> bool:
    """Whether the post has one of the parts by its place in the office. Who takes in for others
    has none (3.2c)."""
    post = viewer.office.roster.posts[here.post]
    leads = viewer.office.roster.leadership.get(post.unit)
    places = {
        Bearer.HEAD: post.rank is Rank.HEAD or post.head == post.id,
        Bearer.LEADER: post.rank in (Rank.DEPUTY, Rank.MAIN),
        Bearer.MAIN: post.rank is Rank.MAIN,
        Bearer.OFFICE: bool(leads and leads.office and leads.office[0] == post.id),
    }
    has = any(places.get(bearer, False) for bearer in move.may.bearers)
    return has and here.rule is not SeatRule.OFFICE


def _named(viewer: Viewer, here: Seat) -> str:
    """受理岗一（本人）, 受理岗二（指定顶岗）."""
    how = "本人" if here.rule is SeatRule.HOLDER else label(here.rule)
    return f"{viewer.office.roster.posts[here.post].name}（{how}）"


def _others(viewer: Viewer, needed: tuple[Power, ...]) -> Iterator[str]:
    """Some posts that have one of the powers, and who sits there now."""
    roster = viewer.office.roster
    found = [
        post
        for post in sorted(roster.posts.values(), key=lambda p: p.key)
        if post.unit == viewer.unit.id and not post.closed and post.powers.intersection(needed)
    ]
    for post in found[:SOME]:
        person = seat(roster, post.id, viewer.at).person
        yield f"{post.name}（现在是{roster.people[person]}）" if person else post.name
