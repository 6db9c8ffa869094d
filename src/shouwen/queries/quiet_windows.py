"""Windows at which somebody sat all day and put nothing on file: whoever comes to one is registered, so
a day without anybody is a hint that they were not (1.1a, domain of E)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from shouwen.queries.viewer import Viewer
from shouwen.queries.windows import windows
from shouwen.records.casefile.office import absences
from shouwen.records.keys import first_key
from shouwen.records.models import LedgerEntry
from shouwen.rules.facts.seats import Post, Roster
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import SeatRule
from shouwen.rules.worktime import (
    CST,
    ONE_DAY,
    OfficeHours,
    Window,
    chinese_time,
    midnight_after,
)

REGISTERING = (
    *("contact.register", "contact.take", "unlisted.receive_unlisted"),
    *("case.receive_application", "case.settle_at_once"),
)
"""The acts by which whoever came, or wrote, is on file."""


@dataclass(frozen=True, slots=True)
class QuietWindow:
    """A window: on how many ``days`` it was staffed, and on which of them nothing was registered
    there, nor by who sat there, who is named beside."""

    post: Post
    days: int
    quiet: tuple[tuple[date, str], ...]


def quiet_windows(viewer: Viewer, since: datetime, until: datetime) -> Iterator[QuietWindow]:
    """The windows with such days; of whole days in [since, until) that are over. Three statements."""
    office = viewer.office
    today = chinese_time(viewer.at).replace(hour=0, minute=0, second=0, microsecond=0)
    until = min(until, today)
    roster = replace(office.roster, **absences(office.jurisdiction, since=since))
    staffed: dict[UUID, dict[date, frozenset[UUID]]] = defaultdict(dict)
    for unit in office.units.values():
        here = [post.id for post, _place in windows(office, unit)]
        for day in _days(since, until):
            for post, people in _staffed(roster, here, day, unit.hours).items():
                staffed[post][day] = people
    registered = _registered(staffed, since, until)
    for post, days in staffed.items():
        quiet = tuple(
            (day, "、".join(sorted(roster.people[person] for person in people)))
            for day, people in days.items()
            if registered[day].isdisjoint((post, *people))
        )
        if quiet:
            yield QuietWindow(roster.posts[post], len(days), quiet)


def _days(since: datetime, until: datetime) -> Iterator[date]:
    day = chinese_time(since).date()
    while midnight_after(day) <= until:
        yield day
        day += ONE_DAY


def _registered(
    staffed: Mapping[UUID, Mapping[date, frozenset[UUID]]], since: datetime, until: datetime
) -> dict[date, set[UUID]]:
    """On which day which of these posts, and of the people there, put anybody on file."""
    people = {person for days in staffed.values() for sat in days.values() for person in sat}
    entries = LedgerEntry.objects.filter(
        Q(post__in=staffed.keys()) | Q(person__in=people),
        pk__gte=first_key(since),
        pk__lt=first_key(until),
        act__in=REGISTERING,
    )
    found: dict[date, set[UUID]] = defaultdict(set)
    for at, post, person in entries.values_list("at", "post", "person"):
        found[chinese_time(at).date()] |= {post, person}
    return found


def _staffed(
    roster: Roster, posts: Iterable[UUID], day: date, hours: OfficeHours
) -> dict[UUID, frozenset[UUID]]:
    """The windows at which somebody sat in the middle of every opening of a day, and who did."""
    openings = [_middle(day, opening) for opening in hours.windows(day)]
    sat = [_attended(roster, posts, at) for at in openings]
    return {
        post: frozenset(each[post] for each in sat)
        for post in posts
        if sat and all(post in each for each in sat)
    }


def _middle(day: date, opening: Window) -> datetime:
    opens, closes = (datetime.combine(day, at, CST) for at in opening)
    return opens + (closes - opens) / 2


def _attended(roster: Roster, posts: Iterable[UUID], at: datetime) -> dict[UUID, UUID]:
    """The windows that somebody told to sit there is at, with who; one person is at one window,
    their own, if they have one (3.2b)."""
    seats = [seat(roster, post, at) for post in posts]
    told = [each for each in seats if each.designated and not each.away]
    told.sort(key=lambda each: each.rule is not SeatRule.HOLDER)
    at_one: dict[UUID, UUID] = {}
    for each in told:
        assert each.person is not None, "who was told to sit there is somebody"
        at_one.setdefault(each.person, each.post)
    return {post: person for person, post in at_one.items()}
