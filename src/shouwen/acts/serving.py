"""Papers on their way to the applicant: what failed, what arrived, what hangs on the board, the
record of it, and a paper that sets another right (7.4.3b, 4.4b)."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts._frame.file import File, unprintable
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of, on_every_paper
from shouwen.acts.receiving import Upload, attachment
from shouwen.acts.refusal import remedies_run
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.paper_desk import PaperRows
from shouwen.records.models import Paper, Refusal, ServiceOfPaper, ServiceWish
from shouwen.rules import clock, papers
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.guide import Limit
from shouwen.rules.facts.serving import Erratum, Failure, MailReceipt, PublicNotice, Serving, Wish
from shouwen.rules.identity import mask_number
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.regimes.refusal_filing.serving import WITH_THE_RESULT
from shouwen.rules.regimes.stand_in import named
from shouwen.rules.words import (
    CaseOutcome,
    CaseState,
    LimitUnit,
    PaperKind,
    ServedBy,
    ServiceOutcome,
)

desk = partial(CaseRows, lock=True)
paper_desk = partial(PaperRows, lock=True)

BY_THE_POST = "邮政投递"
"""Who made an attempt that the post brought back."""


@act("service_of_paper.choose_way", desk)
def choose_way(file: File, *, wish: Wish, scans: tuple[Upload, ...] = ()) -> None:
    """The applicant agrees to be served electronically and says where, moves to another address, or
    takes that back; any time. What is served from now on follows it, and what they said stays on
    file, ``scans`` of it with it (4.4b)."""
    file.facts["wish"] = wish
    file.check()
    address = wish.address.strip() if wish.electronic else ""
    row = ServiceWish(
        id=file.key(),
        case=file.rows.case,
        at=file.at,
        electronic=wish.electronic,
        address=address,
        signed_by=wish.signed_by.strip(),
    )
    file.add(row)
    _keep(file, row, scans)
    file.change(file.rows.case, electronic_service=wish.electronic, electronic_address=address)


@act("service_of_paper.serve_paper", paper_desk)
def serve_paper(file: File, *, handover: Handover, scans: tuple[Upload, ...] = ()) -> None:
    """Bring a paper that lies unserved to the applicant; ``scans`` are the proof itself (4.4b)."""
    file.facts["handover"] = handover
    file.check()
    row = ServiceOfPaper(
        id=file.key(),
        paper_id=file.about,
        by=handover.by,
        at=file.at,
        to=handover.to.strip(),
        proof=handover.proof,
        received_on=handover.arrived_on,
    )
    file.add(row)
    _keep(file, row, scans)
    _remedies_run(file, handover.arrived_on)


@act("service_of_paper.note_receipt", paper_desk)
def note_receipt(file: File, *, mail_receipt: MailReceipt, scans: tuple[Upload, ...] = ()) -> None:
    """Note what the post says of a paper: the day on which it was received, from which the remedies
    run, or that it came back: an attempt that failed, after which it is brought again (7.4.3b)."""
    rows: PaperRows = file.rows
    posted, posting = file.facts["serving"].hand.mailed, rows.attempts[-1]
    between = {"posted_on": posted.day, "today": day_of(file.at)}
    file.facts["mail_receipt"] = replace(mail_receipt, **between)
    file.check()
    row = ServiceOfPaper(
        id=file.key(), paper_id=file.about, by=ServedBy.POST, at=file.at, proof=posting.proof
    )
    file.add(row)
    _keep(file, row, scans)
    if mail_receipt.on is not None:
        received = {"to": mail_receipt.signed_by.strip(), "received_on": mail_receipt.on}
        file.change(row, outcome=ServiceOutcome.PROVEN, **received)
        _remedies_run(file, mail_receipt.on)
        return
    file.change(
        row,
        outcome=ServiceOutcome.FAILED,
        to=posting.to,
        place=posting.to,
        person=BY_THE_POST,
        reason=mail_receipt.reason.strip(),
    )
    file.owe("bring_again", about=file.about)


@act("service_of_paper.note_attempt", paper_desk)
def note_attempt(file: File, *, failure: Failure, scans: tuple[Upload, ...] = ()) -> None:
    """Note an attempt that failed: who went, when, where, and why (7.4.3b)."""
    paper = file.facts["serving"].hand
    before = tuple(each.day for each in paper.failed)
    file.facts["failure"] = replace(failure, on=day_of(file.at), before=before)
    file.check()
    row = ServiceOfPaper(
        id=file.key(),
        paper_id=file.about,
        by=failure.by,
        at=file.at,
        to=file.rows.case.applicant,
        outcome=ServiceOutcome.FAILED,
        place=failure.place.strip(),
        person=failure.person.strip(),
        reason=failure.reason.strip(),
    )
    file.add(row)
    _keep(file, row, scans)


@act("service_of_paper.serve_by_notice", paper_desk)
def serve_by_notice(
    file: File, *, public_notice: PublicNotice, scans: tuple[Upload, ...] = ()
) -> None:
    """Make it known in public, after three attempts that failed: it counts as served once the period
    is over (7.4.3b)."""
    file.facts["public_notice"] = public_notice
    file.check()
    lasts = Limit(number("public_notice_lasts"), LimitUnit.DAY)
    over = clock.if_begun(file.at, lasts.n, lasts.unit, file.office.calendar, file.unit.hours).at
    assert over is not None, "a period of days ends"
    row = ServiceOfPaper(
        id=file.key(),
        paper_id=file.about,
        by=ServedBy.PUBLIC_NOTICE,
        at=file.at,
        to=file.rows.case.applicant,
        outcome=ServiceOutcome.POSTED,
        place=public_notice.place.strip(),
        over_at=over.astimezone(UTC),
    )
    file.add(row)
    _keep(file, row, scans)
    file.owe("await_notice", about=file.about, due_at=row.over_at)


@act("service_of_paper.notice_is_over", desk)
def notice_is_over(file: File) -> None:
    """The period of a public notice is over: the paper counts as served, and where it is the result,
    the case is to be closed (7.4.3b)."""
    rows: CaseRows = file.rows
    serving: Serving = file.facts["serving"]
    over = [paper for paper in serving.papers if paper.over_by(file.at)]
    file.besides = {paper.id for paper in over}
    for paper in over:
        file.add(
            ServiceOfPaper(
                id=file.key(),
                paper_id=paper.id,
                by=ServedBy.PUBLIC_NOTICE,
                at=file.at,
                to=rows.case.applicant,
            )
        )
        if paper.kind in WITH_THE_RESULT and not _is_closed(file):
            file.owe("close_after_notice", about=paper.id)
        refused = _refusal_told_by(file, paper.id)
        if refused is not None and _is_closed(file):
            remedies_run(file, refused, None)


@act("service_of_paper.issue_record", paper_desk)
def issue_record(file: File) -> None:
    """Draw up the record of a paper's service: every attempt, and the day that counts (7.4.3b)."""
    rows: PaperRows = file.rows
    serving: Serving = file.facts["serving"]
    assert serving.hand is not None and serving.hand.served_on is not None
    assert file.seat is not None, "a record of service is made out from a seat"
    said: dict[str, Any] = {
        **on_every_paper(file, rows.case),
        "paper_title": label(PaperKind(rows.paper.kind)),
        "paper_number": rows.paper.number,
        "attempts": tuple(_attempts(rows.attempts)),
        "served_on": serving.hand.served_on,
        "made_out_by": named(file.office.roster, file.seat, file.at),
    }
    file.issue(
        PaperKind.SERVICE_RECORD,
        lambda number_, url: papers.ServiceRecord(number=number_, check_url=url, **said),
    )


@act("service_of_paper.correct_paper", paper_desk)
def correct_paper(file: File, *, erratum: Erratum) -> None:
    """Issue a paper again that was wrong in a slip: another number, the same content but for what is
    set right, the old number and why on its face; the old one is void (4.4b).

    The new one is brought to the applicant like any other. Of a refusal that had arrived the remedies
    run on, for what is decided is the same; unless the line that says where to turn was wrong, or
    the post has not yet said that it arrived: then they run from the service of the new one
    (7.4.3c)."""
    rows: PaperRows = file.rows
    old, kind = rows.paper, PaperKind(rows.paper.kind)
    paper: Any = papers.frozen(kind, old.content)
    said = {part: getattr(paper, part) for part in papers.CORRECTABLE.get(kind, ())}
    wording = {part: text.strip() for part, text in erratum.wording.items()}
    file.facts["erratum"] = replace(erratum, wording=wording, said=said)
    file.check()
    why, today = erratum.why.strip(), day_of(file.at)
    anew = {**wording, "issued_on": today, "corrects": old.number, "why_corrected": why}
    file.bar(*unprintable(*wording.values(), why))
    new = file.issue(
        kind, lambda number_, url: replace(paper, number=number_, check_url=url, **anew)
    )
    new.corrects_id = old.pk
    refused = _refusal_told_by(file, *_old_and_older(rows.papers, old))
    if refused is not None and not (
        _has_arrived(file, refused.notice_id) and _same(papers.REMEDY, wording, said)
    ):
        file.change(refused, notice=new)
    if kind not in WITH_THE_RESULT or _is_closed(file):
        file.owe("bring_again", about=new.pk)


def _old_and_older(issued: Iterable[Paper], old: Paper) -> Iterable[UUID]:
    """A paper, the one that it corrects, and so on."""
    corrects = {row.pk: row.corrects_id for row in issued}
    key: UUID | None = old.pk
    while key is not None:
        yield key
        key = corrects[key]


def _has_arrived(file: File, paper: UUID | None) -> bool:
    """Whether a paper was served; of what went by post, whether the post has said so."""
    serving: Serving = file.facts["serving"]
    found = next(each for each in serving.papers if each.id == paper)
    return found.served_on is not None and found.mailed is None


def _same(parts: Container[str], wording: Mapping[str, str], said: Mapping[str, str]) -> bool:
    return all(wording.get(part, says) == says for part, says in said.items() if part in parts)


def _is_closed(file: File) -> bool:
    return file.matter is not None and file.matter.state == CaseState.CLOSED


def _refusal_told_by(file: File, *told: UUID) -> Refusal | None:
    """The refusal of which one of these papers tells; nothing is read where nothing was refused."""
    if file.rows.case.outcome in ("", CaseOutcome.GRANTED):
        return None
    return next((row for row in file.rows.refusals if row.notice_id in told), None)


def _remedies_run(file: File, arrived: date | None) -> None:
    """From the day on which the notice of a refusal was received, both remedies run (7.4.3c)."""
    assert file.about is not None
    refused = _refusal_told_by(file, file.about)
    if refused is not None:
        remedies_run(file, refused, arrived)


def _attempts(rows: Iterable[ServiceOfPaper]) -> Iterable[papers.AttemptInWords]:
    for row in rows:
        went = f"{row.person}去送" if row.person else ""
        receipt = f"回执 {row.received_on:%Y-%m-%d}" if row.received_on else ""
        proof = mask_number(row.proof) if row.by == ServedBy.HAND else row.proof
        said = [row.reason, went, proof, receipt]
        yield papers.AttemptInWords(
            at=row.at,
            by=label(ServedBy(row.by)),
            outcome=label(ServiceOutcome(row.outcome)),
            to="，".join(part for part in (row.to, row.place) if part),
            said="，".join(part for part in said if part),
        )


def _keep(file: File, row: ServiceOfPaper | ServiceWish, scans: Iterable[Upload]) -> None:
    """The proof of an attempt lies with the case, under the attempt's own key."""
    for upload in scans:
        file.add(attachment(file, file.rows.case, str(row.pk), 0, upload))
