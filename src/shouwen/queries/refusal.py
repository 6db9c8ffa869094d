"""A filed refusal on one page for whoever looks at it, and the register of the leader (7.4.2)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from shouwen.queries.beside_refusals import LOOKING, REFUSALS, TONES, reasons, remedies
from shouwen.queries.deadline import remaining
from shouwen.queries.moves import CaseOnDesk, judge_one, sentences
from shouwen.queries.rows import (
    CheckedLine,
    ConditionRow,
    GroundRow,
    Left,
    Looker,
    NoticePreview,
    RefusalPage,
    RegisterPage,
    RegisterRow,
    Said,
    VerdictOption,
)
from shouwen.queries.viewer import CASE_WORK, NotFound, Viewer
from shouwen.records.casefile.filings import attachments_of, grounds_of, remedy
from shouwen.records.casefile.refusal import looking, shown_by
from shouwen.records.models import Obligation, Refusal, RefusalGround
from shouwen.rules.facts.guide import Basis
from shouwen.rules.facts.refusal import BEFORE_ACCEPTANCE
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.papers import (
    MATERIALS_BACK,
    REFUSAL_BASIS,
    REFUSAL_TITLES,
    REFUSES,
)
from shouwen.rules.regimes.refusal_filing.filing import shown
from shouwen.rules.regimes.refusal_filing.remedies import (
    the_remedies_are_known,
    the_right_body_reconsiders,
)
from shouwen.rules.regimes.stand_in import found_at, named, seat, stands_for
from shouwen.rules.words import (
    Bearer,
    ClockName,
    PaperKind,
    Power,
    Rank,
    RefusalKind,
    RefusalState,
    SeatRule,
    ServiceKind,
)
from shouwen.rules.worktime import CST, chinese_time

ALIKE = timedelta(days=90)  # within which refusals of one text are pointed out (7.3.3)
LONGEST_REGISTER = 200  # lines shown of a year

AGAINST = {
    RefusalState.RETURNED: "退回补充",
    RefusalState.AMENDED: "退回补充",
    RefusalState.OVERTURNED: "推翻，继续办理",
}
"""What the last of those who looked said, where it was no."""

VERDICTS = (
    ("refusal.review_refusal", "A", "first"),
    ("refusal.approve_refusal", "A", "first"),
    ("refusal.confirm_refusal", "A", "first"),
    ("refusal.return_refusal", "B", "plain"),
    ("refusal.overturn_refusal", "V", "danger"),
    ("refusal.reverse_refusal", "V", "danger"),
)
"""What may be answered to a proposal, with its key on the page and how it is drawn."""


def refusal_page(viewer: Viewer, key: UUID) -> RefusalPage:
    """One refusal. Raises ``NotFound`` and ``NotForYou``."""
    viewer.needs(*CASE_WORK)
    place = {"case__matter__jurisdiction": viewer.office.jurisdiction}
    found = Refusal.objects.select_related("case__matter", "form", "notice")
    row = found.filter(pk=key, **place).first()
    if row is None:
        raise NotFound(str(key))
    rows = CaseOnDesk(viewer, row.case.matter.number)
    grounds = grounds_of(row.pk)
    on_file = {str(each.pk) for each in attachments_of(row.case_id)}
    owed = [each for each in rows.open_obligations if each.about == row.pk]
    trio = tuple(_trio(viewer, rows, row, owed))
    collapse, stop = _collapse(viewer, row, trio)
    kind, state = RefusalKind(row.kind), RefusalState(row.state)
    return RefusalPage(
        id=str(row.pk),
        heading=_heading(row, rows),
        number=row.form.number if row.form else "",
        case=rows.matter.number,
        service=rows.guide.name,
        party=rows.case.applicant,
        kind=kind,
        state=state,
        tone=TONES[state],
        owed=_left(viewer, rows, owed[0] if owed else None),
        promise=_promise(viewer, rows),
        collapse=collapse,
        stop=stop,
        candidates=tuple(_candidates(viewer, row)) if stop else (),
        trio=trio,
        grounds=tuple(_ground(rows, each, on_file) for each in grounds),
        conditions=tuple(ConditionRow(text, met) for _, text, met in row.conditions),
        reason=row.reason,
        granted=row.granted,
        opinion=row.opinion,
        past=tuple(_past(viewer, rows)),
        times=sum(1 for each in rows.refusals if each.proposed_at <= row.proposed_at),
        checks=tuple(_checks(viewer, rows, row, grounds, stop)),
        notice=_preview(viewer, rows, row, grounds),
        options=tuple(_options(viewer, rows, row)),
        form_token=row.form.check_code if row.form else "",
        seen=rows.matter.chain_length,
    )


def verdict(viewer: Viewer, key: UUID, act: str) -> str:
    """The name under which an answer to a refusal is an act on its case; ``NotFound`` for none."""
    if act not in {name for name, _, _ in VERDICTS}:
        raise NotFound(act)
    return f"{act}:{key}"


def _heading(row: Refusal, rows: CaseOnDesk) -> str:
    kind = RefusalKind(row.kind)
    what = "不予受理" if kind in BEFORE_ACCEPTANCE else REFUSES[rows.guide.kind]
    what = f"部分{what}" if row.granted else what
    match RefusalState(row.state):
        case RefusalState.PROPOSED:
            return f"已当场告知{what}，请审核" if row.told_at_once else f"拟{what}，请审核"
        case RefusalState.REVIEWED:
            return f"已当场告知{what}，请批准" if row.told_at_once else f"拟{what}，请批准"
        case state:
            return f"{what}：{label(state)}"


def _left(viewer: Viewer, rows: CaseOnDesk, owed: Obligation | None) -> Left | None:
    if owed is None:
        return None
    return remaining(owed.opened_at, owed.due_at, viewer.at, rows.unit.hours)


def _promise(viewer: Viewer, rows: CaseOnDesk) -> Left | None:
    """How long the clock still has that binds the case now."""
    for name in (ClockName.PROMISE, ClockName.ANSWER):
        due = rows.due(name)
        if due is not None and due.at is not None and not due.stopped_at:
            return remaining(rows.case.received_at, due.at, viewer.at, rows.unit.hours)
    return None


# ── the three ────────────────────────────────────────────────────────────────────────────────────


def _trio(
    viewer: Viewer, rows: CaseOnDesk, row: Refusal, owed: list[Obligation]
) -> Iterator[Looker]:
    """Who proposed, reviews and approves: who did it, or who sits there now."""
    hands = looking(rows.facet("hands", viewer.at), row.proposer_post_id)
    due = owed[0].due_at if owed else None
    had: list[UUID] = [row.proposer_id]
    yield _done(viewer, "经办", row.proposer_post_id, row.proposer_id, row.proposed_at)
    parts = (
        ("审核", Bearer.HEAD, row.reviewer_post_id, row.reviewer_id, row.reviewed_at),
        ("批准", Bearer.LEADER, row.approver_post_id, row.approver_id, row.approved_at),
    )
    waits = RefusalState(row.state) in LOOKING
    for part, bearer, post, person, done_at in parts:
        if person is not None:
            had.append(person)
            yield _done(viewer, part, post, person, done_at)
            continue
        yield _waiting(viewer, part, hands, bearer, had, due if waits else None)
        waits = False


def _done(viewer: Viewer, part: str, post: UUID, person: UUID, at: datetime) -> Looker:
    roster = viewer.office.roster
    return Looker(part, roster.posts[post].name, roster.people[person], None, "", at, now=False)


def _waiting(
    viewer: Viewer, part: str, hands: Hands, bearer: Bearer, had: list[UUID], due: datetime | None
) -> Looker:
    roster, post = viewer.office.roster, hands.of(bearer)
    assert post is not None, "a part for which there is no post is the next one's above"
    sits = seat(roster, post, viewer.at)
    stop = sits.person is None or sits.person in had
    if sits.person is not None:
        had.append(sits.person)
    return Looker(
        part=part,
        post=roster.posts[post].name,
        person=roster.people.get(sits.person, "") if sits.person else "",
        rule=sits.rule,
        stands_for=stands_for(roster, sits, viewer.at),
        done_at=None,
        now=due is not None,
        note=f"{chinese_time(due):%m-%d %H:%M} 前" if due else "",
        stop=stop,
    )


def _collapse(viewer: Viewer, row: Refusal, trio: tuple[Looker, ...]) -> tuple[str, bool]:
    """Where one person would sit on two of the three posts: who, and what to do (X3)."""
    if RefusalState(row.state) not in LOOKING:
        return "", False
    blocked = next((each for each in trio if each.stop), None)
    if blocked is None:
        return "", False
    had = next((each.part for each in trio if each.person == blocked.person), "")
    who = (
        f"“{blocked.post}”现在由{blocked.person}坐，{blocked.person}已是本件的{had}人，不能再{blocked.part}"
        if blocked.person
        else f"“{blocked.post}”现在没有人"
    )
    ask = "请上一级领导在“离岗”里另指定一位没有经手本件的人；期限照走。"
    return f"{who}。{ask}", blocked.now


def _candidates(viewer: Viewer, row: Refusal) -> Iterator[str]:
    """Heads of sections who are there and had no part in it."""
    roster, had = viewer.office.roster, {row.proposer_id, row.reviewer_id}
    for post in roster.posts.values():
        if post.rank is Rank.HEAD and not post.closed:
            sits = seat(roster, post.id, viewer.at)
            if sits.rule is SeatRule.HOLDER and not sits.away and sits.person not in had:
                yield roster.people[sits.person] if sits.person else ""


# ── ground by ground ─────────────────────────────────────────────────────────────────────────────


def _ground(rows: CaseOnDesk, row: RefusalGround, on_file: Collection[str]) -> GroundRow:
    basis = Basis(row.law, row.article, row.version, row.text)
    files = [
        str(row.attachment_id or ""),
        *(each[0] if each[0] in on_file else "" for each in row.more),
    ]
    return GroundRow(
        item=row.item_name,
        fact=row.fact,
        evidence=tuple(zip(shown_by(row), files, strict=True)),
        article=f"《{row.law}》{row.article}",
        text=row.text,
        shown=shown(rows.guide, basis, row.item, row.key),
    )


def _past(viewer: Viewer, rows: CaseOnDesk) -> Iterable[Said]:
    """What was said on this case's refusals so far, newest first."""
    people = viewer.office.roster.people
    said: list[Said] = []
    for row in rows.refusals:
        against = AGAINST.get(RefusalState(row.state))
        looked = (
            ("审核同意", row.reviewer_id, row.reviewed_at, row.review),
            ("批准", row.approver_id, row.approved_at, row.approval),
        )
        taken = [each for each in looked if each[2] is not None]
        for what, who, at, words in taken:
            last = at == taken[-1][2]
            if who and at:
                said.append(Said(against if against and last else what, people[who], at, words))
        if row.dissent_at:
            said.append(Said("不同意见", people[row.proposer_id], row.dissent_at, row.dissent))
    return sorted(said, key=lambda each: each.at, reverse=True)


def _checks(
    viewer: Viewer, rows: CaseOnDesk, row: Refusal, grounds: list[RefusalGround], stop: bool
) -> Iterator[CheckedLine]:
    facts = {"remedy": remedy(rows.unit)}
    bars = (*the_remedies_are_known.bars(facts), *the_right_body_reconsiders.bars(facts))
    yield CheckedLine(not stop, "三岗三人" if not stop else "三岗三人：还缺一人", "7.4.2a")
    told = "复议机关、法院、两个期限齐全" if not bars else "救济途径还不齐全，不能批准"
    yield CheckedLine(not bars, told, "7.4.3c")
    if grounds:
        in_guide = f"理由都在公布的办事指南第 {rows.case.version.number} 版里"
        beyond = "有理由不在公布的办事指南里，批准要写理由，指南要改"
        yield CheckedLine(not row.beyond, beyond if row.beyond else in_guide, "5.3a")
        same = _alike(row, grounds)
        text = (
            f"文字和近 90 日另外 {same} 份否定报备一样"
            if same
            else "文字没有和近 90 日的其他否定雷同"
        )
        yield CheckedLine(not same, text, "7.3.3")


def _alike(row: Refusal, grounds: list[RefusalGround]) -> int:
    """How many other cases were refused on one of these facts, word for word, in ninety days."""
    others = RefusalGround.objects.filter(
        fact__in=[each.fact for each in grounds],
        refusal__proposed_at__gte=row.proposed_at - ALIKE,
        refusal__case__jurisdiction=row.case.jurisdiction_id,
    ).exclude(refusal__case=row.case_id)
    return others.values("refusal__case").distinct().count()


def _preview(
    viewer: Viewer, rows: CaseOnDesk, row: Refusal, grounds: list[RefusalGround]
) -> NoticePreview:
    """The notice as it would read, from the grounds beside it; nothing else can be written."""
    case, guide, unit = rows.case, rows.guide, rows.unit
    kind = RefusalKind(row.kind)
    before = kind in BEFORE_ACCEPTANCE
    title = label(PaperKind.NON_ACCEPTANCE) if before else REFUSAL_TITLES[guide.kind]
    decides = "不予受理" if before else REFUSES[guide.kind]
    partly = "部分" if row.granted else ""
    licence = guide.kind is ServiceKind.LICENCE
    article = f"《{guide.basis[0].law}》{guide.basis[0].article}"
    came = f"{_day(case.received_at)}提出的“{guide.name}”申请"
    accepted = (
        f"本机关于{_day(case.accepted_at)}受理" if case.accepted_at else "本机关已经收到并核对"
    )
    roster = viewer.office.roster
    handler = seat(roster, case.handler_id, viewer.at)
    return NoticePreview(
        unit=unit.name,
        title=partly + title,
        number=row.notice.number if row.notice else "",
        applicant=case.applicant,
        opening=f"你（单位）于{came}，{accepted}。经审查：",
        reasons=reasons(rows, row, grounds),
        decision=f"依照{REFUSAL_BASIS[kind] if licence else article}，决定{partly}{decides}。",
        remedies=remedies(row, rows),
        materials=MATERIALS_BACK,
        contact=f"经办 {named(roster, handler, viewer.at)}　{found_at(roster, handler, viewer.at).phone}"
        f"　监督投诉 {unit.complaint_phone}",
        token=row.notice.check_code if row.notice else "",
    )


def _day(at: datetime | None) -> str:
    if at is None:
        return ""
    local = chinese_time(at)
    return f"{local.year}年{local.month}月{local.day}日"


def _options(viewer: Viewer, rows: CaseOnDesk, row: Refusal) -> Iterator[VerdictOption]:
    """The answers that the state of the case and of the refusal has room for, each judged."""
    for act, key, tone in VERDICTS:
        if row.state not in REFUSALS.waits[act] or rows.state not in MOVES[act].before:
            continue
        judged = judge_one(viewer, rows, f"{act}:{row.pk}")
        yield VerdictOption(act, ACT_LABELS[act], key, tone, sentences(judged))


# ── the register ─────────────────────────────────────────────────────────────────────────────────


def register(viewer: Viewer, year: int | None = None) -> RegisterPage:
    """The register of refusals: for leaders, section heads and who supervises (7.4.2b). A year's
    filed forms, newest first, and what is on its way."""
    viewer.needs(Power.REVIEW, Power.DECIDE, Power.SUPERVISE)
    year = year or chinese_time(viewer.at).year
    found = (
        Refusal.objects.filter(case__jurisdiction=viewer.office.jurisdiction)
        .select_related("case__matter", "case__version__service", "form")
        .order_by("-proposed_at", "-pk")
    )
    waiting = list(found.filter(state__in=[*LOOKING, RefusalState.RETURNED, RefusalState.APPROVED]))
    since = datetime(year, 1, 1, tzinfo=CST)
    until = datetime(year + 1, 1, 1, tzinfo=CST)
    filed = found.filter(form__isnull=False, approved_at__gte=since, approved_at__lt=until)
    due = {
        owed.about: owed
        for owed in Obligation.objects.filter(
            matter__in=[row.case_id for row in waiting],
            about__in=[row.pk for row in waiting],
            ended_at=None,
        )
    }
    return RegisterPage(
        waiting=tuple(_line(viewer, row, due.get(row.pk)) for row in waiting),
        filed=tuple(_line(viewer, row, None) for row in filed[:LONGEST_REGISTER]),
        year=year,
    )


def _line(viewer: Viewer, row: Refusal, owed: Obligation | None) -> RegisterRow:
    people = viewer.office.roster.people
    state = RefusalState(row.state)
    hours = viewer.office.unit(row.case.handler_id).hours
    still = remaining(owed.opened_at, owed.due_at, viewer.at, hours) if owed else None
    return RegisterRow(
        id=str(row.pk),
        number=row.form.number if row.form else "",
        digest=row.form.digest if row.form else "",
        form_token=row.form.check_code if row.form else "",
        case=row.case.matter.number,
        service=row.case.version.service.name,
        party=row.case.applicant,
        kind=RefusalKind(row.kind),
        state=state,
        tone=TONES[state],
        at=row.approved_at or row.proposed_at,
        proposer=people.get(row.proposer_id, ""),
        reviewer=people.get(row.reviewer_id, "") if row.reviewer_id else "",
        approver=people.get(row.approver_id, "") if row.approver_id else "",
        left=still,
    )
