"""The board of a day: who sits on every post, by which rule and why, and what nobody covers.

Who sits where comes from the roster that is kept, whatever the number of posts; a day to come is
worked out as planned so far."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Min, Q

from shouwen.queries import rows
from shouwen.queries.leavings import Cover, Leaving, as_planned, leavings
from shouwen.queries.rows import QueueView, Tag, Tone
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.queries.windows import attended, place
from shouwen.records.casefile.office import REMEMBERED, SectionFacts
from shouwen.records.models import Matter, Obligation
from shouwen.rules.facts.seats import Post, Roster, Seat
from shouwen.rules.labels import OWED_LABELS
from shouwen.rules.owed import BACKSTOPS, OWED
from shouwen.rules.regimes.refusal_filing import three_different_people_look_at_a_no
from shouwen.rules.regimes.stand_in import (
    because,
    explain,
    found_at,
    reviewing,
    seat,
    seating,
    stands_for,
)
from shouwen.rules.sentences import fill
from shouwen.rules.words import MatterKind, Power, Rank, SeatRule, SittingRole
from shouwen.rules.worktime import CST, OfficeHours, chinese_time, midnight_after

CLAUSES = {
    SeatRule.STAND_IN: "3.1",
    SeatRule.B_ROLE: "2.7.4",
    SeatRule.PROPOSED: "3.4b",
    SeatRule.OFFICE: "3.2c",
    SeatRule.DEPUTY: "3.4a",
}
"""The clause a seat rests on; 2.4.4 where none is named, and nothing to be said of a holder."""

GAPS = ("designate_stand_in", "fill_post")
"""What is owed where nobody was told to sit."""

VIEWS = {"all": "全部", "windows": "只看窗口", "away": "只看离岗", "gaps": "有缺口"}
MINUTE = timedelta(minutes=1)


def board(viewer: Viewer, day: date | None = None, view: str = "all") -> rows.BoardPage:
    """The board of ``day``, today where none is named. Raises :class:`NotFound` for a view that is
    none, and for days that the books do not reach."""
    if view not in VIEWS:
        raise NotFound(view)
    return _Board(viewer, day or chinese_time(viewer.at).date()).page(view)


def first_opening(hours: OfficeHours, day: date) -> datetime:
    """When the office opens on ``day``; noon where it stays closed. Raises ``ValueError`` for a day
    that the calendar does not reach."""
    windows = hours.windows(day)
    return datetime.combine(day, windows[0].opens if windows else time(12), CST)


@dataclass(frozen=True, slots=True)
class _Load:
    """What is owed on a post: how many, and when the nearest is due."""

    n: int = 0
    nearest: datetime | None = None


class _Board:
    """One day of one unit, and what is looked up for it."""

    def __init__(self, viewer: Viewer, day: date) -> None:
        today = chinese_time(viewer.at).date()
        if not -REMEMBERED <= day - today <= timedelta(days=366):
            raise NotFound(day.isoformat())
        self.viewer, self.day, self.today = viewer, day, today
        self.office, self.unit = viewer.office, viewer.unit
        self.monday = day - timedelta(days=day.weekday())
        self.at = viewer.at if day == today else first_opening(self.unit.hours, day)

    def page(self, view: str) -> rows.BoardPage:
        """The board with the posts of one view."""
        sections = tuple(self._sections())
        shown = [row for section in sections for row in section.seats]
        counts = Counter(row.shape for row in shown)
        windows = [row.window for row in shown if row.window]
        leader, phone = self._leader(self.day)
        return rows.BoardPage(
            at=self.at,
            seen_at=self.viewer.at,
            view=view,
            views=tuple(
                QueueView(key, name, sum(_is_in(key, row) for row in shown), hot=key == "gaps")
                for key, name in VIEWS.items()
            ),
            counts=rows.SeatCounts(
                posts=len(shown),
                present=counts["present"],
                standin=counts["standin"],
                fallback=counts["fallback"],
                vacant=counts["vacant"],
                windows_open=sum(window.open for window in windows),
                windows_shut=sum(not window.open for window in windows),
            ),
            week=tuple(map(self._week_day, range(7))),
            gaps=tuple(sorted(self._gaps(), key=_nearest)) if self.day == self.today else (),
            sections=tuple(_only(view, sections)),
            leader=leader,
            leader_phone=phone,
            planned=self.day > self.today,
            past=self.day < self.today,
        )

    # ── what is looked up ────────────────────────────────────────────────────────────────────────

    @cached_property
    def found(self) -> tuple[Leaving, ...]:
        """The absences of the week."""
        since = datetime.combine(self.monday, time(), CST)
        return leavings(self.office.jurisdiction, since, since + timedelta(days=7))

    @cached_property
    def covers(self) -> dict[tuple[UUID, UUID], tuple[Leaving, Cover]]:
        """Who stands in by absence and post."""
        return {
            (each.id, cover.post): (each, cover) for each in self.found for cover in each.covers
        }

    @cached_property
    def planned(self) -> Roster:
        """The roster of the week as planned."""
        return as_planned(self.office.roster, self.found, self.viewer.at)

    @property
    def roster(self) -> Roster:
        """What is, for today and before; for a day to come what is planned."""
        return self.planned if self.day > self.today else self.office.roster

    @cached_property
    def posts(self) -> list[Post]:
        """The posts of the unit."""
        posts = self.office.roster.posts.values()
        return [post for post in posts if post.unit == self.unit.id and not post.closed]

    @cached_property
    def loads(self) -> dict[UUID, _Load]:
        """What is owed on each post, by the index of open obligations by bearer and due time."""
        found = Obligation.objects.filter(
            bearer__in=[post.id for post in self.posts], ended_at__isnull=True
        ).exclude(kind__in=BACKSTOPS)
        told = found.order_by().values_list("bearer").annotate(Count("pk"), Min("due_at"))
        return {bearer: _Load(n, nearest) for bearer, n, nearest in told}

    # ── the posts ────────────────────────────────────────────────────────────────────────────────

    def _sections(self) -> Iterator[rows.SectionNow]:
        by_post = seating(self.roster, self.at).by_post
        there = attended(self.office, self.at) if self.day == self.today else None
        posts = sorted(self.posts, key=lambda post: (str(post.section_id), post.head == post.id))
        grouped = {key: list(group) for key, group in groupby(posts, key=lambda p: p.section_id)}
        for section in self.office.sections:
            if section.id in grouped:
                seats = [by_post[post.id] for post in grouped[section.id]]
                yield self._section(section, seats, there)

    def _section(
        self, section: SectionFacts, seats: list[Seat], there: dict[UUID, UUID] | None
    ) -> rows.SectionNow:
        shown = tuple(self._seat(each, there) for each in seats)
        fallback = sum(row.shape == "fallback" for row in shown)
        tags = [Tag(f"{len(shown)} 岗 · 应办 {sum(row.owed for row in shown)}")]
        if fallback:
            tags.append(Tag(f"兜底 {fallback}", Tone.LATE))
        return rows.SectionNow(
            key=section.key,
            name=section.name,
            place=section.room,
            phone=section.phone,
            seats=shown,
            tags=tuple(tags),
            note=self._taken_over(section, seats) or self._too_few(seats),
        )

    def _too_few(self, seats: list[Seat]) -> str:
        """That a "no" could not be looked at by three people here now (7.4.2a)."""
        for each in seats:
            post = self.roster.posts[each.post]
            if Power.EXAMINE in post.powers and post.rank is Rank.STAFF:
                people = reviewing(self.roster, post.id, self.at)
                for bar in three_different_people_look_at_a_no.bars({"reviewing": people}):
                    return fill(three_different_people_look_at_a_no.sentence, bar)
        return ""

    def _taken_over(self, section: SectionFacts, seats: list[Seat]) -> str:
        """That the Office has taken over where everybody is out (3.2c)."""
        by_office = next((each for each in seats if each.rule is SeatRule.OFFICE), None)
        somebody = any(each.rule is SeatRule.HOLDER and not each.away for each in seats)
        if somebody or by_office is None or by_office.person is None:
            return ""
        confirmed = any(
            each.confirmed
            for each in self.found
            if section.id in each.empties and each.period(self.at).covers(self.at)
        )
        said = "已经确认接手" if confirmed else "还没有确认接手"
        return f"全科外出，由办公室代收代转（{self.roster.people[by_office.person]}），{said}"

    def _seat(self, here: Seat, there: dict[UUID, UUID] | None) -> rows.SeatNow:
        post, load = self.roster.posts[here.post], self.loads.get(here.post, _Load())
        why, until, by = self._why(here)
        today_ends = midnight_after(self.today)
        return rows.SeatNow(
            key=post.key,
            post=post.name,
            person=self.roster.people[here.person] if here.person else "",
            rule=here.rule,
            why=why,
            until=until,
            designated_by=by,
            clause="" if here.rule is SeatRule.HOLDER else CLAUSES.get(here.rule, "2.4.4"),
            vacant=not _held(self.roster, post.id, self.at),
            absence=self._behind(here),
            window=self._window(post, there),
            owed=load.n,
            nearest=load.nearest,
            urgent=load.nearest is not None and load.nearest <= today_ends,
        )

    def _why(self, here: Seat) -> tuple[str, datetime | None, str]:
        """The rule in words; until when, and by whom designated, where the words do not say it."""
        if here.rule is SeatRule.HOLDER and not here.away:
            return self._besides(here), None, ""
        told = explain(self.roster, here.post, self.at)
        if here.rule not in (SeatRule.STAND_IN, SeatRule.B_ROLE) or len(told.passed) != 1:
            return because(told, self.roster), None, ""
        away = told.passed[0].away
        until = away.until or away.planned_until
        if until is not None and until <= self.at:
            return because(told, self.roster), None, ""
        leaving, cover = self.covers.get((away.absence, here.post), (None, None))
        why = f"代 {stands_for(self.roster, here, self.at)}"
        if here.rule is SeatRule.B_ROLE:
            why = f"B角，{why}"
        if cover is not None and cover.taken_at is not None and cover.person == here.person:
            why += "，交接已签收"
        by = (cover and cover.designated_by) or (leaving and leaving.approved_by)
        name = self.roster.people.get(by, "") if by and here.rule is SeatRule.STAND_IN else ""
        return why, until, name

    def _besides(self, here: Seat) -> str:
        assert here.person is not None
        seats = seating(self.roster, self.at).by_person[here.person]
        others = [self.roster.posts[s.post].name for s in seats if s.rule is not SeatRule.HOLDER]
        return f"本人在岗，同时代{'、'.join(others)}" if others else "本人在岗"

    def _behind(self, here: Seat) -> str:
        """The absence because of which somebody else sits here."""
        passed = explain(self.roster, here.post, self.at).passed
        own = (each for each in passed if each.rung.rule is SeatRule.HOLDER)
        numbers = {each.id: each.number for each in self.found}
        return next((numbers.get(each.away.absence, "") for each in own), "")

    def _window(self, post: Post, there: dict[UUID, UUID] | None) -> rows.Window | None:
        found = place(post)
        if found is None or there is None:
            return None
        return rows.Window(found.number, post.id in there and self.unit.hours.is_open(self.at))

    # ── the week ─────────────────────────────────────────────────────────────────────────────────

    def _week_day(self, n: int) -> rows.WeekDay:
        day = self.monday + timedelta(days=n)
        windows = self.unit.hours.windows(day)
        leader, _ = self._leader(day)
        gist, hole, asked = self._gist(day) if windows else ("休息日", "", "")
        return rows.WeekDay(
            on=day,
            gist=gist,
            hole=hole,
            open=asked,
            rests=not windows,
            leader=leader,
            is_today=day == self.today,
            is_shown=day == self.day,
        )

    def _gist(self, day: date) -> tuple[str, str, str]:
        """Who is away that day in one line, what nobody covers, what is still to be settled."""
        windows = self.unit.hours.windows(day)
        opens, closes = (
            datetime.combine(day, edge, CST) for edge in (windows[0].opens, windows[-1].closes)
        )
        met = [e for e in self.found if e.period(self.viewer.at).meets(opens, closes)]
        gone = {each.person for each in met if each.granted}
        asked = sum(not each.granted for each in met)
        holes = self._holes(day, gone)
        gist = f"离岗 {len(gone)}" if gone else "全员在岗"
        if gone and not holes:
            gist += "，都有人顶"
        return gist, f"缺口 {holes}" if holes else "", f"待批 {asked}" if asked else ""

    def _holes(self, day: date, gone: set[UUID]) -> int:
        """How many posts of somebody away, or of nobody, fall back that day."""
        roster = self.office.roster if day == self.today else self.planned
        instants = [self.viewer.at] if day == self.today else self._openings(day)
        found = set()
        for post in self.posts:
            sittings = roster.sittings.get(post.id, ())
            held = [s for s in sittings if s.role is SittingRole.HOLDER and s.until is None]
            if held and not any(sitting.person in gone for sitting in held):
                continue
            if any(not seat(roster, post.id, at).designated for at in instants):
                found.add(post.id)
        return len(found)

    def _openings(self, day: date) -> list[datetime]:
        return [datetime.combine(day, w.opens, CST) for w in self.unit.hours.windows(day)]

    def _leader(self, day: date) -> tuple[str, str]:
        """The leader on duty and where to call them; empty is a hole of its own (3.2c)."""
        roster = self.planned if day > self.today else self.office.roster
        post = roster.duty.get((self.unit.id, day))
        if post is None:
            return "", ""
        at = self.viewer.at if day == self.today else first_opening(self.unit.hours, day)
        here = seat(roster, post, at)
        if here.person is None:
            return "", ""
        return roster.people[here.person], found_at(roster, here, at).phone

    # ── what is owed about it ────────────────────────────────────────────────────────────────────

    def _gaps(self) -> Iterator[rows.Gap]:
        by_post = seating(self.roster, self.at).by_post
        owing = self._owing()
        for post in self.posts:
            here, owed = by_post[post.id], owing.get(post.id)
            if owed is not None or not here.designated:
                yield self._gap(post, here, owed)

    def _owing(self) -> dict[UUID, Obligation]:
        """Designations that are owed, by the post they are about; looked up by the matters that
        they are owed on, which are few."""
        books = Matter.objects.filter(
            jurisdiction=self.office.jurisdiction, number__isnull=True, kind=MatterKind.OFFICE
        )
        found = Obligation.objects.filter(
            Q(matter__in=[each.id for each in self.found if each.granted]) | Q(matter__in=books),
            kind__in=GAPS,
            ended_at__isnull=True,
        )
        covers = {cover.id: cover.post for each in self.found for cover in each.covers}
        return {covers.get(row.about, row.about): row for row in found.order_by("-due_at")}

    def _gap(self, post: Post, here: Seat, owed: Obligation | None) -> rows.Gap:
        kind = owed.kind if owed else _what_is_owed(self.roster, post, self.at)
        load = self.loads.get(post.id, _Load())
        told = because(explain(self.roster, post.id, self.at), self.roster)
        sentence = (
            f"{told}。" if here.person is None else f"{self.roster.people[here.person]}，{told}。"
        )
        if load.n:
            sentence += f"岗上 {load.n} 件应办照常计时。"
        due_at = owed.due_at if owed else None
        late = due_at is not None and due_at <= self.at
        bearer = owed.bearer_id if owed else post.head or post.leader
        bears = seat(self.roster, bearer, self.at).person if bearer else None
        return rows.Gap(
            post=post.name,
            rule=here.rule,
            sentence=sentence,
            bearer=self.roster.people[bears] if bears else "",
            owes=OWED_LABELS[kind],
            clauses=tuple(dict.fromkeys((OWED[kind].clause, "2.4.4"))),
            due_at=due_at,
            left=_left(self.unit.hours, self.at, due_at),
            late=late,
            absence=self._behind(here) if kind == "designate_stand_in" else "",
            act="去指定" if owed and bearer in self.viewer.posts else "",
        )


def _nearest(gap: rows.Gap) -> tuple[bool, datetime | None]:
    return gap.due_at is None, gap.due_at


def _is_in(view: str, row: rows.SeatNow) -> bool:
    match view:
        case "windows":
            return row.window is not None
        case "away":
            return bool(row.absence)
        case "gaps":
            return row.shape in ("fallback", "vacant")
        case _:
            return True


def _only(view: str, sections: Iterable[rows.SectionNow]) -> Iterator[rows.SectionNow]:
    for section in sections:
        seats = tuple(row for row in section.seats if _is_in(view, row))
        if seats:
            yield replace(section, seats=seats)


def _held(roster: Roster, post: UUID, at: datetime) -> bool:
    return any(
        sitting.role is SittingRole.HOLDER and sitting.covers(at)
        for sitting in roster.sittings.get(post, ())
    )


def _what_is_owed(roster: Roster, post: Post, at: datetime) -> str:
    return "designate_stand_in" if _held(roster, post.id, at) else "fill_post"


def _left(hours: OfficeHours, at: datetime, due_at: datetime | None) -> str:
    """How long until a time, or since it, in office hours: 44 分钟, 3 小时, 2 天."""
    if due_at is None:
        return ""
    span = hours.working_time_between(min(at, due_at), max(at, due_at))
    word = "超 " if due_at <= at else ""
    if span >= hours.usual_day:
        return f"{word}{span // hours.usual_day} 天"
    minutes = span // MINUTE
    return f"{word}{minutes // 60} 小时" if minutes >= 60 else f"{word}{minutes} 分钟"
