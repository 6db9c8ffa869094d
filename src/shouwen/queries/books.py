"""The office's books: who is of it, who sits where and what is open, and the acts on them, judged
by the same ``judge`` as the acts themselves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID

from shouwen.queries import rows
from shouwen.queries.ledger import since
from shouwen.queries.queue import short
from shouwen.queries.rows import ActBarred, ActOption, ActPage, Tag, Tone
from shouwen.queries.rows.books import (
    BooksAsked,
    BooksPage,
    BooksPerson,
    BooksPost,
    BooksSection,
    Choice,
    OnDuty,
)
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.books import EMPTY, OfficeRows, bearer
from shouwen.records.casefile.filings import remedy
from shouwen.records.models import Matter, Obligation, Paper, Person
from shouwen.records.models import Post as PostRow
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands, Post, Sitting
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS, OWED_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.owed import OWED
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar
from shouwen.rules.words import (
    Bearer,
    MatterKind,
    OfficeState,
    PaperKind,
    Power,
    Rank,
    SittingRole,
)
from shouwen.rules.worktime import chinese_time

DAYS = 14  # of duty that are shown, and asked for in one form
A_YEAR = timedelta(days=365)  # for how long those who left are listed
SOME = 2  # posts named that may do what the viewer may not
PAPERS = 8  # the newest that are listed
NO_PARTS: Mapping[Bearer, UUID] = MappingProxyType({})

KEYS = {
    "office.take_up_post": "T",
    "office.name_b_role": "B",
    "office.leave_post": "L",
    "office.join": "N",
    "office.name_duty_leader": "D",
    "office.order_deputies": "F",
    "office.enter_remedy": "U",
    "office.list_units": "O",
}
"""The acts that people do on the books, in the order of the page, and the key that does each."""

HINTS = {
    "office.take_up_post": "从这一刻起由他在岗；原来的责任人同时离任",
    "office.name_b_role": "另一个有这个岗位资格的人",
    "office.leave_post": "调动、退休、去世都照实登记，从不拦下；空出来的岗位限期补上",
    "office.join": "先登记姓名；账号由系统管理员开通",
    "office.name_duty_leader": "一次排两周",
    "office.order_deputies": "主要领导不在又没有指定人时，按这个次序代行",
    "office.list_units": "不归本单位办的，问到的人从这里知道找谁；写过的按新的改",
    "office.enter_remedy": "不予决定上写的复议机关和法院；没有登记的，批不了不予决定",
}
"""What follows from an act, in one line."""

OWED_BY = {
    "fill_post": "office.designate_holder",
    "name_b_role": "office.designate_b_role",
    "take_over_section": "office.confirm_taking_over",
}
"""What is owed about a post or a section, and the act by which its bearer ends it."""

FOLLOWS = {
    "office.designate_holder": "从这一刻起由他在岗。主要领导的岗位，照上级的任命登记。",
    "office.designate_b_role": "从这一刻起由他任B角：另一个有这个岗位资格的人。",
    "office.confirm_taking_over": "到这个科室来的人和事由办公室代收、告知、转交；不作决定，急的找分管或者值班领导。",
}
"""What follows from each of these acts."""

ROLES = {SittingRole.HOLDER: "责任人", SittingRole.B_ROLE: "B角"}
GAPS = {"fill_post": "缺责任人", "name_b_role": "缺B角"}


class BooksOnDesk(OfficeRows):
    """The books of the viewer's office, not locked. Everybody of the office may read them."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.matter = Matter.objects.select_related("jurisdiction").get(
            jurisdiction=viewer.office.jurisdiction, kind=MatterKind.OFFICE
        )
        self.jurisdiction = self.matter.jurisdiction
        self.office = viewer.office

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The open posts, by section and with the head of each last."""
        place = {section.id: n for n, section in enumerate(self.office.sections)}
        found = [post for post in self.office.roster.posts.values() if not post.closed]
        return tuple(
            sorted(
                found,
                key=lambda p: (place.get(p.section_id, len(place)), p.head == p.id, p.key),
            )
        )

    def sits(self, post: UUID, role: SittingRole) -> Sitting | None:
        """Who sits on a post in a role now."""
        return next(
            (
                each
                for each in self.office.roster.sittings.get(post, ())
                if each.role is role and each.until is None
            ),
            None,
        )

    def name_on(self, post: UUID, role: SittingRole) -> str:
        """Their name; empty where nobody does."""
        found = self.sits(post, role)
        return self.office.roster.people[found.person] if found else ""

    @property
    def members(self) -> list[Person]:
        """Who is of the office, by name."""
        return sorted(
            (row for row in self.people.values() if row.left_at is None),
            key=lambda row: (row.name, str(row.pk)),
        )


# ── the page ─────────────────────────────────────────────────────────────────────────────────────


def books_page(viewer: Viewer) -> BooksPage:
    """The books as they stand."""
    desk = BooksOnDesk(viewer)
    may, may_not = options(viewer, desk)
    return BooksPage(
        at=viewer.at,
        office=viewer.unit.name,
        key=str(desk.matter.pk),
        sections=tuple(_sections(viewer, desk)),
        people=tuple(_people(desk)),
        left=tuple(_left(viewer, desk)),
        duty=tuple(each for each, _ in _duty(viewer)),
        deputies=tuple(choice.name for choice in _deputies(desk)),
        may=may,
        may_not=may_not,
        papers=papers_of_the_scheme(viewer),
        entries=desk.matter.chain_length,
    )


def _sections(viewer: Viewer, desk: BooksOnDesk) -> Iterator[BooksSection]:
    owed: dict[UUID, list[Obligation]] = {}
    for row in desk.open_obligations:
        if row.kind in GAPS:
            owed.setdefault(row.about, []).append(row)
    of_section: dict[UUID | None, list[Post]] = {}
    for post in desk.posts:
        of_section.setdefault(post.section_id, []).append(post)
    for section in desk.office.sections:
        if posts := of_section.get(section.id):
            yield BooksSection(
                section.key,
                section.name,
                tuple(_post(viewer, desk, post, owed.get(post.id, ())) for post in posts),
            )


def _post(viewer: Viewer, desk: BooksOnDesk, post: Post, owed: Any) -> BooksPost:
    holds = desk.sits(post.id, SittingRole.HOLDER)
    return BooksPost(
        key=str(post.id),
        name=post.name,
        rank="" if post.rank is Rank.STAFF else label(post.rank),
        holder=desk.name_on(post.id, SittingRole.HOLDER),
        since=chinese_time(holds.since).date() if holds else None,
        b_role=desk.name_on(post.id, SittingRole.B_ROLE),
        owed=tuple(_gap(viewer, row) for row in owed),
    )


def _gap(viewer: Viewer, row: Obligation) -> Tag:
    """That a post is owed somebody, by whom and until when."""
    assert row.bearer_id is not None and row.due_at is not None
    bearer = viewer.office.roster.posts[row.bearer_id].name
    said = f"{GAPS[row.kind]}：{bearer}{short(row.due_at)} 前补上"
    return Tag(said, Tone.LATE if row.due_at <= viewer.at else Tone.WARN)


def _people(desk: BooksOnDesk) -> Iterator[BooksPerson]:
    posts: dict[tuple[UUID, SittingRole], list[str]] = {}
    for post in desk.posts:
        for role in SittingRole:
            if found := desk.sits(post.id, role):
                posts.setdefault((found.person, role), []).append(post.name)
    for row in desk.members:
        yield BooksPerson(
            key=str(row.pk),
            name=row.name,
            holds=tuple(posts.get((row.pk, SittingRole.HOLDER), ())),
            stands_by=tuple(posts.get((row.pk, SittingRole.B_ROLE), ())),
            qualifications=tuple(row.qualifications),
        )


def _left(viewer: Viewer, desk: BooksOnDesk) -> Iterator[tuple[str, Any]]:
    for row in sorted(desk.people.values(), key=lambda row: str(row.left_at), reverse=True):
        if row.left_at is not None and row.left_at > viewer.at - A_YEAR:
            yield row.name, chinese_time(row.left_at).date()


def _duty(viewer: Viewer) -> Iterator[tuple[OnDuty, str]]:
    """The coming days, and the id of the post on duty."""
    roster, unit = viewer.office.roster, viewer.unit
    today = chinese_time(viewer.at).date()
    for n in range(DAYS):
        day = today + timedelta(days=n)
        post = roster.duty.get((unit.id, day))
        here = seat(roster, post, viewer.at).person if post else None
        yield (
            OnDuty(
                day=day,
                post=roster.posts[post].name if post else "",
                person=roster.people.get(here, "") if here else "",
                rests=not unit.hours.windows(day),
            ),
            str(post) if post else "",
        )


def _deputies(desk: BooksOnDesk) -> tuple[Choice, ...]:
    """The deputies in the order laid down; those without a place after them."""
    found = PostRow.objects.filter(
        jurisdiction=desk.jurisdiction, rank=Rank.DEPUTY, closed_at__isnull=True
    )
    ordered = sorted(found, key=lambda row: (row.deputy_order is None, row.deputy_order, row.key))
    return tuple(
        Choice(str(row.pk), f"{row.name}　{desk.name_on(row.pk, SittingRole.HOLDER)}".rstrip())
        for row in ordered
    )


def papers_of_the_scheme(viewer: Viewer) -> tuple[rows.PaperRow, ...]:
    """The newest papers of the scheme of duties: tables of A and B roles, descriptions of posts.
    Everybody of the office may read them."""
    found = Paper.objects.filter(
        jurisdiction=viewer.office.jurisdiction, matter__kind=MatterKind.SCHEME
    ).order_by("-issued_at", "-pk")
    return tuple(
        rows.PaperRow(
            PaperKind(row.kind), row.number, chinese_time(row.issued_at).date(), row.check_code
        )
        for row in found[:PAPERS]
    )


# ── the acts ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Judged:
    """One act on the books, judged for the viewer."""

    move: Move
    bars: tuple[Bar, ...]


def options(
    viewer: Viewer, desk: BooksOnDesk
) -> tuple[tuple[ActOption, ...], tuple[ActBarred, ...]]:
    """What the viewer may do on the books now, and what not: an act that ends something owed first."""
    judged = [_judged(viewer, desk, act) for act in KEYS]
    owed = {row.kind for row in desk.open_obligations}
    free = [each for each in judged if not each.bars]
    first = next((each for each in free if owed.intersection(each.move.ends)), None)
    may = tuple(
        ActOption(
            act=each.move.act,
            label=ACT_LABELS[each.move.act],
            hint=HINTS[each.move.act],
            key=KEYS[each.move.act],
            first=each is first,
        )
        for each in free
    )
    return may, tuple(_together(sentences(viewer, each)[0] for each in judged if each.bars))


def _together(barred: Iterable[ActBarred]) -> Iterator[ActBarred]:
    """What is barred by the same sentence, told once."""
    found: dict[tuple[str, str], list[ActBarred]] = {}
    for each in barred:
        found.setdefault((each.clause, each.sentence), []).append(each)
    for alike in found.values():
        yield replace(alike[0], label="、".join(each.label for each in alike))


def sentences(viewer: Viewer, judged: Judged) -> tuple[ActBarred, ...]:
    """Why the act may not be done: each bar with its clause and its sentence."""
    move = judged.move
    return tuple(
        ActBarred(
            move.act,
            ACT_LABELS[move.act],
            bar.clause,
            fill(template(bar.code), bar)
            + (who_may(viewer, move) if bar.code == "this_post_may_not" else ""),
        )
        for bar in judged.bars
    )


def who_may(viewer: Viewer, move: Move) -> str:
    """Some posts that have a power which the move takes, and who sits there."""
    roster = viewer.office.roster
    found = [
        post
        for post in sorted(roster.posts.values(), key=lambda post: post.key)
        if not post.closed and post.powers.intersection(move.may.powers)
        if Power.KEEP_OFFICE in move.may.powers or post.rank is Rank.MAIN
    ]
    if not found:
        return ""
    named = []
    for post in found[:SOME]:
        person = seat(roster, post.id, viewer.at).person
        named.append(post.name + (f"（{roster.people[person]}）" if person else ""))
    return f"可以找{'、'.join(named)}。"


def _judged(
    viewer: Viewer, desk: BooksOnDesk, act: str, parts: Mapping[Bearer, UUID] = NO_PARTS
) -> Judged:
    move = MOVES[act]
    facts = {
        "actor": viewer.actor,
        "hands": Hands({**desk.facet("hands", viewer.at).posts, **parts}),
        "moment": Moment(viewer.at, desk.matter.last_at),
    }
    return Judged(move, judge(move, OfficeState.STANDING, facts))


def books_act(viewer: Viewer, act: str, post: str = "", seen: int | None = None) -> ActPage:
    """The page of an act on the books; ``post`` is chosen beforehand. Raises ``NotFound`` for no act
    of people on them, and for no open post."""
    if act not in KEYS:
        raise NotFound(act)
    desk = BooksOnDesk(viewer)
    if post and post not in {str(each.id) for each in desk.posts}:
        raise NotFound(post)
    judged = _judged(viewer, desk, act)
    clause = clauses()[judged.move.clause]
    return ActPage(
        number="机构名册",
        service=viewer.unit.name,
        party="",
        act=act,
        label=ACT_LABELS[act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=tuple(_follows(judged.move)),
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        subject=str(desk.matter.pk),
        seen=desk.matter.chain_length,
        barred=sentences(viewer, judged),
        asked=(_asked(viewer, desk, act, post),),
        matter=MatterKind.OFFICE,
    )


def owed_act(viewer: Viewer, act: str, about: UUID, seen: int | None = None) -> ActPage:
    """The page on which whoever owes a post somebody, or the Office to take over a section, does so.
    Raises ``NotFound`` where that is not owed."""
    desk = BooksOnDesk(viewer)
    kind = next((kind for kind, ends in OWED_BY.items() if ends == act), "")
    owes = bearer(desk.open_obligations, about, (kind,))
    if owes is None:
        raise NotFound(act)
    part = Bearer.OFFICE if kind in EMPTY else Bearer.DOER
    judged = _judged(viewer, desk, act, {part: owes})
    clause = clauses()[judged.move.clause]
    post = desk.office.roster.posts.get(about)
    people = _people_to_choose(desk) if post else ()
    return ActPage(
        number="机构名册",
        service=post.name if post else _section(desk, about),
        party="",
        act=act,
        label=ACT_LABELS[act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=(
            FOLLOWS[act],
            f"了结应办：{OWED_LABELS[kind]}。",
            "记入台账，不能删改。",
        ),
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        subject=str(about),
        seen=desk.matter.chain_length,
        barred=sentences(viewer, judged),
        asked=(BooksAsked(people=people),),
        matter=MatterKind.OFFICE,
    )


def _section(desk: BooksOnDesk, key: UUID) -> str:
    return next(each.name for each in desk.office.sections if each.id == key)


def _follows(move: Move) -> Iterator[str]:
    """What the act will do, a sentence each."""
    yield f"{HINTS[move.act]}。"
    if move.ends:
        done = "、".join(OWED_LABELS[kind] for kind in move.ends)
        yield f"了结应办：{done}（这个岗位欠着的）。"
    if move.act == "office.leave_post":
        yield "空出来的岗位，当天就由B角或者直接领导顶着，手上的件照常计时。"
        for kind in move.opens:
            yield f"直接领导应办：{OWED_LABELS[kind]}（{OWED[kind].clause}）。"
    yield "记入台账，不能删改。"


def _asked(viewer: Viewer, desk: BooksOnDesk, act: str, post: str) -> BooksAsked:
    asked = BooksAsked(post=post)
    match act:
        case "office.take_up_post" | "office.name_b_role":
            return replace(asked, posts=posts_to_choose(desk), people=_people_to_choose(desk))
        case "office.leave_post":
            return replace(asked, sittings=tuple(_sittings(desk)))
        case "office.name_duty_leader":
            return replace(asked, leaders=leaders(desk), duty=tuple(_duty(viewer)))
        case "office.order_deputies":
            return replace(asked, deputies=_deputies(desk))
        case "office.enter_remedy":
            return replace(asked, remedy=remedy(viewer.unit))
        case _:
            return asked


def posts_to_choose(desk: BooksOnDesk) -> tuple[Choice, ...]:
    """Every open post with who holds it, by section."""
    return tuple(
        Choice(
            str(post.id),
            f"{post.name}（{desk.name_on(post.id, SittingRole.HOLDER) or '无人'}）",
            post.section,
        )
        for post in desk.posts
    )


def leaders(desk: BooksOnDesk) -> tuple[Choice, ...]:
    """The leaders' posts."""
    return tuple(
        Choice(str(post.id), f"{post.name} {desk.name_on(post.id, SittingRole.HOLDER)}".rstrip())
        for post in desk.posts
        if post.rank in (Rank.DEPUTY, Rank.MAIN)
    )


def _people_to_choose(desk: BooksOnDesk) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            person.key,
            f"{person.name}（{'、'.join(person.holds) or '还没有岗位'}）",
        )
        for person in _people(desk)
    )


def _sittings(desk: BooksOnDesk) -> Iterator[Choice]:
    """Who sits where, each to be left, and under their name the office as a whole."""
    seats: dict[UUID, list[Choice]] = {}
    for post in desk.posts:
        for role, word in ROLES.items():
            if found := desk.sits(post.id, role):
                key = f"{found.person}:{post.id}"
                leaving = Choice(
                    key, f"离开“{post.name}”（{word}）", desk.people[found.person].name
                )
                seats.setdefault(found.person, []).append(leaving)
    for row in desk.members:
        yield from seats.get(row.pk, ())
        yield Choice(f"{row.pk}:", "离开本单位（调出、退休、辞职、去世）", row.name)


# ── where something owed on the books is done ────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OwedThere:
    """An obligation of a matter that has no number: what is owed, and about what."""

    matter: MatterKind
    kind: str
    about: str


def owed_there(viewer: Viewer, obligation: UUID) -> OwedThere:
    """One open obligation of the viewer's office. Raises ``NotFound``."""
    found = Obligation.objects.filter(
        jurisdiction=viewer.office.jurisdiction, pk=obligation, ended_at__isnull=True
    )
    row = found.values_list("matter__kind", "kind", "about").first()
    if row is None:
        raise NotFound(str(obligation))
    matter, kind, about = row
    return OwedThere(MatterKind(matter), kind, str(about))
