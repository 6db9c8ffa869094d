"""What the acts have in common that move the limits of a case (6.5)."""

from datetime import date, datetime

from shouwen.acts._frame.file import File
from shouwen.acts._speech import day_of
from shouwen.records.casefile.case import CaseRows, events_of
from shouwen.rules import clock
from shouwen.rules.policy import number
from shouwen.rules.regimes.stand_in import named
from shouwen.rules.words import ClockName, ExtensionState, SpecialProcedureState


def due_with(file: File, name: ClockName, *events: clock.ClockEvent) -> clock.Due | None:
    """How a clock would stand if these events followed on its own; None where it never started."""
    rows: CaseRows = file.rows
    own = events_of([row for row in rows.clock_events if row.clock == name])
    return clock.fold([*own, *events], file.office.calendar, file.unit.hours) if own else None


def day_due(file: File, name: ClockName, *events: clock.ClockEvent) -> date | None:
    """The last day of a clock if these events followed on its own; None where it has none."""
    due = due_with(file, name, *events)
    return due.day if due else None


def deliver_by(file: File) -> datetime:
    """By when a result is in the applicant's hands: within the promise where that still runs, and
    within ten working days at the latest (5.2.2e, 行政许可法 art. 44)."""
    promise = file.clock_due(ClockName.PROMISE)
    latest = file.times.end_of_working_day(day_of(file.at), number("deliver_within"))
    return min(promise, latest) if promise and promise > file.at else latest


def who_acts(file: File) -> str:
    """The name of whoever does the act, and for whom where they stand in."""
    assert file.seat is not None, "the office's own act is done from a seat"
    return named(file.office.roster, file.seat, file.at)


def limits_end_with_the_case(file: File) -> None:
    """What was to move a limit moves nothing any more: the case comes to its end. Nothing is read
    where nothing of it is owed."""
    rows: CaseRows = file.rows
    owed = {row.kind for row in rows.open_obligations}
    if "lapse_extension" in owed:
        for extension in rows.extensions:
            if extension.state in (ExtensionState.ASKED, ExtensionState.APPROVED):
                file.change(extension, state=ExtensionState.LAPSED)
    if "special_procedure_over" in owed:
        for procedure in rows.special_procedures:
            if procedure.state == SpecialProcedureState.TOLD:
                file.change(procedure, state=SpecialProcedureState.ENDED, ended_at=file.at)
