"""Where to find whoever sits on a post, and under whose name they act: 何文静（代周敏）.

Of somebody who is away their name alone is said; why they are is nobody's business."""

from datetime import datetime
from uuid import UUID

from shouwen.rules.facts.seats import Post, Reviewing, Roster, Seat
from shouwen.rules.regimes.stand_in.ladder import seat
from shouwen.rules.words import SeatRule, SittingRole


def stands_for(roster: Roster, seat: Seat, at: datetime) -> str:
    """Whom the person on a seat stands in for: the holder, or the post where it has none. Empty
    where the holder sits there, or nobody."""
    if seat.rule in (SeatRule.HOLDER, SeatRule.VACANT):
        return ""
    for person in roster.sits_in(seat.post, SittingRole.HOLDER, at):
        return roster.people[person]
    return roster.posts[seat.post].name


def named(roster: Roster, seat: Seat, at: datetime) -> str:
    """Who sits there, with whom they stand in for; empty where nobody does (2.6)."""
    if seat.person is None:
        return ""
    name, other = roster.people[seat.person], stands_for(roster, seat, at)
    return f"{name}（代{other}）" if other else name


def reviewing(roster: Roster, post: UUID, at: datetime) -> Reviewing:
    """Who would look at a "no" on ``post`` at ``at``, stand-ins counted as the people they are
    (7.4.2a)."""
    here = roster.posts[post]
    handler, head, leader = (
        seat(roster, each, at).person if each is not None else None
        for each in (post, here.head, here.leader)
    )
    return Reviewing((handler, head, leader), roster.people, here.name)


def found_at(roster: Roster, seat: Seat, at: datetime) -> Post:
    """The post at whose desk and telephone whoever sits on ``seat`` is found: the post itself where
    they hold it, hold none, or have their own desk in the same room; else their own."""
    here = roster.posts[seat.post]
    if seat.rule is SeatRule.HOLDER or seat.person is None:
        return here
    own = roster.posts_of(seat.person, SittingRole.HOLDER, at)
    if not own or any(post.room == here.room for post in own):
        return here
    return min(own, key=lambda post: post.key)
