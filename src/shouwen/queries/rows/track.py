"""A case as its applicant follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shouwen.queries.rows.pieces import Event, PaperRow, Stage
from shouwen.queries.rows.refusal import Remedies
from shouwen.queries.rows.words import CalendarKind, Tag
from shouwen.rules.words import Channel, Check, LimitUnit


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
    key: str = ""  # of the material, where it is answered from home
    written: bool = False  # there is something of an answer, not sent yet


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
    stands_in_phone: str = ""


@dataclass(frozen=True, slots=True)
class TrackRefusal:
    """Why it was "no", and where to turn who does not agree; ``instead``: whose it is."""

    reasons: tuple[str, ...]
    remedies: Remedies
    instead: str = ""


@dataclass(frozen=True, slots=True)
class TrackHearing:
    """A hearing as who may ask for it sees it: what is at stake, the day until which they may ask,
    None where they may not any more; what became of it, and whether they ``asked`` for it; once it is
    set, when and where it is, and why it is not public where it is not."""

    key: UUID
    stakes: str
    until: date | None = None
    said: str = ""
    asked: bool = False
    begins_at: datetime | None = None
    place: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class InterestedPage:
    """A hearing as somebody else sees it whom it is about (行政许可法 art. 47): nothing of the
    applicant's. ``party`` is their own name, masked; ``post`` and ``phone``: whom to call."""

    key: UUID
    number: str
    service: str
    party: str
    hearing: TrackHearing
    post: str
    phone: str


@dataclass(frozen=True, slots=True)
class TrackLicence:
    """The licence that a case granted, with its days, and until when renewal is applied for in time;
    ``code`` is the service it is renewed under, empty where that is not offered."""

    number: str
    since: date
    until: date
    apply_by: date
    code: str
    ended: bool = False


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
    moved: tuple[str, ...] = ()  # what moved the promised day, and why
    may_withdraw: bool = False
    refusal: TrackRefusal | None = None
    may_ask_back: bool = False  # the materials, once it is over (7.4.4a)
    may_choose_way: bool = False  # how papers are served (4.4b)
    sent_to: str = ""  # where papers are sent, masked; empty where they are brought
    hearing: TrackHearing | None = None
    licence: TrackLicence | None = None
    renews: str = ""  # what the silence of the office does to the licence that is renewed

    @property
    def waiting(self) -> int:
        """Points that wait for the applicant."""
        return sum(point.check in (Check.MISSING, Check.FAULTY) for point in self.points)

    @property
    def written(self) -> int:
        """Points that were answered and are not sent yet."""
        return sum(point.written for point in self.points)
