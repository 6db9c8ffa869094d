"""Services, where one is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.rules.words import LimitUnit, ServiceKind


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """A published service, where one is chosen."""

    code: str
    name: str
    kind: ServiceKind
    summary: str
    promise: int
    unit: LimitUnit
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service that may be meant by what somebody asked for, and the section that answers for it.
    While it is not ``published`` its guide is being written and nothing is promised."""

    code: str
    name: str
    section: str
    phone: str
    published: bool
    summary: str = ""
    promise: int = 0
    unit: LimitUnit | None = None
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Services under one heading: a life event or a section on the public home, a section at the
    counter. ``key`` is the name in Chinese, by which its own page is found; ``more`` services are
    not named here."""

    name: str
    services: tuple[ServiceLink, ...]
    icon: str = "file-text"
    key: str = ""
    more: int = 0

    @property
    def total(self) -> int:
        """How many services there are."""
        return len(self.services) + self.more
