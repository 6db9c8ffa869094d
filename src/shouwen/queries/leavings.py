"""Who is away in a span of time, and who would sit where if everything went as planned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwen.records.models import Absence
from shouwen.rules.facts.seats import Away, Period, Roster, StandIn
from shouwen.rules.words import AbsenceState

LIVED = tuple(
    state for state in AbsenceState if state not in (AbsenceState.DECLINED, AbsenceState.CANCELLED)
)
"""The states of an absence that is asked for, to come, or was: it has not fallen away."""


class Cover(NamedTuple):
    """Who stands in on one post of somebody away."""

    id: UUID
    post: UUID
    person: UUID | None
    designated_by: UUID | None
    taken_at: datetime | None
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """One absence as pages that show many of them need it; neither its kind nor its reason."""

    id: UUID
    number: str
    person: UUID
    state: AbsenceState
    leaves_at: datetime
    returns_at: datetime | None
    away_from: datetime | None
    ended_at: datetime | None
    approved_by: UUID | None
    empties: tuple[UUID, ...]  # sections that it leaves empty
    confirmed: bool  # the Office takes them over
    covers: tuple[Cover, ...]

    @property
    def granted(self) -> bool:
        """Whether it needs nobody's consent any more."""
        return self.state is not AbsenceState.REQUESTED

    def overdue(self, at: datetime) -> bool:
        """Whether they said they would be back by ``at`` and have not signed in (3.5)."""
        still = self.away_from is not None and self.ended_at is None
        return still and self.returns_at is not None and self.returns_at <= at

    def period(self, at: datetime) -> Period:
        """From when to when, as planned at ``at``: of somebody overdue nobody knows until when."""
        since = self.away_from or self.leaves_at
        if self.ended_at is not None:
            return Period(since=since, until=self.ended_at)
        return Period(since=since, until=None if self.overdue(at) else self.returns_at)


_COLUMNS = (
    *(
        "pk",
        "matter__number",
        "person",
        "matter__state",
        "leaves_at",
        "returns_at",
        "away_from",
        "ended_at",
    ),
    *("approved_by", "empties", "office_confirmed_at"),
    *("covers", "covers__post", "covers__person", "covers__designated_by", "covers__taken_at"),
    *("covers__since", "covers__until"),
)
_OWN = 11  # columns of the absence itself


def leavings(
    jurisdiction: UUID, since: datetime, until: datetime, person: UUID | None = None
) -> tuple[Leaving, ...]:
    """Every absence that meets [since, until), by when it begins, with who stands in: one
    statement. ``person``: only those they are away in, or stand in for."""
    found = _meeting(jurisdiction, since, until)
    if person is not None:
        found = found.filter(Q(person=person) | Q(covers__person=person))
    rows: dict[UUID, list[tuple]] = {}
    for row in found.order_by("leaves_at", "pk", "covers__pk").values_list(*_COLUMNS):
        rows.setdefault(row[0], []).append(row)
    return tuple(_leaving(each) for each in rows.values())


def _meeting(jurisdiction: UUID, since: datetime, until: datetime) -> QuerySet[Absence]:
    """Both halves of the choice are looked up in the index ``absences_by_end``."""
    still = Q(jurisdiction=jurisdiction, ended_at__isnull=True, matter__state__in=LIVED)
    over = Q(jurisdiction=jurisdiction, ended_at__gt=since)
    begun_or_to_come = Q(away_from__isnull=False) | Q(returns_at__gt=since)
    return Absence.objects.filter(still | over, begun_or_to_come, leaves_at__lt=until)


def _leaving(rows: list[tuple]) -> Leaving:
    own = rows[0][:_OWN]
    return Leaving(
        id=own[0],
        number=own[1] or "",
        person=own[2],
        state=AbsenceState(own[3]),
        leaves_at=own[4],
        returns_at=own[5],
        away_from=own[6],
        ended_at=own[7],
        approved_by=own[8],
        empties=tuple(map(UUID, own[9])),
        confirmed=own[10] is not None,
        covers=tuple(Cover(*row[_OWN:]) for row in rows if row[_OWN] is not None),
    )


def as_planned(roster: Roster, found: Iterable[Leaving], at: datetime) -> Roster:
    """The roster if everything granted goes as it was planned at ``at``; of use for the time that
    ``found`` was looked up for."""
    away: dict[UUID, list[Away]] = {}
    stand_ins: dict[UUID, list[StandIn]] = {}
    for each in found:
        if not each.granted:
            continue
        period = each.period(at)
        away.setdefault(each.person, []).append(
            Away(
                absence=each.id,
                person=each.person,
                since=period.since,
                until=period.until,
                planned_until=each.returns_at,
            )
        )
        for cover in each.covers:
            if cover.person is not None:
                ends = [end for end in (cover.until, period.until) if end is not None]
                stand_ins.setdefault(cover.post, []).append(
                    StandIn(
                        absence=each.id,
                        post=cover.post,
                        person=cover.person,
                        since=max(cover.since or period.since, period.since),
                        until=min(ends, default=None),
                    )
                )
    return replace(
        roster,
        away={person: tuple(rows) for person, rows in away.items()},
        stand_ins={
            post: tuple(sorted(rows, key=lambda row: row.since)) for post, rows in stand_ins.items()
        },
    )


def on_time(roster: Roster, at: datetime) -> Roster:
    """The roster if everybody who is away at ``at`` comes back when they said they would."""
    away = {
        person: tuple(
            replace(each, until=each.planned_until)
            if each.until is None and each.planned_until and each.planned_until > at
            else each
            for each in periods
        )
        for person, periods in roster.away.items()
    }
    return replace(roster, away=away)
