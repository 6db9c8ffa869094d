"""Somebody is away: asking for it, its life, who stands in, what is handed over, and who is away
when (regulation 3.1 to 3.5). All of it is for the desk; none of it is ever public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.due import Left
from shouwen.queries.rows.pieces import Event, PaperRow, Stage
from shouwen.queries.rows.queue import QueueRow
from shouwen.queries.rows.words import Tag
from shouwen.rules.words import SeatRule

# ── coverage: people × days ──────────────────────────────────────────────────────────────────────


class CoverKind(StrEnum):
    """What a place in the coverage is. Presence is the rule and stays quiet."""

    IN = "in"  # at the desk
    COVERED = "covered"  # away, and somebody designated sits there
    FALLBACK = "fallback"  # away, on fallback: the designation is owed
    HOLE = "hole"  # away, and nobody covers as the regulation asks
    ASKED = "asked"  # asked for, not yet approved
    OFF = "off"  # a day off


@dataclass(frozen=True, slots=True)
class CoverDay:
    """One day at the head of the coverage. ``holes``: how many nobody covers that day."""

    on: date
    rests: bool = False
    is_today: bool = False
    holes: int = 0


@dataclass(frozen=True, slots=True)
class CoverCell:
    """A person's place on a day, or on half of one. ``person`` stands in; ``mark`` is the number of
    the clash told below, e.g. ①. ``about``: it belongs to the absence the page is about."""

    kind: CoverKind
    person: str = ""
    mark: str = ""
    about: bool = False
    absence: str = ""  # its number, where the viewer may open it


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One person with their post: a cell a day, or two where days are drawn in halves."""

    person: str
    post: str
    cells: tuple[CoverCell, ...]
    about: bool = False


@dataclass(frozen=True, slots=True)
class CoverCount:
    """How many of a section are there at the least that day; ``hole`` says what is wrong."""

    present: int
    of: int
    hole: str = ""


@dataclass(frozen=True, slots=True)
class CoverSection:
    """One section in the coverage; ``counts`` has one for each day."""

    name: str
    lines: tuple[CoverLine, ...]
    counts: tuple[CoverCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who is there and who is not, people × days. ``halves``: two cells a day."""

    days: tuple[CoverDay, ...]
    sections: tuple[CoverSection, ...]
    halves: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """What the coverage shows, in words. ``fine``: looked at, and in order."""

    mark: str
    title: str
    text: str
    clause: str
    fine: bool = False


# ── one absence ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Sign:
    """One signature under a cover; ``at`` is None while it is owed. ``who`` signs."""

    what: str  # 指定, 同意, 移交, 签收, 领导看过, 交回
    who: str
    at: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandLine:
    """One line of a hand-over list: what is owed on the post, and what its holder says (3.3a).

    ``number`` is the case's, empty for keys, seals and promises; ``key`` is the obligation's id.
    ``in_period``: due while the holder is away. ``added``: it came after the list was made, in
    words."""

    what: str
    about: str
    todo: str
    number: str = ""
    left: Left | None = None
    in_period: bool = False
    comment: str = ""
    added: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of who sits: passed over with its reason, holding, or not reached."""

    who: str
    role: str  # 本人, 代行人, B角, 科室负责人 …
    note: str
    rule: SeatRule
    passed: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One post during the absence: who stands in, the signatures, and the hand-over list.

    ``key`` is the cover's id. ``person`` is empty until somebody is designated. ``ladder`` is
    given while the absence runs: who sits there now, and why not those above."""

    key: str
    post: str
    person: str
    rule: SeatRule | None
    state: Tag
    signs: tuple[Sign, ...]
    lines: tuple[HandLine, ...]
    window: str = ""  # 03 窗（许可受理）
    note: str = ""
    things: str = ""  # keys, seals and files handed over
    ladder: tuple[Rung, ...] = ()

    @property
    def in_period(self) -> int:
        """How many lines fall due while the holder is away."""
        return sum(line.in_period for line in self.lines)


@dataclass(frozen=True, slots=True)
class ShortClock:
    """Two working hours, drawn (3.3b). ``gone`` is how much of it is used, 0 to 100."""

    title: str  # 您还有 44 分钟
    since: datetime
    at: datetime
    due_at: datetime
    gone: int
    begins: str  # what began: 离岗生效
    ends: str  # what is due: 指定、补齐清单
    note: str
    clauses: tuple[str, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class AbsencePage:
    """One absence: where it stands, what may and may not be done now, and all there is on it.

    ``stages``: 申请 → 顶岗人答应 → 批准 → 交接 → 离岗 → 签到 → 交还. ``kind``, ``reason``,
    ``declined_because`` and ``found_out`` are empty for a viewer who need not know them. The end of a sudden one is
    often unknown."""

    number: str
    title: str  # 谢子涵离岗三天，等您同意
    person: str
    posts: str
    sudden: bool
    tags: tuple[Tag, ...]
    entered: str  # by whom and when, in words
    leaves_at: datetime
    returns_at: datetime | None
    length: str  # 3 个工作日
    stages: tuple[Stage, ...]
    may: tuple[ActOption, ...]
    may_not: tuple[ActBarred, ...]
    covers: tuple[CoverRow, ...]
    events: tuple[Event, ...]  # newest first
    kind: str = ""  # 培训; empty like the reason
    reason: str = ""
    declined_because: str = ""
    found_out: str = ""  # 电话联系上了，正在路上
    back_at: datetime | None = None
    clock: ShortClock | None = None
    coverage: Coverage | None = None
    coverage_title: str = ""  # 如果同意，综合受理科这一周
    clashes: tuple[Clash, ...] = ()
    papers: tuple[PaperRow, ...] = ()
    entries: int = 0  # length of the ledger's chain

    @property
    def holes(self) -> int:
        """How many clashes stand open."""
        return sum(not clash.fine for clash in self.clashes)


# ── asking for one, entering one ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might stand in. ``may`` says whether they can, ``because`` why or why not;
    who cannot stays visible with the reason."""

    key: str
    name: str
    role: str  # B角, 同科室 …
    may: bool
    because: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class PostToCover:
    """One post of whoever leaves; nobody may leave it without somebody who stands in (3.1).
    ``appointed``: the superior body says who, and nobody is named here (3.4a)."""

    key: str
    name: str
    says: str  # what the regulation asks of this post
    clause: str
    candidates: tuple[Candidate, ...]
    owed: int = 0  # open obligations on it
    in_period: int = 0  # due while away, for the days asked for so far
    appointed: bool = False

    @property
    def proposed(self) -> str:
        """The key of whoever is proposed: the first who can, for the B-role comes first."""
        return next((each.key for each in self.candidates if each.may), "")


@dataclass(frozen=True, slots=True)
class Approver:
    """Who may approve, and whether they are there."""

    name: str
    post: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceRequestPage:
    """Asking to be away: the posts to be covered, who approves, and what follows. ``announces``:
    the main leader tells it, for there is nobody above to ask (3.4a). ``length`` and ``barred``
    are of what was typed so far."""

    person: str
    posts: tuple[PostToCover, ...]
    approvers: tuple[Approver, ...]
    follows: tuple[str, ...]
    barred: tuple[ActBarred, ...] = ()
    announces: bool = False
    length: str = ""


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who may be entered as away. ``key`` is the person's id."""

    key: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class PeopleOf:
    """The people of a section, where one is chosen."""

    section: str
    people: tuple[PersonChoice, ...]


@dataclass(frozen=True, slots=True)
class SuddenPage:
    """Entering that somebody is suddenly away: on anyone's word, never refused (3.2a)."""

    people: tuple[PeopleOf, ...]
    follows: tuple[str, ...]
    barred: tuple[ActBarred, ...] = ()


# ── the calendar ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """One absence in a list; ``number`` is empty where it is not the viewer's to open."""

    number: str
    person: str
    post: str
    state: Tag
    leaves_at: datetime
    returns_at: datetime | None
    standin: str = ""
    mine: bool = False  # something of it is the viewer's to do


@dataclass(frozen=True, slots=True)
class AbsencesPage:
    """The calendar of absences with its coverage. ``before`` and ``after`` are the first days of
    the spans beside this one."""

    title: str  # 2026 年 11 月
    before: date
    after: date
    coverage: Coverage
    clashes: tuple[Clash, ...]
    absences: tuple[AbsenceLine, ...]
    section: str = ""  # key of the section shown alone
    sections: tuple[tuple[str, str], ...] = ()  # key and name

    @property
    def holes(self) -> int:
        """How many days of somebody's absence nobody covers."""
        return sum(not clash.fine for clash in self.clashes)


@dataclass(frozen=True, slots=True)
class MyAbsencesPage:
    """The viewer's absences: what waits for them, their own, those they stand in for, and sudden
    ones that they entered; these without a number, for they are not theirs to open."""

    waiting: tuple[QueueRow, ...]
    own: tuple[AbsenceLine, ...]
    standing_in: tuple[AbsenceLine, ...]
    entered: tuple[AbsenceLine, ...]
