"""What the office does, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shouwen.queries.rows.services import FoundService, ServiceGroup, ServiceLink
from shouwen.rules.facts.guide import Guide, Material
from shouwen.rules.words import Medium


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the office does, by life event and by section; after a search what was ``found``,
    instead."""

    events: tuple[ServiceGroup, ...]
    often: tuple[ServiceLink, ...]
    asked: str = ""
    found: tuple[FoundService, ...] = ()
    more: bool = False  # than are shown
    sections: tuple[ServiceGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One page of the services of a life event, or of a ``section``, which says where it is."""

    name: str
    key: str  # its name in Chinese
    icon: str
    services: tuple[ServiceLink, ...]
    total: int
    page: int
    pages: int
    section: bool = False
    phone: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A service whose guide is still being written: whom to ask meanwhile."""

    code: str
    name: str
    section: str
    phone: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who handles a service: name, post, office phone (5.3a)."""

    name: str
    post: str
    phone: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else the public was told of a guide (5.3b)."""

    medium: Medium
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class CaseOption:
    """An answer about the reader's own case."""

    key: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """A question about the reader's own case whose answer may spare them materials (5.2.1a)."""

    key: str
    ask: str
    options: tuple[CaseOption, ...]

    @property
    def answer(self) -> str:
        """What was answered, in words; empty where nothing was."""
        return next((option.text for option in self.options if option.chosen), "")


@dataclass(frozen=True, slots=True)
class Coming:
    """A version that is published, and in force from a later day."""

    version: int
    on: date


@dataclass(frozen=True, slots=True)
class ServicePage:
    """The guide of one published version, with the office as it stands now (5.3a). It speaks the
    reader's language unless it is ``untranslated``. ``needed`` and ``spared`` are its materials as
    the answers about its ``situations`` divide them: without answers none is spared."""

    code: str
    guide: Guide
    version: int
    published_on: date
    section: str
    section_phone: str
    staff: tuple[StaffRow, ...]
    needed: tuple[Material, ...]
    event: str = ""  # the life event it is listed under, by its name in Chinese
    spared: tuple[Material, ...] = ()
    situations: tuple[CaseQuestion, ...] = ()
    current: bool = True  # this version is in force
    offered: bool = True  # some version is in force
    starts_on: date | None = None  # of one that is not in force yet
    coming: Coming | None = None  # the version that comes next, if it is known
    ended_on: date | None = None  # of one that was withdrawn
    ended_because: str = ""
    untranslated: bool = True
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def answered(self) -> tuple[CaseQuestion, ...]:
        """The questions that were answered."""
        return tuple(question for question in self.situations if question.answer)
