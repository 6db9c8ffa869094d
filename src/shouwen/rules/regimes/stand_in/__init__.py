"""Regime 3, stand-in (同岗替代制): who sits on a post at an instant.

A pure function of the roster and time. Absences come with a later issue; now a post is its
holder's, failing that its B-role's, and then goes up the ladder as a fallback (2.4.4, 3.1)."""

from datetime import datetime
from uuid import UUID

from shouwen.rules.facts.seats import Actor, Roster, Seat
from shouwen.rules.words import ActorKind, SeatRule, SittingRole

_ROLES = ((SittingRole.HOLDER, SeatRule.HOLDER), (SittingRole.B_ROLE, SeatRule.B_ROLE))


def seat(roster: Roster, post: UUID, at: datetime) -> Seat:
    """Who sits on ``post`` at ``at``, and by which rule."""
    person, rule = _designated(roster, post, at)
    if person is not None:
        return Seat(post, person, rule)
    above = roster.posts[post]
    for superior, fallback in ((above.head, SeatRule.HEAD), (above.leader, SeatRule.LEADER)):
        if superior is not None and superior != post:
            person, _ = _designated(roster, superior, at)
            if person is not None:
                return Seat(post, person, fallback)
    return Seat(post, None, SeatRule.VACANT)


def _designated(roster: Roster, post: UUID, at: datetime) -> tuple[UUID | None, SeatRule]:
    """The holder or B-role who sits on ``post`` at ``at``."""
    sittings = roster.sittings.get(post, ())
    for role, rule in _ROLES:
        for sitting in sittings:
            if sitting.role is role and sitting.covers(at):
                return sitting.person, rule
    return None, SeatRule.VACANT


def seats_of(roster: Roster, person: UUID, at: datetime) -> tuple[Seat, ...]:
    """Every seat that ``person`` has at ``at``, held posts first."""
    mine = []
    for post in roster.posts:
        sits, rule = _designated(roster, post, at)
        if sits is None:
            fallback = seat(roster, post, at)
            if fallback.person == person:
                mine.append(fallback)
        elif sits == person:
            mine.append(Seat(post, person, rule))
    order = list(SeatRule)
    return tuple(sorted(mine, key=lambda s: (order.index(s.rule), roster.posts[s.post].key)))


def seated(roster: Roster, person: UUID, at: datetime) -> Actor:
    """Somebody of the office as an actor at ``at``: their seats, with the powers of each post."""
    seats = seats_of(roster, person, at)
    powers = {seat.post: roster.posts[seat.post].powers for seat in seats}
    return Actor(ActorKind.SEAT, person, seats, powers)
