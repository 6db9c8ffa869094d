"""Telling an applicant what to correct beside the one notice (4.2c), and what every such notice has
in common: how it is composed, served with proof, and how the applicant's own time begins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._speech import article as article_of
from shouwen.acts._speech import day_of, limit_in_words, on_every_paper
from shouwen.acts.receiving import Filed, attachment, tell
from shouwen.records.casefile.case import CaseRows, item
from shouwen.records.models import CaseMaterial, Correction, CorrectionPoint, Paper
from shouwen.rules import papers
from shouwen.rules.facts.casefile import (
    Answers,
    ChangedLaw,
    Checklist,
    Demand,
    Handover,
    Item,
    Notices,
)
from shouwen.rules.facts.guide import Limit
from shouwen.rules.papers import LICENSING_BASIS
from shouwen.rules.policy import number
from shouwen.rules.regimes.one_notice import what_came_is_on_the_checklist
from shouwen.rules.regimes.stand_in import named
from shouwen.rules.verdict import Bar
from shouwen.rules.words import (
    Check,
    ClockName,
    CorrectionState,
    LimitUnit,
    MaterialForm,
    PaperKind,
    ServedBy,
    ServiceKind,
)

desk = partial(CaseRows, lock=True)

CONSEQUENCE = (
    "逾期没有补正的，本机关将书面告知后续处理和您的权利；需要更多时间的，请在期限内与经办人联系。"
)
WITHIN = Limit(number("correct_within"), LimitUnit.WORKING_DAY)
"""The applicant's own time."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What examining one material found; of a fault: what, on which ground, how to mend it, and
    which ``department`` asks for it where that is another than the handling section."""

    check: Check
    fault: str = ""
    ground: str = ""
    cure: str = ""
    pages: int | None = None
    department: str = ""


@act("case.issue_supplementary_notice", desk)
def issue_supplementary_notice(file: File, *, handover: Handover) -> None:
    """Tell what is wrong with what was filed anew and could not be seen before: the section head's
    act, each fault bound to its item, and counted (4.2c). What was told and is still unmet goes
    back with it; the applicant's own time begins anew."""
    rows: CaseRows = file.rows
    notices: Notices = file.facts["notices"]
    faults = file.facts["checklist"].faults
    new = notices.unnamed(faults)
    nth = 1 + sum(1 for row in rows.corrections if row.supplementary and not row.article)
    until = wait_for_applicant(file, handover)
    paper = file.issue(
        PaperKind.SUPPLEMENTARY_NOTICE,
        lambda paper_number, url: papers.SupplementaryNotice(
            **on_every_paper(file, rows.case),
            number=paper_number,
            check_url=url,
            basis=basis_of(file, PaperKind.CORRECTION_NOTICE),
            answers_to=rows.corrections[-1].paper.number,
            nth=nth,
            faults=points_on_paper(new),
            still_unmet=tuple(each.name for each in faults if each not in new),
            time_to_correct=limit_in_words(WITHIN),
            correct_by=until,
            consequence=CONSEQUENCE,
        ),
    )
    told(file, paper, new, supplementary=True)
    tell(file, rows.case, "supplementary", {"number": _number(file), "points": len(new)})


@act("case.tell_changed_law", desk)
def tell_changed_law(
    file: File,
    *,
    article: str,
    commences: date,
    demands: tuple[Demand, ...],
    handover: Handover,
) -> None:
    """Tell what a law newly asks for that came into force after the receipt: the supervising
    leader's act, with article and day of commencement (4.2c). What it asks for stands on the
    checklist from now on as missing, and the applicant's own time begins anew."""
    rows: CaseRows = file.rows
    case = rows.case
    file.facts["changed_law"] = ChangedLaw(
        article, commences, demands, day_of(case.received_at), day_of(file.at)
    )
    until = wait_for_applicant(file, handover)
    asked = [_newly_asked(file, n, each) for n, each in enumerate(demands)]
    for row in asked:
        file.add(row)
    items = tuple(item(row) for row in asked)
    paper = file.issue(
        PaperKind.CHANGED_LAW_NOTICE,
        lambda paper_number, url: papers.ChangedLawNotice(
            **on_every_paper(file, case),
            number=paper_number,
            check_url=url,
            received_at=case.received_at,
            article=article.strip(),
            commences=commences,
            leader=_name_of_actor(file),
            faults=points_on_paper(items),
            time_to_correct=limit_in_words(WITHIN),
            correct_by=until,
            consequence=CONSEQUENCE,
        ),
    )
    law = {"article": article.strip(), "commences": commences}
    told(file, paper, items, supplementary=True, **law)
    tell(file, case, "changed_law", {"number": _number(file), "points": len(items)})


def _newly_asked(file: File, n: int, demand: Demand) -> CaseMaterial:
    """A material that no guide of the case asks for, as it stands on the checklist."""
    rows: CaseRows = file.rows
    law: ChangedLaw = file.facts["changed_law"]
    return CaseMaterial(
        id=file.key(),
        case=rows.case,
        key=f"law-{len(rows.corrections)}-{n}",
        name=demand.name.strip(),
        position=1 + n + max(row.position for row in rows.filings),
        filing=1,  # nothing of the kind was asked for when the application came
        filed_at=file.at,
        form=MaterialForm.ORIGINAL,
        copies=0,
        pages=0,
        answer="",
        check_result=Check.MISSING,
        fault="法律变动后新要求提交，还没有提交",
        ground=f"{law.article.strip()}（自 {law.commences:%Y-%m-%d} 起施行）",
        cure=f"请提交{demand.name.strip()}：{demand.requirement.strip()}",
        department="",
    )


@act("case.invite_supplement", desk)
def invite_supplement(
    file: File, *, judgements: Mapping[str, Judgement], handover: Handover
) -> None:
    """Invite to supply what an application lacks that silence has accepted (4.2c). No clock moves,
    nobody owes anything by it, and invitations are counted."""
    rows: CaseRows = file.rows
    judge_materials(file, judgements)
    file.facts["handover"] = addressed(file, handover)
    file.check()
    faults = file.facts["checklist"].faults
    papers_before = Paper.objects.filter(matter=rows.matter.pk, kind=PaperKind.SUPPLY_INVITATION)
    nth = 1 + papers_before.count()
    paper = file.issue(
        PaperKind.SUPPLY_INVITATION,
        lambda paper_number, url: papers.SupplyInvitation(
            **on_every_paper(file, rows.case),
            number=paper_number,
            check_url=url,
            accepted_on=day_of(rows.case.accepted_at or rows.case.received_at),
            nth=nth,
            faults=points_on_paper(faults),
        ),
    )
    served: Handover = file.facts["handover"]
    file.serve(paper, served.by, served.to, served.proof)
    tell(file, rows.case, "invitation", {"number": _number(file), "points": len(faults)})


@act("case.receive_supplement", desk)
def receive_supplement(file: File, *, answers: tuple[Filed, ...]) -> None:
    """Take in what an applicant supplies after the acceptance: materials are always received, and no
    clock moves (4.2c)."""
    rows: CaseRows = file.rows
    file.facts["answers"] = Answers(frozenset(answer.key for answer in answers))
    file.facts["checklist"] = rows.facet("checklist", file.at)
    file.check()
    file_anew(file, answers)
    file.facts["checklist"] = checklist(rows)
    tell(file, rows.case, "supplied", {"number": _number(file)})


# ── what examining and filing have in common ─────────────────────────────────────────────────────


def judge_materials(file: File, judgements: Mapping[str, Judgement]) -> None:
    """Write down what was found of each material. What was missing and came since has its pages here,
    and as many copies as were asked for."""
    rows: CaseRows = file.rows
    stray = "、".join(sorted(judgements.keys() - rows.materials.keys()))
    if stray:
        file.bar(Bar("4.2c", what_came_is_on_the_checklist.name, {"materials": stray}))
    for key, found in judgements.items():
        row = rows.materials[key]
        came = found.pages and not row.copies
        values = {
            "check_result": found.check,
            "fault": found.fault.strip(),
            "ground": found.ground.strip(),
            "cure": found.cure.strip(),
            "department": found.department.strip(),
            "pages": row.pages if found.pages is None else found.pages,
            "copies": rows.asked(key).copies if came else row.copies,
        }
        if any(getattr(row, name) != value for name, value in values.items()):
            file.change(row, **values)
    file.facts["checklist"] = checklist(rows)


def checklist(rows: CaseRows) -> Checklist:
    """The checklist as the act leaves it."""
    return Checklist(tuple(item(row) for row in rows.materials.values()))


def file_anew(file: File, answers: tuple[Filed, ...]) -> None:
    """A new filing of each material answered, with its files; the old one stays. What the receipt
    that is issued anew with the acceptance would lack is asked for at once, for the clock accepts
    without anybody who could mend it (4.2c, 6.4b)."""
    rows: CaseRows = file.rows
    unpaged = (n for n, answer in enumerate(answers, 1) if answer.pages < 1)
    file.bar(*(Bar("6.4b", "receipt_materials_pages_missing", {"n": n}) for n in unpaged))
    for answer in answers:
        before = rows.materials[answer.key]
        row = CaseMaterial(
            id=file.key(),
            case=rows.case,
            key=answer.key,
            name=before.name,
            position=before.position,
            filing=before.filing + 1,
            filed_at=file.at,
            form=answer.form,
            copies=answer.copies,
            pages=answer.pages,
            answer=answer.answer.strip(),
            check_result=Check.UNCHECKED,
        )
        file.add(row)
        rows.materials[answer.key] = row
        for upload in answer.uploads:
            file.add(attachment(file, rows.case, answer.key, row.filing, upload))


# ── what notices have in common ──────────────────────────────────────────────────────────────────


def wait_for_applicant(file: File, handover: Handover | None) -> date:
    """The office's time stops and the applicant's own begins, whose last day this answers with; a
    notice counts only as it is served, ``handover`` (4.2c, 4.2d)."""
    if handover is not None:
        file.facts["handover"] = addressed(file, handover)
    file.check()
    for row in file.rows.corrections:
        file.change(row, state=CorrectionState.TOLD)
    file.stop_clock(ClockName.ANSWER)
    file.stop_clock(ClockName.CORRECTION)
    file.start_clock(ClockName.CORRECTION, WITHIN, "4.2d", file.at)
    file.owe("correct")
    until = file.rows.due(ClockName.CORRECTION, file.clock_events)
    assert until is not None and until.day is not None, "it was just started"
    last: date = until.day
    return last


def addressed(file: File, handover: Handover) -> Handover:
    """The hand-over with its receiver: where none is named, the applicant, at the address they left
    where it is sent."""
    case = file.rows.case
    sent = handover.by is ServedBy.ELECTRONIC
    address = case.electronic_address or case.email or case.phone
    return replace(handover, to=handover.to.strip() or (address if sent else case.applicant))


def told(file: File, paper: Paper, items: Iterable[Item], **other: Any) -> None:
    """The notice is served and kept, point by point, each bound to the filing that is at fault;
    ``other`` columns say what kind of notice it is."""
    handover: Handover = file.facts["handover"]
    file.serve(paper, handover.by, handover.to, handover.proof)
    correction = Correction(
        id=file.key(),
        case=file.rows.case,
        state=CorrectionState.TOLD,
        paper=paper,
        told_at=file.at,
        **other,
    )
    file.add(correction)
    for position, each in enumerate(items):
        file.add(
            CorrectionPoint(
                id=file.key(),
                correction=correction,
                position=position,
                key=each.key,
                filing=each.filing,
                name=each.name,
                fault=each.fault,
                ground=each.ground,
                cure=each.cure,
                department=each.department,
            )
        )


def points_on_paper(items: Iterable[Item]) -> tuple[papers.Fault, ...]:
    """The points as a notice prints them."""
    return tuple(
        papers.Fault(
            material=each.name,
            problem=each.fault,
            ground=each.ground,
            cure=each.cure,
            department=each.department,
        )
        for each in items
    )


def basis_of(file: File, kind: PaperKind) -> str:
    """What a paper rests on: of a licence the article of the law, elsewhere the guide's first."""
    guide = file.rows.guide
    if guide.kind is ServiceKind.LICENCE:
        return LICENSING_BASIS[kind]
    return article_of(guide.basis[0])


def _name_of_actor(file: File) -> str:
    assert file.seat is not None, "a seat does it"
    return named(file.office.roster, file.seat, file.at)


def _number(file: File) -> str:
    assert file.matter is not None and file.matter.number is not None
    return file.matter.number
