"""The acts of a filed refusal (regime 7): no case ends in "no" before three people have looked at it,
and none is closed before the notice with its remedies is in the applicant's hands."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts._frame.file import File, unprintable
from shouwen.acts._frame.frame import act
from shouwen.acts._limits import limits_end_with_the_case
from shouwen.acts._speech import article, day_of, heard, limit_in_words, on_every_paper
from shouwen.acts.consultation import call_off_what_was_asked
from shouwen.acts.receiving import owe_renewal, tell
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.filings import filed
from shouwen.records.casefile.refusal import (
    RefusalRows,
    amending,
    beyond,
    evidence,
    looking,
    shown_by,
)
from shouwen.records.models import Case, Obligation, Paper, Refusal, RefusalGround
from shouwen.records.reading import Planned
from shouwen.rules import clock, papers
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.guide import Basis, Limit
from shouwen.rules.facts.refusal import BEFORE_ACCEPTANCE, AtOnce, Ground, Proposal
from shouwen.rules.labels import label
from shouwen.rules.lives.case import ON_A_REFUSAL
from shouwen.rules.papers import REFUSAL_BASIS, REFUSAL_TITLES, REFUSES
from shouwen.rules.policy import number
from shouwen.rules.regimes.refusal_filing.filing import item_name, shown
from shouwen.rules.regimes.refusal_filing.remedies import RECONSIDERED_UNDER
from shouwen.rules.words import (
    Bearer,
    CaseOutcome,
    Check,
    ClockName,
    CorrectionState,
    LimitUnit,
    PaperKind,
    Power,
    RefusalKind,
    RefusalState,
    ServedBy,
    ServiceKind,
    StepState,
    VersionState,
)
from shouwen.rules.worktime import CST

case_desk = partial(CaseRows, lock=True)
desk = partial(RefusalRows, lock=True)

RECONSIDER = Limit(number("reconsider_within"), LimitUnit.DAY)
SUE = Limit(number("sue_within"), LimitUnit.MONTH)


@act("refusal.propose_refusal", case_desk)
def propose_refusal(file: File, *, proposal: Proposal) -> None:
    """Propose a "no": what was checked, what is unmet, on which facts and articles (7.4.1). The
    clocks of the case run on (7.4.3a)."""
    _propose(file, proposal, amends=None)


@act("refusal.amend_refusal", desk)
def amend_refusal(file: File, *, proposal: Proposal) -> None:
    """Propose anew what was returned; what the old one said stays as it was (7.4.2a)."""
    row: Refusal = file.rows.refusal
    _propose(file, proposal, amends=row)
    file.change(row, state=RefusalState.AMENDED)


@act("refusal.review_refusal", desk)
def review_refusal(file: File, *, words: str) -> None:
    """The section head's review, the same day (7.4.2a, 5.2.2c)."""
    row: Refusal = file.rows.refusal
    _words(file, words, "同意报批的意见")
    file.change(row, state=RefusalState.REVIEWED, review=words.strip(), **_who(file, "review"))
    file.owe("approve_refusal", about=row.pk, bearer=file.hands.of(Bearer.LEADER))


@act("refusal.approve_refusal", desk)
def approve_refusal(file: File, *, words: str = "") -> None:
    """The supervising leader's approval: the form is filed, the notice issued, and the case decided
    (7.4.2a). Of a partial refusal the same decision grants the rest. The statutory clock stops; the
    promise runs on until the notice is in the applicant's hands (7.4.3a)."""
    rows: RefusalRows = file.rows
    row, case = rows.refusal, rows.case
    file.facts["words"] = words
    file.check()
    file.change(
        row,
        state=RefusalState.APPROVED,
        approval=words.strip() or "同意。",
        **_who(file, "approve"),
    )
    promise = file.clock_due(ClockName.PROMISE)
    for name in (ClockName.ANSWER, ClockName.CORRECTION, ClockName.STATUTE):
        file.stop_clock(name)
    end_what_runs(file)
    limits_end_with_the_case(file)
    call_off_what_was_asked(file)
    # What falls away is about steps, extensions and questions, and not about this refusal.
    file.besides |= {each.about for each in rows.open_obligations if each.kind in file.move.voids}
    kind = RefusalKind(row.kind)
    file.change(case, decided_at=file.at, outcome=OUTCOMES[kind])
    notice = _notice(file)
    form = _form(file, notice)
    file.change(row, notice=notice, form=form)
    latest = file.times.end_of_working_day(day_of(file.at), number("serve_refusal_within"))
    due = min(promise, latest) if promise and promise > file.at else latest
    file.owe("serve_refusal", about=row.pk, due_at=due)
    if any(beyond(rows.guide, rows.grounds)):
        file.owe("amend_guide", about=row.pk, bearer=_keeper(file))
    file.facts["refusal"] = filed(row)
    tell(file, case, "refused", {"number": _number(file), "decision": notice.number})


@act("refusal.return_refusal", desk)
def return_refusal(file: File, *, words: str) -> None:
    """Give it back to the proposer, with reasons (7.4.2a)."""
    row: Refusal = file.rows.refusal
    _words(file, words, "退回的理由")
    _verdict(file, words, RefusalState.RETURNED)
    file.owe("amend_refusal", about=row.pk)


@act("refusal.overturn_refusal", desk)
def overturn_refusal(file: File, *, words: str) -> None:
    """It is no "no": the case goes on, its clocks unbroken; who orders the result bears it
    (7.4.2a)."""
    _words(file, words, "推翻的理由")
    _verdict(file, words, RefusalState.OVERTURNED)


@act("refusal.note_dissent", desk)
def note_dissent(file: File, *, words: str) -> None:
    """The proposer says that they would have decided otherwise (7.4.2a)."""
    _words(file, words, "不同意见")
    file.change(file.rows.refusal, dissent=words.strip(), dissent_at=file.at)


@act("refusal.tell_at_once", case_desk)
def tell_at_once(file: File, *, at_once: AtOnce, handover: Handover) -> None:
    """Tell at once and in writing that nothing is accepted, for no licence is needed or it is not
    ours (行政许可法 art. 32(1)(1)-(2)): with its remedies, filed the same day, looked at after."""
    rows: CaseRows = file.rows
    case = rows.case
    file.facts |= {"at_once": at_once, "handover": handover}
    file.check()
    file.stop_clock(ClockName.ANSWER)
    row = Refusal(
        id=file.key(),
        case=case,
        kind=at_once.kind,
        state=RefusalState.PROPOSED,
        reason=at_once.reason.strip(),
        instead=at_once.body.strip(),
        told_at_once=True,
        opinion="已当场书面告知。",
        **_who(file, "propose"),
    )
    file.bar(*unprintable(row.reason, row.instead))
    notice = file.issue(
        PaperKind.NON_ACCEPTANCE,
        lambda number_, url: papers.NonAcceptance(
            **_on_every_notice(file, case, row),
            number=number_,
            check_url=url,
            reasons=(row.reason,),
            decision="不予受理",
            instead=row.instead,
        ),
    )
    row.notice = notice
    _serve(file, row, notice, handover)
    file.add(row)
    file.change(case, decided_at=file.at, outcome=CaseOutcome.NOT_ACCEPTED)
    reviewer = looking(file.hands, row.proposer_post_id).of(Bearer.HEAD)
    file.owe("review_refusal", about=row.pk, bearer=reviewer)
    tell(file, case, "not_accepted", {"number": _number(file), "decision": notice.number})


@act("refusal.confirm_refusal", desk)
def confirm_refusal(file: File, *, words: str = "") -> None:
    """What was told at once stands: three people have looked, the form is filed (7.2.2, 7.4.2a)."""
    rows: RefusalRows = file.rows
    row = rows.refusal
    file.change(
        row, state=RefusalState.SERVED, approval=words.strip() or "同意。", **_who(file, "approve")
    )
    file.change(row, form=_form(file, row.notice))
    file.change(rows.case, closed_at=file.at)


@act("refusal.reverse_refusal", desk)
def reverse_refusal(file: File, *, words: str) -> None:
    """What was told at once was wrong: a paper takes it back, which the window brings to the
    applicant (4.4b), and the office's five days count from when the materials came, as if it had
    not been said (7.2.2)."""
    rows: RefusalRows = file.rows
    case = rows.case
    _words(file, words, "撤销的理由")
    _verdict(file, words, RefusalState.OVERTURNED)
    file.change(case, decided_at=None, outcome="")
    within = Limit(number("answer_within"), LimitUnit.WORKING_DAY)
    licence = rows.guide.kind is ServiceKind.LICENCE
    basis = "行政许可法第三十二条第一款第四项" if licence else "4.2c"
    file.start_clock(ClockName.ANSWER, within, basis, case.materials_at)
    file.owe("bring_again", about=_reversal(file, within).pk)
    file.owe("answer_receipt")
    if any(each.check_result == Check.UNCHECKED for each in rows.materials.values()):
        file.owe("examine_materials")
    owe_renewal(file, case)
    tell(file, case, "reversed", {"number": _number(file)})


@act("refusal.serve_refusal", desk)
def serve_refusal(file: File, *, handover: Handover) -> None:
    """Hand over or send the notice, with proof: from here both remedies run, and the case is closed
    (7.4.3b, 7.4.3c)."""
    rows: RefusalRows = file.rows
    row, case = rows.refusal, rows.case
    file.facts["handover"] = handover
    file.check()
    file.stop_clock(ClockName.PROMISE)
    _serve(file, row, row.notice, handover)
    file.change(row, state=RefusalState.SERVED)
    file.change(case, closed_at=file.at)
    params = {"number": _number(file), "until": row.reconsider_by.isoformat()}
    tell(file, case, "refusal_served", params)


@act("lacking_ground.note_shown", desk)
def note_shown(file: File) -> None:
    """The version in force shows every ground of the "no" now: the clock's (5.3a)."""


@act("lacking_ground.leave_out", desk)
def leave_out(file: File, *, words: str) -> None:
    """The leader says why the guide stays as it is (5.3a)."""
    file.facts |= {"words": words, "wanted": "指南不改的理由"}
    file.check()
    file.change(file.rows.refusal, guide_stays=words.strip())


def unfinished() -> Iterator[tuple[UUID, str]]:
    """Which grounds the clock has to note as shown: of the refusals whose guide is owed one, those of
    which a version published since has all."""
    for (owed,) in _PUBLISHED_SINCE.rows(VersionState.PUBLISHED):
        rows = RefusalRows(owed.about, lock=False)
        if not amending(rows, rows.refusal).lacking:
            yield owed.about, "lacking_ground.note_shown"


_PUBLISHED_SINCE = Planned(
    "records_obligation o JOIN records_case c ON c.matter_id = o.matter_id"
    " JOIN records_serviceversion old ON old.matter_id = c.version_id"
    " JOIN records_serviceversion new ON new.service_id = old.service_id"
    " WHERE o.kind = 'amend_guide' AND o.ended_at IS NULL"
    " AND new.state = %s AND new.published_at > o.opened_at",
    (Obligation, "o"),
    only=frozenset({"id", "about"}),
)


def _keeper(file: File) -> UUID | None:
    """The post that keeps the catalogue of the unit, the first of several; the frame's last resort
    where there is none."""
    posts = sorted(file.office.roster.posts.values(), key=lambda post: post.key)
    keeps = (
        post.id
        for post in posts
        if post.unit == file.unit.id and not post.closed and Power.PUBLISH in post.powers
    )
    return next(keeps, None)


def drop_refusal(file: File) -> None:
    """What was proposed falls away, where the case takes another way (7.1)."""
    rows: CaseRows = file.rows
    if any(each.kind in ON_A_REFUSAL for each in rows.open_obligations):
        file.change(rows.refusals[-1], state=RefusalState.VOID)


OUTCOMES = {
    RefusalKind.REFUSED: CaseOutcome.REFUSED,
    RefusalKind.PARTLY: CaseOutcome.PARTLY,
    RefusalKind.NOT_ACCEPTED: CaseOutcome.NOT_ACCEPTED,
    RefusalKind.LAPSED: CaseOutcome.NOT_ACCEPTED,
    RefusalKind.NO_LICENCE_NEEDED: CaseOutcome.NOT_ACCEPTED,
    RefusalKind.NOT_OURS: CaseOutcome.NOT_ACCEPTED,
}

# ── proposing ────────────────────────────────────────────────────────────────────────────────────


def _propose(file: File, proposal: Proposal, *, amends: Refusal | None) -> None:
    rows: CaseRows = file.rows
    on_file = dict(evidence(rows))
    file.facts |= {
        "proposal": proposal,
        "evidence": frozenset(on_file),
        "words": proposal.opinion,
        "wanted": "经办意见",
        **{
            name: rows.facet(name, file.at)
            for name in ("stage", "clocks", "checklist", "notices", "guide")
        },
    }
    file.check()
    guide = rows.guide
    row = Refusal(
        id=file.key(),
        case=rows.case,
        kind=proposal.kind,
        state=RefusalState.PROPOSED,
        amends=amends,
        conditions=[
            [each.key, each.text, proposal.conditions[each.key]]
            for each in guide.conditions
            if each.key in proposal.conditions
        ],
        granted=proposal.granted.strip(),
        first=asdict(proposal.first) if proposal.first else None,
        beyond=any(not shown(guide, g.basis, g.item, g.key) for g in proposal.grounds),
        opinion=proposal.opinion.strip(),
        **_who(file, "propose"),
    )
    file.bar(*unprintable(row.opinion, row.granted))
    file.add(row)
    for position, ground in enumerate(proposal.grounds):
        file.add(_ground(file, row, position, ground, on_file))
    reviewer = looking(file.hands, row.proposer_post_id).of(Bearer.HEAD)
    file.owe("review_refusal", about=row.pk, bearer=reviewer)


def _ground(
    file: File, row: Refusal, position: int, ground: Ground, on_file: dict[UUID, tuple[str, str]]
) -> RefusalGround:
    assert ground.evidence is not None, "judged by now"
    what, called = on_file[ground.evidence]
    basis = ground.basis
    where = [piece.where for piece in ground.more]
    file.bar(*unprintable(ground.fact, basis.law, basis.article, basis.text, ground.where, *where))
    return RefusalGround(
        id=file.key(),
        refusal=row,
        position=position,
        key=ground.key,
        item=ground.item,
        item_name=item_name(ground.item, file.rows.guide),
        fact=ground.fact.strip(),
        evidence=called,
        pages=ground.where.strip(),
        more=[[str(each.id), on_file[each.id][1], each.where.strip()] for each in ground.more],
        law=basis.law.strip(),
        article=basis.article.strip(),
        version=basis.version.strip(),
        text=basis.text.strip(),
        **{f"{what}_id": ground.evidence},
    )


# ── looking ──────────────────────────────────────────────────────────────────────────────────────


def _who(file: File, part: str) -> dict[str, Any]:
    """Who did their part, from which post, when."""
    done = {"propose": "proposed_at", "review": "reviewed_at", "approve": "approved_at"}[part]
    who = {"propose": "proposer", "review": "reviewer", "approve": "approver"}[part]
    assert file.seat is not None, "these parts are done from a post"
    return {
        f"{who}_id": file.actor.person,
        f"{who}_post_id": file.seat.post,
        done: file.at,
    }


def _words(file: File, words: str, wanted: str) -> None:
    """Words are there, and can be printed on the form."""
    file.facts |= {"words": words, "wanted": wanted}
    file.check()
    file.bar(*unprintable(words))


def _verdict(file: File, words: str, state: RefusalState) -> None:
    """What the reviewer or, once it is reviewed, the leader says against it."""
    row: Refusal = file.rows.refusal
    part, says = ("review", "review") if row.reviewed_at is None else ("approve", "approval")
    file.change(row, state=state, **{says: words.strip()}, **_who(file, part))


def end_what_runs(file: File) -> None:
    """Steps not done, and a correction that nobody waits for any more, fall away."""
    rows: CaseRows = file.rows
    if rows.case.accepted_at is not None:
        for run in rows.step_runs:
            if run.state in (StepState.WAITING, StepState.RUNNING):
                file.change(run, state=StepState.VOID)
        return
    for row in rows.corrections:
        file.change(row, state=CorrectionState.VOID)


# ── papers ───────────────────────────────────────────────────────────────────────────────────────


def _on_every_notice(file: File, case: Case, row: Refusal) -> dict[str, Any]:
    """What the applicant is told besides why: on which article, and where to turn (7.4.3c)."""
    remedy = file.rows.facet("remedy", file.at)
    licence = file.rows.guide.kind is ServiceKind.LICENCE
    kind = RefusalKind(row.kind)
    return {
        **on_every_paper(file, case),
        "received_at": case.received_at,
        "basis": REFUSAL_BASIS[kind] if licence else article(file.rows.guide.basis[0]),
        "body": remedy.body,
        "body_address": remedy.address,
        "body_online": remedy.online,
        "body_basis": RECONSIDERED_UNDER[remedy.kind],
        "reconsider_within": limit_in_words(RECONSIDER),
        "court": remedy.court,
        "sue_within": limit_in_words(SUE),
        "first": article(Basis(**row.first)) if row.first else "",
    }


def _notice(file: File) -> Paper:
    rows: RefusalRows = file.rows
    row, case, kind = rows.refusal, rows.case, rows.guide.kind
    said = {
        **_on_every_notice(file, case, row),
        "reasons": tuple(
            papers.reason_in_words(each.fact, each.law, each.article, each.text)
            for each in rows.grounds
        ),
    }
    if RefusalKind(row.kind) in BEFORE_ACCEPTANCE:
        return file.issue(
            PaperKind.NON_ACCEPTANCE,
            lambda number_, url: papers.NonAcceptance(
                number=number_, check_url=url, decision="不予受理", **said
            ),
        )
    partly = "部分" if row.granted else ""
    assert case.accepted_at is not None
    accepted_on = day_of(case.accepted_at)
    return file.issue(
        PaperKind.REFUSAL,
        lambda number_, url: papers.Refusal(
            number=number_,
            check_url=url,
            title=partly + REFUSAL_TITLES[kind],
            accepted_on=accepted_on,
            decision=partly + REFUSES[kind],
            granted=row.granted,
            **{**said, "reasons": (*said["reasons"], *heard(file))},
        ),
    )


def _form(file: File, notice: Paper) -> Paper:
    """否定事项报备登记表, filed: one content in two copies, the leader's and the file's (7.4.2b)."""
    rows: RefusalRows = file.rows
    row, case = rows.refusal, rows.case
    posts, names = file.office.roster.posts, file.office.roster.people
    post = posts[row.proposer_post_id]
    approver, approver_post = names[row.approver_id], posts[row.approver_post_id].name
    said = dict(
        **on_every_paper(file, case),
        kind=label(RefusalKind(row.kind)),
        phone=case.phone or "申请人不愿留电话",
        address=case.address,
        agent=case.agent,
        received_at=case.received_at,
        accepted_on=day_of(case.accepted_at) if case.accepted_at else None,
        conditions=tuple(
            papers.CheckedCondition(text=text, found="符合" if met else "不符合")
            for _, text, met in row.conditions
        ),
        grounds=tuple(
            papers.RefusalGround(
                item=each.item_name,
                fact=each.fact,
                evidence="；".join(shown_by(each)),
                article=f"《{each.law}》{each.article}",
                text=each.text,
            )
            for each in (() if row.told_at_once else rows.grounds)
        ),
        reason=row.reason,
        granted=row.granted,
        section=post.section,
        proposer=names[row.proposer_id],
        proposer_post=post.name,
        proposed_at=row.proposed_at,
        opinion=row.opinion,
        reviewer=names[row.reviewer_id],
        reviewer_post=posts[row.reviewer_post_id].name,
        reviewed_at=row.reviewed_at,
        review=row.review,
        approver=approver,
        approver_post=approver_post,
        approved_at=row.approved_at,
        approval=row.approval,
        notice=notice.number,
        first_copy=f"{approver_post}（{approver}）的否定报备台账",
        second_copy="连同审办材料归入本件案卷",
    )
    return file.issue(
        PaperKind.REFUSAL_FORM,
        lambda number_, url: papers.RefusalForm(number=number_, check_url=url, **said),
    )


def _reversal(file: File, within: Limit) -> Paper:
    """撤销不予受理决定书: names the notice it takes back, and why."""
    rows: RefusalRows = file.rows
    row, case = rows.refusal, rows.case
    kind = RefusalKind(row.kind)
    licence = rows.guide.kind is ServiceKind.LICENCE
    said = dict(
        **on_every_paper(file, case),
        received_at=case.received_at,
        reversed_number=row.notice.number,
        reversed_on=day_of(row.notice.issued_at),
        basis=REFUSAL_BASIS[kind] if licence else article(rows.guide.basis[0]),
        reason=row.review if row.approved_at is None else row.approval,
        counted_from=day_of(case.materials_at),
        answer_within=limit_in_words(within),
    )
    return file.issue(
        PaperKind.REVERSAL,
        lambda number_, url: papers.Reversal(number=number_, check_url=url, **said),
    )


# ── service ──────────────────────────────────────────────────────────────────────────────────────


def _serve(file: File, row: Refusal, notice: Paper, handover: Handover) -> None:
    """Record how the notice reached the applicant, and until when it can be challenged: sixty days
    (行政复议法 art. 20) and six months (行政诉讼法 art. 46) from the day it was received; of what
    went by post, the day of the return receipt."""
    arrived = handover.arrived_on
    file.serve(notice, handover.by, handover.to.strip(), _proof(handover), arrived)
    remedies_run(file, row, arrived)


def remedies_run(file: File, row: Refusal, arrived: date | None) -> None:
    """Until when a refusal can be challenged that was received on the day that is proven, or today."""
    since = datetime.combine(arrived, time(12), CST) if arrived else file.at
    file.change(
        row,
        served_at=file.at,
        reconsider_by=_last_day(file, RECONSIDER, since),
        sue_by=_last_day(file, SUE, since),
    )


def _last_day(file: File, within: Limit, since: datetime) -> Any:
    calendar, hours = file.office.calendar, file.unit.hours
    return clock.if_begun(since.astimezone(UTC), within.n, within.unit, calendar, hours).day


def _proof(handover: Handover) -> str:
    by_post = handover.by is ServedBy.POST
    return (handover.tracking if by_post else handover.identity_number).strip()


def _number(file: File) -> str:
    assert file.matter is not None and file.matter.number is not None
    return file.matter.number
