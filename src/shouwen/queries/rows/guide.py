"""What the office does, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shouwen.queries.rows.services import FoundService, ServiceGroup, ServiceLink
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import Medium


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the office does, by life event; after a search what was ``found``, instead."""

    events: tuple[ServiceGroup, ...]
    often: tuple[ServiceLink, ...]
    asked: str = ""
    found: tuple[FoundService, ...] = ()
    more: bool = False  # than are shown


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
class ServicePage:
    """The guide of one published version, with the office as it stands now (5.3a). It speaks the
    reader's language unless it is ``untranslated``."""

    code: str
    guide: Guide
    version: int
    published_on: date
    section: str
    section_phone: str
    staff: tuple[StaffRow, ...]
    current: bool = True  # this version is in force
    offered: bool = True  # some version is in force
    untranslated: bool = True
    elsewhere: tuple[Elsewhere, ...] = ()
