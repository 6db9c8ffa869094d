"""Special procedures: what the law or the guide lists, told in writing; meanwhile the clock stands
still, and longer than declared turns it on again by itself (6.5a)."""

from datetime import datetime, timedelta
from functools import partial

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._limits import day_due, due_with
from shouwen.acts._speech import day_of, on_every_paper
from shouwen.acts.receiving import tell
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.limit_desks import SpecialProcedureRows
from shouwen.records.models import SpecialProcedure
from shouwen.rules import papers
from shouwen.rules.clock import ClockEvent
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.special_procedure import Declared
from shouwen.rules.labels import label
from shouwen.rules.papers.limits import EXCLUDING
from shouwen.rules.regimes.time_limit.special_procedure import step_named, stops_the_statute
from shouwen.rules.words import (
    ClockEventKind,
    ClockName,
    LimitUnit,
    PaperKind,
    ServiceKind,
    SpecialKind,
    SpecialProcedureState,
)
from shouwen.rules.worktime import ONE_DAY, chinese_time, midnight_after

desk = partial(CaseRows, lock=True)
procedure_desk = partial(SpecialProcedureRows, lock=True)

A_MOMENT = timedelta.resolution
STOPS = {True: "承诺时限和法定时限", False: "承诺时限"}


@act("special_procedure.begin_special_procedure", desk)
def begin_special_procedure(
    file: File,
    *,
    kind: SpecialKind,
    days: int,
    handover: Handover,
    article: str = "",
    step: str = "",
    name: str = "",
) -> None:
    """Tell the applicant in writing what does not count and for how many working days, today the
    first of them: from today the clock stands still (6.5a). ``step``: of the guide, by its key.

    Raises ``ValueError`` for so many days that no calendar reaches."""
    rows: CaseRows = file.rows
    guide, case, today = rows.guide, rows.case, day_of(file.at)
    ends_on = file.office.calendar.add_working_days(today - ONE_DAY, max(days, 1))
    meanwhile = (
        ClockEvent(ClockEventKind.EXCLUDE, chinese_time(file.at)),
        ClockEvent(ClockEventKind.RESUME, midnight_after(ends_on) - A_MOMENT),
    )
    both = stops_the_statute(kind)
    promised = due_with(file, ClockName.PROMISE, *meanwhile)
    assert promised is not None and promised.day is not None
    completes, provisional = promised.day, promised.provisional
    declared = Declared(
        kind=kind,
        days=days,
        article=article,
        step=step,
        name=name,
        promised=completes,
        by_law=day_due(file, ClockName.STATUTE, *(meanwhile if both else ())),
    )
    file.facts |= {"declared": declared, "handover": handover}
    file.check()
    basis, called = _basis(declared, guide), _called(declared, guide)
    file.exclude_clock(ClockName.PROMISE, basis)
    if both:
        file.exclude_clock(ClockName.STATUTE, basis)
    by_law = both and guide.statute is not None
    notice = file.issue(
        PaperKind.SPECIAL_PROCEDURE_NOTICE,
        lambda paper_number, url: papers.SpecialProcedureNotice(
            **on_every_paper(file, case),
            number=paper_number,
            check_url=url,
            procedure=called,
            basis=basis,
            stops=STOPS[by_law],
            length=f"{days}{label(LimitUnit.WORKING_DAY)}",
            begins_on=today,
            ends_on=ends_on,
            goes_on=ends_on + ONE_DAY,
            completes=completes,
            provisional=provisional,
        ),
    )
    file.serve(notice, handover.by, handover.to.strip(), handover.proof)
    row = SpecialProcedure(
        id=file.key(),
        case=case,
        state=SpecialProcedureState.TOLD,
        kind=kind,
        name=called,
        basis=basis,
        days=days,
        told_at=file.at,
        begun_by=file.actor.person,
        ends_on=ends_on,
        notice=notice,
    )
    file.add(row)
    file.owe("special_procedure_over", about=row.pk, due_at=midnight_after(ends_on))
    assert file.matter is not None
    said = {"number": file.matter.number, "procedure": called, "until": ends_on.isoformat()}
    tell(file, case, "special_procedure", said)


@act("special_procedure.end_special_procedure", procedure_desk)
def end_special_procedure(file: File) -> None:
    """The procedure is over: from tomorrow the days count again; where the declared days are over and
    nobody has noted it yet, from the day after the last of them, as if somebody had (6.5a)."""
    rows: SpecialProcedureRows = file.rows
    last = _end_of_declared(rows.procedure)
    overran = file.at > last
    state = SpecialProcedureState.OVERRAN if overran else SpecialProcedureState.ENDED
    _resume(file, rows.procedure, state, last if overran else file.at)


@act("special_procedure.overrun_special_procedure", desk)
def overrun_special_procedure(file: File) -> None:
    """The declared days are over: the clock goes on by itself, counted from the day after the last
    of them, whenever that is noted (6.5a)."""
    rows: CaseRows = file.rows
    running = next(
        row for row in rows.special_procedures if row.state == SpecialProcedureState.TOLD
    )
    _resume(file, running, SpecialProcedureState.OVERRAN, _end_of_declared(running))


def _end_of_declared(row: SpecialProcedure) -> datetime:
    return midnight_after(row.ends_on) - A_MOMENT


def _resume(
    file: File, row: SpecialProcedure, state: SpecialProcedureState, last: datetime
) -> None:
    """Let the clock go on after ``last``, and tell the applicant until when."""
    for name in (ClockName.PROMISE, ClockName.STATUTE):
        file.resume_clock(name, row.basis, last)
    file.change(row, state=state, ended_at=last)
    promise = file.rows.due(ClockName.PROMISE, file.clock_events)
    assert promise is not None and promise.day is not None and file.matter is not None
    said = {"number": file.matter.number, "procedure": row.name, "by": promise.day.isoformat()}
    tell(file, file.rows.case, "clock_goes_on", said)


def _basis(declared: Declared, guide: Guide) -> str:
    """What allows it: the article, of a licence art. 45, or the guide alone."""
    if declared.kind is SpecialKind.GUIDE:
        return f"本机关公布的“{guide.name}”办事指南"
    of_the_eight = declared.kind is not SpecialKind.BY_ARTICLE
    if of_the_eight and guide.kind is ServiceKind.LICENCE and not declared.article.strip():
        return EXCLUDING
    return declared.article.strip()


def _called(declared: Declared, guide: Guide) -> str:
    """What it is called: by its kind, the guide's step, or the name that was given."""
    step = step_named(declared, guide) if declared.kind is SpecialKind.GUIDE else None
    if step is not None:
        return step.name
    if declared.kind is SpecialKind.BY_ARTICLE:
        return declared.name.strip()
    return label(declared.kind)
