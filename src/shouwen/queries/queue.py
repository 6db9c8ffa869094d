"""The queue: what the posts I sit on owe now, by due time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField, Window

from shouwen.queries.absence_moves import ending
from shouwen.queries.deadline import card, deadline, last_day, left
from shouwen.queries.moves import ABOUT, KEYS
from shouwen.queries.overnight import in_grace, kept, stayed
from shouwen.queries.rows import (
    ActOption,
    Deadline,
    Peek,
    QueueGroup,
    QueuePage,
    QueueRow,
    QueueView,
    QueueViews,
)
from shouwen.queries.viewer import NotFound, Viewer, seat_row, stands_for
from shouwen.records.casefile.case import fold_rows, frozen_guide, hands
from shouwen.records.models import (
    AssessmentStep,
    Briefing,
    ClockEvent,
    ContactAbout,
    Cover,
    LedgerEntry,
    Matter,
    Obligation,
    OtherUnit,
)
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.seats import Hands, Seat
from shouwen.rules.judge import MOVES, taking_seat
from shouwen.rules.labels import ACT_LABELS, OWED_LABELS, label
from shouwen.rules.owed import BACKSTOPS, SIGNATURES
from shouwen.rules.words import (
    AssessmentStage,
    Bearer,
    Card,
    ClockName,
    MatterKind,
    SeatRule,
)
from shouwen.rules.worktime import OfficeHours, chinese_time, midnight_after

MOST = 60  # rows on one page; the page says how many more there are
LISTED = 500  # lines of a hand-over list on one page: of the rest one sentence is said
MOST_SIGNS = 60  # of what a contact is about
WHOLE = ("decide", "do_at_once")  # what the whole case is owed; past the statute it turns black
WEEKDAYS = "一二三四五六日"

TODO = {
    "examine_materials": "把材料逐项对照办事指南审核完，当场告诉申请人结果。",
    "answer_receipt": "材料齐全的受理；有问题的，把查出的各处一次写清，书面告知申请人。",
    "answer_silence": "五个工作日里没有告知申请人。请马上受理或者答复。",
    "check_correction": "核对申请人补来的材料：都到位的受理，仍不到位的退回。",
    "call_back": "临近到期或者由工作人员提出的撤回。请给申请人打电话，问清是不是自己愿意。",
    "find_successor": "申请人已经去世或者终止。请查明谁承受：继承人、遗产管理人、清算组；登记以后接着办。",
    "tell_new_faults": "申请人新交的材料里查出了新问题，由您审定后补充告知，只说新交的材料。",
    "settle_lapse": "申请人的补正期限过了。联系申请人，问清是补正还是撤回。",
    "do_at_once": "齐全能办的当场办完，今天就把结果交到申请人手里。",
    "decide": "按公布的步骤办完，作出决定，把结果交到申请人手里。",
    "decide_renewal": "证照届满前作出是否准予延续的决定；届满没有决定的，视为准予延续，记逾期。",
    "sign_decision": "各环节已经办完。请阅卷，作出决定。",
    "finish_step": "办完这个环节，写明查明了什么、意见是什么。",
    "sign_off_step": "今日签办：写明意见。",
    "leader_step": "请阅卷，写明意见。",
    "review_refusal": "逐条看理由、事实、证据、条文，同意报批、退回或者推翻。",
    "approve_refusal": "看三个人是不是三个人、理由站不站得住，批准、退回或者推翻。",
    "amend_refusal": "照退回的理由改，改后再报；不再提不予的，接着办。",
    "amend_guide": "有一条不予的理由，公布的办事指南里没有。请改指南，送审、公布；新的一版写了就自动了结。",
    "serve_refusal": "把决定书送到申请人手里，留下凭证；两个救济期限从这时起算。",
    "decide_extension": "看理由是不是站得住、能不能按期办完，批准或者不同意延期。",
    "tell_extension": "把延期告知书送到申请人手里，原期限前送达才有效。",
    "deliver": "把决定书和结果送到申请人手里，留下凭证。",
    "close_after_notice": "公告期满，文书算送达了。请在案卷里办结。",
    "bring_again": "邮件退回来了，文书更正了，或者不予受理撤销了：申请人手里还没有这一份。三次送不到的可以公告。",
    "return_materials": "对照收件清单逐项退还，核对领取人的证件；代领的要授权委托书。签收单归档。",
    "agree_to_stand_in": "看清替谁、替哪个岗、从几时到几时，答应或者回绝。",
    "approve_absence": "看清谁顶岗、科室空不空，离岗前批准或者不批准。",
    "take_over_section": "那个科室要没有人了。确认办公室接手：代收、告知、转交。",
    "hand_over": "把清单上每一件写明办到哪一步，交给顶岗的人。",
    "take_hand_over": "看过清单，问清楚，签收。",
    "see_hand_over": "离岗的人交接了什么，请看一遍。",
    "designate_stand_in": "指定一位那段时间在岗、有资格的人顶岗。",
    "find_absent": "说好回来的时间过了，人还没有签到。请找到他，问清情况。",
    "hold_hearing": "定时间、地点和主持人，七个工作日以前通知；按时听证，笔录签字。",
    "bring_hearing_notice": "他只留了地址：听证通知书要当天寄出或者送到，到听证不能少于七个工作日。",
    "answer_consultation": "看清问的是什么，写明答复；协办的，办完写明结果。",
    "tell_outcome": "咨询有了答复：发消息或者打电话告诉申请人。",
    "approve_extension": "看清要延长到几时、顶岗的人能不能接着顶，批准延长。",
    "hand_back": "人回来了：把期间办了什么、还有什么说清楚，交还。",
    "take_back": "顶岗的人已经交还。请核对，接回工作。",
    "fill_post": "这个岗位没有责任人。请安排一位。",
    "name_b_role": "这个岗位没有 B角。请指定另一个有资格的人。",
    "mend_entry": "有人说名录里这一条有错。打一打、看一看，改正；没有错的，核对无误。",
    "record_integrity": "做过的党风廉政工作（谈话、会议、检查），写明哪一天、记录的编号；内容不用写。",
    "record_ideology": "做过的思想政治工作（谈心、学习、家访），写明哪一天、记录的编号；内容不用写。",
    "take_contact": "打开看看：归您的接下来，不归您的转给管这件事的岗位。",
    "dispose_contact": "答复、告知、收件、引导或者转交，今天要有着落。",
    "confirm_contact": "转来的：归您的确认接手，不归您的写明理由退回。",
    "assign_contact": "几个岗位说不清归谁。看清各自的职责，指定一个。",
    "call_asker": "替您接下的，来人在等。请打电话，说清怎么办。",
    "find_out": "查明归哪个单位办、电话多少，给来人回话。",
    "account_for_empty": "登记着有人的科室，来人去了没有人。请查明原因。",
    "brief_officer": "多次转错的人：逐件讲一讲该转到哪里，写明讲了什么。",
    "pass_on_report": "把投诉举报转到该办的地方，避开被反映的人。",
    "tell_asker": "问的都有了答复：发消息或者打电话告诉来人。",
    "settle_unlisted": "公布指南并收件，或者书面告诉申请人归哪个单位办、为什么。",
    "review_version": "办事指南送审了：看清改了什么、条件材料是不是写明了，通过或者写明意见退回。",
    "revise_draft": "送审的办事指南退回来了：按意见改好，再送审。",
    "publish_version": "办事指南审核过了。请看一遍，定下施行的日期，公布；有不妥的写明意见退回。",
    "finish_stage": "年度考核的这一步办完以后，写明依据的文件或者记录。",
}
"""What whoever bears an obligation does about it, in one sentence."""

ELSEWHERE = ("amend_guide", "brief_officer")
"""What is done elsewhere than on the page of the case or contact that it is owed on."""


class Owing(NamedTuple):
    """An open obligation with what the queue shows of its matter: columns, no models, for there are
    many of them on every page. What a case has is None of any other matter; so is what an absence
    has."""

    id: UUID
    kind: str
    clause: str
    about: UUID
    bearer: UUID
    opened_at: datetime
    due_at: datetime | None
    missed_at: datetime | None
    matter: UUID
    life: str  # the kind of the matter
    number: str | None
    state: str
    applicant: str
    subject: str
    handler: UUID
    window: UUID | None
    version: UUID
    received_at: datetime
    service: str
    away: UUID  # who is
    leaves_at: datetime
    returns_at: datetime | None
    total: int  # of all that were found, these and those beyond the page
    past_statute: bool
    covered: UUID | None  # the post that somebody stands in on, where it is about that
    year: int | None  # of an assessment
    stage: str | None  # of an assessment, where it is about one
    asker: str | None  # of what no guide covers
    wish: str | None
    guide: str | None  # of a version of a guide: of which service
    edition: int | None  # and which
    outside: str | None  # of the directory: another unit, where it is about one
    caller: str | None  # of a contact: who asks
    wanted: str | None  # and for what
    briefed: UUID | None  # with whom something is to be gone through, where it is about that


_CASE = "matter__case__"
_ABSENCE = "matter__absence__"
COLUMNS = (
    *("pk", "kind", "clause", "about", "bearer", "opened_at", "due_at", "missed_at", "matter"),
    *("matter__kind", "matter__number", "matter__state", f"{_CASE}applicant", f"{_CASE}subject"),
    *(f"{_CASE}handler", f"{_CASE}window", f"{_CASE}version", f"{_CASE}received_at"),
    *(f"{_CASE}version__service__name", f"{_ABSENCE}person", f"{_ABSENCE}leaves_at"),
    *(f"{_ABSENCE}returns_at", "total", "past_statute", "covered"),
    *("matter__assessment__year", "stage"),
    *("matter__unlisted__applicant", "matter__unlisted__wish"),
    *("matter__serviceversion__service__name", "matter__serviceversion__number"),
    *("outside", "matter__contact__name", "matter__contact__wanted", "briefed"),
)


@dataclass(frozen=True, slots=True)
class Mine:
    """The obligations of a viewer: the nearest as rows, and how many there are in all."""

    found: tuple[Owing, ...]
    total: int


def mine(viewer: Viewer, chosen: Q | None = None, most: int | None = None) -> Mine:
    """The open obligations of the viewer's posts by due time, those that stand still last."""
    found = open_on(viewer.posts, viewer.person)
    if chosen is not None:
        found = found.filter(chosen)
    return _nearest(viewer, found, most or MOST)


def owed_on(viewer: Viewer, posts: Iterable[UUID]) -> Mine:
    """What is owed on some posts of the office, whoever sits there: what a hand-over list is drawn
    up from (X2); what reports on somebody stands on none (1.3.4b)."""
    found = open_on(posts).exclude(matter__contact__sealed=True)
    return _nearest(viewer, found, LISTED)


def _nearest(viewer: Viewer, found: QuerySet[Obligation], most: int) -> Mine:
    rows = (
        found.annotate(
            total=Window(Count("pk")),
            past_statute=Exists(
                Obligation.objects.filter(
                    matter=OuterRef("matter"),
                    kind="decide_by_law",
                    ended_at__isnull=True,
                    due_at__lte=viewer.at,
                )
            ),
            covered=Subquery(
                Cover.objects.filter(pk=OuterRef("about")).values("post"), output_field=UUIDField()
            ),
            stage=Subquery(AssessmentStep.objects.filter(pk=OuterRef("about")).values("stage")),
            outside=Subquery(OtherUnit.objects.filter(pk=OuterRef("about")).values("name")),
            briefed=Subquery(
                Briefing.objects.filter(pk=OuterRef("about")).values("person"),
                output_field=UUIDField(),
            ),
        )
        .order_by(F("due_at").asc(nulls_last=True), "pk")
        .values_list(*COLUMNS)[:most]
    )
    nearest = tuple(map(Owing._make, rows))
    return Mine(nearest, nearest[0].total if nearest else 0)


def owed(viewer: Viewer) -> int:
    """How many obligations of the viewer's posts are open."""
    return open_on(viewer.posts, viewer.person).count()


def open_on(posts: Iterable[UUID], unseen_by: UUID | None = None) -> QuerySet[Obligation]:
    """What these posts owe and the queue shows; to whom a report is about, nothing of it, whichever
    post they sit on (1.3.4b)."""
    owed = Obligation.objects.filter(bearer__in=posts, ended_at__isnull=True)
    about = ContactAbout.objects.filter(contact=OuterRef("matter"), person=unseen_by)
    return owed.exclude(kind__in=BACKSTOPS).exclude(Exists(about))


def queue_rows(viewer: Viewer, found: Iterable[Owing]) -> tuple[QueueRow, ...]:
    """Obligations as the queue lists them."""
    return tuple(_row(viewer, row) for row in found)


def _row(viewer: Viewer, row: Owing) -> QueueRow:
    hours = _hours(viewer, row)
    shown = card(row.opened_at, row.due_at, viewer.at, hours.calendar)
    who, about = parties(viewer, row)
    return QueueRow(
        obligation=str(row.id),
        what=OWED_LABELS[row.kind],
        card=Card.BLACK if row.past_statute and row.kind in WHOLE else shown,
        who=who,
        about=about,
        clause=row.clause,
        number="" if row.kind in ELSEWHERE else row.number or "",
        left=left(row.due_at, shown, viewer.at, hours),
        stands_for=stands_for(viewer.office.roster, _seat(viewer, row), viewer.at),
        matter=MatterKind(row.life),
    )


def parties(viewer: Viewer, row: Owing) -> tuple[str, str]:
    """Whom an obligation is about, and what: the applicant and the service; who is away, from when
    to when, and on which post; which stage of which year's assessment; else post or section."""
    roster = viewer.office.roster
    match row.life:
        case MatterKind.CASE:
            if row.subject in row.applicant:
                return row.applicant, row.service
            return row.applicant, f"{row.service} · {row.subject}"
        case MatterKind.ABSENCE:
            span = f"离岗 {short(row.leaves_at)} — "
            span += short(row.returns_at) if row.returns_at else "还不知道"
            post = f" · {roster.posts[row.covered].name}" if row.covered else ""
            return roster.people[row.away], span + post
        case MatterKind.UNLISTED:
            return row.asker or "", row.wish or ""
        case MatterKind.CONTACT if row.briefed:
            return roster.people[row.briefed], "多次转错"
        case MatterKind.CONTACT:
            return row.caller or "来人", (row.wanted or "")[:MOST_SIGNS]
        case MatterKind.ASSESSMENT:
            about = label(AssessmentStage(row.stage)) if row.stage else ""
            return f"{row.year} 年度考核", about
        case MatterKind.SERVICE_VERSION:
            return row.guide or "", f"办事指南第 {row.edition} 版"
        case MatterKind.OFFICE if row.outside:
            return row.outside, "其他单位"
        case _:
            return _place(viewer, row.about)


def _place(viewer: Viewer, about: UUID) -> tuple[str, str]:
    """The post or the section that something of the books is about; else the unit."""
    if post := viewer.office.roster.posts.get(about):
        return post.name, "岗位"
    section = next((each.name for each in viewer.office.sections if each.id == about), None)
    return (section, "科室") if section else (viewer.unit.name, "岗位")


def short(at: datetime) -> str:
    """11-25 09:00, in Chinese time."""
    local = chinese_time(at)
    return f"{local.month}-{local.day} {local:%H:%M}"


def _hours(viewer: Viewer, row: Owing) -> OfficeHours:
    """The hours of the unit that handles the case, or of the bearer's."""
    return viewer.office.unit(row.handler or row.bearer).hours


def _seat(viewer: Viewer, row: Owing) -> Seat:
    return next(seat for seat in viewer.actor.seats if seat.post == row.bearer)


# ── the page ─────────────────────────────────────────────────────────────────────────────────────


def queue(viewer: Viewer, view: str = "all") -> QueuePage:
    """My open obligations in one ``view``, with the nearest of them looked into."""
    counts = _counts(viewer)
    chosen = _chosen(viewer, view)
    found = mine(viewer, chosen)
    listed = queue_rows(viewer, found.found)
    return QueuePage(
        view=view,
        views=_views(viewer, counts),
        groups=tuple(_groups(viewer.at, found, listed)),
        total=sum(count.n for count in counts.values()),
        late=sum(count.late for count in counts.values()),
        peek=_peek(viewer, found.found[0], listed[0]) if listed else None,
        away=_away(viewer),
        stayed=sum(count.stayed for count in counts.values()),
        grace=sum(count.grace for count in counts.values()),
    )


def _away(viewer: Viewer) -> str:
    """The number of the absence that keeps the viewer away: their desk is somebody else's until
    they have signed in."""
    away = viewer.office.roster.is_away(viewer.person, viewer.at)
    if away is None:
        return ""
    return Matter.objects.values_list("number", flat=True).get(pk=away.absence) or ""


def peek(viewer: Viewer, obligation: UUID) -> Peek:
    """One of the viewer's obligations, looked into. Raises :class:`NotFound` for anybody else's."""
    found = mine(viewer, Q(pk=obligation)).found
    if not found:
        raise NotFound(str(obligation))
    return _peek(viewer, found[0], _row(viewer, found[0]))


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many obligations a post owes: all, late ones, those of today, those that stand still; and
    signatures that stayed overnight, or have their grace."""

    n: int = 0
    late: int = 0
    today: int = 0
    stopped: int = 0
    stayed: int = 0
    grace: int = 0


def _today_ends(at: datetime) -> datetime:
    return midnight_after(chinese_time(at).date())


def _chosen(viewer: Viewer, view: str) -> Q | None:
    """The obligations of a view. Raises :class:`NotFound` for a view that the viewer has not."""
    own = [seat.post for seat in viewer.actor.seats if seat.rule is SeatRule.HOLDER]
    views = {
        "all": None,
        "own": Q(bearer__in=own),
        "late": Q(due_at__lte=viewer.at),
        "today": Q(due_at__lte=_today_ends(viewer.at)),
        "stopped": Q(due_at__isnull=True),
        **{str(post): Q(bearer=post) for post in viewer.posts},
    }
    if view not in views:
        raise NotFound(view)
    return views[view]


def _counts(viewer: Viewer) -> dict[UUID, _Counts]:
    found = open_on(viewer.posts, viewer.person).order_by().values("bearer")
    signature = Q(kind__in=SIGNATURES) & kept(viewer.at, viewer.unit.hours)
    return {
        row.pop("bearer"): _Counts(**row)
        for row in found.annotate(
            n=Count("pk"),
            late=Count("pk", filter=Q(due_at__lte=viewer.at)),
            today=Count("pk", filter=Q(due_at__lte=_today_ends(viewer.at))),
            stopped=Count("pk", filter=Q(due_at__isnull=True)),
            stayed=Count("pk", filter=signature & stayed(viewer.at)),
            grace=Count("pk", filter=signature & in_grace(viewer.at)),
        )
    }


def _views(viewer: Viewer, counts: dict[UUID, _Counts]) -> tuple[QueueViews, ...]:
    roster, none = viewer.office.roster, _Counts()

    def total(name: str, posts: Iterable[UUID]) -> int:
        return sum(getattr(counts.get(post, none), name) for post in posts)

    own = [seat.post for seat in viewer.actor.seats if seat.rule is SeatRule.HOLDER]
    standing_in = [seat for seat in viewer.actor.seats if seat.rule is not SeatRule.HOLDER]
    return (
        QueueViews(
            "我的",
            (
                QueueView("all", "全部应办", total("n", viewer.posts)),
                QueueView("own", "本岗", total("n", own)),
                *(
                    QueueView(
                        str(seat.post),
                        f"代 {stands_for(roster, seat, viewer.at)}",
                        total("n", [seat.post]),
                    )
                    for seat in standing_in
                ),
            ),
        ),
        QueueViews(
            "要紧的",
            (
                QueueView("late", "超期", total("late", viewer.posts), hot=True),
                QueueView("today", "今天到期", total("today", viewer.posts)),
                QueueView("stopped", "停表中", total("stopped", viewer.posts)),
            ),
        ),
    )


def _groups(at: datetime, found: Mine, listed: tuple[QueueRow, ...]) -> Iterable[QueueGroup]:
    """Today (what is late, too), tomorrow, this week, later."""
    today = chinese_time(at).date()
    week = today + timedelta(days=6 - today.weekday())
    tomorrow = today + timedelta(days=1)
    spans = [
        ("今天", today, _day(today)),
        ("明天", tomorrow, _day(tomorrow)),
        ("本周", week, f"到 {_day(week)}"),
    ]

    def span(row: QueueRow) -> int:
        if row.left.due_at is None:
            return len(spans)
        day = last_day(row.left.due_at)
        return next((n for n, (_, until, _) in enumerate(spans) if day <= until), len(spans))

    groups = [(n, tuple(group)) for n, group in groupby(listed, key=span)]
    unlisted = found.total - len(listed)
    for n, group in groups:
        late = sum(1 for row in group if row.card in (Card.RED, Card.BLACK))
        title, _, until = spans[n] if n < len(spans) else ("以后", today, "")
        note = " · ".join(filter(None, (until, f"{len(group)} 件")))
        note += f"，超期 {late}" if late else ""
        if unlisted and n == groups[-1][0]:
            note += f"；只列最近到期的 {MOST} 件，后面还有 {unlisted} 件"
        yield QueueGroup(title, note, group)


def _day(day: date) -> str:
    return f"{day.month} 月 {day.day} 日 周{WEEKDAYS[day.weekday()]}"


# ── one obligation looked into ───────────────────────────────────────────────────────────────────


def _peek(viewer: Viewer, row: Owing, listed: QueueRow) -> Peek:
    opened_by = (
        LedgerEntry.objects.filter(matter=row.matter, text__contains=f'"id":"{row.id}"')
        .order_by("seq")
        .values_list("act", flat=True)
        .first()
    )
    of_a_case = row.life == MatterKind.CASE
    return Peek(
        row=listed,
        service=row.service or listed.about,
        todo=TODO[row.kind],
        note="已经逾期：做完之前一直算在逾期里。" if row.missed_at else "",
        seat=seat_row(viewer.office.roster, _seat(viewer, row), viewer.at),
        opened_at=row.opened_at,
        opened_by=ACT_LABELS.get(opened_by or "", ""),
        clause_text=clauses()[row.clause].zh,
        acts=tuple(_acts(viewer, row)),
        deadline=_deadline(viewer, row) if of_a_case else None,
    )


def _deadline(viewer: Viewer, row: Owing) -> Deadline | None:
    unit = viewer.office.unit(row.handler)
    events = list(ClockEvent.objects.filter(matter=row.matter).order_by("clock", "position"))
    dues = {
        name: fold_rows([e for e in events if e.clock == name], viewer.office, unit)
        for name in ClockName
    }
    return deadline(dues, row.received_at, viewer.at, unit.hours)


def _acts(viewer: Viewer, row: Owing) -> Iterable[ActOption]:
    """The act that ends the obligation, where there is but one, or one of its name, and the
    viewer's seat and the state allow it. Where it is to be chosen between acts, the page of the
    case has them judged; of an absence they are judged here, for most are done in person."""
    if row.life == MatterKind.ABSENCE:
        yield from ending(viewer, row.number or "", row.kind, row.about)
    if row.life != MatterKind.CASE:
        return
    parts = hands(viewer.office, row.handler, row.window, frozen_guide(row.version))
    about = Hands({**parts.posts, Bearer.DOER: row.bearer})
    moves = [move for move in MOVES.values() if row.kind in move.ends]
    named = [move for move in moves if move.act.partition(".")[2] == row.kind]
    for move in named or (moves if len(moves) == 1 else []):
        if row.state in move.before and taking_seat(move, viewer.actor, about):
            act = f"{move.act}:{row.about}" if move.act in ABOUT else move.act
            yield ActOption(act, ACT_LABELS[move.act], "", KEYS.get(move.act, ""), first=True)
