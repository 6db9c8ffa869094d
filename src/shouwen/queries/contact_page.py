"""One contact on the desk, and the acts on it, judged by the same ``judge`` as the acts themselves."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from shouwen.queries.asking import slip
from shouwen.queries.books import Judged, sentences
from shouwen.queries.contacts import REGISTER, likely, seen_by
from shouwen.queries.days import full_day_said
from shouwen.queries.deadline import remaining
from shouwen.queries.find import find
from shouwen.queries.ledger import since
from shouwen.queries.moves import person_on
from shouwen.queries.rows import ActPage
from shouwen.queries.rows.act_page import PostAsked
from shouwen.queries.rows.acts import ActOption
from shouwen.queries.rows.asking import DeskSlip
from shouwen.queries.rows.contact import (
    CameTo,
    ChainLink,
    ContactPage,
    Noted,
    OthersAsked,
    StillOwed,
    Written,
)
from shouwen.queries.rows.frame import Office
from shouwen.queries.rows.pieces import FileRow
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.contact import ContactRows
from shouwen.records.models import (
    Consultation,
    ContactFile,
    ContactMessage,
    Disposition,
    LedgerEntry,
    Matter,
)
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.consultation import Consultation as Question
from shouwen.rules.facts.consultation import Consultations
from shouwen.rules.facts.seats import Hands
from shouwen.rules.judge import MOVES, facets, judge
from shouwen.rules.labels import ACT_LABELS, OWED_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.words import (
    Bearer,
    ConsultationKind,
    ConsultationState,
    ContactChannel,
    ContactDisposition,
    ContactState,
    HandoverKind,
    HandoverState,
    MatterKind,
    Power,
    ReportKind,
    SittingRole,
    ToldBy,
)
from shouwen.rules.worktime import chinese_time

ANSWER, ACCOUNT = "contact.answer_question", "contact.account_for_empty"
KEYS = {
    "contact.take": "V",
    "contact.confirm": "C",
    "contact.confirm_call": "C",
    "contact.confirm_report": "C",
    "contact.call_back": "E",
    "contact.tell_found": "F",
    "contact.tell_asker": "I",
    "contact.pass_on": "P",
    "contact.assign": "A",
    "contact.answer": "D",
    "contact.tell_in_full": "G",
    "contact.accept": "S",
    "contact.guide": "Y",
    "contact.give_phone": "N",
    "contact.take_for_absent": "Z",
    "contact.refer_outside": "W",
    "contact.find_out": "F",
    "contact.register_report": "T",
    "contact.tell_not_eligible": "B",
    "contact.hand_over": "H",
    "contact.ask": "Q",
    "contact.decline": "R",
    "contact.ask_to_assign": "U",
    "contact.note_call": "M",
    "contact.pass_outside": "X",
    "contact.record_left": "L",
    "contact.correct_record": "",
    "contact.note_reply": "",
    "contact.reopen": "",
}
"""The acts of people on a contact and their keys, in the order of the page. Where two have one key,
no state has both."""

HINTS = {
    "contact.take": "打开就归您，直到有着落",
    "contact.confirm": "接手以后归您，期限接着走",
    "contact.confirm_call": "替您接下的，来人等您回电",
    "contact.confirm_report": "签收以后由您这里查办",
    "contact.call_back": "写明告诉了来人什么，即了",
    "contact.tell_found": "单位和电话，或者热线答复的编号",
    "contact.tell_asker": "发消息，或者打电话记在这里",
    "contact.pass_on": "被反映的人看不到，也不经过他的岗位",
    "contact.assign": "定下由哪个岗位办，不再转",
    "contact.answer": "记要点，即了",
    "contact.tell_in_full": "六项一次说全",
    "contact.accept": "填刚收下的办件编号",
    "contact.guide": "科室、岗位、房间、电话",
    "contact.give_phone": "那里没有人：告知电话",
    "contact.take_for_absent": "记下电话，经办人回电；确认前归您",
    "contact.refer_outside": "归哪个单位办，电话多少",
    "contact.find_out": "查不到归谁：次日内查明回电",
    "contact.register_report": "服务投诉、举报、纪检线索、信访",
    "contact.tell_not_eligible": "六项说全，并说明照样可以申请",
    "contact.hand_over": "对方确认以前仍归您",
    "contact.ask": "问别的岗位或者单位，不让来人去跑",
    "contact.decline": "写明凭什么不归您，该归谁",
    "contact.ask_to_assign": "转过一次的，由共同的上级定",
    "contact.note_call": "打过没有通的，记下时间",
    "contact.pass_outside": "纪检机关、信访部门、执法单位",
    "contact.record_left": "写明为什么没有说完",
    "contact.correct_record": "原来写的留底",
    "contact.note_reply": "来人又说的、又写的",
    "contact.reopen": "来人没有说清，接着办",
    ANSWER: "写明答复，由办这一件的人告诉来人",
    ACCOUNT: "登记着有人、却没有人接待：查明写下",
}
FOLLOWS = {
    REGISTER: (
        "编号，您就是首问责任人，以后转给谁也不改。",
        "当天下班以前要有着落；转交出去的，对方确认以前还是您的。",
    ),
    "contact.hand_over": ("对方两个工作小时内确认；没有确认，这一件还归您。",),
    "contact.confirm": ("从现在起归您，期限接着走，不重新算。",),
    "contact.decline": ("回到转交的人手里；再转要由共同的上级指定。",),
    "contact.take_for_absent": (
        "经办岗位次一工作日内给来人回电。",
        "经办岗位确认以前，仍归您。",
        "带来材料的，不用这一项：请收件，填办件编号。",
    ),
    "contact.give_phone": ("登记着那里有人的，由分管领导查明为什么没有人；不算您的。",),
    "contact.find_out": ("次一工作日内查明归谁，给来人回话。",),
    "contact.ask": ("对方到期答复；都答复了，您次一工作日内告诉来人。",),
    "contact.register_report": (
        "一个工作日内转出去；被反映的人在哪里都看不到这一件。",
        "被反映的人就坐在这个岗位上的，转给上面的岗位。",
    ),
    "contact.ask_to_assign": ("共同的上级次一工作日内指定；期间仍归您，期限接着走。",),
    "contact.reopen": ("重新归原来承担的岗位，当天下班以前要有着落。",),
}
"""What follows from an act, a sentence each; of the others this."""
IT_IS_OVER = ("写进台账，这一件有着落了；来人十个工作日内可以接着问。",)

REPORT = "contact.register_report"
IN_A_LIST = 200  # posts among which somebody still chooses without searching
WITH_POSTS = frozenset(
    {
        "contact.guide",
        "contact.give_phone",
        "contact.take_for_absent",
        "contact.hand_over",
        "contact.assign",
        "contact.ask",
        "contact.pass_on",
    }
)


class ContactOnDesk(ContactRows):
    """A contact that the viewer may see, not locked."""

    def __init__(self, viewer: Viewer, number: str) -> None:
        """Raises ``NotFound``: of what somebody may not see they are not told that it is there."""
        found = seen_by(viewer).filter(matter__number=number)
        row = found.select_related("matter__jurisdiction").first()
        if row is None:
            raise NotFound(number)
        self.row, self.matter = row, row.matter
        self.jurisdiction = row.matter.jurisdiction
        self.office = viewer.office  # type: ignore[misc]  # a value where the acts ask for it


def contact(viewer: Viewer, number: str) -> ContactPage:
    """One contact. Raises ``NotFound``."""
    desk = ContactOnDesk(viewer, number)
    row, state = desk.row, ContactState(desk.matter.state)
    judged = [_on(viewer, desk, act) for act in KEYS if state in MOVES[act].before]
    open_to = [each.move.act for each in judged if not each.bars]
    people = viewer.office.roster.people
    superior = desk.facet("hands", viewer.at).of(Bearer.DECIDER)
    return ContactPage(
        number=number,
        channel=ContactChannel(row.channel),
        state=state,
        wanted=row.wanted,
        who=row.name,
        phone=row.phone,
        phone_declined=row.phone_declined,
        other_way=row.other_way,
        email=row.email,
        received_at=row.received_at,
        code=row.lookup_code,
        chain=tuple(_chain(viewer, desk)),
        assigner=person_on(viewer, superior) if superior else "",
        owed=tuple(_owed(viewer, desk)),
        came_to=tuple(_came_to(viewer, desk)),
        asked=tuple(_asked(viewer, desk)),
        written=tuple(_written(desk)),
        noted=tuple(
            Noted(
                _time(each["at"]),
                _named(viewer, each["person"]),
                ACT_LABELS[each["act"]],
                each["text"],
            )
            for each in row.notes
        ),
        files=tuple(
            FileRow(str(each.pk), each.name, each.size, each.media_type, each.digest)
            for each in ContactFile.objects.filter(contact=row).order_by("pk")
        ),
        tries=tuple(Written(_time(each["at"]), each["said"]) for each in row.tries),
        may=(
            *(
                ActOption(act, ACT_LABELS[act], HINTS[act], KEYS[act], first=n == 0)
                for n, act in enumerate(open_to)
            ),
            *_beside(viewer, desk),
        ),
        may_not=tuple(bar for each in judged for bar in sentences(viewer, each)[:1]),
        likely=likely(viewer, wanted=row.wanted, name=row.name, phone=row.phone, but=number),
        report=desk.report_kind,
        sealed=row.sealed,
        about=tuple(sorted(people.get(person, "") for person in desk.people_about)),
        reopened=row.reopened,
        follows=_number(row.follows_id),
        rating=row.rating,
        written_late=_written_late(desk),
        seen=desk.matter.chain_length,
    )


def key_of(viewer: Viewer, number: str) -> UUID:
    """The matter of a contact that the viewer may see. Raises ``NotFound``."""
    found = seen_by(viewer).filter(matter__number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(number)
    return found


def answer_for_all(viewer: Viewer, number: str) -> str:
    """What was answered, for whoever puts it into the guide: without what the asker left of
    themselves (1.3.1d). Empty where it was not answered. Raises ``NotFound``."""
    row = ContactOnDesk(viewer, number).row
    found = Disposition.objects.filter(contact=row, kind=ContactDisposition.ANSWERED)
    answered = found.order_by("-at", "-pk").values_list("text", flat=True).first()
    if answered is None or row.sealed:
        return ""
    own = (row.name, row.phone, row.email, row.other_way)
    for said in sorted((said for said in own if len(said) > 1), key=len, reverse=True):
        answered = answered.replace(said, "〔略〕")
    return answered


def desk_slip(viewer: Viewer, number: str) -> DeskSlip:
    """What whoever came or called takes home. Raises ``NotFound``."""
    unit = viewer.unit
    office = Office(unit.name, unit.complaint_section, unit.complaint_phone)
    return DeskSlip(slip(key_of(viewer, number), viewer.at), office)


def _beside(viewer: Viewer, desk: ContactOnDesk) -> Iterator[ActOption]:
    """The answers and accounts that the viewer owes on it: each is addressed by what it is about."""
    for question in desk.questions:
        if not _answering(viewer, desk, question).bars:
            hint = f"{HINTS[ANSWER]}：{question.question[:40]}"
            yield ActOption(f"{ANSWER}:{question.pk}", ACT_LABELS[ANSWER], hint)
    if desk.owed("account_for_empty") and not _accounting(viewer, desk).bars:
        yield ActOption(ACCOUNT, ACT_LABELS[ACCOUNT], HINTS[ACCOUNT])


def _chain(viewer: Viewer, desk: ContactOnDesk) -> Iterator[ChainLink]:
    """Who had it, the first one asked first, and who was to have it."""
    row, roster = desk.row, viewer.office.roster
    if row.first_officer_id is None:
        return
    assert row.first_post_id is not None and row.taken_at is not None
    has = row.holder_id
    first = roster.people.get(row.first_officer_id, "")
    held = not any(h.state == HandoverState.CONFIRMED for h in desk.handovers)
    yield ChainLink(first, roster.posts[row.first_post_id].name, row.taken_at, held)
    for each in desk.handovers:
        confirmed = each.state == HandoverState.CONFIRMED
        last = confirmed and each.to_post_id == has
        yield ChainLink(
            who=roster.people.get(each.answered_by_id, "")
            if each.answered_by_id and each.kind != HandoverKind.ASSIGNED
            else person_on(viewer, each.to_post_id),
            post=roster.posts[each.to_post_id].name,
            at=each.at,
            has=last,
            kind=HandoverKind(each.kind),
            state=HandoverState(each.state),
            why=each.why,
            said=each.said,
            answered_at=each.answered_at,
        )


def _owed(viewer: Viewer, desk: ContactOnDesk) -> Iterator[StillOwed]:
    """What is owed on it still. What is to be gone through with somebody is theirs and their superior's
    alone, on a page of its own (1.2b)."""
    for row in desk.open_obligations:
        if row.kind == "brief_officer":
            continue
        due = row.due_at
        yield StillOwed(
            what=OWED_LABELS[row.kind],
            who=person_on(viewer, row.bearer_id) if row.bearer_id else "",
            clause=row.clause,
            left=remaining(row.opened_at, due, viewer.at, desk.unit.hours) if due else None,
        )


def _came_to(viewer: Viewer, desk: ContactOnDesk) -> Iterator[CameTo]:
    found = Disposition.objects.filter(contact=desk.matter.pk).order_by("at", "pk")
    for row in found.select_related("version__service", "case__matter"):
        answered = row.kind == ContactDisposition.ANSWERED
        publishable = answered and not desk.row.sealed and viewer.may(Power.PUBLISH)
        yield CameTo(
            kind=ContactDisposition(row.kind),
            at=row.at,
            who=viewer.office.roster.people.get(row.person_id, ""),
            proof=tuple(_proof(viewer, row)),
            case=(row.case.matter.number or "") if row.case else "",
            service=row.version.service.code if publishable and row.version else "",
        )


def _proof(viewer: Viewer, row: Disposition) -> Iterator[tuple[str, str]]:
    """What stands for it, in words."""
    if row.version:
        yield "办事指南", f"{row.version.service.name} 第 {row.version.number} 版"
    if row.told_by:
        yield "怎么告知", label(ToldBy(row.told_by))
    if row.target_id:
        yield "岗位", viewer.office.roster.posts[row.target_id].name
    if row.room or row.phone:
        yield "房间、电话", " ".join(filter(None, (row.room, row.phone)))
    if row.body:
        yield "单位、电话", f"{row.body} {row.body_phone}"
    if row.body_confirmed_at:
        yield "电话核实于", full_day_said(chinese_time(row.body_confirmed_at).date())
    if row.hotline_number:
        yield "热线答复编号", row.hotline_number
    if row.report_kind:
        kind = label(ReportKind(row.report_kind))
        yield "种类", f"{kind}（匿名）" if row.anonymous else kind
    if row.text:
        yield "内容", row.text
    if row.not_at_once:
        yield "没有当场办的理由", row.not_at_once


def _asked(viewer: Viewer, desk: ContactOnDesk) -> Iterator[OthersAsked]:
    if not any(kind == ContactDisposition.ASKING for kind in _kinds(desk)):
        return
    found = Consultation.objects.filter(contact=desk.matter.pk).order_by("asked_at", "pk")
    for row in found:
        posts = viewer.office.roster.posts
        yield OthersAsked(
            key=str(row.pk),
            whom=posts[row.post_id].name if row.post_id else row.outside,
            question=row.question,
            due_at=row.due_at,
            state=ConsultationState(row.state),
            answer=row.answer,
        )


def _written_late(desk: ContactOnDesk) -> datetime | None:
    """When it was written down, where they had asked before that."""
    first = LedgerEntry.objects.filter(matter=desk.matter.pk, recorded_at__gt=F("at"), seq=1)
    return first.values_list("recorded_at", flat=True).first()


def _kinds(desk: ContactOnDesk) -> tuple[str, ...]:
    """What it came to last, and, once it went on from there, everything before."""
    row = desk.row
    later = row.disposition == ContactDisposition.OUTCOME_TOLD or row.reopened
    return (row.disposition, ContactDisposition.ASKING) if later else (row.disposition,)


def _written(desk: ContactOnDesk) -> Iterator[Written]:
    for row in ContactMessage.objects.filter(contact=desk.matter.pk).order_by("at", "pk"):
        yield Written(row.at, row.text)


def _number(follows: UUID | None) -> str:
    if follows is None:
        return ""
    return Matter.objects.values_list("number", flat=True).get(pk=follows) or ""


def _time(text: str) -> datetime:
    return chinese_time(datetime.fromisoformat(text))


def _named(viewer: Viewer, person: str) -> str:
    return viewer.office.roster.people.get(UUID(person), "")


# ── the acts ─────────────────────────────────────────────────────────────────────────────────────


def act(viewer: Viewer, number: str, name: str, whom: str = "", seen: int | None = None) -> ActPage:
    """The page of an act on one, with what was done meanwhile where it is told how much was
    ``seen``. In a large office posts and people are looked for by the words ``whom``. Raises
    ``NotFound``."""
    desk = ContactOnDesk(viewer, number)
    bare, _, about = name.partition(":")
    judged, subject = _of(viewer, desk, bare, about)
    searches = (bare in WITH_POSTS or bare == REPORT) and is_large(viewer)
    near = _found(viewer, whom) if searches else None
    return _page(
        viewer,
        judged,
        number=number,
        subject=subject,
        service=desk.row.wanted[:60],
        party=desk.row.name,
        seen=desk.matter.chain_length,
        changed=since(viewer, desk.matter.pk, seen) if seen is not None else "",
        asked=tuple(asks(viewer, bare, desk.row.holder_id, near)),
        looked_for=whom if searches else None,
    )


def _of(viewer: Viewer, desk: ContactOnDesk, act: str, about: str) -> tuple[Judged, UUID]:
    """An act judged, and what it is done on."""
    if act == ANSWER:
        question = next((row for row in desk.questions if str(row.pk) == about), None)
        if question is None:
            raise NotFound(about)
        return _answering(viewer, desk, question), question.pk
    if act == ACCOUNT:
        return _accounting(viewer, desk), desk.matter.pk
    if act not in KEYS:
        raise NotFound(act)
    return _on(viewer, desk, act), desk.matter.pk


def is_large(viewer: Viewer) -> bool:
    """Whether the office has more posts than anybody chooses among without searching."""
    return len(viewer.office.roster.posts) > IN_A_LIST


def _found(viewer: Viewer, whom: str) -> frozenset[UUID]:
    """The sections that may be meant by some words, by name or by one of their posts or people."""
    if not whom.strip():
        return frozenset()
    posts, hits = viewer.office.roster.posts, find(viewer, whom)
    of_posts = {posts[UUID(hit.key)].section_id for hit in hits.posts}
    return frozenset(of_posts | {UUID(hit.key) for hit in hits.sections})


def asks(
    viewer: Viewer, act: str, holder: UUID | None = None, near: frozenset[UUID] | None = None
) -> Iterator[PostAsked]:
    """What the form of an act lets choose among: posts but that of the ``holder``, or of whom it
    reports; of the sections ``near`` alone, or of all."""
    if act in WITH_POSTS:
        yield from _posts(viewer, holder, near)
    if act == REPORT:
        yield from _people(viewer, near)


def _posts(
    viewer: Viewer, holder: UUID | None, near: frozenset[UUID] | None
) -> Iterator[PostAsked]:
    """The posts that stand, but the one that holds it, section by section."""
    posts = viewer.office.roster.posts.values()
    for post in sorted(posts, key=lambda each: (each.section, each.key)):
        if not post.closed and post.id != holder and (near is None or post.section_id in near):
            yield PostAsked(str(post.id), f"{post.section} · {post.name}")


def _people(viewer: Viewer, near: frozenset[UUID] | None) -> Iterator[PostAsked]:
    """Who is of the office, by name."""
    roster = viewer.office.roster
    for person, name in sorted(roster.people.items(), key=lambda each: each[1]):
        if not roster.has_left(person, viewer.at):
            posts = roster.posts_of(person, SittingRole.HOLDER, viewer.at)
            if near is None or any(post.section_id in near for post in posts):
                yield PostAsked(str(person), " · ".join((name, *(post.name for post in posts))))


def _page(viewer: Viewer, judged: Judged, *, subject: UUID, **known: Any) -> ActPage:
    move = judged.move
    follows = FOLLOWS.get(move.act, IT_IS_OVER if move.after is ContactState.SETTLED else ())
    return ActPage(
        **{"service": "", "party": "", **known},
        act=move.act,
        label=ACT_LABELS[move.act],
        clause=move.clause,
        clause_text=clauses()[move.clause].zh,
        follows=follows,
        subject=str(subject),
        barred=sentences(viewer, judged),
        matter=MatterKind.CONTACT,
    )


def _on(viewer: Viewer, desk: ContactOnDesk, name: str, **facts: Any) -> Judged:
    move: Move = MOVES[name]
    known = {each: desk.facet(each, viewer.at) for each in facets(move) - facts.keys()}
    known |= {
        "actor": viewer.actor,
        "hands": desk.facet("hands", viewer.at),
        "moment": Moment(viewer.at, desk.matter.last_at),
        **facts,
    }
    return Judged(move, judge(move, ContactState(desk.matter.state), known))


def _answering(viewer: Viewer, desk: ContactOnDesk, row: Consultation) -> Judged:
    kind, state = ConsultationKind(row.kind), ConsultationState(row.state)
    asked = Consultations((Question(row.pk, kind, state, row.outside),), at_hand=row.pk)
    return _on(viewer, desk, ANSWER, consultations=asked, hands=_by(viewer, desk, row.post_id))


def _accounting(viewer: Viewer, desk: ContactOnDesk) -> Judged:
    owed = desk.owed("account_for_empty")
    return _on(viewer, desk, ACCOUNT, hands=_by(viewer, desk, owed.bearer_id if owed else None))


def _by(viewer: Viewer, desk: ContactOnDesk, post: UUID | None) -> Hands:
    """The hands on it, with the post that does the act at hand; nobody else's: the holder's."""
    hands: Hands = desk.facet("hands", viewer.at)
    return Hands({**hands.posts, Bearer.DOER: post or hands.of(Bearer.HANDLER)})
