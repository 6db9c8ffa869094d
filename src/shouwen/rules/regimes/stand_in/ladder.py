"""Who sits on a post at an instant: a ladder of people, and the first of them who is there.

A pure function of the roster and time; no absence ever moves work, the person on the post changes
(2.6). Holder, approved stand-in and B-role are designated; whoever comes after keeps work going
while a designation is owed (2.4.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from shouwen.rules.facts.seats import Actor, Away, Roster, Seat
from shouwen.rules.words import ActorKind, Power, Rank, SeatRule, SittingRole
from shouwen.rules.worktime import chinese_time

THE_OFFICE_MAY = frozenset({Power.RECEIVE})
"""The Office takes in, informs and passes on for others; it decides nothing (3.2c)."""

LEADERS = frozenset({SeatRule.LEADER, SeatRule.DUTY_LEADER, SeatRule.MAIN_LEADER, SeatRule.DEPUTY})
"""The rungs after the Office: to whom what is urgent goes (3.2c)."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Somebody who would sit on a post, and by which rule."""

    rule: SeatRule
    person: UUID


@dataclass(frozen=True, slots=True)
class Passed:
    """A rung that was passed over, for its person is away; ``away`` says until when."""

    rung: Rung
    away: Away


@dataclass(frozen=True, slots=True)
class Explained:
    """A seat at an instant with everybody who comes before and is away, each by their first rung;
    where nobody is there, the last resort is among them."""

    seat: Seat
    at: datetime
    passed: tuple[Passed, ...]


def ladder(roster: Roster, post: UUID, at: datetime) -> Iterator[Rung]:
    """Everybody who would sit on ``post`` at ``at``, whether they are there or not, in order.

    A leader's post never falls to the Office: the main leader's goes to the deputies in their
    approved order (3.4a), a deputy's back to the main leader (3.4b)."""
    here = roster.posts[post]
    yield from _designated(roster, post, at)
    leads = roster.leadership.get(here.unit)
    main = leads.main if leads else None
    deputies = leads.deputies if leads else ()
    if here.rank is Rank.DEPUTY:
        yield from _sitting(roster, post, at, SittingRole.B_ROLE, SeatRule.PROPOSED)
    elif here.rank is not Rank.MAIN:
        yield from _above(roster, post, here.head, at, SeatRule.HEAD)
        for of_office in leads.office if leads else ():
            yield from _above(roster, post, of_office, at, SeatRule.OFFICE)
        yield from _above(roster, post, here.leader, at, SeatRule.LEADER)
        on_duty = roster.duty.get((here.unit, chinese_time(at).date()))
        yield from _above(roster, post, on_duty, at, SeatRule.DUTY_LEADER)
    yield from _above(roster, post, main, at, SeatRule.MAIN_LEADER)
    for deputy in deputies:  # in person: who stands in for one comes not before another
        if deputy != post:
            yield from _sitting(roster, deputy, at, SittingRole.HOLDER, SeatRule.DEPUTY)


def _designated(roster: Roster, post: UUID, at: datetime) -> Iterator[Rung]:
    """Who was told to sit on ``post``: its holder, whoever was designated to stand in (the newest
    first), its B-role. A leader's B-role is no more than a proposal (3.4b)."""
    yield from _sitting(roster, post, at, SittingRole.HOLDER, SeatRule.HOLDER)
    for stand_in in reversed(roster.stand_ins.get(post, ())):
        if stand_in.covers(at):
            yield Rung(SeatRule.STAND_IN, stand_in.person)
    if roster.posts[post].rank in (Rank.STAFF, Rank.HEAD):
        yield from _sitting(roster, post, at, SittingRole.B_ROLE, SeatRule.B_ROLE)


def _sitting(
    roster: Roster, post: UUID, at: datetime, role: SittingRole, rule: SeatRule
) -> Iterator[Rung]:
    for person in roster.sits_in(post, role, at):
        yield Rung(rule, person)


def _above(
    roster: Roster, post: UUID, superior: UUID | None, at: datetime, rule: SeatRule
) -> Iterator[Rung]:
    """Whoever is told to sit on a post above, by the rule of that rung."""
    if superior is not None and superior != post and superior in roster.posts:
        for rung in _designated(roster, superior, at):
            yield Rung(rule, rung.person)


def seat(roster: Roster, post: UUID, at: datetime) -> Seat:
    """Who sits on ``post`` at ``at``: the first of the ladder who is there. Where everybody is
    away it is the last, and said so."""
    last = None
    for rung in ladder(roster, post, at):
        if roster.is_away(rung.person, at) is None:
            return Seat(post, rung.person, rung.rule)
        last = rung
    if last is None:
        return Seat(post, None, SeatRule.VACANT)
    return Seat(post, last.person, last.rule, away=True)


def beside_the_office(roster: Roster, seat: Seat, at: datetime) -> Seat | None:
    """Who may do on a post what the Office, which sits there, may not: the first leader after it
    who is there (3.2c). None where the Office does not sit there, or no leader is there."""
    if seat.rule is not SeatRule.OFFICE:
        return None
    for rung in ladder(roster, seat.post, at):
        if rung.rule in LEADERS and roster.is_away(rung.person, at) is None:
            return Seat(seat.post, rung.person, rung.rule)
    return None


def next_deputy(roster: Roster, post: UUID, besides: UUID, at: datetime) -> UUID | None:
    """The deputy's post next in the order that the main leader approved, in the unit of ``post``,
    whose holder is there and is not ``besides`` (3.4a). None: no deputy is there."""
    leads = roster.leadership.get(roster.posts[post].unit)
    for deputy in leads.deputies if leads else ():
        for rung in _sitting(roster, deputy, at, SittingRole.HOLDER, SeatRule.DEPUTY):
            if rung.person != besides and roster.is_away(rung.person, at) is None:
                return deputy
    return None


def explain(roster: Roster, post: UUID, at: datetime) -> Explained:
    """Who sits on ``post`` at ``at``, and who would but is away."""
    here = seat(roster, post, at)
    passed: dict[UUID, Passed] = {}
    for rung in ladder(roster, post, at):
        away = roster.is_away(rung.person, at)
        if away is None:
            break
        passed.setdefault(rung.person, Passed(rung, away))
    return Explained(here, at, tuple(passed.values()))


@dataclass(frozen=True, slots=True)
class Seating:
    """Every seat of an office at an instant, by post, and by person with held posts first. A post
    that the Office takes in for is also its leader's to act on (:func:`beside_the_office`)."""

    by_post: Mapping[UUID, Seat]
    by_person: Mapping[UUID, tuple[Seat, ...]]


def seating(roster: Roster, at: datetime) -> Seating:
    """Every seat at ``at``. Worked out once for the stretch of time in which nothing changes."""
    return _seating(roster, roster.stretch(at))


@lru_cache(maxsize=128)
def _seating(roster: Roster, stretch: int) -> Seating:
    turns = roster.turns
    if not turns:
        return Seating({post: Seat(post, None, SeatRule.VACANT) for post in roster.posts}, {})
    at = turns[stretch - 1] if stretch else turns[0] - timedelta(microseconds=1)
    by_post = {post: seat(roster, post, at) for post in roster.posts}
    found: dict[UUID, list[Seat]] = {}
    for each in by_post.values():
        beside = beside_the_office(roster, each, at)
        for here in {each.person: each, beside.person: beside}.values() if beside else (each,):
            if here.person is not None:
                found.setdefault(here.person, []).append(here)
    order = {rule: place for place, rule in enumerate(SeatRule)}
    by_person = {
        person: tuple(sorted(seats, key=lambda s: (order[s.rule], roster.posts[s.post].key)))
        for person, seats in found.items()
    }
    return Seating(by_post, by_person)


def seats_of(roster: Roster, person: UUID, at: datetime) -> tuple[Seat, ...]:
    """Every seat that ``person`` has at ``at``, held posts first."""
    return seating(roster, at).by_person.get(person, ())


def powers(roster: Roster, seat: Seat) -> frozenset[Power]:
    """What may be done from a seat: what the post's duties carry (2.4.2), but for the Office,
    which only takes in (3.2c)."""
    carried = roster.posts[seat.post].powers
    return carried & THE_OFFICE_MAY if seat.rule is SeatRule.OFFICE else carried


def seated(roster: Roster, person: UUID, at: datetime) -> Actor:
    """Somebody of the office as an actor at ``at``: their seats, with the powers of each."""
    seats = seats_of(roster, person, at)
    carried = {seat.post: powers(roster, seat) for seat in seats}
    return Actor(ActorKind.SEAT, person, seats, carried, of_office=person in roster.people)
