"""Who sits where: the roster of an office, and the seats of whoever acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.rules.words import ActorKind, Bearer, Power, SeatRule, SittingRole


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the roster knows it. ``head`` and ``leader`` are the posts above it: who leads
    its section and who supervises that section."""

    id: UUID
    key: str
    name: str
    section: str
    phone: str
    room: str
    powers: frozenset[Power]
    head: UUID | None
    leader: UUID | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A person on a post for the half-open period [since, until); ``until`` None: open end."""

    post: UUID
    person: UUID
    role: SittingRole
    since: datetime
    until: datetime | None

    def covers(self, at: datetime) -> bool:
        """Whether ``at`` lies in the period."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Roster:
    """One office at one version of its books: posts by id, sittings by post, names by person."""

    posts: Mapping[UUID, Post]
    sittings: Mapping[UUID, tuple[Sitting, ...]]
    people: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits on a post at an instant, by which rule (2.4.4). ``person`` is None only where the
    whole chain above is vacant."""

    post: UUID
    person: UUID | None
    rule: SeatRule

    @property
    def designated(self) -> bool:
        """Whether this is who was told to sit here, rather than a fallback that keeps work going."""
        return self.rule in (SeatRule.HOLDER, SeatRule.B_ROLE)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does an act: the seats a person has at that instant, a party, or the clock."""

    kind: ActorKind
    person: UUID | None = None
    seats: tuple[Seat, ...] = ()
    powers: Mapping[UUID, frozenset[Power]] | None = None  # by post, for the seats above


@dataclass(frozen=True, slots=True)
class Hands:
    """Which post bears which part in a case."""

    posts: Mapping[Bearer, UUID | None]

    def of(self, bearer: Bearer) -> UUID | None:
        """The post in that part; None where it is the applicant's or nobody's."""
        return self.posts.get(bearer)
