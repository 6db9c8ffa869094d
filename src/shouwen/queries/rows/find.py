"""What the desk finds while somebody types (1.2b): services, sections and posts with who is there
now, other units. Why somebody is away is on no row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shouwen.queries.rows.services import FoundService
from shouwen.rules.words import SeatRule


@dataclass(frozen=True, slots=True)
class ServiceHit:
    """A service that may be meant, and what the caller is told of it first. ``statute`` is the
    law's limit in the unit of the promise; ``fee`` is empty where nothing is charged. Of a guide
    that is still being written ``version`` is 0 and nothing is promised."""

    service: FoundService
    version: int = 0
    statute: int | None = None
    fee: str = ""
    materials: int = 0
    visits: int = 0


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section, and whom to ask there now; ``person`` is empty where nobody is there: then its
    phone is what the caller is told (1.3.2b). ``key`` is its entry in the directory."""

    key: str
    name: str
    duties: str
    room: str
    phone: str
    person: str
    post: str


@dataclass(frozen=True, slots=True)
class PostHit:
    """A post and who sits on it now: by which rule, and ``why`` in words where it is not the holder;
    ``room`` and ``phone`` are where they are found. ``there``: somebody was told to sit there, and
    is there."""

    key: str
    name: str
    section: str
    person: str
    rule: SeatRule
    why: str
    room: str
    phone: str
    there: bool


@dataclass(frozen=True, slots=True)
class UnitHit:
    """Another unit, what it does, and when its phone was last confirmed: None, never (1.3.3)."""

    key: str
    name: str
    section: str
    tasks: str
    phone: str
    address: str
    hours: str
    confirmed: date | None


@dataclass(frozen=True, slots=True)
class Hits:
    """Everything that may be meant by ``asked``, by kind, best first."""

    asked: str
    services: tuple[ServiceHit, ...] = ()
    sections: tuple[SectionHit, ...] = ()
    posts: tuple[PostHit, ...] = ()
    units: tuple[UnitHit, ...] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.services) + len(self.sections) + len(self.posts) + len(self.units)
