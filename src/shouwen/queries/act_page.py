"""One act about to be done: under which clause, what follows, what stands in the way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from shouwen.queries.beside_consultations import posts_asked
from shouwen.queries.beside_hearings import address_asked, chairs_asked
from shouwen.queries.beside_limits import longer_asked, steps_asked
from shouwen.queries.beside_refusals import proposal_asked
from shouwen.queries.beside_returns import to_be_ticked
from shouwen.queries.beside_serving import wording_asked
from shouwen.queries.deadline import last_day
from shouwen.queries.intake import asked, due_if_begun
from shouwen.queries.issued import INSIDE
from shouwen.queries.ledger import since
from shouwen.queries.moves import (
    CORRECTS,
    NEGATIVE,
    CaseOnDesk,
    Judged,
    judge_one,
    person_on,
    phone_of,
    sentences,
)
from shouwen.queries.rows import (
    ActPage,
    AddressAsked,
    CorrectionPage,
    Fault,
    LimitAsked,
    MaterialAsked,
    PostAsked,
    ProposalAsked,
    SheetAsked,
    StepAsked,
    TakerAsked,
    WordingAsked,
)
from shouwen.queries.viewer import Viewer
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Clocks
from shouwen.rules.facts.guide import Limit
from shouwen.rules.labels import OWED_LABELS, label
from shouwen.rules.policy import number as policy
from shouwen.rules.words import Check, LimitUnit, PaperKind, Silence

ISSUES = {
    "case.issue_correction_notice": PaperKind.CORRECTION_NOTICE,
    "case.issue_supplementary_notice": PaperKind.SUPPLEMENTARY_NOTICE,
    "case.tell_changed_law": PaperKind.CHANGED_LAW_NOTICE,
    "case.invite_supplement": PaperKind.SUPPLY_INVITATION,
    "case.accept_case": PaperKind.ACCEPTANCE_NOTICE,
    "extension.approve_extension": PaperKind.EXTENSION_FORM,
    "extension.decline_extension": PaperKind.EXTENSION_FORM,
    "extension.tell_extension": PaperKind.EXTENSION_NOTICE,
    "hearing.tell_right": PaperKind.HEARING_RIGHT,
    "hearing.tell_interested": PaperKind.INTERESTED_RIGHT,
    "hearing.set_time": PaperKind.HEARING_NOTICE,
    "interested_party.bring_notice": PaperKind.INTERESTED_NOTICE,
    "special_procedure.begin_special_procedure": PaperKind.SPECIAL_PROCEDURE_NOTICE,
    "case.decide_grant": PaperKind.DECISION,
    "refusal.approve_refusal": PaperKind.REFUSAL_FORM,
    "refusal.confirm_refusal": PaperKind.REFUSAL_FORM,
    "refusal.tell_at_once": PaperKind.NON_ACCEPTANCE,
    "return_of_materials.hand_back": PaperKind.RETURN_SLIP,
    "service_of_paper.issue_record": PaperKind.SERVICE_RECORD,
}
"""The paper that an act issues."""

TOLD = {
    *(act for act, kind in ISSUES.items() if kind not in INSIDE),
    "special_procedure.end_special_procedure",
    "case.receive_correction",
    "case.receive_supplement",
    "case.return_unmet_points",
    "case.deliver_result",
    "case.withdraw",
    "refusal.approve_refusal",
    "refusal.reverse_refusal",
    "refusal.serve_refusal",
    "return_of_materials.ask_for_return",
}
"""The acts of which the applicant gets a letter."""


def act_page(viewer: Viewer, number: str, act: str, seen: int | None = None) -> ActPage:
    """The page of an act of people on a case. ``seen``: how many entries the chain had when the
    viewer looked; with it the page says what was done meanwhile. Raises ``NotFound``, also for no
    act of this case, and ``NotForYou``."""
    rows = CaseOnDesk(viewer, number)
    judged = judge_one(viewer, rows, act)
    clause = clauses()[judged.move.clause]
    return ActPage(
        number=number,
        service=rows.guide.name,
        party=rows.case.applicant,
        act=act,
        label=judged.label,
        clause=clause.id,
        clause_text=clause.zh,
        follows=tuple(_follows(rows, judged)),
        negative=judged.move.act in NEGATIVE,
        changed=since(viewer, rows.matter.pk, seen) if seen is not None else "",
        subject=str(judged.row.pk if judged.row else rows.matter.pk),
        seen=rows.matter.chain_length,
        barred=sentences(judged),
        asked=tuple(_asked(viewer, rows, judged)),
    )


def _follows(rows: CaseOnDesk, judged: Judged) -> Iterable[str]:
    """What the act will do, a sentence each, from its row in the table of moves."""
    move = judged.move
    if move.act == CORRECTS:
        yield "另编文号，写明更正的是哪一份；原来的那份作废。"
    if kind := ISSUES.get(move.act):
        yield f"编号并发出{label(kind)}，从此不能改。"
    if move.after:
        yield f"办件转为“{label(move.after)}”。"
    owed = {row.kind for row in rows.open_obligations}
    if done := [OWED_LABELS[kind] for kind in move.ends if kind in owed]:
        yield f"了结应办：{'、'.join(done)}。"
    if void := [OWED_LABELS[kind] for kind in move.voids if kind in owed]:
        yield f"不用再办：{'、'.join(void)}。"
    yield "记入台账，不能删改。"
    if move.act in TOLD:
        yield "申请人留了电话或邮箱的，同时告诉他。"


def _asked(
    viewer: Viewer, rows: CaseOnDesk, judged: Judged
) -> Iterable[
    ProposalAsked
    | MaterialAsked
    | LimitAsked
    | PostAsked
    | AddressAsked
    | StepAsked
    | SheetAsked
    | TakerAsked
    | WordingAsked
]:
    """What the form asks about: the materials an act is about, all to be examined or the points told
    to be corrected; the limit that is to be longer; the guide's optional steps."""
    told = {point.key: point for point in rows.points}
    match judged.move.act:
        case "consultation.ask":
            yield from posts_asked(viewer, rows)
            return
        case "hearing.set_time":
            yield from chairs_asked(viewer, rows)
            return
        case "interested_party.bring_notice":
            yield from address_asked(judged.row)
            return
        case "extension.ask_extension":
            yield from longer_asked(rows)
            return
        case "special_procedure.begin_special_procedure":
            yield from steps_asked(rows)
            return
        case "refusal.propose_refusal" | "refusal.amend_refusal":
            yield from proposal_asked(rows, viewer.at, judged.row)
            return
        case "service_of_paper.correct_paper":
            yield from wording_asked(rows, judged.row)
            return
        case "return_of_materials.hand_back":
            yield from to_be_ticked(rows, judged.row)
            return
        case "case.examine_materials" | "case.invite_supplement" | "case.receive_supplement":
            keys = set(rows.materials)
        case "case.receive_correction":
            keys = set(told)
        case _:
            return
    for material in rows.everything_asked:
        if material.key in keys:
            row = rows.materials[material.key]
            line = asked(material)
            anew = row.filing and row.check_result == Check.UNCHECKED
            said = told.get(material.key, row) if anew else row  # its fault, if it is still there
            yield replace(
                line,
                check=Check(row.check_result),
                pages=row.pages or None,
                fault=said.fault,
                ground=said.ground or line.ground,
                cure=said.cure,
                answer=row.answer,
                department=said.department,
            )


def correction_page(viewer: Viewer, number: str) -> CorrectionPage:
    """The one correction notice of a case, composed from its checklist (4.2c). Raises ``NotFound``
    and ``NotForYou``."""
    rows = CaseOnDesk(viewer, number)
    case, guide, unit = rows.case, rows.guide, rows.unit
    checklist = rows.facet("checklist", viewer.at)
    clocks: Clocks = rows.facet("clocks", viewer.at)
    within = Limit(policy("correct_within"), LimitUnit.WORKING_DAY)
    return CorrectionPage(
        number=number,
        service=guide.name,
        party=case.applicant,
        received_at=case.received_at,
        faults=tuple(
            Fault(item.name, _ended(item.fault), item.ground, _ended(item.cure))
            for item in checklist.faults
        ),
        met=sum(1 for item in checklist.items if item.check is Check.MET),
        told_by=_told_by(viewer, clocks),
        deems=guide.silence is Silence.DEEMS,
        office=unit.name,
        handler=person_on(viewer, case.handler_id),
        handler_phone=phone_of(viewer, case.handler_id),
        until=due_if_begun(viewer, within, unit.hours),
        time=within.n,
    )


def _ended(text: str) -> str:
    """A sentence as it stands among others: with its full stop."""
    return text if not text or text[-1] in "。；！？" else f"{text}。"


def _told_by(viewer: Viewer, clocks: Clocks) -> date:
    """The last day of the five; where they do not run, today."""
    return last_day(clocks.answer or viewer.at)
