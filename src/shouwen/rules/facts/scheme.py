"""The scheme of duties of a unit (岗位责任制方案): what it is for, and who does it (2.7).

Functions are broken down to sections' duties, those to duties of posts, and each post has a person
(2.1, 2.8). Everything is known by key: people by the name they sign in with, posts by a key of
their own in the unit, so that what is on file is found again in the next version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from shouwen.rules.facts.plain import read
from shouwen.rules.facts.seats import right_above
from shouwen.rules.words import DutyGroup, Power, Rank


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the unit, and the document that gave it (2.7.1)."""

    key: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class SectionDuty:
    """What a section does of a function (2.7.2); ``function`` is empty for what serves the unit
    itself."""

    key: str
    text: str
    function: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section, its duties, and the key of the leader's post that supervises it. ``is_office``:
    the Office, which takes over (3.2c); ``is_window``: people are served there (3.2b)."""

    key: str
    name: str
    phone: str
    room: str
    supervised_by: str
    duties: tuple[SectionDuty, ...] = ()
    is_office: bool = False
    is_window: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a post: task, requirement, how it is measured (2.4.3), the document it comes from
    and the powers it carries (2.4.2). ``section_duty`` is the key of what it does of its section's
    duties."""

    task: str
    powers: tuple[Power, ...] = ()
    requirement: str = ""
    indicator: str = ""
    source: str = ""
    section_duty: str = ""
    group: DutyGroup = DutyGroup.BUSINESS


@dataclass(frozen=True, slots=True)
class Post:
    """A post, who holds it and who is its B-role (keys of people; empty: nobody). ``leads``: its
    section; ``deputy_order``: its place among the deputies who follow the main leader (3.4a)."""

    key: str
    name: str
    section: str
    phone: str
    room: str
    duties: tuple[Duty, ...]
    holder: str = ""
    b_role: str = ""
    leads: bool = False
    rank: Rank = Rank.STAFF
    deputy_order: int | None = None
    qualifications: tuple[str, ...] = ()

    @property
    def powers(self) -> frozenset[Power]:
        """What its duties let it do."""
        return frozenset(power for duty in self.duties for power in duty.powers)

    @property
    def is_leaders(self) -> bool:
        """Whether it is a leader's post, which carries a double duty (2.5)."""
        return self.rank in (Rank.DEPUTY, Rank.MAIN)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office; ``key`` is the sign-in name."""

    key: str
    name: str
    qualifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """The open work of ``post``, which the scheme no longer has, goes to the post ``successor``."""

    post: str
    successor: str


@dataclass(frozen=True)
class Scheme:
    """One version of the scheme. ``basis`` is the document it rests on."""

    basis: str
    functions: tuple[Function, ...]
    sections: tuple[Section, ...]
    posts: tuple[Post, ...]
    people: tuple[Person, ...]
    successions: tuple[Succession, ...] = ()

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Read a scheme back from :meth:`to_json`. Raises ``ValueError`` naming the place where a
        part is missing, unknown or of another kind."""
        return read(cls, content)

    def to_json(self) -> dict[str, Any]:
        """The scheme as plain JSON types."""
        return asdict(self)

    @cached_property
    def post(self) -> Mapping[str, Post]:
        """Posts by key."""
        return {post.key: post for post in self.posts}

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """Sections by key."""
        return {section.key: section for section in self.sections}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by key."""
        return {person.key: person for person in self.people}

    @cached_property
    def main(self) -> Post | None:
        """The main leader's post; None where there is none."""
        return next((post for post in self.posts if post.rank is Rank.MAIN), None)

    @cached_property
    def head(self) -> Mapping[str, Post]:
        """The post that leads a section, by the section's key."""
        return {post.section: post for post in self.posts if post.leads}

    def superior(self, post: Post) -> str:
        """The key of the post right above: the head of the section, for the head whoever supervises
        it, for a deputy the main leader. Empty for the main leader."""
        head, section, main = self.head.get(post.section), self.section.get(post.section), self.main
        found = right_above(
            post.rank,
            post.key,
            head.key if head else None,
            section.supervised_by if section else None,
            main.key if main else None,
        )
        return found or ""


@dataclass(frozen=True, slots=True)
class Load:
    """What hangs on a post that is about to be closed: open obligations, open cases and steps it
    does or handles, services it handles."""

    post: str
    name: str
    obligations: int = 0
    cases: int = 0
    services: int = 0

    @property
    def any(self) -> bool:
        """Whether anything does."""
        return bool(self.obligations or self.cases or self.services)


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody took up a post at ``since``: by the office's books, not by a scheme."""

    post: str
    person: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """The office as it stands beside a version: the keys of who is of it, the posts the version no
    longer has with what hangs on them, who took up a post since it was approved where it names
    somebody else, and the number of the other version that is in force."""

    members: frozenset[str] = frozenset()
    closing: tuple[Load, ...] = ()
    taken: tuple[Taken, ...] = ()
    in_force: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The version that was approved and is to take over, and the office beside it."""

    scheme: Scheme
    standing: Standing
