"""What a case is made of, on whichever page it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.due import Left
from shouwen.queries.rows.words import StageState, Tone
from shouwen.rules.words import (
    Check,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    PaperKind,
    PartyIdKind,
    SeatRule,
    ServedBy,
    StepKind,
    StepState,
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a case's life, in order."""

    name: str
    state: StageState
    note: str = ""  # a date, or what happened


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits on a post now, and by which rule (2.4.4). ``person`` is empty on a vacant post."""

    post: str
    person: str
    rule: SeatRule
    stands_for: str = ""  # the holder, where somebody else sits
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file handed in with a material; ``id`` opens it, ``size`` is in bytes. ``digest`` is
    where the store of uploads keeps it."""

    id: str
    name: str
    size: int
    media_type: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of a case as handed in and examined (4.2a)."""

    name: str
    form: MaterialForm
    copies: int
    pages: int | None
    source: MaterialSource
    check: Check
    fault: str = ""
    received_on: date | None = None
    files: tuple[FileRow, ...] = ()
    answer: str = ""  # what the applicant wrote instead of a paper, or why it is not needed


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the procedure, with its own limit (5.2.2c)."""

    name: str
    kind: StepKind
    state: StepState
    post: str
    limit: int
    unit: LimitUnit
    person: str = ""
    finished_at: datetime | None = None
    left: Left | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BesideRow:
    """How something that runs beside a case stands: a refusal, an extension, a return.

    ``what`` it is and of what, ``state`` in words and in tone, ``note`` in a sentence; ``route`` and
    ``key`` name its own page where it has one."""

    what: str
    state: str
    tone: Tone
    since: datetime | None = None
    left: Left | None = None
    note: str = ""
    route: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as issued. ``token`` is its check code: what its QR code says, and by which whoever
    may see the paper opens it."""

    kind: PaperKind
    number: str
    issued_on: date
    token: str
    pages: int | None = None  # None until it was first rendered
    replaced: bool = False  # a newer version of it was issued
    brought: tuple[str, ...] = ()  # how, when and to whom it was served, failed attempts too
    corrected_by: str = ""  # the number of the paper that corrects it
    corrects: str = ""  # the number of the paper that it corrects
    correct: str = ""  # the act by which the viewer may correct it


@dataclass(frozen=True, slots=True)
class Event:
    """One line of what happened."""

    at: datetime
    what: str
    who: str = ""
    note: str = ""
    icon: str = "check"


@dataclass(frozen=True, slots=True)
class Party:
    """The applicant as staff see it."""

    name: str
    id_kind: PartyIdKind
    id_number: str  # masked unless the viewer's post needs it
    phone: str
    address: str
    agent: str = ""  # with power of attorney
    agent_phone: str = ""
    result_by: ServedBy | None = None  # how they wish to get the result
