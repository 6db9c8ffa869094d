"""Applying from home, and answering a notice from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shouwen.queries.rows.pieces import PaperRow
from shouwen.rules.facts.guide import Fee, Material, Situation
from shouwen.rules.words import LimitUnit, ServedBy


@dataclass(frozen=True, slots=True)
class BeginPage:
    """What awaits somebody who is about to apply for a service, and for how long a draft is kept."""

    code: str
    service: str
    asked: tuple[Material, ...]
    spared: tuple[Material, ...]  # the office has them
    questions: int
    promise: int
    unit: LimitUnit
    immediate: bool
    fee: Fee
    phone: str
    kept_days: int


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A file of a draft; ``advice`` says what looks odd about it, if anything."""

    id: str
    name: str
    media_type: str
    pages: int
    advice: str

    @property
    def picture(self) -> bool:
        """Whether a browser can show it."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to bring: ``page`` leads there, ``done`` once there is anything of it, ``later``
    where it was put off, ``unneeded`` where they say that their case does not call for it."""

    page: str
    name: str
    done: bool
    later: bool
    unneeded: bool = False
    advised: bool = False  # something looks odd about what is there
    scans: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class SparedRow:
    """A material that need not be brought; ``because`` is what they answered, empty where the
    office has it."""

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class WritingPage:
    """One page of an application that is being written; the last is the look before it is sent.

    ``said`` is what this page was answered with, ``all_said`` what every page was. ``changes`` say
    how the service in force differs from the version it was begun under; ``offered`` is false where
    none is in force."""

    code: str
    service: str
    version: int
    page: str
    n: int
    of: int
    back: str
    number: str
    secret: str
    expires_on: date
    tasks: tuple[TaskRow, ...]
    spared: tuple[SparedRow, ...]
    promise: int
    unit: LimitUnit
    immediate: bool
    fee: Fee
    phone: str
    result: str
    completes: date
    said: Mapping[str, Any]
    all_said: Mapping[str, Mapping[str, Any]]
    answered: tuple[tuple[Situation, str], ...]
    left: tuple[str, ...]
    changes: tuple[str, ...] = ()
    offered: bool = True
    situation: Situation | None = None
    material: Material | None = None  # None on the page of a power of attorney, too
    scans: tuple[ScanRow, ...] = ()
    power_lapsed: bool = False
    timed: bool = False  # what it grants ends, and is renewed (行政许可法 art. 50)

    @property
    def brought(self) -> bool:
        """Whether there is anything to receive."""
        return any(task.done for task in self.tasks)

    @property
    def missing(self) -> tuple[TaskRow, ...]:
        """What is still to be brought."""
        return tuple(task for task in self.tasks if not (task.done or task.unneeded))


@dataclass(frozen=True, slots=True)
class SentPage:
    """The receipt of an application that was just sent from home (6.4b)."""

    number: str
    code: str
    service: str
    received_at: datetime
    materials: tuple[tuple[str, int], ...]  # name and pages
    missing: tuple[str, ...]
    completes: date
    condition: str
    provisional: bool
    handler: str
    handler_phone: str
    promise: int
    unit: LimitUnit
    receipt: PaperRow
    emailed: bool
    texted: bool
    result_by: ServedBy | None


@dataclass(frozen=True, slots=True)
class PointPage:
    """One point of a correction notice, to be answered from home (4.2d)."""

    number: str
    service: str
    key: str
    title: str
    problem: str
    cure: str
    ground: str
    n: int
    tasks: tuple[TaskRow, ...]
    scans: tuple[ScanRow, ...]
    words: str
