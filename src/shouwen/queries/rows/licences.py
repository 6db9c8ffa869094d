"""The register of licences that end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.words import Tag


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """A licence as it stands: until when it lasts, until when its renewal is applied for in time, when
    its holder was last reminded; ``renewal`` is the number of the case that renews it."""

    number: str
    service: str
    holder: str
    case: str
    since: date
    until: date
    apply_by: date
    state: Tag
    reminded_at: datetime | None = None
    reachable: bool = True  # the holder left an address to be reminded at
    renewal: str = ""


@dataclass(frozen=True, slots=True)
class LicencesPage:
    """What ends when: licences that last, the next to end first, and those that ended within a year
    and were not renewed, the last first. ``asked`` is what numbers and holders were looked for by."""

    lasting: tuple[LicenceRow, ...]
    ended: tuple[LicenceRow, ...]
    asked: str = ""
