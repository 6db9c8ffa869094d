"""What is about to be written in the books of an office: who sits where, who is of it, accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shouwen.rules.facts.seats import Sitting
from shouwen.rules.words import Rank, SittingRole


@dataclass(frozen=True, slots=True)
class Books:
    """The office as its books have it before an act of ``at``, which brings them with what it
    writes: open posts, people, sittings by post, and the names somebody signs in with."""

    at: datetime
    posts: Mapping[UUID, "PostNow"]
    people: Mapping[UUID, "PersonNow"]
    sittings: Mapping[UUID, tuple[Sitting, ...]]
    sign_ins: frozenset[str]


@dataclass(frozen=True, slots=True)
class PostNow:
    """An open post."""

    name: str
    rank: Rank
    qualifications: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody of the office; ``left``: they are of it no more."""

    name: str
    qualifications: frozenset[str]
    left: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """Posts that are owed somebody no more: somebody sits there, or they were closed."""

    posts: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class TakingUp:
    """``person`` sits down on ``post``."""

    post: UUID
    person: UUID
    role: SittingRole


@dataclass(frozen=True, slots=True)
class Leaving:
    """``person`` leaves ``post``; None: the office, with every post of theirs."""

    person: UUID
    post: UUID | None


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody new, and the name they will sign in with."""

    sign_in: str
    name: str


@dataclass(frozen=True, slots=True)
class DutyLeader:
    """The leader on duty on a day (Asia/Shanghai): whoever sits on ``post`` (3.2c)."""

    day: date
    post: UUID


@dataclass(frozen=True, slots=True)
class AccountOf:
    """Whose account it is, of the administrator's the account itself; ``secret`` says whether a
    password comes with it, ``is_open`` whether anybody can sign in with it."""

    person: UUID
    secret: bool = True
    is_open: bool = True
