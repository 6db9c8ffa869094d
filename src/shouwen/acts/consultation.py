"""Several sections and units: the handler asks others for the applicant, while the clocks of the case
run on, and tells the applicant the outcome (4.3)."""

from functools import partial
from uuid import UUID

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts.receiving import tell
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.consultation import ConsultationRows
from shouwen.records.models import Consultation
from shouwen.rules.facts.consultation import Answered, Asking, OutcomeTold
from shouwen.rules.facts.guide import Limit
from shouwen.rules.words import (
    ClockName,
    ConsultationKind,
    ConsultationState,
    LimitUnit,
    ToldHow,
)

desk = partial(CaseRows, lock=True)
consultation_desk = partial(ConsultationRows, lock=True)


@act("consultation.ask", desk)
def ask(
    file: File,
    *,
    kind: ConsultationKind,
    question: str,
    days: int,
    post: UUID | None = None,
    outside: str = "",
) -> None:
    """Ask a post of the office, or a body ``outside``, for an answer within ``days`` working days; or
    ask a post to do a part of the case, which ends before the whole is due (4.3a). What a body
    outside answers, the handler owes: to press for it and to take it down."""
    rows: CaseRows = file.rows
    due = file.due_within(Limit(days, LimitUnit.WORKING_DAY))
    handler = rows.case.handler_id
    promise = file.clock_due(ClockName.PROMISE)
    file.facts["asking"] = Asking(kind, question, post, outside, handler, due, promise)
    file.check()
    row = Consultation(
        id=file.key(),
        case=rows.case,
        kind=kind,
        state=ConsultationState.ASKED,
        post_id=post,
        outside=outside.strip(),
        question=question.strip(),
        asked_at=file.at,
        due_at=due,
    )
    file.add(row)
    file.owe("answer_consultation", about=row.pk, bearer=post or handler, due_at=due)


@act("consultation.answer", consultation_desk)
def answer(file: File, *, text: str) -> None:
    """Answer what was asked, or take down what a body outside answered. The handler owes it to the
    applicant to tell them the outcome (4.3b); an assistance is a part of the work."""
    rows: ConsultationRows = file.rows
    row = rows.consultation
    file.facts["answered"] = Answered(text)
    file.check()
    file.change(row, state=ConsultationState.ANSWERED, answer=text.strip(), answered_at=file.at)
    if row.kind == ConsultationKind.CONSULT:
        file.owe("tell_outcome", about=row.pk)


@act("consultation.tell_applicant", consultation_desk)
def tell_applicant(file: File, *, how: ToldHow, text: str) -> None:
    """Tell the applicant what came of it: by a message that goes out with this act, or in a call that
    is noted here (4.3b)."""
    rows: ConsultationRows = file.rows
    file.facts["outcome_told"] = OutcomeTold(text)
    file.check()
    file.change(
        rows.consultation,
        state=ConsultationState.TOLD,
        told=text.strip(),
        told_by=how,
        told_at=file.at,
    )
    if how is ToldHow.MESSAGE:
        assert file.matter is not None
        tell(file, rows.case, "outcome", {"number": file.matter.number, "text": text.strip()})


def call_off_what_was_asked(file: File) -> None:
    """The case comes to its end: nobody owes an answer on it any more (4.3a). Nothing is read where
    nobody owes one."""
    rows: CaseRows = file.rows
    if all(owed.kind != "answer_consultation" for owed in rows.open_obligations):
        return
    for row in rows.consultations:
        if row.state == ConsultationState.ASKED:
            file.change(row, state=ConsultationState.VOID)
