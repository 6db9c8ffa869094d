"""Who sits where: the board of a day, the page everybody may read, the wall in the corridor, the
matrix of duties, and what somebody's posts let them do.

Reasons of absence are on no row of this module (regulation: faces of the office show names, posts
and office phones of those who are there).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shouwen.queries.rows.queue import QueueView
from shouwen.queries.rows.words import Tag
from shouwen.rules.words import Power, SeatRule

# ── the board of a day ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Window:
    """A window at the counter. ``note`` says when a shut one opens, e.g. ``14:00 开``."""

    number: str
    open: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class SeatNow:
    """One post and who sits on it at the instant of the board (2.4.4).

    ``why`` is the rule in words, e.g. 本人在岗 or 代 周敏，交接 7 项已签. ``until`` and
    ``designated_by`` are set where somebody was told to sit here. ``vacant``: the post has no
    holder, whoever does its work. ``absence``: number of the absence behind it, where the viewer
    may open it. ``nearest``: when the next of the ``owed`` obligations is due."""

    key: str
    post: str
    person: str  # empty where nobody at all sits here
    rule: SeatRule
    why: str
    until: datetime | None = None
    designated_by: str = ""
    clause: str = ""
    vacant: bool = False
    absence: str = ""
    window: Window | None = None
    owed: int = 0
    nearest: datetime | None = None
    urgent: bool = False  # the nearest is due today or past
    tags: tuple[Tag, ...] = ()

    @property
    def shape(self) -> str:
        """How the card is drawn; its words say the same."""
        if self.vacant or not self.person:
            return "vacant"
        if self.rule is SeatRule.HOLDER:
            return "present"
        return "standin" if self.rule in (SeatRule.STAND_IN, SeatRule.B_ROLE) else "fallback"


@dataclass(frozen=True, slots=True)
class SectionNow:
    """One section and its posts, its head last."""

    key: str
    name: str
    place: str
    phone: str
    seats: tuple[SeatNow, ...]
    tags: tuple[Tag, ...] = ()
    note: str = ""  # e.g. that the Office has taken over (3.2c)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the strip above the board. ``gist`` says who is away in one line; ``hole`` what
    nobody covers, ``open`` what is still to be settled."""

    on: date
    gist: str
    hole: str = ""
    open: str = ""
    rests: bool = False
    leader: str = ""  # on duty that day
    is_today: bool = False
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Somebody's post is on fallback, and who owes its designation by when (2.4.4, 3.3b).

    ``left`` is the time in words, e.g. 44 分钟; ``absence`` leads to where it is made good, with
    ``act`` on the button where it is the viewer's to do."""

    post: str
    rule: SeatRule
    sentence: str
    bearer: str
    owes: str
    clauses: tuple[str, ...]
    due_at: datetime | None
    left: str
    late: bool = False
    absence: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class SeatCounts:
    """The board in figures."""

    posts: int
    present: int
    standin: int
    fallback: int
    vacant: int
    windows_open: int = 0
    windows_shut: int = 0


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Who sits where at ``at``, by section, as known at ``seen_at``. Of a day to come it is what is
    planned so far."""

    at: datetime
    seen_at: datetime
    view: str  # key of the current filter
    views: tuple[QueueView, ...]
    counts: SeatCounts
    week: tuple[WeekDay, ...]
    gaps: tuple[Gap, ...]
    sections: tuple[SectionNow, ...]
    leader: str = ""  # on duty; empty is a hole of its own (3.2c)
    leader_phone: str = ""
    planned: bool = False  # a day to come
    past: bool = False

    @property
    def is_today(self) -> bool:
        """Whether it is of today, as it is now."""
        return not (self.planned or self.past)

    @property
    def windows(self) -> bool:
        """Whether the office has windows at all."""
        return bool(self.counts.windows_open or self.counts.windows_shut)


# ── for everybody: who is at which window, and whom to ask instead ───────────────────────────────


@dataclass(frozen=True, slots=True)
class WindowNow:
    """One window as the public sees it: who is there, or whom to ask instead; never why.

    ``duties`` is what is done there. ``instead`` and ``instead_phone`` are set on a shut one:
    01 窗 林晓. ``note``: when it opens again, if that is known."""

    number: str
    person: str
    post: str
    duties: str
    phone: str
    open: bool = True
    note: str = ""
    instead: str = ""
    instead_phone: str = ""


@dataclass(frozen=True, slots=True)
class AskNow:
    """One section and whom to ask there now."""

    section: str
    place: str
    duties: str
    person: str
    post: str
    phone: str
    taken_over: bool = False  # everybody is out: the Office takes in, informs, passes on (3.2c)


@dataclass(frozen=True, slots=True)
class WhoPage:
    """Who is at which window now (3.2c: the public sees where to go)."""

    at: datetime
    hall: str  # where the windows are, e.g. 一楼大厅
    windows: tuple[WindowNow, ...]
    sections: tuple[AskNow, ...]
    hours: Tag | None = None  # 大厅开放到 17:30


@dataclass(frozen=True, slots=True)
class WallPage:
    """The same on the wall of the corridor, one screen after another. ``at`` is when it was true:
    a wall that has lost its line goes on showing that time."""

    at: datetime
    windows: tuple[WindowNow, ...]
    sections: tuple[AskNow, ...]
    leader: str = ""
    leader_phone: str = ""
    screen: int = 1
    screens: int = 1

    @property
    def next(self) -> int:
        """The screen that is shown after this one."""
        return self.screen % self.screens + 1


# ── functions × posts × people ───────────────────────────────────────────────────────────────────


class PartRole(StrEnum):
    """What part a post has in a duty of its section."""

    LEAD = "lead"  # bears it
    HELP = "help"  # works along
    CHECK = "check"  # reviews or decides


@dataclass(frozen=True, slots=True)
class Part:
    """A post's part in a duty. ``empty``: the post has no holder, so its B-role does it."""

    role: PartRole
    empty: bool = False


@dataclass(frozen=True, slots=True)
class MatrixPost:
    """A post at the head of its column: who holds it, who is its B-role; empty is a hole."""

    key: str
    name: str
    holder: str
    b_role: str


@dataclass(frozen=True, slots=True)
class MatrixDuty:
    """A duty of the section. ``cells`` has a place for each post of the section, in their order;
    no part in any of them is a hole (2.1)."""

    name: str
    indicator: str
    cells: tuple[Part | None, ...]

    @property
    def borne(self) -> bool:
        """Whether some post bears it."""
        return any(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class MatrixFunction:
    """A function of the unit and what of it the section does. ``name`` is empty for duties that
    come from no function."""

    name: str
    source: str
    duties: tuple[MatrixDuty, ...]


@dataclass(frozen=True, slots=True)
class MatrixSection:
    """One section: its posts are the columns, its duties the lines."""

    key: str
    name: str
    posts: tuple[MatrixPost, ...]
    functions: tuple[MatrixFunction, ...]

    @property
    def duties(self) -> tuple[MatrixDuty, ...]:
        """All its duties, in order."""
        return tuple(duty for function in self.functions for duty in function.duties)

    @property
    def unborne(self) -> tuple[MatrixDuty, ...]:
        """Duties that no post bears."""
        return tuple(duty for duty in self.duties if not duty.borne)

    @property
    def by_post(self) -> tuple[tuple[MatrixPost, tuple[tuple[PartRole, str], ...]], ...]:
        """The same turned round: each post with its parts, for the list of the whole office."""
        duties = self.duties
        return tuple(
            (post, tuple((cell.role, duty.name) for duty in duties if (cell := duty.cells[column])))
            for column, post in enumerate(self.posts)
        )


@dataclass(frozen=True, slots=True)
class MatrixHole:
    """One kind of hole and how many there are; ``section`` is where it is looked at."""

    count: int
    what: str  # follows the figure: 项职责没有岗位承担
    note: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class SchemeHint:
    """Something about the scheme to be mended or thought about, in a sentence (2.7.4)."""

    sentence: str
    clause: str


@dataclass(frozen=True, slots=True)
class SheetDuty:
    """One duty of a post description (2.4.3)."""

    task: str
    requirement: str
    indicator: str


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Duties of one group; a leader's post has three (2.5)."""

    name: str
    duties: tuple[SheetDuty, ...]


@dataclass(frozen=True, slots=True)
class PostSheet:
    """The description of a post (2.7.3)."""

    key: str
    post: str
    version: int
    section: str
    superior: str
    holder: str
    holder_since: date | None
    b_role: str
    b_role_note: str  # whether qualified, in words
    approved: str  # by whom and when
    groups: tuple[SheetGroup, ...]
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The matrix of duties with its holes (2.1, 2.8). One section is drawn as a grid, the whole
    office (``section`` empty) as a list of posts: it may have thousands."""

    basis: str  # the document it rests on
    version: int
    valid_from: date
    functions: int
    duties: int
    posts: int
    people: int
    holes: tuple[MatrixHole, ...]
    views: tuple[QueueView, ...]  # a section each; the key "" is the whole office
    section: str
    sections: tuple[MatrixSection, ...]
    orphans: tuple[str, ...] = ()  # functions that no section carries
    sheet: PostSheet | None = None
    hints: tuple[SchemeHint, ...] = ()


# ── why may I, why may I not ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class MyDuty:
    """A duty of a post one sits on, and the powers it carries (2.4.2)."""

    task: str
    requirement: str
    powers: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class MySeat:
    """A post one sits on now. ``why`` is the rule in a sentence; ``scope`` what it leaves out."""

    post: str
    rule: SeatRule
    why: str
    duties: tuple[MyDuty, ...]
    until: datetime | None = None
    designated_by: str = ""
    clause: str = "2.4.4"
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an act may be done by this person at all, through which post, or whose it is.

    ``because``: 受理岗一（本人）有“收件”权限, or 要有“决定”权限；这里是 贺铭（副局长）有."""

    act: str
    label: str
    may: bool
    because: str
    clause: str


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Acts on one kind of matter."""

    name: str
    answers: tuple[Answer, ...]

    @property
    def may(self) -> int:
        """How many of them one may do."""
        return sum(answer.may for answer in self.answers)


@dataclass(frozen=True, slots=True)
class PowersPage:
    """Somebody's posts now, by which rule, with which duties and powers, and the answer for each
    act. ``own``: it is the viewer's."""

    person: str
    at: datetime
    own: bool
    seats: tuple[MySeat, ...]
    groups: tuple[AnswerGroup, ...]


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """A page of the desk that is not for the viewer: which power it takes, and who has it."""

    powers: tuple[Power, ...]  # any one of them opens it
    posts: tuple[str, ...]  # of the viewer, now
    others: tuple[str, ...]  # some posts that have such a power: 综合受理科科室负责人


# ── in somebody's own calendar ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One entry: from ``since`` until ``until``, or the whole of ``day``. ``key`` stays the same
    while the entry changes; ``tentative``: asked for and not yet approved."""

    key: str
    what: str
    since: datetime | None = None
    until: datetime | None = None
    day: date | None = None
    where: str = ""
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """What somebody subscribes to: their absences, whom they stand in for, their days on duty; no
    kinds and no reasons."""

    person: str
    at: datetime
    events: tuple[FeedEvent, ...]
