"""The office as facts: its roster and its time. Read once per version of the office and kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from shouwen.records.calendars import official_calendar
from shouwen.records.models import Duty, Jurisdiction, Post, Section, Sitting, Unit
from shouwen.rules.facts import seats
from shouwen.rules.words import Power, SittingRole
from shouwen.rules.worktime import CST, Calendar, OfficeHours, Window, midnight_after


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


@dataclass(frozen=True, slots=True)
class Office:
    """One jurisdiction at one version of its books."""

    jurisdiction: UUID
    code: str
    roster: seats.Roster
    units: dict[UUID, UnitFacts]
    unit_of_post: dict[UUID, UUID]
    section_names: dict[UUID, str]  # by post

    def unit(self, post: UUID) -> UnitFacts:
        """The unit a post belongs to."""
        return self.units[self.unit_of_post[post]]

    @property
    def calendar(self) -> Calendar:
        """The official calendar that statutory and promised limits run on (6.1)."""
        return official_calendar()


def office(jurisdiction: Jurisdiction) -> Office:
    """The office of ``jurisdiction`` at the roster version that its row carries."""
    return _office(jurisdiction.pk, jurisdiction.roster_version, jurisdiction.code)


@lru_cache(maxsize=64)
def _office(jurisdiction: UUID, version: int, code: str) -> Office:
    """Reads the books; ``version`` is in the key so that a change of the office is seen."""
    sections = {s.pk: s for s in Section.objects.filter(jurisdiction=jurisdiction)}
    rows = list(Post.objects.filter(jurisdiction=jurisdiction))
    heads = {post.section_id: post.pk for post in rows if post.heads_section}
    powers: dict[UUID, set[Power]] = {}
    for duty in Duty.objects.filter(post__jurisdiction=jurisdiction):
        powers.setdefault(duty.post_id, set()).update(Power(p) for p in duty.powers)
    posts = {
        post.pk: seats.Post(
            id=post.pk,
            key=post.key,
            name=post.name,
            section=sections[post.section_id].name,
            phone=post.phone,
            room=post.room,
            powers=frozenset(powers.get(post.pk, ())),
            head=heads.get(post.section_id),
            leader=sections[post.section_id].leader_id,
        )
        for post in rows
    }
    sittings: dict[UUID, list[seats.Sitting]] = {}
    people: dict[UUID, str] = {}
    found = Sitting.objects.filter(post__jurisdiction=jurisdiction).select_related("person")
    for row in found.order_by("since"):
        people[row.person_id] = row.person.name
        sittings.setdefault(row.post_id, []).append(
            seats.Sitting(row.post_id, row.person_id, SittingRole(row.role), row.since, row.until)
        )
    units = {u.pk: _unit(u) for u in Unit.objects.filter(jurisdiction=jurisdiction)}
    return Office(
        jurisdiction=jurisdiction,
        code=code,
        roster=seats.Roster(posts, {k: tuple(v) for k, v in sittings.items()}, people),
        units=units,
        unit_of_post={post.pk: sections[post.section_id].unit_id for post in rows},
        section_names={post.pk: sections[post.section_id].name for post in rows},
    )


def _unit(row: Unit) -> UnitFacts:
    week: dict[int, tuple[Window, ...]] = {}
    for weekday, opens, closes in row.hours:
        window = Window(time.fromisoformat(opens), time.fromisoformat(closes))
        week[weekday] = (*week.get(weekday, ()), window)
    hours = OfficeHours(calendar=official_calendar(), week=week, make_up=week[1])
    words = "，".join(f"{w.opens:%H:%M}–{w.closes:%H:%M}" for w in week[1])
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
