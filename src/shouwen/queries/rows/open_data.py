"""The public catalogue as other programs read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.frame import Office
from shouwen.queries.rows.guide import ServicePage
from shouwen.rules.words import LimitUnit, ServiceKind, VersionState


@dataclass(frozen=True, slots=True)
class OpenService:
    """A guide with all that is published beside it."""

    page: ServicePage
    office: Office
    area: str  # code of the county or city it is done for (GB/T 2260)


@dataclass(frozen=True, slots=True)
class ServiceInShort:
    """A published guide in one line. ``statute`` None: no law sets a limit; ``fee`` empty: none."""

    code: str
    name: str
    kind: ServiceKind
    life_event: str
    audience: str
    summary: str
    promise: int
    statute: int | None
    unit: LimitUnit  # of both
    immediate: bool
    fee: str
    visits: int
    version: int
    published_on: date


@dataclass(frozen=True, slots=True, eq=False)
class OpenCatalogue:
    """All published guides in short. It is one and the same object until something is published
    or withdrawn, so that what is made of it may be kept by it."""

    services: tuple[ServiceInShort, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A version of a service became public, or ceased to be offered."""

    at: datetime
    became: VersionState  # published or withdrawn
    code: str
    version: int
    name: str
    summary: str
