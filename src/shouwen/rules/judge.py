"""The one place that decides whether a move may be made.

The same judgement stands before every act and makes every page's list of what may and may not be
done now: one truth."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from shouwen.rules.facts import Facts
from shouwen.rules.facts.seats import Actor, Hands, Seat
from shouwen.rules.lives import (
    absence,
    assessment,
    briefing,
    case,
    consultation,
    contact,
    extension,
    hearing,
    interested_party,
    lacking_ground,
    licence,
    office,
    pledge,
    refusal,
    return_of_materials,
    scheme,
    service_of_paper,
    service_version,
    special_procedure,
    step,
    succession,
    unlisted,
)
from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.post_duty.books import the_administrator_writes_no_past
from shouwen.rules.regimes.time_limit import (
    it_is_not_dated_back,
    no_clock_is_overtaken,
    nothing_is_done_before_it_was_owed,
)
from shouwen.rules.verdict import Bar, Need
from shouwen.rules.words import ActorKind, Bearer, SeatRule

MOVES: dict[str, Move] = {
    move.act: move
    for life in (
        absence,
        assessment,
        briefing,
        case,
        consultation,
        contact,
        extension,
        hearing,
        interested_party,
        lacking_ground,
        licence,
        office,
        pledge,
        refusal,
        return_of_materials,
        scheme,
        service_of_paper,
        special_procedure,
        step,
        succession,
        service_version,
        unlisted,
    )
    for move in life.MOVES
}

ALWAYS: tuple[Need, ...] = (
    it_is_not_dated_back,
    no_clock_is_overtaken,
    nothing_is_done_before_it_was_owed,
    the_administrator_writes_no_past,
)
"""What must hold for every move."""


def fulfils(move: Move) -> frozenset[str]:
    """The kinds of obligation that the move fulfils and that some act of people opened. What only
    the clock opens, when time has run out, may be answered by what was done before and entered
    late."""
    return _OPENED_BY_PEOPLE.intersection(move.ends)


_OPENED_BY_PEOPLE = frozenset(
    kind
    for move in MOVES.values()
    if move.may.powers or move.may.bearers or move.may.person or move.may.party
    for kind in move.opens
)


OF_EVERY_ACT = frozenset({"actor", "hands", "moment"})


def facets(move: Move) -> frozenset[str]:
    """The facets of the file that the move's needs look at, besides those that every act has; what
    the act itself brings, its ``leaves`` see."""
    return frozenset(facet for need in move.needs for facet in need.facets) - OF_EVERY_ACT


def judge(move: Move, state: StrEnum | None, facts: Facts) -> tuple[Bar, ...]:
    """Every bar in the way of ``move`` on a matter in ``state``; none: it may be made.

    A matter in another state, or an actor who may not, is told that alone: what else might be
    missing is then no use to anybody."""
    if state not in move.before:
        return (Bar(move.clause, "not_in_this_state", {"state": state}),)
    actor: Actor = facts["actor"]
    if taking_seat(move, actor, facts["hands"]) is None and not _without_seat(move, actor):
        return (Bar("2.4.2", "this_post_may_not", {"act": move.act}),)
    return _bars((*move.needs, *ALWAYS), facts)


def leaves(move: Move, facts: Facts) -> tuple[Bar, ...]:
    """Every bar in the file as the move would leave it."""
    return _bars(move.leaves, facts)


def taking_seat(move: Move, actor: Actor, hands: Hands) -> Seat | None:
    """The seat from which ``actor`` may make the move: the first with one of the powers, on a
    post of one of the bearers where any are named; for what is done in person the post it is done
    from. None: from none, which does not keep anybody from what they may do in person."""
    if actor.kind is not ActorKind.SEAT:
        return None
    if move.may.person:
        return _in_person(actor, hands)
    posts = _posts(move.may.bearers, hands)
    return next((seat for seat in actor.seats if _serves(move.may, seat, actor, posts)), None)


def _in_person(actor: Actor, hands: Hands) -> Seat | None:
    """From which post somebody does what they may do in person: their own where the matter is about
    that, else the nearest above it on which they sit, else the first of theirs."""
    own = hands.of(Bearer.HANDLER)
    for seat in actor.seats:
        if seat.post == own and seat.rule is SeatRule.HOLDER:
            return seat
    for bearer in (Bearer.HEAD, Bearer.LEADER, Bearer.MAIN):
        for seat in actor.seats:
            if seat.post == hands.of(bearer) and seat.rule is not SeatRule.OFFICE:
                return seat
    return next(iter(actor.seats), None)


def _serves(may: May, seat: Seat, actor: Actor, posts: set[UUID | None]) -> bool:
    """Whether a seat may: by a power of its post, on a bearer's post. Where the move names bearers
    alone it is their place in the office that counts, which the Office has for nobody but itself
    (3.2c)."""
    if may.bearers and seat.post not in posts:
        return False
    if not may.powers:
        of_the_office = seat.rule is SeatRule.OFFICE and Bearer.OFFICE not in may.bearers
        return bool(may.bearers) and not of_the_office
    powers = actor.powers[seat.post] if actor.powers else frozenset()
    return bool(powers.intersection(may.powers))


def _posts(bearers: Iterable[Bearer], hands: Hands) -> set[UUID | None]:
    return {hands.of(bearer) for bearer in bearers} - {None}


def _without_seat(move: Move, actor: Actor) -> bool:
    may = move.may
    return (
        (may.party and actor.kind is ActorKind.PARTY)
        or (may.clock and actor.kind is ActorKind.CLOCK)
        or (may.person and actor.kind is ActorKind.SEAT and actor.of_office)
        or (may.administrator and actor.kind is ActorKind.ADMINISTRATOR)
    )


def _bars(needs: Iterable[Need], facts: Facts) -> tuple[Bar, ...]:
    return tuple(bar for need in needs for bar in need.bars(facts))
