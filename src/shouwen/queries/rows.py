"""What the pages show: one frozen row object a page, and the small rows they are made of.

Pure data. A query fills them, a template draws them, and neither knows the other: rows hold no
address (templates build it from a number, code or token), no HTML and no model. Words of closed
lists are enums of :mod:`shouwen.rules.words`, which pages label in Chinese; every other text is a
finished zh-Hans sentence or name. Datetimes are aware; a due time at midnight is shown as 24:00 of
the day before. On public pages whatever is personal has been masked before it gets here.

Sources are clause ids of ``rules/clauses.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import (
    ActorKind,
    Card,
    CaseState,
    Channel,
    Check,
    LimitUnit,
    MaterialForm,
    MaterialSource,
    PaperKind,
    PartyIdKind,
    SeatRule,
    ServiceKind,
    StepKind,
    StepState,
)

# ── small words of the pages ─────────────────────────────────────────────────────────────────────


class Tone(StrEnum):
    """How a tag is drawn. A tone only repeats what the tag's words say."""

    PLAIN = "plain"
    OK = "ok"
    WARN = "warn"
    LATE = "late"
    SHARE = "share"  # information, e.g. days not counted
    PAUSE = "pause"  # a clock that stands still


class Pace(StrEnum):
    """How near a due time is."""

    LATE = "late"
    SOON = "soon"
    EASY = "easy"
    STOPPED = "stopped"


class StageState(StrEnum):
    """Where one stage of a case's life stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


class DayKind(StrEnum):
    """What one day is to a clock. Days up to now are used, later ones left or beyond."""

    WAIT = "wait"  # received, not yet accepted
    START = "start"  # the day the clock starts: not counted
    USED = "used"  # counted, up to today and within the limit
    LEFT = "left"  # counted, still to come before the promise
    BEYOND = "beyond"  # counted, between promise and statute
    OVER = "over"  # counted, past the promise and gone by
    OFF = "off"  # weekend: not counted
    HOLIDAY = "holiday"  # public holiday: not counted
    EXCLUDED = "excluded"  # left out by law (Licensing Law art. 45), as told in writing


class CalendarKind(StrEnum):
    """What one day is to the applicant, on the page that follows a case."""

    PLAIN = "plain"  # something happened, no clock ran
    USED = "used"  # counted against the office
    YOURS = "yours"  # waiting for the applicant: counted against nobody
    OFF = "off"  # weekend or holiday
    EXCLUDED = "excluded"  # left out by law
    TO_COME = "to_come"  # will count
    END = "end"  # the last day


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word in a coloured box, e.g. 审查中."""

    text: str
    tone: Tone = Tone.PLAIN


# ── what stands round a page ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Office:
    """What every public page says of the office: who takes complaints, and where (5.4b)."""

    name: str
    complaint_section: str
    complaint_phone: str
    place: str = ""  # where the counter is
    hours: str = ""  # when it is open
    notice: str = ""  # one line at the foot, e.g. that this is a demonstration


@dataclass(frozen=True, slots=True)
class Desk:
    """What every staff page says of the person signed in."""

    office: str
    person: str
    post: str
    owed: int  # open obligations, those of posts the person stands in for included
    takes_in: bool = True  # whether applications may be taken in at this desk


# ── due times ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Left:
    """How long until something is due, or since it was.

    ``n`` counts whole ``unit`` left, or past when ``pace`` is late; 0 is today. A stopped clock
    has neither ``n`` nor ``due_at``. ``provisional``: rests on a calendar not yet official."""

    pace: Pace
    n: int | None = None
    unit: LimitUnit = LimitUnit.WORKING_DAY
    due_at: datetime | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class StripDay:
    """One cell of the strip. The figure in a cell is the n-th day, so the strip explains itself.

    ``nth``: which counted day it is. ``mark``: 班 (a make-up working day) or 休. ``word``: one
    character instead of a figure (收, 受). ``under``: the text below a run of excluded, extended
    or provisional days, on its first day only. ``run``: the day belongs to such a run."""

    date: date
    kind: DayKind
    nth: int | None = None
    mark: str = ""
    word: str = ""
    under: str = ""
    run: bool = False
    extended: bool = False
    provisional: bool = False
    is_today: bool = False
    is_promise: bool = False
    is_statute: bool = False

    @property
    def is_monday(self) -> bool:
        """Whether a week starts here: the narrow strip dates only these days."""
        return self.date.isoweekday() == 1

    @property
    def opens_month(self) -> bool:
        """Whether the cell carries the name of its month."""
        return self.date.day == 1


@dataclass(frozen=True, slots=True)
class WhyDay:
    """One line of the explanation: neighbours counted for one reason are one line.

    ``nth`` is empty where the days do not count, else e.g. ``1`` or ``4–8``."""

    first: date
    last: date
    nth: str
    why: str
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date with its explanation; both come from one computation."""

    left: Left
    due_on: date
    promise: int | None  # in ``left.unit``; None where nothing was promised
    used: int
    excluded: int  # days left out by law
    statute: int | None
    statute_on: date | None
    says: str  # the strip in one sentence, for those who hear it
    days: tuple[StripDay, ...]
    because: str  # one sentence above the explanation
    why: tuple[WhyDay, ...]
    rests_on: str  # which articles, which calendar


# ── acts ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ActOption:
    """Something the viewer may do now, as ``judge`` found it."""

    act: str  # the act's name, e.g. case.accept
    label: str
    hint: str  # what follows from it, in one line
    key: str = ""  # a single capital letter that does it
    first: bool = False  # the one to expect now
    negative: bool = False  # says no to the applicant


@dataclass(frozen=True, slots=True)
class ActBarred:
    """Something the viewer may not do now: which clause bars it, and the sentence."""

    act: str
    label: str
    clause: str
    sentence: str


# ── pieces of a case ─────────────────────────────────────────────────────────────────────────────


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
class PaperRow:
    """One paper as issued. ``token`` is its check code: what its QR code says, and by which whoever
    may see the paper opens it."""

    kind: PaperKind
    number: str
    issued_on: date
    token: str
    pages: int | None = None  # None until it was first rendered
    replaced: bool = False  # a newer version of it was issued


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


# ── desk pages ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One obligation: what is owed on which matter, under which clause, by when."""

    obligation: str  # its id
    what: str  # the act owed, e.g. 作出决定
    card: Card
    who: str  # the party
    about: str  # the service, and what is particular
    clause: str
    number: str  # of the case
    left: Left
    stands_for: str = ""  # whose obligation it is, where the viewer stands in


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Obligations due in one span of days."""

    title: str  # 今天
    note: str  # 10 月 13 日 周二 · 6 件，超期 1
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """One view of the queue with its count."""

    key: str  # in the address
    name: str
    count: int
    hot: bool = False  # its count is a reproach


@dataclass(frozen=True, slots=True)
class QueueViews:
    """Views under one heading."""

    title: str
    views: tuple[QueueView, ...]


@dataclass(frozen=True, slots=True)
class Peek:
    """The selected obligation: what to do, who bears it by which rule, where it came from."""

    row: QueueRow
    service: str
    todo: str
    note: str
    seat: Seat
    opened_at: datetime
    opened_by: str  # the act that opened it
    clause_text: str
    acts: tuple[ActOption, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """My open obligations by due time."""

    view: str  # key of the current view
    views: tuple[QueueViews, ...]
    groups: tuple[QueueGroup, ...]
    total: int
    late: int
    peek: Peek | None = None


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
    papers: tuple[PaperRow, ...]
    seats: tuple[Seat, ...]
    events: tuple[Event, ...]  # newest first
    entries: int  # length of the ledger's chain
    queue: tuple[QueueRow, ...]  # my obligations, for the list at the side


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


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """A published service, where one is chosen."""

    code: str
    name: str
    kind: ServiceKind
    summary: str
    promise: int
    unit: LimitUnit
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Services under one heading: a life event on the public home, a section at the counter."""

    name: str
    services: tuple[ServiceLink, ...]
    icon: str = "file-text"


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


@dataclass(frozen=True, slots=True)
class IntakePage:
    """Taking an application in: the checklist of one service version, on one screen."""

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
    may_tell: bool = True  # the viewer may send the correction notice
    warnings: tuple[str, ...] = ()  # odd numbers: worth a look, in nobody's way


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act about to be done: what it is, under which clause, what will follow."""

    number: str
    service: str
    party: str
    act: str
    label: str
    clause: str
    clause_text: str
    follows: tuple[str, ...]  # what will happen, a sentence each
    negative: bool = False
    changed: str = ""  # what somebody else did meanwhile, where the act was refused for it
    subject: str = ""  # what the act is done on: the matter, or a step of it
    seen: int = 0  # length of the matter's chain as it lies there now
    barred: tuple[ActBarred, ...] = ()  # what stands in the way now
    asked: tuple[MaterialAsked, ...] = ()  # the materials the act is about


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a material: what, on which ground, and how to mend it (4.2c)."""

    material: str
    problem: str
    ground: str
    cure: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """The one correction notice, composed from the checklist: nothing found can be left off."""

    number: str
    service: str
    party: str
    received_at: datetime
    faults: tuple[Fault, ...]
    met: int  # materials found in order
    told_by: date  # last day to tell it; after it the case is deemed accepted or escalates
    deems: bool
    office: str
    handler: str
    handler_phone: str
    until: date  # the applicant's last day, if handed over today
    time: int  # working days the applicant gets


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One act as recorded. ``recorded_at`` is set where it was entered later than done."""

    at: datetime
    what: str
    actor: ActorKind
    who: str
    post: str = ""
    rule: SeatRule | None = None
    stands_for: str = ""
    before: str = ""
    after: str = ""
    clauses: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    hash: str = ""  # shortened, in groups of four
    first: bool = False  # head of the chain
    holds: bool = True  # its hash follows from the entry before
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An attempt that was barred: not on the chain, folded per minute."""

    what: str
    who: str
    at: datetime
    clause: str
    sentence: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Owed:
    """One open obligation of the matter, whoever bears it."""

    actor: ActorKind
    bearer: str
    what: str
    due_at: datetime | None
    clause: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The chain, recomputed just now. ``broken`` counts entries that do not follow."""

    entries: int
    checked_at: datetime
    tip: str  # shortened hash of the last entry
    broken: int = 0
    checkpoint_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The record of one case."""

    number: str
    service: str
    state: Tag
    proof: Proof
    entries: tuple[LedgerEntry, ...]  # newest first
    refused: tuple[Refused, ...]
    owed: tuple[Owed, ...]
    actor: ActorKind | None = None  # shown alone
    counts: tuple[tuple[ActorKind, int], ...] = ()


# ── public pages ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A service whose guide is not yet published."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the office does, by life event. ``asked``, ``found`` and ``drafts`` answer a search."""

    events: tuple[ServiceGroup, ...]
    often: tuple[ServiceLink, ...]
    asked: str = ""
    found: tuple[ServiceLink, ...] = ()
    drafts: tuple[DraftLink, ...] = ()
    more_drafts: bool = False  # than are shown


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A service whose guide is still being written: whom to ask meanwhile."""

    code: str
    name: str
    section: str
    phone: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who handles a service: name, post, office phone (5.3a)."""

    name: str
    post: str
    phone: str


@dataclass(frozen=True, slots=True)
class ServicePage:
    """The guide of one published version, with the office as it stands now (5.3a)."""

    code: str
    guide: Guide
    version: int
    published_on: date
    section: str
    section_phone: str
    staff: tuple[StaffRow, ...]
    current: bool = True  # this version is in force
    offered: bool = True  # some version is in force


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is. ``headline`` follows 现在轮到您： or 现在轮到我们： and says what to do; once
    the case is ``over`` it is nobody's, and the headline says how it ended."""

    ours: bool
    headline: str
    text: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class AskedPoint:
    """One point of the correction notice as the applicant sees it."""

    title: str
    problem: str
    cure: str
    ground: str
    check: Check  # met once it was answered and found in order
    note: str = ""  # what was done about it


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day on the applicant's page; a week is a row."""

    date: date
    kind: CalendarKind
    word: str
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Who handles the case now, as the public may know it."""

    post: str
    person: str
    phone: str
    stands_in: str = ""  # who sits there when the handler is away
    head: str = ""
    head_phone: str = ""


@dataclass(frozen=True, slots=True)
class TrackPage:
    """A case as its applicant follows it."""

    number: str
    service: str
    party: str
    channel: Channel
    received_at: datetime
    tags: tuple[Tag, ...]
    turn: Turn
    stages: tuple[Stage, ...]
    points: tuple[AskedPoint, ...]
    promise: int | None
    statute: int | None
    unit: LimitUnit
    days: tuple[CalendarDay, ...]
    because: str  # how the days are counted, one or two sentences
    events: tuple[Event, ...]
    papers: tuple[PaperRow, ...]
    contact: Contact


@dataclass(frozen=True, slots=True)
class PaperCheckPage:
    """Whether a paper is genuine. ``paper`` is None where no such paper was issued; nothing is
    said then about which numbers exist."""

    paper: PaperRow | None
    service: str = ""
    party: str = ""
    digest: str = ""  # of the paper's content, shortened
    unit: str = ""  # that issued it
    case: str = ""  # number of the case it belongs to
    title: str = ""  # as printed: a decision is called after the kind of its service


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of the regulation."""

    id: str
    source: str  # its place in the regulation
    text: str
    kinds: tuple[str, ...]  # duty, bar, record, publish, review
    enforced: bool


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number that the regulation leaves open, as it is set."""

    what: str
    value: str  # with its unit, in words
    source: str


@dataclass(frozen=True, slots=True)
class Regime:
    """One of the seven regimes with its clauses."""

    number: int
    name: str
    clauses: tuple[ClauseRow, ...]

    @property
    def enforced(self) -> int:
        """How many of its clauses the software enforces."""
        return sum(clause.enforced for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class RegulationPage:
    """The regulation, clause by clause, and what of it is enforced."""

    regimes: tuple[Regime, ...]
    numbers: tuple[NumberRow, ...] = ()

    @property
    def clauses(self) -> int:
        """How many clauses there are."""
        return sum(len(regime.clauses) for regime in self.regimes)

    @property
    def enforced(self) -> int:
        """How many of them the software enforces."""
        return sum(regime.enforced for regime in self.regimes)
