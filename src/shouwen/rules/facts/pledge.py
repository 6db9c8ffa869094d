"""The facet of what an office says in public besides its guides (5.2.4, 5.1b)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shouwen.rules.words import Measure, PledgeKind


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise on conduct or fees with its ``indicator``, or why a ``service`` went beyond its
    limits in a ``month`` (its first day). ``measure``: the figure it is held to, where one can be
    computed. ``today`` is the Chinese day on which it is looked at."""

    kind: PledgeKind
    title: str
    text: str
    indicator: str
    measure: Measure | None
    service: UUID | None
    month: date | None
    today: date
