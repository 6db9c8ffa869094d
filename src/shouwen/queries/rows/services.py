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
class ServiceGroup:
    """Services under one heading: a life event on the public home, a section at the counter."""

    name: str
    services: tuple[ServiceLink, ...]
    icon: str = "file-text"
