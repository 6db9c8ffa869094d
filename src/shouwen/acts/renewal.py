"""Licences that end: what was granted for a period stands on the register, its holder is reminded,
and what was applied for in time and not decided is renewed by silence (行政许可法 art. 50)."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._limits import deliver_by, limits_end_with_the_case
from shouwen.acts._speech import Period, day_of, decision, long_day
from shouwen.acts.consultation import call_off_what_was_asked
from shouwen.acts.hearing import nobody_is_heard_any_more
from shouwen.acts.receiving import tell
from shouwen.acts.refusal import drop_refusal, end_what_runs
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.licence import is_renewed, next_reminder
from shouwen.records.models import Case, CaseMaterial, Licence, Paper
from shouwen.rules.regimes.time_limit.renewal import apply_by, last_day
from shouwen.rules.words import CaseOutcome, ClockName, PaperKind
from shouwen.rules.worktime import ONE_DAY

desk = partial(CaseRows, lock=True)


def grant(
    file: File,
    case: Case,
    facts: str,
    materials: Iterable[CaseMaterial] = (),
    *,
    by_silence: bool = False,
) -> Paper:
    """Issue the decision that grants. What is granted for a period is put on the register: renewed
    it goes on from the day after its last, by silence also where the sweep came later; what had
    ended when it was decided begins anew."""
    guide = file.rows.guide
    term = guide.result.term
    period = None
    if term is not None:
        today = day_of(file.at)
        follows = case.renews_until + ONE_DAY if case.renews_until else today
        since = follows if by_silence else max(follows, today)
        period = Period(since, last_day(since, term))
    says = decision(file, case, facts, materials, period=period, by_silence=by_silence)
    paper = file.issue(PaperKind.DECISION, says)
    if term is not None and period is not None:
        line = Licence(
            id=file.key(),
            case=case,
            jurisdiction_id=case.jurisdiction_id,
            service_id=case.version.service_id,
            paper=paper,
            number=case.renews or paper.number,
            valid_from=period.since,
            valid_until=period.until,
            apply_by=apply_by(period.until, term, file.office.calendar),
            by_silence=by_silence,
        )
        file.add(line)
        _remind_later(file, line)
    return paper


@act("case.deem_renewed", desk)
def deem_renewed(file: File) -> None:
    """The licence has ended and nothing was decided: it is renewed for the same period, and the
    applicant gets a decision that says so (art. 50(2)). The miss stays the office's."""
    rows: CaseRows = file.rows
    case = rows.case
    file.miss_what_ran_out()
    limits_end_with_the_case(file)
    call_off_what_was_asked(file)
    nobody_is_heard_any_more(file)
    drop_refusal(file)
    end_what_runs(file)
    for clock in (ClockName.ANSWER, ClockName.STATUTE):
        file.stop_clock(clock)
    file.owe("deliver", due_at=deliver_by(file))
    file.change(
        case,
        accepted_at=case.accepted_at or case.materials_at,
        deemed=case.deemed or case.accepted_at is None,
        decided_at=file.at,
        outcome=CaseOutcome.GRANTED,
    )
    assert file.matter is not None
    assert case.renews_until is not None, "only what names a licence is renewed"
    paper = grant(file, case, _silence(case, case.renews_until), by_silence=True)
    said = {"number": file.matter.number, "licence": case.renews, "decision": paper.number}
    tell(file, case, "renewed_by_silence", said)


@act("licence.remind_holder", desk)
def remind_holder(file: File) -> None:
    """Tell the holder that their licence ends, and until when renewal is applied for in time (art.
    50(1)); nobody who has applied for it, or has it renewed, is told."""
    line: Licence = file.rows.licence
    if is_renewed(line):
        return
    assert file.matter is not None
    said = {
        "number": file.matter.number,
        "licence": line.number,
        "until": line.valid_until.isoformat(),
        "by": line.apply_by.isoformat(),
    }
    tell(file, file.rows.case, "renewal_due", said)
    file.change(line, reminded_at=file.at)
    _remind_later(file, line)


def _remind_later(file: File, line: Licence) -> None:
    """The holder is reminded once more, where a day for it is still to come."""
    if due := next_reminder(line, file.rows.guide, file.office, file.at):
        file.owe("remind_holder", about=line.pk, due_at=due)


def _silence(case: Case, until: date) -> str:
    """What happened, as the decision says it."""
    return (
        f"申请人于{long_day(day_of(case.received_at))}申请延续，在法定的时间以内。\n"
        f"“{case.renews}”的有效期于{long_day(until)}届满，届满前本机关没有作出是否准予延续的决定。"
    )
