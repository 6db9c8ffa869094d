"""The acts of a case after its receipt: examine, tell what to correct, accept, decide, deliver."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._limits import deliver_by, limits_end_with_the_case
from shouwen.acts._speech import (
    NOT_HANDED_IN,
    article,
    day_of,
    limit_in_words,
    on_every_paper,
    receipt,
)
from shouwen.acts.consultation import call_off_what_was_asked
from shouwen.acts.correcting import (
    CONSEQUENCE,
    WITHIN,
    Judgement,
    basis_of,
    file_anew,
    judge_materials,
    points_on_paper,
    told,
    wait_for_applicant,
)
from shouwen.acts.hearing import nobody_is_heard_any_more
from shouwen.acts.receiving import Filed, at_once_by, begin_answer, owe_renewal, tell
from shouwen.acts.refusal import drop_refusal
from shouwen.acts.renewal import grant
from shouwen.records.casefile.case import CaseRows, StepRows
from shouwen.records.models import Case, Paper, StepRun
from shouwen.rules import papers
from shouwen.rules.clock import Due
from shouwen.rules.facts.casefile import (
    Answers,
    Call,
    Decision,
    Handover,
    Opinion,
    Withdrawal,
)
from shouwen.rules.papers import (
    DEEMED_BASIS,
    LICENSING_COUNT,
    LICENSING_EXCLUSIONS,
)
from shouwen.rules.policy import number
from shouwen.rules.words import (
    Bearer,
    CaseOutcome,
    ClockName,
    CorrectionState,
    LimitUnit,
    PaperKind,
    Proposer,
    ServedBy,
    ServiceKind,
    Silence,
    StepKind,
    StepState,
)

desk = partial(CaseRows, lock=True)
step_desk = partial(StepRows, lock=True)


@act("case.examine_materials", desk)
def examine_materials(file: File, *, judgements: Mapping[str, Judgement]) -> None:
    """Examine the materials against what was asked for, one by one (4.2a, 6.4a)."""
    judge_materials(file, judgements)
    file.facts["notices"] = notices = file.rows.facet("notices", file.at)
    if notices.told and notices.unnamed(file.facts["checklist"].faults):
        _have_new_faults_told(file)


def _have_new_faults_told(file: File) -> None:
    """The section head owes that new faults are told, once, however often they are looked at."""
    owed = [row.pk for row in file.rows.open_obligations if row.kind == "tell_new_faults"]
    if owed:
        file.spared.update(owed)
    else:
        file.owe("tell_new_faults")


@act("case.issue_correction_notice", desk)
def issue_correction_notice(file: File, *, handover: Handover) -> None:
    """Tell the applicant once, in writing and in full, what is to be corrected (4.2c).

    The notice is composed from the checklist, so that nothing found can be left off it. It counts
    from being handed over, posted or sent, with the proof of it, and the applicant's own time runs
    from then."""
    rows: CaseRows = file.rows
    case = rows.case
    faults = file.facts["checklist"].faults
    last_day = wait_for_applicant(file, handover)
    paper = file.issue(
        PaperKind.CORRECTION_NOTICE,
        lambda paper_number, url: papers.CorrectionNotice(
            **on_every_paper(file, case),
            number=paper_number,
            check_url=url,
            basis=basis_of(file, PaperKind.CORRECTION_NOTICE),
            received_at=case.received_at,
            faults=points_on_paper(faults),
            time_to_correct=limit_in_words(WITHIN),
            correct_by=last_day,
            consequence=CONSEQUENCE,
        ),
    )
    told(file, paper, faults)
    tell(file, case, "correction", {"number": _number(file), "points": len(faults)})


@act("case.receive_correction", desk)
def receive_correction(file: File, *, answers: tuple[Filed, ...]) -> None:
    """Take in what the applicant corrected: a new filing of each material answered (4.2d)."""
    rows: CaseRows = file.rows
    case = rows.case
    for row in rows.corrections:
        file.change(row, state=CorrectionState.ANSWERED, answered_at=file.at)
    file.facts["notices"] = rows.facet("notices", file.at)
    file.facts["answers"] = Answers(frozenset(answer.key for answer in answers))
    file.check()
    file_anew(file, answers)
    drop_refusal(file)
    file.change(case, materials_at=file.at)
    file.stop_clock(ClockName.CORRECTION)
    begin_answer(file, rows.guide)
    file.owe("check_correction")
    owe_renewal(file, case)
    tell(file, case, "correction_received", {"number": _number(file)})


@act("case.return_unmet_points", desk)
def return_unmet_points(file: File) -> None:
    """Give back to the applicant what was told and is still unmet; nothing new is named (4.2d)."""
    rows: CaseRows = file.rows
    wait_for_applicant(file, None)
    unmet = len(file.facts["checklist"].faults)
    tell(file, rows.case, "unmet_points", {"number": _number(file), "points": unmet})


@act("case.lapse_correction", desk)
def lapse_correction(file: File) -> None:
    """The applicant's own time is over: the office owes what becomes of the case (4.2d)."""
    file.miss_what_ran_out()
    file.owe("settle_lapse")


@act("case.accept_case", desk)
def accept_case(file: File, *, served_by: ServedBy = ServedBy.HAND) -> None:
    """Accept: complete and in due form. Statute and promise begin to run (6.1).

    Where silence has accepted the case already and no sweep has said so yet, this says it: an
    acceptance after the five working days gives the office no later limits (4.2c)."""
    rows: CaseRows = file.rows
    answer = file.clock_due(ClockName.ANSWER)
    deemed = rows.guide.silence is Silence.DEEMS and answer is not None and answer <= file.at
    accepted_at = rows.case.materials_at if deemed else file.at
    _accept(file, accepted_at, deemed=deemed, served_by=served_by)


@act("case.deem_accepted", desk)
def deem_accepted(file: File) -> None:
    """Nothing was told within five working days: accepted as of the day the materials came
    (4.2c, 行政许可法 art. 32(4))."""
    rows: CaseRows = file.rows
    file.miss_what_ran_out()
    case = rows.case
    reachable = case.electronic_address or case.email or case.phone
    by = ServedBy.ELECTRONIC if case.electronic_service and reachable else None
    _accept(file, rows.case.materials_at, deemed=True, served_by=by)


@act("case.escalate_silence", desk)
def escalate_silence(file: File) -> None:
    """Nothing was told within five working days, and silence does not accept: a breach, and the
    section head owes the answer (4.2c)."""
    file.miss_what_ran_out()
    file.owe("answer_silence")


@act("case.note_missed", desk)
def note_missed(file: File) -> None:
    """Note what ran out by now: each obligation is marked missed once, and goes on (5.2.2e)."""
    file.miss_what_ran_out()


@act("step.start_step", step_desk)
def start_step(file: File) -> None:
    """Begin a step; its own time begins with it (5.2.2c, 5.2.2d)."""
    run: StepRun = file.rows.run
    file.change(run, state=StepState.RUNNING, started_at=file.at)
    leader = file.hands.of(Bearer.LEADER)
    if run.kind == StepKind.EXAMINATION:
        due = file.step_due(run, file.at)
        file.owe("finish_step", about=run.pk, bearer=run.doer_id, due_at=due)
    elif run.doer_id == leader:
        file.owe("leader_step", about=run.pk, bearer=run.doer_id)
    else:
        file.owe("sign_off_step", about=run.pk, bearer=run.doer_id)


@act("step.finish_step", step_desk)
def finish_step(file: File, *, opinion: str) -> None:
    """Finish a step with its finding; after the last one the decision is owed (5.2.2d)."""
    run: StepRun = file.rows.run
    file.facts["opinion"] = Opinion(opinion)
    file.change(run, state=StepState.DONE, ended_at=file.at, opinion=opinion.strip())
    left = [s for s in file.facts["steps"].open if s.id != run.pk]
    if not left:
        _owe_decision(file)


@act("case.decide_grant", desk)
def decide_grant(file: File, *, facts: str) -> None:
    """Decide: granted, on these facts (行政许可法 art. 38). The statutory clock stops; the promise
    runs on until the result is in the applicant's hands (5.2.2e)."""
    rows: CaseRows = file.rows
    case, guide = rows.case, rows.guide
    file.facts["decision"] = Decision(facts)
    file.check()
    limits_end_with_the_case(file)
    call_off_what_was_asked(file)
    file.stop_clock(ClockName.STATUTE)
    file.owe("deliver", due_at=deliver_by(file))
    drop_refusal(file)
    file.change(case, decided_at=file.at, outcome=CaseOutcome.GRANTED)
    grant(file, case, facts)
    tell(file, case, "decided", {"number": _number(file), "result": guide.result.name})


@act("case.deliver_result", desk)
def deliver_result(file: File, *, handover: Handover) -> None:
    """Hand over or send the result, with proof; the promise is kept or broken here (5.2.2e)."""
    rows: CaseRows = file.rows
    file.facts["handover"] = handover
    file.check()
    file.stop_clock(ClockName.PROMISE)
    file.change(rows.case, closed_at=file.at)
    decision = rows.last_paper(PaperKind.DECISION)
    file.serve(decision, handover.by, handover.to.strip(), handover.proof)
    tell(file, rows.case, "delivered", {"number": _number(file)})


@act("case.withdraw", desk)
def withdraw(file: File, *, withdrawal: Withdrawal) -> None:
    """Take the application back: the applicant's own act, signed; who proposed it is recorded.
    The applicant owes no reason (7.1)."""
    rows: CaseRows = file.rows
    file.facts["withdrawal"] = withdrawal
    if withdrawal.proposed_by is Proposer.OFFICE or _is_nearly_due(file):
        file.owe("call_back")
    limits_end_with_the_case(file)
    call_off_what_was_asked(file)
    nobody_is_heard_any_more(file)
    drop_refusal(file)
    for clock in ClockName:
        file.stop_clock(clock)
    for run in rows.step_runs:
        if run.state in (StepState.WAITING, StepState.RUNNING):
            file.change(run, state=StepState.VOID)
    for told_before in rows.corrections:
        file.change(told_before, state=CorrectionState.VOID)
    file.change(
        rows.case,
        closed_at=file.at,
        withdrawal_signed_by=withdrawal.signed_by.strip(),
        withdrawal_proposed_by=withdrawal.proposed_by,
        withdrawal_reason=withdrawal.reason.strip(),
    )
    tell(file, rows.case, "withdrawn", {"number": _number(file)})


def _is_nearly_due(file: File) -> bool:
    """Whether the office has two working days or fewer left for the case, or is late with it."""
    calendar, today = file.office.calendar, day_of(file.at)
    for clock in (ClockName.ANSWER, ClockName.PROMISE, ClockName.STATUTE):
        due = file.rows.due(clock, file.clock_events)
        if due is None or due.stopped_at or due.day is None:
            continue
        if due.day <= today:
            return True
        if calendar.working_days_between(today, due.day) <= number("withdrawn_near_due"):
            return True
    return False


@act("case.call_back", desk)
def call_back(file: File, *, call: Call) -> None:
    """Ask whoever took the application back whether it was their own wish (7.1)."""
    file.facts["call"] = call
    file.change(
        file.rows.case,
        called_back_at=file.at,
        call_back_result=call.result,
        call_back_said=call.said.strip(),
    )


def _accept(file: File, accepted_at: datetime, *, deemed: bool, served_by: ServedBy | None) -> None:
    """Accepted as of ``accepted_at``: limits begin, steps are laid out, and the applicant is told
    by a notice, with the receipt anew where it says otherwise now."""
    rows: CaseRows = file.rows
    case = rows.case
    drop_refusal(file)
    file.stop_clock(ClockName.ANSWER)
    file.change(case, accepted_at=accepted_at, deemed=deemed)
    for told_before in rows.corrections:
        file.change(told_before, state=CorrectionState.MET)
    limits = _begin_limits(file, accepted_at)
    _lay_out_steps(file)
    at_once = rows.guide.immediate and not deemed
    completes = day_of(_at_once(file)) if at_once else limits.complete_by
    notice = file.issue(
        PaperKind.ACCEPTANCE_NOTICE, _acceptance_notice(file, case, limits, completes)
    )
    renewed = _renew_receipt(file, completes, limits.promise.provisional)
    if served_by is not None:
        for paper in (notice, *renewed):
            file.serve(paper, served_by, case.applicant)
    tell(file, case, "accepted", {"number": _number(file), "by": completes.isoformat()})


@dataclass(frozen=True, slots=True)
class _Limits:
    """What was promised and what the law allows, as they run from the acceptance."""

    promise: Due
    statute: Due | None

    @property
    def complete_by(self) -> date:
        """The last day of the promise."""
        assert self.promise.day is not None, "a clock that runs ends on a day"
        return self.promise.day

    @property
    def provisional(self) -> bool:
        """Whether either ends in a year whose holidays are not announced yet."""
        return any(due.provisional for due in (self.promise, self.statute) if due)


def _begin_limits(file: File, since: datetime) -> _Limits:
    """Promise and statute begin to run, and a decision is owed within each (5.1a, 6.1)."""
    rows: CaseRows = file.rows
    guide = rows.guide
    file.start_clock(ClockName.PROMISE, guide.promise, "5.1a", since)
    if guide.immediate:
        file.owe("do_at_once", due_at=_at_once(file))
    else:
        file.owe("decide")
    if guide.statute:
        basis = article(guide.statute.basis) if guide.statute.basis else "6.1"
        file.start_clock(ClockName.STATUTE, guide.statute, basis, since)
        file.owe("decide_by_law")
    promise = rows.due(ClockName.PROMISE, file.clock_events)
    assert promise is not None, "it was just started"
    return _Limits(promise, rows.due(ClockName.STATUTE, file.clock_events))


def _at_once(file: File) -> datetime:
    case: Case = file.rows.case
    return at_once_by(file, case.channel, case.materials_at)


def _lay_out_steps(file: File) -> None:
    """The steps of the guide, each waiting for whoever does it; where none is needed, the decision
    is owed at once."""
    rows: CaseRows = file.rows
    for position, step in enumerate(rows.guide.steps):
        file.add(
            StepRun(
                id=file.key(),
                case_id=rows.case.pk,
                key=step.key,
                name=step.name,
                kind=step.kind,
                position=position,
                needed=step.needed,
                doer_id=file.hands.of(step.by),
                state=StepState.WAITING,
            )
        )
    if not any(step.needed for step in rows.guide.steps):
        _owe_decision(file)


def _acceptance_notice(
    file: File, case: Case, limits: _Limits, completes: date
) -> Callable[[str, str], papers.AcceptanceNotice]:
    """The notice that a case is accepted, to be issued (6.1)."""
    guide = file.rows.guide
    licence = guide.kind is ServiceKind.LICENCE
    assert case.accepted_at is not None
    said: dict[str, Any] = {
        **on_every_paper(file, case),
        "basis": DEEMED_BASIS if case.deemed else basis_of(file, PaperKind.ACCEPTANCE_NOTICE),
        "received_at": case.received_at,
        "accepted_on": day_of(case.accepted_at),
        "deemed": case.deemed,
        "statute": limit_in_words(guide.statute),
        "decide_by": limits.statute.day if limits.statute else None,
        "promise": limit_in_words(guide.promise),
        "completes": completes,
        "provisional": limits.provisional,
        "counting": LICENSING_COUNT if licence else _COUNTING[guide.promise.unit],
        "exclusions": LICENSING_EXCLUSIONS if licence else "",
    }
    return lambda number, url: papers.AcceptanceNotice(number=number, check_url=url, **said)


_COUNTING = {
    LimitUnit.WORKING_DAY: "期限以工作日计算，自受理次日起算。",
    LimitUnit.DAY: "期限以日历日计算，自受理次日起算；最后一日为法定休假日的，顺延至其后第一个工作日。",
    LimitUnit.MONTH: "期限以月计算，自受理次日起算；最后一日为法定休假日的，顺延至其后第一个工作日。",
    LimitUnit.WORKING_HOUR: "期限以本机关办公时间计算，自受理时起算。",
}


def _renew_receipt(file: File, completes: date, provisional: bool) -> list[Paper]:
    """The receipt anew, where it would now name another day or other materials; the applicant is
    told of it with the acceptance (6.4b). Where the examination found that nothing came, there is
    nothing to receipt, and silence accepts all the same (4.2c)."""
    rows: CaseRows = file.rows
    before = json.loads(rows.last_paper(PaperKind.RECEIPT).content)
    corrected = bool(rows.corrections) and any(row.filing for row in rows.filings)
    nothing_came = all(row.check_result in NOT_HANDED_IN for row in rows.materials.values())
    if nothing_came or (before["completes"] == completes.isoformat() and not corrected):
        return []
    accepted = day_of(rows.case.accepted_at or file.at)
    anew = receipt(
        file,
        rows.case,
        rows.materials.values(),
        completes,
        provisional=provisional,
        condition=f"已于 {accepted:%Y-%m-%d} 受理",
        edition=before["edition"] + 1,
        reissue_reason="材料已补正，办结时间随受理日期确定"
        if corrected
        else "办结时间随受理日期确定",
    )
    return [file.issue(PaperKind.RECEIPT, anew)]


def _owe_decision(file: File) -> None:
    """The decision is owed by whoever decides, where that is not the handler anyway; once, also
    where a step that the case called for came after the last needed one."""
    if file.hands.of(Bearer.DECIDER) == file.hands.of(Bearer.HANDLER):
        return
    if not any(row.kind == "sign_decision" for row in file.rows.open_obligations):
        file.owe("sign_decision")


def _number(file: File) -> str:
    assert file.matter is not None and file.matter.number is not None
    return file.matter.number
