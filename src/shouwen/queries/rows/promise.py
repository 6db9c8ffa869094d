"""The promise page: what was said, and what was kept of it (5.1b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shouwen.rules.facts.guide import Limit
from shouwen.rules.words import HeldUp, LimitUnit, PledgeKind


class Period(StrEnum):
    """For which time the page shows figures."""

    YEAR = "year"  # this month and the eleven before it
    MONTH = "month"  # the whole month before this one


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a promise. ``cases`` that count: delivered, or withdrawn too late; of
    ``few`` nothing more is told than that they are fewer than the policy's number. ``median`` and
    ``ninth``: days within which half and nine tenths of them were done, in ``unit``.

    ``corrected`` and ``extended``: how often it was done, ``withdrawn``: how many cases."""

    cases: int = 0
    few: bool = False
    late: int = 0
    beyond_law: int = 0
    median: int | None = None
    ninth: int | None = None
    unit: LimitUnit = LimitUnit.WORKING_DAY
    extended: int = 0
    corrected: int = 0
    withdrawn: int = 0

    @property
    def in_time(self) -> float:
        """Percent that kept the promise, rounded down to a tenth: 100 is every single one."""
        return (self.cases - self.late) * 1000 // self.cases / 10 if self.cases else 0.0

    @property
    def corrections(self) -> float:
        """Corrections a case, to a tenth."""
        return round(self.corrected / self.cases, 1) if self.cases else 0.0


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A line of the table: a service, or a month of one. ``promise`` and ``statute`` as they are
    published now; None where the service is no longer offered, or where no law sets a limit."""

    kept: Kept
    name: str = ""
    code: str = ""
    month: date | None = None
    promise: Limit | None = None
    statute: Limit | None = None
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Where cases that were late were held up."""

    where: HeldUp
    cases: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the office says in public: a promise, or why it went beyond a limit. ``figure``: what was
    kept of it, in words, where that can be computed."""

    kind: PledgeKind
    title: str
    text: str
    indicator: str
    published_on: date
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Overrun:
    """A month in which a service went beyond the law, or a time in which it broke its promise (no
    ``month``). ``days``: the longest, in working days. ``lost``: where, most often first; of a service
    with ``few`` cases no number is told. ``said``: the office's explanation."""

    name: str
    code: str
    days: int
    lost: tuple[Lost, ...]
    few: bool = False
    month: date | None = None
    said: Said | None = None

    @property
    def cases(self) -> int:
        """How many went beyond it."""
        return sum(lost.cases for lost in self.lost)


@dataclass(frozen=True, slots=True)
class Tighter:
    """A service whose promise could be shorter: nine of ten cases take a part of it (6.2)."""

    name: str
    code: str
    ninth: int
    promise: Limit


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section whose services have a page of their own."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class PromisePage:
    """What was kept of the promises of the office, of ``section``, or of one ``service``. ``rows``
    are the services with most cases, ``more`` how many are not shown; of one service its months.

    ``counted_at``: up to when cases are in the figures. ``fewest``: of fewer cases no figures are
    told."""

    period: Period
    since: date
    until: date
    whole: Kept
    rows: tuple[KeptRow, ...]
    axis: int
    fewest: int
    services: int = 0
    more: int = 0
    section: SectionLink | None = None
    service: KeptRow | None = None
    sections: tuple[SectionLink, ...] = ()
    overruns: tuple[Overrun, ...] = ()
    tighter: tuple[Tighter, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class KeptOfAll:
    """What was kept of every service, for other programs: since and until, and a line each."""

    since: date
    until: date
    at: datetime
    fewest: int
    rows: tuple[KeptRow, ...]
    sections: tuple[str, ...]  # beside each row
