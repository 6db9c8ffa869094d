"""The office's books: posts and people as their keeper sees them, and what an act on them asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.pieces import PaperRow
from shouwen.queries.rows.words import Tag
from shouwen.rules.facts.refusal import Remedy


@dataclass(frozen=True, slots=True)
class BooksPost:
    """One post: who holds it since when, who is its B-role; empty is a gap. ``owed`` says in words
    until when it must be filled (2.4.4, 2.7.4)."""

    key: str  # the post's id
    name: str
    rank: str
    holder: str
    since: date | None
    b_role: str
    owed: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class BooksSection:
    """One section and its posts, the head last."""

    key: str
    name: str
    posts: tuple[BooksPost, ...]


@dataclass(frozen=True, slots=True)
class BooksPerson:
    """Somebody of the office. ``holds`` and ``stands_by`` are the posts they hold and those whose
    B-role they are."""

    key: str
    name: str
    holds: tuple[str, ...]
    stands_by: tuple[str, ...]
    qualifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnDuty:
    """The leader on duty on one day; empty is a hole (3.2c). ``rests``: the office is closed."""

    day: date
    post: str = ""
    person: str = ""
    rests: bool = False


@dataclass(frozen=True, slots=True)
class BooksPage:
    """The books of the office. ``left`` are those who left within the year, with the day."""

    at: datetime
    office: str
    key: str  # of the matter
    sections: tuple[BooksSection, ...]
    people: tuple[BooksPerson, ...]
    duty: tuple[OnDuty, ...]
    deputies: tuple[str, ...]  # in the order in which they follow the main leader (3.4a)
    may: tuple[ActOption, ...]
    may_not: tuple[ActBarred, ...]
    left: tuple[tuple[str, date], ...] = ()
    papers: tuple[PaperRow, ...] = ()
    entries: int = 0  # length of the ledger's chain

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return sum(len(section.posts) for section in self.sections)

    @property
    def without_holder(self) -> int:
        """How many of them nobody holds."""
        return sum(not post.holder for section in self.sections for post in section.posts)

    @property
    def without_b_role(self) -> int:
        """How many have no B-role."""
        return sum(not post.b_role for section in self.sections for post in section.posts)

    @property
    def days_without_leader(self) -> int:
        """How many of the coming days nobody is on duty, though the office is open."""
        return sum(not (each.post or each.rests) for each in self.duty)


# ── what an act on the books asks ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to be chosen: its id and what it is called, under the heading ``group``."""

    key: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class BooksAsked:
    """What an act on the books chooses from: open posts, people, who sits where (``person:post``,
    a person alone for the office), leaders' posts, days with the post that is on duty as planned,
    deputies in their present order, published versions, what is on file of remedies. ``post`` or ``version`` was chosen
    already."""

    posts: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    sittings: tuple[Choice, ...] = ()
    leaders: tuple[Choice, ...] = ()
    duty: tuple[tuple[OnDuty, str], ...] = ()
    deputies: tuple[Choice, ...] = ()
    versions: tuple[Choice, ...] = ()
    remedy: Remedy | None = None
    post: str = ""
    version: str = ""
