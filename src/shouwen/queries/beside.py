"""The small lives that run beside a case, as its page offers their acts: a step, a refusal, an
extension. Each is a row with a state of its own; the case is what is locked and what the chain of
acts hangs on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from shouwen.queries.rows import BesideRow
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.case import CaseRows, facet_of_step
from shouwen.records.models import StepRun
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.words import StepState


@dataclass(frozen=True, slots=True)
class Beside:
    """A life beside a case.

    ``rows``: its rows on a case, oldest first. ``waits``: in which states of such a row each of its
    acts is done; an act of the life that is not named there begins it, and is done on the case.
    ``facet`` reads a facet of the file with the row at hand, as the desk of the acts does. ``named``
    and ``hint`` say what an act is about and what follows from it; ``shown`` how the row stands on
    the page of the case, None where it has a place of its own there."""

    rows: Callable[[CaseRows], Iterable[Any]]
    waits: Mapping[str, tuple[StrEnum, ...]]
    facet: Callable[[CaseRows, Any, str, datetime], Any]
    named: Callable[[CaseRows, Move, Any], str]
    hint: Callable[[Viewer, CaseRows, Move, Any], str] | None = None
    shown: Callable[[Viewer, CaseRows, Any], BesideRow] | None = None


def _step_named(rows: CaseRows, move: Move, run: StepRun) -> str:
    return f"{'开始' if move.act == 'step.start_step' else '办完'}：{run.name}"


def _step_hint(viewer: Viewer, rows: CaseRows, move: Move, run: StepRun) -> str:
    if move.act != "step.start_step":
        return "写明查明了什么、意见是什么"
    limit = rows.limit_of(run)
    name = viewer.office.roster.posts[run.doer_id].name if run.doer_id else ""
    within = f"{limit.n} {label(limit.unit)}内办完" if limit.n else "当日办完"
    return f"{within}，{name}" + ("" if run.needed else "；需要时才有")


STEPS = Beside(
    rows=lambda rows: rows.step_runs,
    waits={"step.start_step": (StepState.WAITING,), "step.finish_step": (StepState.RUNNING,)},
    facet=facet_of_step,
    named=_step_named,
    hint=_step_hint,
)


def plainly_named(rows: CaseRows, move: Move, row: Any) -> str:
    """What an act is called where a case has one row of its life at a time."""
    return ACT_LABELS[move.act]
