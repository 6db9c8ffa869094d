"""Papers on their way to the applicant, as the page of their case offers and lists them (7.4.3b)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from shouwen.queries.beside import Beside
from shouwen.queries.rows import WordingAsked
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.paper_desk import facet_of_paper
from shouwen.records.models import ServiceOfPaper
from shouwen.rules.facts.serving import PaperToServe, Serving
from shouwen.rules.identity import mask_number
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.papers import CORRECTABLE
from shouwen.rules.policy import number
from shouwen.rules.regimes.refusal_filing.serving import WITH_THE_RESULT
from shouwen.rules.words import PaperKind, PaperState, ServedBy, ServiceOutcome
from shouwen.rules.worktime import ONE_DAY, chinese_time


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A paper and how far it is: it waits, a notice of it hangs, or it was served."""

    pk: UUID
    state: PaperState
    paper: PaperToServe


def _rows(rows: CaseRows) -> Iterator[OnItsWay]:
    """The papers that wait to be served, or for their return receipt, and the result once it was; of
    the others that arrived there is nothing more to do, but to correct them. What was corrected is
    void."""
    serving: Serving = rows.facet("serving", rows.matter.last_at)
    for paper in serving.papers:
        if paper.replaced:
            continue
        if paper.served_on is None:
            state = PaperState.POSTED if paper.notice else PaperState.WAITING
            yield OnItsWay(paper.id, state, paper)
        elif paper.mailed:
            yield OnItsWay(paper.id, PaperState.MAILED, paper)
        elif paper.kind in WITH_THE_RESULT and not _recorded(rows):
            yield OnItsWay(paper.id, PaperState.SERVED, paper)
        else:
            yield OnItsWay(paper.id, PaperState.KEPT, paper)


def _recorded(rows: CaseRows) -> bool:
    return any(row.kind == PaperKind.SERVICE_RECORD for row in rows.papers)


def _named(rows: CaseRows, move: Move, row: OnItsWay) -> str:
    return f"{ACT_LABELS[move.act]}：{label(row.paper.kind)}"


def _hint(viewer: Viewer, rows: CaseRows, move: Move, row: OnItsWay) -> str:
    match move.act:
        case "service_of_paper.note_attempt":
            return "谁去送、送到哪里、为什么没有送到；一天记一次"
        case "service_of_paper.serve_by_notice":
            failed, needed = len(row.paper.failed), number("attempts_before_notice")
            return f"最后的办法：送达失败满 {needed} 次（已有 {failed} 次）才能公告"
        case "service_of_paper.note_receipt":
            return "签收了，救济期限从签收那天起算；退回了，算一次没有送到，要重新送"
        case "service_of_paper.issue_record":
            return "列明每一次送达和算数的那一天"
        case "service_of_paper.correct_paper":
            return "只改笔误；另编文号，写明更正哪一份、为什么，原来的作废"
        case _:
            return "当面、邮寄，申请人同意的可以电子送达"


PAPERS = Beside(
    rows=_rows,
    waits={
        "service_of_paper.serve_paper": (PaperState.WAITING, PaperState.POSTED),
        "service_of_paper.note_attempt": (PaperState.WAITING,),
        "service_of_paper.serve_by_notice": (PaperState.WAITING,),
        "service_of_paper.note_receipt": (PaperState.MAILED,),
        "service_of_paper.issue_record": (PaperState.SERVED,),
        "service_of_paper.correct_paper": tuple(PaperState),
    },
    facet=facet_of_paper,
    named=_named,
    hint=_hint,
)


def wording_asked(rows: CaseRows, row: OnItsWay) -> Iterator[WordingAsked]:
    """The parts of a paper that may be set right, with what they say (4.4b)."""
    paper = next(each for each in rows.papers if each.pk == row.pk)
    says = json.loads(paper.content)
    for part, name in CORRECTABLE[row.paper.kind].items():
        yield WordingAsked(part, name, says[part])


def brought(rows: Iterable[ServiceOfPaper]) -> Iterator[str]:
    """How a paper reached somebody, or did not: a line for each attempt, oldest first."""
    for row in rows:
        local = chinese_time(row.at)
        when, way = f"{local:%Y-%m-%d %H:%M}", label(ServedBy(row.by))
        match row.outcome:
            case ServiceOutcome.FAILED:
                yield f"{when} {way}，没有送到：{row.reason}（{row.place}，{row.person}去送）"
            case ServiceOutcome.PROVEN:
                yield f"{when} 回执：{row.received_on:%Y-%m-%d} {row.to}签收，邮件号码 {row.proof}"
            case ServiceOutcome.POSTED:
                last = chinese_time(row.over_at).date() - ONE_DAY
                yield f"{when} {way}：{row.place}，到 {last:%Y-%m-%d} 期满"
            case _:
                yield f"{when} {way}，{row.to}{_proof(row)}"


def _proof(row: ServiceOfPaper) -> str:
    if row.by == ServedBy.POST:
        receipt = f"，回执 {row.received_on:%Y-%m-%d}" if row.received_on else ""
        return f"，邮件号码 {row.proof}{receipt}" if row.proof else receipt
    return f"，证件 {mask_number(row.proof)}" if row.proof and row.by == ServedBy.HAND else ""
