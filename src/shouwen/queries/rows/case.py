"""One case as staff see it, and how it is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.case_life import CaseLife
from shouwen.queries.rows.due import Deadline
from shouwen.queries.rows.pieces import (
    BesideRow,
    Event,
    MaterialRow,
    PaperRow,
    Party,
    Seat,
    Stage,
    StepRow,
)
from shouwen.queries.rows.queue import QueueRow
from shouwen.queries.rows.words import Tag
from shouwen.rules.words import CaseState, Channel, ServiceKind


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case: where it stands, what may and may not be done now, and all there is on it."""

    number: str
    service: str
    service_code: str
    version: int
    kind: ServiceKind
    state: CaseState
    tags: tuple[Tag, ...]
    party: Party
    channel: Channel
    received_at: datetime
    accepted_on: date | None
    stages: tuple[Stage, ...]
    may: tuple[ActOption, ...]
    may_not: tuple[ActBarred, ...]
    deadline: Deadline | None
    materials: tuple[MaterialRow, ...]
    steps: tuple[StepRow, ...]
    beside: tuple[BesideRow, ...]  # what runs beside it, newest first
    papers: tuple[PaperRow, ...]
    seats: tuple[Seat, ...]
    events: tuple[Event, ...]  # newest first
    entries: int  # length of the ledger's chain
    queue: tuple[QueueRow, ...]  # my obligations, for the list at the side
    life: CaseLife


@dataclass(frozen=True, slots=True)
class CaseLifePage:
    """A case's own picture on a sheet of its own, with what happened, oldest first."""

    number: str
    service: str
    state: CaseState
    party: str
    life: CaseLife
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case found by its applicant."""

    number: str
    service: str
    party: str
    state: CaseState
    received_on: date


@dataclass(frozen=True, slots=True)
class FindPage:
    """What a search for a case found. ``mistyped``: it is meant for a number but is
    none as we write them, so that some sign of it is wrong."""

    asked: str
    found: tuple[FoundCase, ...] = ()
    mistyped: bool = False
