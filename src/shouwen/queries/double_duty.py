"""What leaders keep of their double duty: dated records by half-year, and half-years without one
(2.5). Each leader reads their own, supervision everybody's; nobody the content."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from shouwen.queries.books import BooksOnDesk, Judged, sentences
from shouwen.queries.ledger import since
from shouwen.queries.moves import person_on
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.assessment import DoubleDutyPage, HalfRow, LeaderRow, RecordRow
from shouwen.queries.viewer import NotForYou, NotFound, Viewer
from shouwen.records.casefile.books import RECORDS as OWED
from shouwen.records.casefile.books import bearer
from shouwen.records.models import DoubleDuty, Obligation
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.double_duty import LEADERS, half_of, next_half
from shouwen.rules.facts.seats import Hands, Post
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.words import Bearer, DutyGroup, MatterKind, OfficeState, Power
from shouwen.rules.worktime import ONE_DAY, chinese_time

RECORDS = {
    "office.record_integrity": DutyGroup.INTEGRITY,
    "office.record_ideology": DutyGroup.IDEOLOGY,
}
"""The acts that record double duty, with what each records."""

HALVES = 4  # that are shown, the present one included


def may_read(viewer: Viewer) -> bool:
    """Whether the viewer reads any records: their own as a leader, or everybody's."""
    return viewer.may(Power.SUPERVISE) or bool(_mine(viewer, BooksOnDesk(viewer)))


def double_duty(viewer: Viewer) -> DoubleDutyPage:
    """The records of the viewer's posts; of supervision, of every leader's. Raises ``NotForYou`` for
    who is neither."""
    desk = BooksOnDesk(viewer)
    everybody = viewer.may(Power.SUPERVISE)
    shown = list(_posts(viewer, desk)) if everybody else _mine(viewer, desk)
    if not shown:
        raise NotForYou(Power.SUPERVISE)
    return DoubleDutyPage(tuple(_leader(viewer, desk, post) for post in shown), everybody)


def _posts(viewer: Viewer, desk: BooksOnDesk) -> Iterator[Post]:
    """The leaders' posts, and former ones of which records are owed still: their work went to
    another post (2.6)."""
    for post in sorted(viewer.office.roster.posts.values(), key=lambda post: post.key):
        owes = bearer(desk.open_obligations, post.id, OWED)
        if post.rank in LEADERS and (owes or not post.closed):
            yield post


def _mine(viewer: Viewer, desk: BooksOnDesk) -> list[Post]:
    """Those whose records are the viewer's to keep, or to read as who sits there."""
    return [
        post
        for post in _posts(viewer, desk)
        if {post.id, _doer(desk, post)}.intersection(viewer.posts)
    ]


def _doer(desk: BooksOnDesk, post: Post) -> UUID:
    """The post from which they are kept."""
    return bearer(desk.open_obligations, post.id, OWED) or post.id


def _leader(viewer: Viewer, desk: BooksOnDesk, post: Post) -> LeaderRow:
    return LeaderRow(
        key=str(post.id),
        post=post.name,
        person=person_on(viewer, _doer(desk, post)),
        halves=tuple(_halves(viewer, post)),
        may=tuple(
            (act, group)
            for act, group in RECORDS.items()
            if not _judged(viewer, desk, post, act).bars
        ),
    )


def _halves(viewer: Viewer, post: Post) -> Iterator[HalfRow]:
    """The half-years since records are kept, the newest first."""
    today = chinese_time(viewer.at).date()
    of_half: dict[str, list[RecordRow]] = {}
    found = DoubleDuty.objects.filter(post=post.id).select_related("person").order_by("-day", "-pk")
    for row in found:
        record = RecordRow(DutyGroup(row.group), row.kind, row.day, row.reference, row.person.name)
        of_half.setdefault(row.half, []).append(record)
    first = _first_half(post)
    day = today
    for n in range(HALVES):
        half = half_of(day)
        records = tuple(of_half.get(half, ()))
        groups = {record.group for record in records}
        if n == 0 or records or (first and first <= half):
            yield HalfRow(
                name=half_name(day),
                records=records,
                lacks=tuple(group for group in RECORDS.values() if group not in groups),
                over=n > 0,
            )
        day = _before(day)


def _first_half(post: Post) -> str:
    """The first half-year in which records were owed of a post; empty: none was yet."""
    owed = Obligation.objects.filter(about=post.id, kind__in=OWED).order_by("opened_at")
    began = owed.values_list("opened_at", flat=True).first()
    return half_of(chinese_time(began).date()) if began else ""


def half_name(day: date) -> str:
    """2026 年上半年."""
    return f"{day.year} 年{'上' if day.month <= 6 else '下'}半年"


def _before(day: date) -> date:
    """A day of the half-year before that of ``day``."""
    begins = date(day.year, 1 if day.month <= 6 else 7, 1)
    return begins - ONE_DAY


def _judged(viewer: Viewer, desk: BooksOnDesk, post: Post, act: str) -> Judged:
    move = MOVES[act]
    facts = {
        "actor": viewer.actor,
        "hands": Hands({Bearer.DOER: _doer(desk, post)}),
        "moment": Moment(viewer.at, desk.matter.last_at),
    }
    return Judged(move, judge(move, OfficeState.STANDING, facts))


def double_duty_act(viewer: Viewer, act: str, post: UUID, seen: int | None = None) -> ActPage:
    """The page that records something done from a leader's post. Raises ``NotFound``."""
    desk = BooksOnDesk(viewer)
    here = next((each for each in _posts(viewer, desk) if each.id == post), None)
    if act not in RECORDS or here is None:
        raise NotFound(act)
    judged = _judged(viewer, desk, here, act)
    clause = clauses()[judged.move.clause]
    today = chinese_time(viewer.at).date()
    until = chinese_time(next_half(today)).date() - ONE_DAY
    return ActPage(
        number="一岗双责",
        service=here.name,
        party=person_on(viewer, _doer(desk, here)),
        act=act,
        label=ACT_LABELS[act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=(
            f"{half_name(today)}的“{label(RECORDS[act])}”有了记录；到 {until} 为止至少一次。",
            "只记做了什么、哪一天、记录在哪里；内容不进系统。",
            "记入台账，不能删改。",
        ),
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        subject=str(post),
        seen=desk.matter.chain_length,
        barred=sentences(viewer, judged),
        matter=MatterKind.OFFICE,
    )
