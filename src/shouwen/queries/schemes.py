"""Versions of the scheme of duties, each with what it changes, lacks and closes, and what may be
done with it, by the same ``judge`` as the acts themselves (2.3, 2.6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.queries.books import Judged, sentences
from shouwen.queries.issued import issued
from shouwen.queries.ledger import since
from shouwen.queries.moves import person_on
from shouwen.queries.rows import ActBarred, ActOption, ActPage, SchemeHint
from shouwen.queries.rows.schemes import (
    ClosingPost,
    SchemesPage,
    SuccessionsAsked,
    VersionPage,
    VersionPost,
    VersionRow,
    VersionSection,
    WritePage,
)
from shouwen.queries.scheme import differences
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.scheme import SchemeRows, as_it_stands
from shouwen.records.casefile.scheme import in_force as in_force_at
from shouwen.records.models import Paper, Person, Post
from shouwen.records.models import Scheme as SchemeRow
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.scheme import Scheme
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, facets, judge
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.regimes.post_duty import holes, pointed_out
from shouwen.rules.sentences import fill, template
from shouwen.rules.verdict import Bar
from shouwen.rules.words import MatterKind, PaperKind, Power, SchemeState
from shouwen.rules.worktime import chinese_time

DRAFT, WRITE = "scheme.draft_scheme", "scheme.write_draft"
APPROVE, PUBLISH = "scheme.approve_scheme", "scheme.publish_scheme"
DESCRIBE = "scheme.issue_post_description"

KEYS = {WRITE: "E", APPROVE: "A", PUBLISH: "P"}
"""The acts that people do on a version, and the key that does each."""

HINTS = {
    WRITE: "改过以后要重新批准",
    APPROVE: "主要领导批准；还没有施行",
    PUBLISH: "从这一刻起照这一版办；上一版停用，AB角一览表重新发出",
}


class SchemeOnDesk(SchemeRows):
    """A version of the viewer's unit, not locked. Everybody of the office may read it."""

    def __init__(self, viewer: Viewer, number: int) -> None:
        """Raises ``NotFound``."""
        found = SchemeRow.objects.select_related("matter__jurisdiction").filter(
            unit=viewer.unit.id, number=number
        )
        row = found.first()
        if row is None:
            raise NotFound(str(number))
        self.row = row
        self.matter = row.matter
        self.jurisdiction = row.matter.jurisdiction
        self.office = viewer.office

    @property
    def state(self) -> SchemeState:
        """Where the version stands."""
        return SchemeState(self.matter.state)

    @property
    def open(self) -> bool:
        """Whether it may still be written."""
        return self.state in (SchemeState.DRAFT, SchemeState.APPROVED)

    @cached_property
    def now(self) -> Scheme:
        """What the tables of the unit amount to now."""
        return as_it_stands(self.books, Scheme.from_json(in_force_at(self.row.unit_id).content))


# ── the pages ────────────────────────────────────────────────────────────────────────────────────


def versions(viewer: Viewer) -> SchemesPage:
    """The versions there are and were."""
    found = SchemeRow.objects.filter(unit=viewer.unit.id).select_related("matter")
    rows = list(found.order_by("-number"))
    names = _approvers(rows)
    return SchemesPage(
        office=viewer.unit.name,
        versions=tuple(_row(row, names) for row in rows),
        barred=sentences(viewer, _drafting(viewer)),
    )


def _approvers(rows: list[SchemeRow]) -> dict[UUID, str]:
    keys = {row.approved_by_id for row in rows if row.approved_by_id}
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))


def _row(row: SchemeRow, names: dict[UUID, str]) -> VersionRow:
    approved = ""
    if row.approved_at is not None:
        by = f"{names[row.approved_by_id]} 批准" if row.approved_by_id else "随单位设立施行"
        approved = f"{_day(row.approved_at)} {by}"
    return VersionRow(
        number=row.number,
        state=SchemeState(row.matter.state),
        basis=str(row.content["basis"]),
        posts=len(row.content["posts"]),
        drafted_on=chinese_time(row.matter.opened_at).date(),
        approved=approved,
        published_on=_day(row.published_at),
        superseded_on=_day(row.superseded_at),
    )


def _day(at: datetime | None) -> Any:
    return chinese_time(at).date() if at else None


def version(viewer: Viewer, number: int) -> VersionPage:
    """One version. Raises ``NotFound``."""
    desk = SchemeOnDesk(viewer, number)
    scheme = desk.scheme
    against, changes = _changes(viewer, desk)
    may, may_not = _options(viewer, desk)
    return VersionPage(
        row=_row(desk.row, _approvers([desk.row])),
        key=str(desk.matter.pk),
        functions=tuple(function.text for function in scheme.functions),
        sections=tuple(_sections(scheme)),
        against=against,
        changes=changes,
        lacks=tuple(_hint(bar) for bar in holes(scheme)) if desk.open else (),
        hints=tuple(
            _hint(Bar(each.clause, each.code, each.params)) for each in pointed_out(scheme)
        ),
        closing=_closing(desk) if desk.open else (),
        may=may,
        may_not=may_not,
        papers=issued(desk.matter.pk),
        frozen=not desk.open,
    )


def _hint(bar: Bar) -> SchemeHint:
    return SchemeHint(fill(template(bar.code), bar), bar.clause)


def _changes(viewer: Viewer, desk: SchemeOnDesk) -> tuple[str, tuple[str, ...]]:
    """What the version says otherwise: one to come than what stands, one that came than the one
    before it."""
    if desk.open:
        return "公布以后，和现在相比", differences(desk.now, desk.scheme)
    before = SchemeRow.objects.filter(
        unit=viewer.unit.id, number__lt=desk.row.number, published_at__isnull=False
    )
    last = before.order_by("-number").first()
    if last is None:
        return "", ()
    return f"和第 {last.number} 版相比", differences(Scheme.from_json(last.content), desk.scheme)


def _sections(scheme: Scheme) -> Iterator[VersionSection]:
    name = {key: person.name for key, person in scheme.person.items()}
    for section in scheme.sections:
        leader = scheme.post.get(section.supervised_by)
        yield VersionSection(
            name=section.name,
            leader=leader.name if leader else "",
            duties=tuple(duty.text for duty in section.duties),
            posts=tuple(
                VersionPost(
                    name=post.name,
                    holder=name.get(post.holder, ""),
                    b_role=name.get(post.b_role, ""),
                    duties=tuple(duty.task for duty in post.duties),
                    powers=tuple(label(power) for power in Power if power in post.powers),
                )
                for post in scheme.posts
                if post.section == section.key
            ),
        )


def _closing(desk: SchemeOnDesk) -> tuple[ClosingPost, ...]:
    ways = {way.post: way.successor for way in desk.scheme.successions}
    open_posts = {post.key for post in desk.now.posts}
    found = []
    for load in desk.standing.closing:
        heir = desk.scheme.post.get(ways.get(load.post, ""))
        if load.any or load.post in open_posts:
            found.append(
                ClosingPost(
                    key=load.post,
                    name=load.name,
                    obligations=load.obligations,
                    cases=load.cases,
                    services=load.services,
                    successor=heir.name if heir else "",
                )
            )
    return tuple(found)


# ── the acts ─────────────────────────────────────────────────────────────────────────────────────


def _judged(viewer: Viewer, desk: SchemeOnDesk, act: str) -> Judged:
    """A move on a version. Publishing supersedes the version in force first, so that this one is
    asked as if none were."""
    move = MOVES[act]
    facts: dict[str, Any] = {name: desk.facet(name, viewer.at) for name in facets(move)}
    if act == PUBLISH:
        facts["standing"] = replace(desk.standing, in_force=None)
    facts |= {
        "actor": viewer.actor,
        "hands": desk.facet("hands", viewer.at),
        "moment": Moment(viewer.at, desk.matter.last_at),
    }
    return Judged(move, judge(move, desk.state, facts))


def _drafting(viewer: Viewer) -> Judged:
    facts = {"actor": viewer.actor, "hands": Hands({}), "moment": Moment(viewer.at, None)}
    return Judged(MOVES[DRAFT], judge(MOVES[DRAFT], None, facts))


def _options(
    viewer: Viewer, desk: SchemeOnDesk
) -> tuple[tuple[ActOption, ...], tuple[ActBarred, ...]]:
    """What may be done with a version that is not published yet."""
    if not desk.open:
        return (), ()
    judged = [_judged(viewer, desk, act) for act in KEYS]
    expected = PUBLISH if desk.state is SchemeState.APPROVED else APPROVE
    may = tuple(
        ActOption(
            act=each.move.act,
            label=ACT_LABELS[each.move.act],
            hint=HINTS[each.move.act],
            key=KEYS[each.move.act],
            first=each.move.act == expected,
        )
        for each in judged
        if not each.bars
    )
    now = (each for each in judged if each.bars and desk.state in each.move.before)
    barred = [bar for each in now for bar in sentences(viewer, each)]
    if desk.state is SchemeState.DRAFT:
        barred.append(_not_before_it_is_approved())
    return may, tuple(barred)


def _not_before_it_is_approved() -> ActBarred:
    draft, approved = label(SchemeState.DRAFT), label(SchemeState.APPROVED)
    sentence = f"现在是“{draft}”，到“{approved}”才能办。"
    return ActBarred(PUBLISH, ACT_LABELS[PUBLISH], MOVES[PUBLISH].clause, sentence)


def version_act(viewer: Viewer, number: int, act: str, seen: int | None = None) -> ActPage:
    """The page that approves or publishes a version, or says who takes over from posts that go.
    Raises ``NotFound``."""
    if act not in KEYS:
        raise NotFound(act)
    desk = SchemeOnDesk(viewer, number)
    judged = _judged(viewer, desk, act)
    asked: tuple[SuccessionsAsked, ...] = ()
    if act == WRITE:
        keys = tuple((post.key, post.name) for post in desk.scheme.posts)
        asked = (SuccessionsAsked(_closing(desk), keys, desk.scheme),)
    changed = since(viewer, desk.matter.pk, seen) if seen is not None else ""
    what = f"岗位责任制方案第 {number} 版"
    follows = tuple(_follows(desk, judged.move))
    subject = str(desk.matter.pk)
    return _page(viewer, judged, what, subject, desk.matter.chain_length, changed, follows, asked)


def _follows(desk: SchemeOnDesk, move: Move) -> Iterator[str]:
    yield f"{HINTS[move.act]}。"
    if move.act == PUBLISH:
        for post in _closing(desk):
            if post.any and post.successor:
                yield f"“{post.name}”的在办件和事项，转给“{post.successor}”；到期时间不变。"
    yield "记入台账，不能删改。"


def write_page(viewer: Viewer, number: int | None = None) -> WritePage:
    """The page where a version is written in a sheet. Raises ``NotFound``."""
    if number is None:
        judged, subject = _drafting(viewer), viewer.unit.id
    else:
        desk = SchemeOnDesk(viewer, number)
        judged, subject = _judged(viewer, desk, WRITE), desk.matter.pk
    return WritePage(
        at=viewer.at,
        unit=str(viewer.unit.id),
        subject=str(subject),
        number=number,
        barred=sentences(viewer, judged),
    )


def content(viewer: Viewer, number: int) -> Scheme:
    """What a version says. Raises ``NotFound``."""
    return SchemeOnDesk(viewer, number).scheme


# ── a post's description ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Described:
    """A post of the unit, by id and name."""

    id: UUID
    name: str


def _described(viewer: Viewer, key: str) -> Described:
    found = Post.objects.filter(section__unit=viewer.unit.id, key=key, closed_at__isnull=True)
    row = found.values_list("pk", "name").first()
    if row is None:
        raise NotFound(key)
    return Described(*row)


def description_act(viewer: Viewer, key: str, seen: int | None = None) -> ActPage:
    """The page that issues the description of a post (2.7.3). Raises ``NotFound``."""
    post = _described(viewer, key)
    desk = SchemeOnDesk(viewer, in_force_at(viewer.unit.id).number)
    judged = _judged(viewer, desk, DESCRIBE)
    follows = (
        f"编号并发出{label(PaperKind.POST_DESCRIPTION)}，照现在施行的第 {desk.row.number} 版。",
        "本机关的人都能看、能打印。",
        "记入台账，不能删改。",
    )
    changed = since(viewer, desk.matter.pk, seen) if seen is not None else ""
    page = _page(
        viewer, judged, post.name, str(post.id), desk.matter.chain_length, changed, follows, ()
    )
    return replace(page, party=person_on(viewer, post.id))


def newest_description(viewer: Viewer) -> str:
    """The check code of the description issued last. Raises ``NotFound``."""
    found = Paper.objects.filter(
        jurisdiction=viewer.office.jurisdiction, kind=PaperKind.POST_DESCRIPTION
    ).order_by("-issued_at", "-pk")
    code = found.values_list("check_code", flat=True).first()
    if code is None:
        raise NotFound(PaperKind.POST_DESCRIPTION)
    return code


def _page(
    viewer: Viewer,
    judged: Judged,
    what: str,
    subject: str,
    seen: int,
    changed: str,
    follows: tuple[str, ...],
    asked: tuple[SuccessionsAsked, ...],
) -> ActPage:
    move = judged.move
    clause = clauses()[move.clause]
    return ActPage(
        number=what,
        service=viewer.unit.name,
        party="",
        act=move.act,
        label=ACT_LABELS[move.act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=follows,
        changed=changed,
        subject=subject,
        seen=seen,
        barred=sentences(viewer, judged),
        asked=asked,
        matter=MatterKind.SCHEME,
    )
