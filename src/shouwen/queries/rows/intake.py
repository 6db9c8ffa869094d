"""Taking an application in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.frame import Office
from shouwen.queries.rows.pieces import MaterialRow, PaperRow
from shouwen.queries.rows.services import ServiceGroup
from shouwen.rules.words import Channel, Check, LimitUnit, MaterialForm, MaterialSource, ServiceKind


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """At the counter: which service is it? ``asked`` are the words searched for."""

    asked: str
    groups: tuple[ServiceGroup, ...]


@dataclass(frozen=True, slots=True)
class MaterialAsked:
    """One line of the intake checklist: what the guide asks for."""

    key: str
    name: str
    form: MaterialForm
    copies: int
    source: MaterialSource
    requirement: str  # its due form, in words
    ground: str  # law and article, offered as the ground of a fault
    when: str = ""  # in which case only it is needed
    check: Check = Check.UNCHECKED  # as found so far
    pages: int | None = None
    fault: str = ""
    cure: str = ""
    answer: str = ""  # what the applicant wrote instead of a paper, or why it is not needed
    department: str = ""  # that asks for it, where another than the handling section


@dataclass(frozen=True, slots=True)
class OlderVersion:
    """A version that was in force until a day not long ago: whoever was told it may keep to it
    (4.1). ``harder``: what has become harder for the applicant since, in sentences."""

    number: int
    until: date
    harder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntakePage:
    """Taking an application in: the checklist of one service version, on one screen. Of the version
    in force also the ``older`` ones that may be kept to; of one of these ``until`` when it was in
    force, and the number of the one that is."""

    code: str
    service: str
    version: int
    kind: ServiceKind
    promise: int
    statute: int | None
    unit: LimitUnit
    due_on: date  # if complete and accepted today; the receipt says so with its condition (6.4b)
    handler: str  # who will handle it: name, post, office phone go on the receipt
    handler_post: str
    handler_phone: str
    materials: tuple[MaterialAsked, ...]
    older: tuple[OlderVersion, ...] = ()
    until: date | None = None
    in_force: int | None = None
    timed: bool = False  # what it grants ends, and is renewed (行政许可法 art. 50)
    immediate: bool = False  # it may be done on the spot; where it is not, it is said why (1.3.1b)
    at_once: bool = False  # the viewer may take in, decide and hand over in one act (6.3)


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """The receipt just issued: handed over now, so it names all that 6.4b asks for."""

    case: str
    receipt: PaperRow
    code: str  # lookup code of the applicant
    service: str
    version: int
    party: str
    agent: str
    channel: Channel
    received_at: datetime
    materials: tuple[MaterialRow, ...]
    due_on: date
    condition: str  # what the completion time rests on
    promise: int
    statute: int | None
    unit: LimitUnit
    handler: str
    handler_post: str
    handler_phone: str
    complete: bool  # nothing faulty or missing was found
    office: Office
    not_at_once: str = ""  # why it was not done on the spot, as they were told (1.3.1b)
    may_tell: bool = True  # the viewer may send the correction notice
    warnings: tuple[str, ...] = ()  # odd numbers: worth a look, in nobody's way


@dataclass(frozen=True, slots=True)
class SettledPage:
    """The result of what was settled at once, as handed over: one paper, which stands for the
    receipt, too (5.2.2b)."""

    case: str
    paper: PaperRow
    code: str  # lookup code of the applicant
    service: str
    version: int
    party: str
    taken_by: str
    materials: tuple[MaterialRow, ...]
    settled_at: datetime
    result: str
    handler: str
    handler_phone: str
    office: Office
    warnings: tuple[str, ...] = ()
