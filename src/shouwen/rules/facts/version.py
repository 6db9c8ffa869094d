"""A version of a service on its way to the public, and what else there is of the same service."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.rules.words import VersionState

PUBLIC = (
    VersionState.ANNOUNCED,
    VersionState.PUBLISHED,
    VersionState.SUPERSEDED,
    VersionState.WITHDRAWN,
)
"""The states of a version that was published: what it says never changes again, and everybody may
read it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft about to be saved: which revision its writer had ``seen``, and the last there is,
    with who saved it and when."""

    seen: int
    last: int
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """Another version of the service that comes into force on a later day."""

    number: int
    on: date
