"""Versions of the scheme of duties: what there is, what one says, what it would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.office import SchemeHint
from shouwen.queries.rows.pieces import PaperRow
from shouwen.rules.facts.scheme import Scheme
from shouwen.rules.words import SchemeState


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list."""

    number: int
    state: SchemeState
    basis: str
    posts: int
    drafted_on: date
    approved: str  # by whom and when; empty: not yet
    published_on: date | None
    superseded_on: date | None


@dataclass(frozen=True, slots=True)
class SchemesPage:
    """The versions, the newest first. ``barred``: why the viewer may not draft one."""

    office: str
    versions: tuple[VersionRow, ...]
    barred: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionPost:
    """One post as a version has it."""

    name: str
    holder: str
    b_role: str
    duties: tuple[str, ...]
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionSection:
    """One section of a version: its duties and its posts."""

    name: str
    leader: str
    duties: tuple[str, ...]
    posts: tuple[VersionPost, ...]


@dataclass(frozen=True, slots=True)
class ClosingPost:
    """A post that the version no longer has: what hangs on it, and which post takes that over;
    empty where nobody does."""

    key: str
    name: str
    obligations: int
    cases: int
    services: int
    successor: str = ""

    @property
    def any(self) -> bool:
        """Whether anything hangs on it."""
        return bool(self.obligations or self.cases or self.services)


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version. ``against`` says what ``changes`` are told beside; ``lacks`` bars the approval,
    ``hints`` bar nothing. ``frozen``: it is published and never written again."""

    row: VersionRow
    key: str  # of the matter
    functions: tuple[str, ...]
    sections: tuple[VersionSection, ...]
    against: str
    changes: tuple[str, ...]
    lacks: tuple[SchemeHint, ...]
    hints: tuple[SchemeHint, ...]
    closing: tuple[ClosingPost, ...]
    may: tuple[ActOption, ...]
    may_not: tuple[ActBarred, ...]
    papers: tuple[PaperRow, ...] = ()
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class WritePage:
    """Writing a version in a sheet: a new one, or draft ``number`` anew. ``barred``: why the viewer
    may not."""

    at: datetime
    unit: str  # by id
    subject: str  # the unit, or the draft's matter
    number: int | None
    barred: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class SuccessionsAsked:
    """What the form of successors asks: the posts that go, those that stay by key, and the draft as
    it is."""

    closing: tuple[ClosingPost, ...]
    posts: tuple[tuple[str, str], ...]
    draft: Scheme
