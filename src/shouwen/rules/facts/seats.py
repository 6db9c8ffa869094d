"""Who sits where: the roster of an office, and the seats of whoever acts."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from shouwen.rules.words import ActorKind, Bearer, Power, Rank, SeatRule, SittingRole
from shouwen.rules.worktime import ONE_DAY, midnight_after

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the roster knows it. ``head`` and ``leader`` are the posts above it: who leads
    its section and who supervises that section. ``section_id`` is the section's own id; a
    ``closed`` post is of a former scheme, and nobody takes it up any more."""

    id: UUID
    key: str
    name: str
    section: str
    phone: str
    room: str
    powers: frozenset[Power]
    head: UUID | None
    leader: UUID | None
    rank: Rank = Rank.STAFF
    unit: UUID | None = None
    section_id: UUID | None = None
    window: bool = False  # of a service window, or one that takes licence applications (3.2b)
    qualifications: frozenset[str] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Leadership:
    """Who leads a unit: the main leader's post, the deputies' in their approved order (3.4a), and
    the posts of the Office, its head first (3.2c)."""

    main: UUID | None = None
    deputies: tuple[UUID, ...] = ()
    office: tuple[UUID, ...] = ()


def right_above(rank: Rank, own: K, head: K | None, leader: K | None, main: K | None) -> K | None:
    """The post right above one of ``rank``: the section's head; above the head whoever supervises
    the section; above a deputy the main leader; above the main leader none."""
    match rank:
        case Rank.MAIN:
            return None
        case Rank.DEPUTY:
            return main
        case _:
            return head if head is not None and head != own else leader


@dataclass(frozen=True, slots=True)
class Above:
    """Who is above a post: the section's head (it may be the post itself), the leader who supervises
    the section, the main leader, and the Office of the unit, its head first. A leader's post has
    the main leader above it alone. ``direct`` is the direct leader's post (3.3a, 3.3b): the one
    right above, where there is none the main leader's."""

    direct: UUID | None
    head: UUID | None
    leader: UUID | None
    main: UUID | None
    office: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A half-open period [since, until); ``until`` None: open end."""

    since: datetime
    until: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether ``at`` lies in the period."""
        return self.since <= at and (self.until is None or at < self.until)

    def meets(self, since: datetime, until: datetime | None) -> bool:
        """Whether the period has an instant in common with [since, until)."""
        return (until is None or self.since < until) and (self.until is None or since < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Period):
    """A person on a post for a period (decision 5)."""

    post: UUID
    person: UUID
    role: SittingRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Period):
    """A person is away from ``since`` until they have signed in; ``planned_until`` is when they
    said they would be back."""

    absence: UUID
    person: UUID
    planned_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn(Period):
    """A person stands in on a post for the time of an absence (3.1); ``cover`` is its row."""

    absence: UUID
    post: UUID
    person: UUID
    cover: UUID | None = None


@dataclass(frozen=True, eq=False)
class Roster:
    """One office at one version of its books: posts by id, sittings and stand-ins by post, who is
    away by person, who leads by unit, the leader on duty by unit and day (Asia/Shanghai), names by
    person. Two rosters are never equal: one that is kept is known by being the same."""

    posts: Mapping[UUID, Post]
    sittings: Mapping[UUID, tuple[Sitting, ...]]
    people: Mapping[UUID, str]
    away: Mapping[UUID, tuple[Away, ...]] = field(default_factory=dict)
    stand_ins: Mapping[UUID, tuple[StandIn, ...]] = field(default_factory=dict)
    leadership: Mapping[UUID | None, Leadership] = field(default_factory=dict)
    duty: Mapping[tuple[UUID | None, date], UUID] = field(default_factory=dict)
    qualified: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    left: Mapping[UUID, datetime] = field(default_factory=dict)  # who is of it no more, since when

    def above(self, post: UUID) -> Above:
        """Who is above a post, in the one place where that is said."""
        here = self.posts[post]
        leads = self.leadership.get(here.unit, Leadership())
        of_a_leader = here.rank in (Rank.DEPUTY, Rank.MAIN)
        head = None if of_a_leader else here.head
        leader = None if of_a_leader else here.leader
        right = right_above(here.rank, post, head, leader, leads.main)
        return Above(right or leads.main, head, leader, leads.main, leads.office)

    def sits_in(self, post: UUID, role: SittingRole, at: datetime) -> Iterator[UUID]:
        """Who sits on a post in a role at ``at``, by the books."""
        for sitting in self.sittings.get(post, ()):
            if sitting.role is role and sitting.covers(at):
                yield sitting.person

    def posts_of(self, person: UUID, role: SittingRole, at: datetime) -> list[Post]:
        """The posts on which somebody has a role at ``at``, by the books, in the order of posts."""
        ever = self._ever.get((person, role), ())
        return [self.posts[post] for post in ever if person in self.sits_in(post, role, at)]

    @cached_property
    def _ever(self) -> Mapping[tuple[UUID, SittingRole], tuple[UUID, ...]]:
        """The posts on which somebody has or had a role: so many are asked for theirs."""
        found: dict[tuple[UUID, SittingRole], dict[UUID, None]] = {}
        for post in self.posts:
            for sitting in self.sittings.get(post, ()):
                found.setdefault((sitting.person, sitting.role), {})[post] = None
        return {key: tuple(posts) for key, posts in found.items()}

    @cached_property
    def by_section(self) -> Mapping[UUID | None, tuple[UUID, ...]]:
        """The posts of each section, in the order of posts."""
        found: dict[UUID | None, list[UUID]] = {}
        for post in self.posts.values():
            found.setdefault(post.section_id, []).append(post.id)
        return {section: tuple(posts) for section, posts in found.items()}

    def is_away(self, person: UUID, at: datetime) -> Away | None:
        """The absence that keeps ``person`` away at ``at``; None: they are there."""
        return next((away for away in self.away.get(person, ()) if away.covers(at)), None)

    def has_left(self, person: UUID | None, at: datetime) -> bool:
        """Whether ``person`` is of the office no more at ``at`` (2.4.4)."""
        since = self.left.get(person) if person else None
        return since is not None and since <= at

    def is_away_in(self, person: UUID, since: datetime, until: datetime | None) -> Away | None:
        """An absence of ``person``, known by now, that meets the period, as planned: one not ended
        counts until the planned return."""
        for away in self.away.get(person, ()):
            end = away.until or away.planned_until
            if Period(since=away.since, until=end).meets(since, until):
                return away
        return None

    @cached_property
    def turns(self) -> tuple[datetime, ...]:
        """Every instant at which somebody may begin or cease to sit somewhere. Between two of them
        nothing changes; the leader on duty does at midnight."""
        instants: set[datetime] = set()
        for _, day in self.duty:
            instants |= {midnight_after(day - ONE_DAY), midnight_after(day)}
        for periods in (*self.sittings.values(), *self.away.values(), *self.stand_ins.values()):
            for period in periods:
                instants.add(period.since)
                if period.until is not None:
                    instants.add(period.until)
        return tuple(sorted(instants))

    def stretch(self, at: datetime) -> int:
        """Which of the stretches between the turns ``at`` lies in."""
        return bisect_right(self.turns, at)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits on a post at an instant, by which rule (2.4.4). ``away``: a last resort who is away
    too, for nobody else is there. ``person`` is None only where nobody ever sat anywhere above."""

    post: UUID
    person: UUID | None
    rule: SeatRule
    away: bool = False

    @property
    def designated(self) -> bool:
        """Whether this is who was told to sit here, rather than a fallback that keeps work going."""
        return self.rule in (SeatRule.HOLDER, SeatRule.STAND_IN, SeatRule.B_ROLE)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Who would look at a "no" on one post at an instant: whoever sits there, on its section head's
    post and on the supervising leader's; names by person."""

    people: tuple[UUID | None, UUID | None, UUID | None]
    names: Mapping[UUID, str]
    post: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does an act: the seats a person has at that instant, a party, the clock, or who
    administers the installation; ``person`` is then their account. ``of_office``: the person is of
    the office whose matter it is; a stranger does nothing there, not even in person."""

    kind: ActorKind
    person: UUID | None = None
    seats: tuple[Seat, ...] = ()
    powers: Mapping[UUID, frozenset[Power]] | None = None  # by post, for the seats above
    of_office: bool = True


@dataclass(frozen=True, slots=True)
class Hands:
    """Which post bears which part in a matter."""

    posts: Mapping[Bearer, UUID | None]

    def of(self, bearer: Bearer) -> UUID | None:
        """The post in that part; None where it is the applicant's or nobody's."""
        return self.posts.get(bearer)
