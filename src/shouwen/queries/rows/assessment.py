"""What was kept and missed, by person and post; the year's assessment; leaders' double duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred
from shouwen.queries.rows.due import Left
from shouwen.rules.words import DutyGroup


@dataclass(frozen=True, slots=True)
class MissedRow:
    """One obligation that ran out: who sat there, and why it counts for whom it counts (X8);
    ``gave`` and ``handed_at``: who had given them which list, if anybody."""

    number: str
    owed: str
    clause: str
    due_at: datetime
    ended_at: datetime | None
    sat: str
    evidence: str
    gave: str = ""
    handed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """One person on one post; ``person`` is empty for what counts for nobody."""

    person: str
    post: str
    section: str
    standing_in: bool
    met: int
    late: int
    open: int
    missed: tuple[MissedRow, ...] = ()

    @property
    def owed(self) -> int:
        """Everything that came due."""
        return self.met + self.late + self.open


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The figures of a period, both days included."""

    since: date
    until: date
    rows: tuple[FiguresRow, ...]

    @property
    def owed(self) -> int:
        """Everything that came due."""
        return sum(row.owed for row in self.rows)

    @property
    def met(self) -> int:
        """Of that, what was met in time."""
        return sum(row.met for row in self.rows)

    @property
    def late(self) -> int:
        """Of that, what was met late."""
        return sum(row.late for row in self.rows)

    @property
    def open(self) -> int:
        """Of that, what is still owed."""
        return sum(row.open for row in self.rows)


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of a year's assessment. ``key`` is its id; ``may``: it is the viewer's to finish
    now, else ``barred`` says why not."""

    key: str
    name: str
    due_on: date
    post: str
    person: str
    done_on: date | None = None
    reference: str = ""
    left: Left | None = None
    may: bool = False
    barred: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A part of the score."""

    text: str
    points: int
    of_duties: bool


@dataclass(frozen=True, slots=True)
class CycleRow:
    """The assessment of one year. ``may``: the viewer may close it now, else ``barred`` says why
    not; both empty for one that is over."""

    key: str
    year: int
    closed: bool
    stages: tuple[StageRow, ...]
    shares: tuple[ShareRow, ...]
    may: bool = False
    barred: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class CyclesPage:
    """The yearly assessments, the newest first. ``barred``: why the viewer may not open one;
    ``figures`` and ``records``: whether they may read the figures, and records of double duty."""

    cycles: tuple[CycleRow, ...]
    barred: tuple[ActBarred, ...] = ()
    figures: bool = False
    records: bool = False


# ── double duty ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RecordRow:
    """That something was done: kind, day and reference, nothing of its content."""

    group: DutyGroup
    kind: str
    day: date
    reference: str
    person: str


@dataclass(frozen=True, slots=True)
class HalfRow:
    """One half-year of one leader's post. ``lacks``: the groups without a record; ``missed``: the
    half-year is over."""

    name: str  # 2026 年下半年
    records: tuple[RecordRow, ...]
    lacks: tuple[DutyGroup, ...]
    over: bool = False


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A leader's post with its half-years, the newest first. ``may``: the acts that the viewer may
    do for it, with the group each records."""

    key: str
    post: str
    person: str
    halves: tuple[HalfRow, ...]
    may: tuple[tuple[str, DutyGroup], ...] = ()


@dataclass(frozen=True, slots=True)
class DoubleDutyPage:
    """Double duty: the viewer's own posts; of supervision, everybody's."""

    leaders: tuple[LeaderRow, ...]
    everybody: bool = False
