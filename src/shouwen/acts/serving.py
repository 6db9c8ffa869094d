"""Papers on their way to the applicant: what failed, what arrived, what hangs on the board, and the
record of it (7.4.3b, 4.4b)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import Any

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import day_of, on_every_paper
from shouwen.acts.receiving import Upload, attachment
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.paper_desk import PaperRows
from shouwen.records.models import ServiceOfPaper
from shouwen.rules import clock, papers
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.guide import Limit
from shouwen.rules.facts.serving import Failure, PublicNotice, Serving
from shouwen.rules.identity import mask_number
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.regimes.refusal_filing.serving import WITH_THE_RESULT
from shouwen.rules.regimes.stand_in import named
from shouwen.rules.words import (
    LimitUnit,
    PaperKind,
    ServedBy,
    ServiceOutcome,
)

desk = partial(CaseRows, lock=True)
paper_desk = partial(PaperRows, lock=True)


@act("service_of_paper.choose_way", desk)
def choose_way(file: File, *, electronic: bool) -> None:
    """The applicant agrees to be served electronically, or takes that back; any time (4.4b)."""
    file.change(file.rows.case, electronic_service=electronic)


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
        if paper.kind in WITH_THE_RESULT:
            file.owe("close_after_notice", about=paper.id)


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


def _keep(file: File, row: ServiceOfPaper, scans: Iterable[Upload]) -> None:
    """The proof of an attempt lies with the case, under the attempt's own key."""
    for upload in scans:
        file.add(attachment(file, file.rows.case, str(row.pk), 0, upload))
