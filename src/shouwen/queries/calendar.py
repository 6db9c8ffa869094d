"""The calendar of absences with its coverage: who is away when, who stands in, and what nobody
covers (3.2b, 3.2c)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from shouwen.queries import rows
from shouwen.queries.absence_moves import sits_above, sits_in_the_office
from shouwen.queries.leavings import Leaving, as_planned, leavings
from shouwen.queries.rows import (
    Clash,
    Coverage,
    CoverCell,
    CoverCount,
    CoverDay,
    CoverKind,
    CoverLine,
    CoverSection,
    Tag,
    Tone,
)
from shouwen.queries.seats import first_opening
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.absence import hands_above, home_post
from shouwen.records.casefile.office import SectionFacts
from shouwen.records.models import Obligation
from shouwen.rules.facts.seats import Period, Post, Roster, Seat
from shouwen.rules.labels import label
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import AbsenceState, Power, SittingRole
from shouwen.rules.worktime import CST, chinese_time, midnight_after

WEEKS = 3
SPAN = timedelta(weeks=WEEKS)
MOST = 60  # people drawn together; in a larger office a section is shown alone
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

TONES = {
    AbsenceState.REQUESTED: Tone.WARN,
    AbsenceState.BACK: Tone.WARN,
    AbsenceState.CLOSED: Tone.PAUSE,
}


def calendar(viewer: Viewer, first: date | None = None, section: str = "") -> rows.AbsencesPage:
    """Three weeks from the Monday of ``first`` on; of last week where none is named. Raises
    :class:`NotFound` for a section that is none and for days that the calendar does not reach."""
    today = chinese_time(viewer.at).date()
    day = first or today - timedelta(weeks=1)
    try:
        first_opening(viewer.unit.hours, day)
        first_opening(viewer.unit.hours, day + SPAN)
    except ValueError as beyond:
        raise NotFound(day.isoformat()) from beyond
    return _Calendar(viewer, day - timedelta(days=day.weekday()), section).page()


class _Away(NamedTuple):
    """Somebody's place on a day on which they are away."""

    kind: CoverKind
    stands_in: UUID | None
    post: UUID | None
    seat: Seat | None = None


@dataclass(frozen=True, slots=True)
class _Hole:
    """What nobody covers: a post of somebody away, on days in a row."""

    person: UUID
    seat: Seat
    days: tuple[date, ...]


class _Calendar:
    """The weeks that are shown, and what is looked up for them."""

    def __init__(self, viewer: Viewer, first: date, section: str) -> None:
        self.viewer, self.office, self.unit = viewer, viewer.office, viewer.unit
        self.days = [first + timedelta(days=n) for n in range(SPAN.days)]
        self.today = chinese_time(viewer.at).date()
        own = {s.key: s for s in self.office.sections if s.unit == self.unit.id}
        if section and section not in own:
            raise NotFound(section)
        people = {person for held in self.held.values() for person in held}
        self.key = section or (self._own_section() if len(people) > MOST else "")
        self.shown = [s for s in own.values() if self.key in ("", s.key)]
        self.sections = tuple((s.key, s.name) for s in own.values())

    def page(self) -> rows.AbsencesPage:
        """The calendar, with what it shows in words and the absences one by one."""
        holes = list(self._holes())
        marks = {
            (hole.person, day): MARKS[n] if n < len(MARKS) else ""
            for n, hole in enumerate(holes)
            for day in hole.days
        }
        sections = tuple(self._section(section, marks) for section in self.shown)
        first, last = self.days[0], self.days[-1]
        return rows.AbsencesPage(
            title=f"{_said(first)}至 {_said(last)}",
            before=first - SPAN,
            after=first + SPAN,
            coverage=Coverage(
                tuple(
                    CoverDay(
                        on=day,
                        rests=not self.unit.hours.windows(day),
                        is_today=day == self.today,
                        holes=sum(day in hole.days for hole in holes),
                    )
                    for day in self.days
                ),
                sections,
            ),
            clashes=tuple(self._clash(n, hole) for n, hole in enumerate(holes)),
            absences=tuple(self._lines()),
            section=self.key,
            sections=self.sections,
        )

    # ── what is looked up ────────────────────────────────────────────────────────────────────────

    @cached_property
    def found(self) -> tuple[Leaving, ...]:
        """The absences that meet the weeks."""
        return leavings(
            self.office.jurisdiction,
            midnight_after(self.days[0] - timedelta(days=1)),
            midnight_after(self.days[-1]),
        )

    @cached_property
    def roster(self) -> Roster:
        """Who sits where, as planned."""
        return as_planned(self.office.roster, self.found, self.viewer.at)

    @cached_property
    def held(self) -> dict[UUID, dict[UUID, list[Post]]]:
        """The posts that people hold, by section and person."""
        held: dict[UUID, dict[UUID, list[Post]]] = {}
        roster = self.office.roster
        for post in sorted(roster.posts.values(), key=lambda p: (p.head == p.id, p.key)):
            if post.unit != self.unit.id or post.closed or post.section_id is None:
                continue
            for sitting in roster.sittings.get(post.id, ()):
                if sitting.role is SittingRole.HOLDER and sitting.covers(self.viewer.at):
                    mine = held.setdefault(post.section_id, {})
                    mine.setdefault(sitting.person, []).append(post)
        return held

    @cached_property
    def absences(self) -> dict[UUID, list[tuple[Period, Leaving]]]:
        """The absences of each person."""
        found: dict[UUID, list[tuple[Period, Leaving]]] = {}
        for each in self.found:
            found.setdefault(each.person, []).append((each.period(self.viewer.at), each))
        return found

    def _own_section(self) -> str:
        posts = self.office.roster.posts
        mine = {posts[post].section_id for post in self.viewer.posts}
        keys = [s.key for s in self.office.sections if s.unit == self.unit.id]
        own = (s.key for s in self.office.sections if s.id in mine)
        return next(own, keys[0])

    # ── people × days ────────────────────────────────────────────────────────────────────────────

    def _section(self, section: SectionFacts, marks: dict[tuple[UUID, date], str]) -> CoverSection:
        people = self.held.get(section.id, {})
        return CoverSection(
            name=section.name,
            lines=tuple(
                CoverLine(
                    person=self.roster.people[person],
                    post="、".join(post.name for post in posts),
                    cells=tuple(
                        self._cell(self.places[person, day], marks.get((person, day), ""))
                        for day in self.days
                    ),
                )
                for person, posts in people.items()
            ),
            counts=tuple(self._count(people, day) for day in self.days),
        )

    def _cell(self, place: _Away, mark: str) -> CoverCell:
        name = self.roster.people[place.stands_in] if place.stands_in else ""
        return CoverCell(place.kind, name, mark)

    def _count(self, people: dict[UUID, list[Post]], day: date) -> CoverCount:
        if not self.unit.hours.windows(day):
            return CoverCount(0, 0)
        places = [self.places[person, day] for person in people]
        here = sum(place.kind in (CoverKind.IN, CoverKind.ASKED) for place in places)
        hole = next((p.post for p in places if p.kind is CoverKind.HOLE and p.post), None)
        said = f"{self.roster.posts[hole].name}没有指定的人顶" if hole else ""
        if places and not here:
            said = "全科外出"
        return CoverCount(here, len(places), said)

    @cached_property
    def places(self) -> dict[tuple[UUID, date], _Away]:
        """Everybody of the sections shown on every day."""
        return {
            (person, day): self._place(person, posts, day)
            for section in self.shown
            for person, posts in self.held.get(section.id, {}).items()
            for day in self.days
        }

    def _place(self, person: UUID, posts: list[Post], day: date) -> _Away:
        windows = self.unit.hours.windows(day)
        if not windows:
            return _Away(CoverKind.OFF, None, None)
        mine = self.absences.get(person)
        if not mine:
            return _Away(CoverKind.IN, None, None)
        asked = False
        worst = None
        for opens, closes in windows:
            since, until = (datetime.combine(day, edge, CST) for edge in (opens, closes))
            for period, each in mine:
                if not period.meets(since, until):
                    continue
                asked = asked or not each.granted
                if each.granted:
                    at = max(since, period.since)
                    found = [self._covered(post, seat(self.roster, post.id, at)) for post in posts]
                    worst = max([*found, *([worst] if worst else [])], key=_how_bad)
        if worst is not None:
            return worst
        return _Away(CoverKind.ASKED if asked else CoverKind.IN, None, None)

    def _covered(self, post: Post, here: Seat) -> _Away:
        """Whether a post of somebody away is covered as the regulation asks: a window by somebody
        designated who is there (3.2b), any other at least by somebody who is there."""
        if here.designated and not here.away:
            return _Away(CoverKind.COVERED, here.person, post.id, here)
        hole = post.window or here.away or here.person is None
        kind = CoverKind.HOLE if hole else CoverKind.FALLBACK
        return _Away(kind, None if hole else here.person, post.id, here)

    # ── in words ─────────────────────────────────────────────────────────────────────────────────

    def _holes(self) -> Iterator[_Hole]:
        """What nobody covers, post by post, days in a row together."""
        open_ = [
            (person, place.seat, day)
            for (person, day), place in self.places.items()
            if place.kind is CoverKind.HOLE and place.seat is not None
        ]
        for (person, _), group in groupby(open_, key=lambda each: (each[0], each[1].post)):
            days = list(group)
            runs = groupby(enumerate(days), key=lambda pair: self._nth(pair[1][2]) - pair[0])
            for _, run in runs:
                row = [each for _, each in run]
                yield _Hole(person, row[0][1], tuple(day for _, _, day in row))

    def _nth(self, day: date) -> int:
        """Which of the working days shown it is, so that a weekend does not part two days."""
        return sum(bool(self.unit.hours.windows(each)) for each in self.days if each < day)

    def _clash(self, n: int, hole: _Hole) -> Clash:
        post = self.roster.posts[hole.seat.post]
        first, last = hole.days[0], hole.days[-1]
        days = _said(first) if first == last else f"{_said(first)}至 {_said(last)}"
        name = self.roster.people[hole.person]
        if hole.seat.away or hole.seat.person is None:
            text = f"{name}离岗，能接的人也都不在。"
        else:
            text = f"{name}离岗，还没有指定顶岗人，只有{self.roster.people[hole.seat.person]}兜底。"
        if post.window:
            text += "窗口和受理岗位必须有指定的人在岗。"
        return Clash(
            mark=MARKS[n] if n < len(MARKS) else "·",
            title=f"{days}{post.name}没有指定的人顶。",
            text=text,
            clause="3.2b" if post.window else "2.4.4",
        )

    # ── one by one ───────────────────────────────────────────────────────────────────────────────

    def _lines(self) -> Iterable[rows.AbsenceLine]:
        mine = set(
            Obligation.objects.filter(
                matter__in=[each.id for each in self.found],
                bearer__in=self.viewer.posts,
                ended_at__isnull=True,
            ).values_list("matter", flat=True)
        )
        shown = {person for section in self.shown for person in self.held.get(section.id, {})}
        posts = {
            person: "、".join(post.name for post in held)
            for people in self.held.values()
            for person, held in people.items()
        }
        for each in self.found:
            if each.person in shown or not self.key:
                yield rows.AbsenceLine(
                    number=each.number if self._concerns(each, each.id in mine) else "",
                    person=self.roster.people[each.person],
                    post=posts.get(each.person, ""),
                    state=self._state(each),
                    leaves_at=each.away_from or each.leaves_at,
                    returns_at=each.ended_at or each.returns_at,
                    standin="、".join(self._stand_ins(each)),
                    mine=each.id in mine,
                )

    def _concerns(self, each: Leaving, owes: bool) -> bool:
        """Whether the viewer may open the absence: as :class:`AbsenceOnDesk` has it."""
        viewer, roster = self.viewer, self.roster
        posts = [roster.posts[cover.post] for cover in each.covers]
        home = home_post(roster, each.person, each.leaves_at)
        return (
            owes
            or viewer.may(Power.SUPERVISE)
            or viewer.person in {each.person, *(cover.person for cover in each.covers)}
            or any(sits_above(viewer, hands_above(roster, post)) for post in (*posts, home) if post)
            or sits_in_the_office(viewer, home.unit if home else None)
        )

    def _state(self, each: Leaving) -> Tag:
        if each.overdue(self.viewer.at):
            return Tag("到期未归", Tone.LATE)
        return Tag(label(each.state), TONES.get(each.state, Tone.PLAIN))

    def _stand_ins(self, each: Leaving) -> list[str]:
        """Who was named to stand in, each once."""
        people = [cover.person for cover in each.covers if cover.person and not cover.until]
        return [self.roster.people[person] for person in dict.fromkeys(people)]


def _how_bad(place: _Away) -> int:
    return (CoverKind.COVERED, CoverKind.FALLBACK, CoverKind.HOLE).index(place.kind)


def _said(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"
