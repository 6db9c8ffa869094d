"""Which face showed which version of a guide, from when till when (5.3b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred
from shouwen.rules.words import Medium


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """One publication outside of our own pages, with its photograph and who entered it."""

    key: str
    medium: Medium
    place: str
    day: date
    photo: str
    person: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One version. Everybody reads it at an address of its own since ``published_at``. As the guide
    of the service, web page, print and open data show it from ``since`` till ``until`` (None: still;
    ``since`` None: not yet, or never)."""

    key: str
    code: str
    name: str
    number: int
    published_at: datetime
    since: datetime | None
    until: datetime | None
    english_since: datetime | None
    outside: tuple[OutsideRow, ...]


@dataclass(frozen=True, slots=True)
class ProofPage:
    """The proof list, the newest first, or that of one service; ``catalogue`` is what was shown of
    the whole catalogue. ``barred`` says why the viewer may enter nothing."""

    at: datetime
    office: str
    lines: tuple[ProofLine, ...]
    catalogue: tuple[OutsideRow, ...]
    barred: tuple[ActBarred, ...]
    service: str = ""
    more: bool = False  # than are shown
