"""Services as those see them who write their guides: the list, and one version being written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.books import Choice
from shouwen.queries.rows.guide import ServicePage
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import Change, Effect, ServiceKind, VersionState


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service with its newest version. ``lacks`` counts what keeps a version that is not published
    yet from the public; ``in_force`` is the number of the one that is."""

    code: str
    name: str
    version: str  # its key
    number: int
    state: VersionState
    touched_on: date
    lacks: int = 0
    in_force: int | None = None


@dataclass(frozen=True, slots=True)
class SectionOfServices:
    """A section, or a department that a list named, with how many services it has."""

    key: str
    name: str
    services: int
    published: int


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """The services of one section, or those that may be meant by ``asked``. ``barred``: why the
    viewer may not begin one."""

    asked: str
    section: str
    name: str  # of the section
    sections: tuple[SectionOfServices, ...]
    services: tuple[ServiceLine, ...]
    page: int
    pages: int
    barred: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class BeginPage:
    """About to begin a new service, or the next version of one; ``copied`` is the number of the
    version that it begins from. ``barred``: why the viewer may not."""

    subject: str  # the jurisdiction, on which it is laid down
    posts: tuple[Choice, ...]
    code: str = ""
    name: str = ""
    post: str = ""
    kind: ServiceKind = ServiceKind.LICENCE
    copied: int = 0
    barred: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of what a check found, to be taken with one click: fields that get a value, or a
    row that goes."""

    label: str
    sets: tuple[tuple[str, str], ...] = ()
    removes: str = ""  # a row, e.g. materials-plan


@dataclass(frozen=True, slots=True)
class GuideCheck:
    """What the rules say of one place of a guide: a field or a row, named as in the form. ``bars``:
    it may not be published so; else it is only pointed out."""

    place: str
    clause: str
    sentence: str
    bars: bool = True
    asked: str = ""  # what was really asked of applicants there
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that a version says otherwise than the one before: of which part, and of which item
    of it; what it was and is, in words; and what that is to the applicant."""

    part: str
    name: str
    change: Change
    before: str
    after: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class VersionHead:
    """Which version it is, and how it stands."""

    key: str  # of the matter
    code: str
    name: str
    number: int
    state: VersionState
    seen: int  # entries of its chain
    touched_at: datetime
    touched_by: str
    published_on: date | None = None
    withdrawn_on: date | None = None
    comes_on: date | None = None  # announced, in force from then
    opinion: str = ""  # of the last review
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class EditorPage:
    """A version with its guide as it is shown, which a page that could not be saved shows otherwise
    than it was ``saved``, and what the rules say of it. ``mirror`` is the page that the public would
    read; ``changes`` are told beside the version ``against``; ``marks`` says of places on that page
    that they are ``changed``, or ``unfit``; ``cases`` are those of the service in progress."""

    head: VersionHead
    guide: Guide
    saved: Guide
    mirror: ServicePage
    checks: tuple[GuideCheck, ...]
    may: tuple[ActOption, ...] = ()
    may_not: tuple[ActBarred, ...] = ()
    post: str = ""  # that handles it
    posts: tuple[Choice, ...] = ()  # that might, where none does
    cases: int = 0
    against: int | None = None
    changes: tuple[ChangeRow, ...] = ()
    owed: tuple[str, ...] = ()  # articles of refusals that the guide is to show (5.3a)
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def writable(self) -> bool:
        """Whether the viewer may write it now."""
        return any(option.act == "service_version.write_draft" for option in self.may)

    @property
    def lacking(self) -> tuple[GuideCheck, ...]:
        """What keeps it from the public."""
        return tuple(check for check in self.checks if check.bars)
