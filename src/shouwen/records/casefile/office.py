"""The office as facts: its roster and its time. Read once per version of the office and kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from shouwen.records.calendars import official_calendar
from shouwen.records.models import (
    Absence,
    Cover,
    Duty,
    DutyDay,
    Jurisdiction,
    Person,
    Post,
    Section,
    SectionDuty,
    Sitting,
    Unit,
)
from shouwen.records.reading import Planned
from shouwen.rules.facts import seats
from shouwen.rules.words import Power, Rank, SittingRole
from shouwen.rules.worktime import CST, Calendar, OfficeHours, Window, midnight_after

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit as acts, papers and pages need it."""

    id: UUID
    name: str
    sign: str
    address: str
    phone: str
    complaint_section: str
    complaint_phone: str
    hours: OfficeHours
    hours_in_words: str
    body_kind: str = ""  # what is on file of remedies (7.4.3c); empty until it is entered
    review_body: str = ""
    review_address: str = ""
    review_online: str = ""
    court: str = ""


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A section as pages name it; ``duties`` are what it does (2.7.2)."""

    id: UUID
    unit: UUID
    key: str
    name: str
    room: str
    phone: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Books:
    """What of an office changes seldom: its posts and who sits on them; its sections, those with
    windows first and the leaders last; the tasks of each post."""

    roster: seats.Roster
    units: dict[UUID, UnitFacts]
    sections: tuple[SectionFacts, ...] = ()
    tasks: dict[UUID, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Office:
    """One jurisdiction at one version of its roster."""

    jurisdiction: UUID
    code: str
    roster: seats.Roster
    units: dict[UUID, UnitFacts]
    sections: tuple[SectionFacts, ...] = ()
    tasks: dict[UUID, tuple[str, ...]] = field(default_factory=dict)

    def unit(self, post: UUID) -> UnitFacts:
        """The unit a post belongs to."""
        unit = self.roster.posts[post].unit
        assert unit is not None, "every post on file belongs to a unit"
        return self.units[unit]

    @property
    def calendar(self) -> Calendar:
        """The official calendar that statutory and promised limits run on (6.1)."""
        return official_calendar()


def office(jurisdiction: Jurisdiction) -> Office:
    """The office of ``jurisdiction`` as its row says it is now: two statements where somebody has
    left or come back since it was last read, none where nobody has."""
    row = jurisdiction
    return _office(row.pk, row.books_version, row.roster_version, row.roster_at, row.code)


def office_at(jurisdiction: Jurisdiction, at: datetime) -> Office:
    """The same with everybody who was away at ``at``, however long ago that is: two more statements
    where it is before what is kept in mind."""
    found, changed = office(jurisdiction), jurisdiction.roster_at
    if changed is None or at >= changed - REMEMBERED:
        return found
    return replace(found, roster=replace(found.roster, **absences(jurisdiction.pk, since=None)))


@lru_cache(maxsize=64)
def _office(
    jurisdiction: UUID, books_version: int, version: int, changed_at: datetime | None, code: str
) -> Office:
    """Reads who is away; ``version`` is in the key so that a change is seen."""
    books = _books(jurisdiction, books_version)
    roster = replace(books.roster, **absences(jurisdiction, since=changed_at))
    return Office(
        jurisdiction=jurisdiction,
        code=code,
        roster=roster,
        units=books.units,
        sections=books.sections,
        tasks=books.tasks,
    )


def forget() -> None:
    """Read every office anew: after something was read that was never committed."""
    _office.cache_clear()
    _books.cache_clear()


_KNOWN = (
    "a.jurisdiction_id = %s AND a.away_from IS NOT NULL AND (a.ended_at IS NULL OR a.ended_at > %s)"
)
_AWAY = Planned(
    "records_absence a JOIN records_matter m ON m.id = a.matter_id"
    f" WHERE {_KNOWN} ORDER BY a.away_from, m.number",
    (Absence, "a"),
    only=frozenset({"matter", "person", "away_from", "returns_at", "ended_at"}),
)
_STAND_INS = Planned(
    "records_cover c JOIN records_person p ON p.id = c.person_id"
    " JOIN records_absence a ON a.matter_id = c.absence_id"
    " JOIN records_matter m ON m.id = a.matter_id"
    f" WHERE {_KNOWN} AND c.since IS NOT NULL ORDER BY c.since, m.number, c.id",
    (Cover, "c"),
    (Person, "p"),
    only=frozenset({"id", "absence", "post", "person", "since", "until", "left_at"}),
)
EVER = datetime(1, 1, 1, tzinfo=UTC)

REMEMBERED = timedelta(days=62)
"""How long after its end an absence stays on the roster: acts may be entered late. Who sat where
before that is asked of the tables (:func:`absences`)."""


def absences(jurisdiction: UUID, since: datetime | None) -> dict[str, Any]:
    """Who is or will be away and who stands in for them, as the roster has it: two statements.
    Left out is what was over ``REMEMBERED`` before ``since``."""
    asked = (jurisdiction, since - REMEMBERED if since else EVER)
    rows = {row.pk: row for (row,) in _AWAY.rows(*asked)}
    away: dict[UUID, list[seats.Away]] = {}
    for row in rows.values():
        assert row.away_from is not None
        away.setdefault(row.person_id, []).append(
            seats.Away(
                absence=row.pk,
                person=row.person_id,
                since=row.away_from,
                until=row.ended_at,
                planned_until=row.returns_at,
            )
        )
    stand_ins: dict[UUID, list[seats.StandIn]] = {}
    for cover, person in _STAND_INS.rows(*asked):
        if cover.absence_id not in rows:
            continue  # begun since the absences were read
        ended = rows[cover.absence_id].ended_at
        left = person.left_at  # whoever left the office sits nowhere, whatever else is owed
        ends = [end for end in (cover.until, ended, left) if end is not None]
        stand_ins.setdefault(cover.post_id, []).append(
            seats.StandIn(
                absence=cover.absence_id,
                post=cover.post_id,
                person=cover.person_id,
                cover=cover.pk,
                since=cover.since,
                until=min(ends, default=None),
            )
        )
    return {"away": _tuples(away), "stand_ins": _tuples(stand_ins)}


@lru_cache(maxsize=16)
def _books(jurisdiction: UUID, version: int) -> Books:
    """Reads the books; ``version`` is in the key so that a change is seen."""
    sections = {s.pk: s for s in Section.objects.filter(jurisdiction=jurisdiction)}
    rows = [  # what came since the sections were read comes with the next version
        post
        for post in Post.objects.filter(jurisdiction=jurisdiction).order_by("pk")
        if post.section_id in sections
    ]
    rows.sort(key=lambda post: post.key)  # the same on every database, whatever its collation
    known = {post.pk for post in rows}
    heads = {post.section_id: post.pk for post in rows if post.heads_section}
    carried: dict[UUID, set[Power]] = {}
    tasks: dict[UUID, list[str]] = {}
    for duty in Duty.objects.filter(post__jurisdiction=jurisdiction).order_by("position", "pk"):
        carried.setdefault(duty.post_id, set()).update(Power(p) for p in duty.powers)
        tasks.setdefault(duty.post_id, []).append(duty.task)
    sittings: dict[UUID, list[seats.Sitting]] = {}
    for row in Sitting.objects.filter(post__jurisdiction=jurisdiction).order_by("since", "pk"):
        if row.post_id not in known:
            continue
        sittings.setdefault(row.post_id, []).append(
            seats.Sitting(
                post=row.post_id,
                person=row.person_id,
                role=SittingRole(row.role),
                since=row.since,
                until=row.until,
            )
        )
    people = list(Person.objects.filter(jurisdiction=jurisdiction))
    days = DutyDay.objects.filter(unit__jurisdiction=jurisdiction)
    roster = seats.Roster(
        posts={
            post.pk: _post(
                post, sections[post.section_id], heads, frozenset(carried.get(post.pk, ()))
            )
            for post in rows
        },
        sittings=_tuples(sittings),
        people={person.pk: person.name for person in people},
        leadership=_leadership(rows, sections),
        duty={(row.unit_id, row.day): row.post_id for row in days},
        left={person.pk: person.left_at for person in people if person.left_at is not None},
        qualified={p.pk: frozenset(p.qualifications) for p in people if p.qualifications},
    )
    units = {u.pk: unit_facts(u) for u in Unit.objects.filter(jurisdiction=jurisdiction)}
    return Books(roster, units, _sections(jurisdiction, _in_order(sections, rows)), _tuples(tasks))


def _in_order(sections: dict[UUID, Section], posts: Iterable[Post]) -> list[Section]:
    leading = {post.section_id for post in posts if post.rank in (Rank.DEPUTY, Rank.MAIN)}
    return sorted(
        sections.values(), key=lambda s: (s.pk in leading, s.is_office, not s.is_window, s.key)
    )


def _sections(jurisdiction: UUID, rows: Iterable[Section]) -> tuple[SectionFacts, ...]:
    duties: dict[UUID, list[str]] = {}
    for duty in SectionDuty.objects.filter(section__jurisdiction=jurisdiction).order_by("key"):
        duties.setdefault(duty.section_id, []).append(duty.text)
    return tuple(
        SectionFacts(
            id=row.pk,
            unit=row.unit_id,
            key=row.key,
            name=row.name,
            room=row.room,
            phone=row.phone,
            duties=tuple(duties.get(row.pk, ())),
        )
        for row in rows
    )


def _post(
    row: Post, section: Section, heads: dict[UUID, UUID], powers: frozenset[Power]
) -> seats.Post:
    return seats.Post(
        id=row.pk,
        key=row.key,
        name=row.name,
        section=section.name,
        phone=row.phone,
        room=row.room,
        powers=powers,
        head=heads.get(row.section_id),
        leader=section.leader_id,
        rank=Rank(row.rank),
        unit=section.unit_id,
        section_id=section.pk,
        window=section.is_window or Power.RECEIVE in powers,
        qualifications=frozenset(row.qualifications),
        closed=row.closed_at is not None,
    )


def _leadership(
    posts: list[Post], sections: dict[UUID, Section]
) -> dict[UUID | None, seats.Leadership]:
    found = {}
    for unit in {section.unit_id for section in sections.values()}:
        here = [post for post in posts if sections[post.section_id].unit_id == unit]
        deputies = [post for post in here if post.deputy_order is not None]
        of_office = [post for post in here if sections[post.section_id].is_office]
        found[unit] = seats.Leadership(
            main=next((post.pk for post in here if post.rank == Rank.MAIN), None),
            deputies=tuple(p.pk for p in sorted(deputies, key=lambda p: p.deputy_order or 0)),
            office=tuple(p.pk for p in sorted(of_office, key=lambda p: not p.heads_section)),
        )
    return found


def _tuples(found: dict[UUID, list[T]]) -> dict[UUID, tuple[T, ...]]:
    return {key: tuple(rows) for key, rows in found.items()}


def unit_facts(row: Unit) -> UnitFacts:
    """A unit's row as acts, papers and pages need it."""
    week: dict[int, tuple[Window, ...]] = {}
    for weekday, opens, closes in row.hours:
        window = Window(time.fromisoformat(opens), time.fromisoformat(closes))
        week[weekday] = (*week.get(weekday, ()), window)
    usual = week[min(week)]
    hours = OfficeHours(calendar=official_calendar(), week=week, make_up=usual)
    words = "，".join(f"{w.opens:%H:%M}–{w.closes:%H:%M}" for w in usual)
    return UnitFacts(
        id=row.pk,
        name=row.name,
        sign=row.sign,
        address=row.address,
        phone=row.phone,
        complaint_section=row.complaint_section,
        complaint_phone=row.complaint_phone,
        hours=hours,
        hours_in_words=f"工作日 {words}",
        body_kind=row.body_kind,
        review_body=row.review_body,
        review_address=row.review_address,
        review_online=row.review_online,
        court=row.court,
    )


@dataclass(frozen=True, slots=True)
class UnitTimes:
    """A unit's time, as the terms of obligations ask for it (``rules.owed.Times``).

    Instants come and go in UTC; days are Chinese days."""

    hours: OfficeHours

    def end_of_working_day(self, day: date, n: int) -> datetime:
        """24:00 of the ``n``-th working day after ``day``."""
        return midnight_after(self.hours.calendar.add_working_days(day, n)).astimezone(UTC)

    def close_of_business(self, at: datetime) -> datetime:
        """When the office next closes, seen from ``at``."""
        local = at.astimezone(CST)
        close = self.hours.close_of_business(local.date())
        if close <= local:
            close = self.hours.close_of_business(local.date() + timedelta(days=1))
        return close.astimezone(UTC)

    def hour_of_working_day(self, at: datetime, n: int, hour: int) -> datetime:
        """``hour`` o'clock of the ``n``-th working day after ``at``."""
        day = self.hours.calendar.add_working_days(at.astimezone(CST).date(), n)
        return datetime.combine(day, time(hour), CST).astimezone(UTC)

    def after_working_hours(self, at: datetime, n: int) -> datetime:
        """When ``n`` hours of opening time have passed since ``at``."""
        return self.hours.add_working_hours(at, n).astimezone(UTC)
