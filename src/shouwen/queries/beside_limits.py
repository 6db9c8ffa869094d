"""Extensions and special procedures beside a case, as its page offers and lists them (6.5)."""

from collections.abc import Iterator
from datetime import date

from shouwen.queries.beside import Beside, plainly_named
from shouwen.queries.rows import BesideRow, LimitAsked, StepAsked, Tone
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows
from shouwen.records.casefile.limit_desks import facet_of_extension, facet_of_special_procedure
from shouwen.records.models import Extension, SpecialProcedure
from shouwen.rules.labels import label
from shouwen.rules.lives.move import Move
from shouwen.rules.regimes.time_limit.special_procedure import optional_steps
from shouwen.rules.words import (
    ClockName,
    DelayReason,
    ExtensionState,
    LimitUnit,
    SpecialProcedureState,
)

TONES = {
    ExtensionState.ASKED: Tone.WARN,
    ExtensionState.APPROVED: Tone.WARN,
    ExtensionState.TOLD: Tone.OK,
    ExtensionState.DECLINED: Tone.PAUSE,
    ExtensionState.LAPSED: Tone.PAUSE,
}


def _of_extension(viewer: Viewer, rows: CaseRows, move: Move, row: Extension) -> str:
    """What deciding on it, or telling of it, is about."""
    reason = label(DelayReason(row.reason))
    if move.act == "extension.tell_extension":
        return f"送达以后才从{_day(row.old_due)}改为{_day(row.new_due)}；到原期限没有送达即失效"
    return f"{_day(row.old_due)}改为{_day(row.new_due)}；{reason}：{row.text}"


def _extension(viewer: Viewer, rows: CaseRows, row: Extension) -> BesideRow:
    promise = rows.due(ClockName.PROMISE)
    unit = label(promise.terms.unit) if promise else ""
    said = [
        f"原定{_day(row.old_due)}，延到{_day(row.new_due)}",
        f"理由：{label(DelayReason(row.reason))}，{row.text}",
    ]
    if row.beyond:
        said.append(f"超过法定期限 {row.beyond} {unit}")
    if row.state == ExtensionState.DECLINED:
        said.append(f"不同意的理由：{row.answer}")
    state = ExtensionState(row.state)
    return BesideRow(
        what=f"延期 {row.days} {unit}",
        state=label(state),
        tone=TONES[state],
        since=row.asked_at,
        note="；".join(said),
    )


EXTENSIONS = Beside(
    rows=lambda rows: rows.extensions,
    waits={
        "extension.approve_extension": (ExtensionState.ASKED,),
        "extension.decline_extension": (ExtensionState.ASKED,),
        "extension.tell_extension": (ExtensionState.APPROVED,),
    },
    facet=facet_of_extension,
    named=plainly_named,
    hint=_of_extension,
    shown=_extension,
)


def _of_procedure(viewer: Viewer, rows: CaseRows, move: Move, row: SpecialProcedure) -> str:
    return f"{row.name}：告知到{_day(row.ends_on)}；结束的次日起恢复计时"


def _procedure(viewer: Viewer, rows: CaseRows, row: SpecialProcedure) -> BesideRow:
    state = SpecialProcedureState(row.state)
    runs = state is SpecialProcedureState.TOLD
    return BesideRow(
        what=row.name,
        state=label(state),
        tone=Tone.SHARE if runs else Tone.PLAIN,
        since=row.told_at,
        note=f"告知 {row.days} 个工作日，到{_day(row.ends_on)}为止不计入；依据{row.basis}",
    )


SPECIAL_PROCEDURES = Beside(
    rows=lambda rows: rows.special_procedures,
    waits={"special_procedure.end_special_procedure": (SpecialProcedureState.TOLD,)},
    facet=facet_of_special_procedure,
    named=plainly_named,
    hint=_of_procedure,
    shown=_procedure,
)


def longer_asked(rows: CaseRows) -> Iterator[LimitAsked]:
    """What whoever asks for longer has to know: the present date, and how many days the statutory
    limit still holds, None where there is none."""
    promise, statute = rows.due(ClockName.PROMISE), rows.due(ClockName.STATUTE)
    if promise is None or promise.day is None:
        return
    within = None
    if statute is not None and statute.day is not None:
        counts_working = promise.terms.unit is LimitUnit.WORKING_DAY
        between = rows.office.calendar.working_days_between
        days = (
            between(promise.day, statute.day) if counts_working else _days(promise.day, statute.day)
        )
        within = days
    yield LimitAsked(promise.terms.unit, promise.day, promise.n, within)


def steps_asked(rows: CaseRows) -> Iterator[StepAsked]:
    """The steps of the guide that only some cases take."""
    for step in optional_steps(rows.guide):
        yield StepAsked(step.key, step.name, step.limit.n)


def _days(first: date, last: date) -> int:
    return (last - first).days


def _day(day: date) -> str:
    return f" {day.month} 月 {day.day} 日"
