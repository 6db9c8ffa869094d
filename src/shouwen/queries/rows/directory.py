"""The directory: whom to ask for what, who keeps each line, when it was last confirmed (1.2b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.find import PostHit


@dataclass(frozen=True, slots=True)
class Kept:
    """How a line of the directory is kept: by which post, when it was last confirmed (None, never),
    and until when it must be mended, where somebody said that it is wrong."""

    keeper: str
    confirmed: date | None
    mend_by: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section by its ``key`` in the office and its ``entry`` in the directory; ``there`` says on
    how many of its posts somebody sits who was told to."""

    key: str
    entry: str
    name: str
    duties: str
    room: str
    phone: str
    posts: int
    there: int
    kept: Kept
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post of the section that is shown, and who sits there now."""

    here: PostHit
    kept: Kept


@dataclass(frozen=True, slots=True)
class UnitLine:
    """Another unit, or one section of it."""

    key: str
    name: str
    section: str
    tasks: str
    phone: str
    address: str
    hours: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """The directory: our own unit, the posts of one section, other units. ``lists``: the viewer may
    enter other units; ``more`` of them are not named here."""

    at: datetime
    unit: str
    address: str
    phone: str
    hours: str
    is_open: bool
    sections: tuple[SectionLine, ...]
    posts: tuple[PostLine, ...]
    units: tuple[UnitLine, ...]
    more: int = 0
    lists: bool = False


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One line: what it is of, where it is reached, who is there now (a post's or a section's), how
    it is kept, and what may be done. ``wrong`` is what somebody said, perhaps nothing, where
    ``kept.mend_by`` is set; ``reported`` when and by whom."""

    at: datetime
    key: str
    name: str
    of: str
    says: str
    phone: str
    place: str
    hours: str
    kept: Kept
    wrong: str = ""
    reported: str = ""
    posts: tuple[PostHit, ...] = ()
    may: tuple[ActOption, ...] = ()
    may_not: tuple[ActBarred, ...] = ()
    listed: bool = True


@dataclass(frozen=True, slots=True)
class ReachAsked:
    """Where a line says somebody is reached now; ``address``: it is an address and no room."""

    phone: str
    place: str
    address: bool = False


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """Another unit for everybody to read."""

    name: str
    section: str
    tasks: str
    phone: str
    address: str
    hours: str
    confirmed: date | None


@dataclass(frozen=True, slots=True)
class OtherUnitsPage:
    """Whose it is, where it is not ours (1.3.3)."""

    units: tuple[UnitSaid, ...]
