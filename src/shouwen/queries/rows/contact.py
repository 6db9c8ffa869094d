"""A contact, as the desk shows it."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.due import Left
from shouwen.queries.rows.pieces import FileRow
from shouwen.rules.words import (
    ConsultationState,
    ContactChannel,
    ContactDisposition,
    ContactState,
    HandoverKind,
    HandoverState,
    ReportKind,
)


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One who had it, or was to have it: the first one asked first. ``has``: it is theirs now."""

    who: str
    post: str
    at: datetime
    has: bool
    kind: HandoverKind | None = None  # None: the first one asked
    state: HandoverState | None = None
    why: str = ""
    said: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CameTo:
    """One thing it came to, with its proof in words."""

    kind: ContactDisposition
    at: datetime
    who: str
    proof: tuple[tuple[str, str], ...]  # what, and what it says
    case: str = ""
    service: str = ""  # whose guide the viewer may put the answer into, for everybody (1.3.1d)


@dataclass(frozen=True, slots=True)
class OthersAsked:
    """What another was asked for it, and the answer."""

    key: str
    whom: str
    question: str
    due_at: datetime
    state: ConsultationState
    answer: str = ""


@dataclass(frozen=True, slots=True)
class StillOwed:
    """Something that is owed on it: what, by whom, how long."""

    what: str
    who: str
    clause: str
    left: Left | None


@dataclass(frozen=True, slots=True)
class Written:
    """What the asker wrote since."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody of the office noted, and at which act."""

    at: datetime
    who: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One line of a list of contacts."""

    number: str
    channel: ContactChannel
    wanted: str
    who: str
    phone: str  # masked
    state: ContactState
    received_at: datetime
    came_to: ContactDisposition | None
    holder: str
    left: Left | None


@dataclass(frozen=True, slots=True)
class Likely:
    """An earlier contact or case that may be the same person's or the same matter: ``same`` says in
    what."""

    number: str
    who: str
    phone: str  # masked
    wanted: str
    at: datetime
    same: str
    came_to: ContactDisposition | None
    of_a_case: bool = False


@dataclass(frozen=True, slots=True)
class ContactPage:
    """One contact: what is wanted by whom, who has had it, what it came to, and what is still owed."""

    number: str
    channel: ContactChannel
    state: ContactState
    wanted: str
    who: str
    phone: str
    phone_declined: bool
    other_way: str
    email: str
    received_at: datetime
    code: str
    chain: tuple[ChainLink, ...]
    assigner: str  # who assigns if it goes on; empty where nobody is above
    owed: tuple[StillOwed, ...]
    came_to: tuple[CameTo, ...]
    asked: tuple[OthersAsked, ...]
    written: tuple[Written, ...]
    noted: tuple[Noted, ...]
    tries: tuple[Written, ...]
    may: tuple[ActOption, ...]
    may_not: tuple[ActBarred, ...]
    likely: tuple[Likely, ...] = ()
    report: ReportKind | None = None
    sealed: bool = False
    about: tuple[str, ...] = ()
    reopened: int = 0
    follows: str = ""
    rating: int | None = None
    written_late: datetime | None = None  # when it was written down, where that was later
    files: tuple[FileRow, ...] = ()
    seen: int = 0


@dataclass(frozen=True, slots=True)
class ContactList:
    """Contacts of a unit: those that wait for somebody first."""

    rows: tuple[ContactRow, ...]
    view: str
    waiting: int
    barred: tuple[ActBarred, ...]
    more: int = 0
