"""The morning list: signatures that stayed overnight (5.2.2c, 5.2.2d)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.due import Left


@dataclass(frozen=True, slots=True)
class OvernightRow:
    """One signature that stayed: on which case, in whose hands, since when, and due when."""

    what: str  # 签办：审核
    clause: str
    number: str
    party: str
    service: str
    section: str  # of the post that owes it
    post: str
    person: str
    came_at: datetime
    left: Left


@dataclass(frozen=True, slots=True)
class OvernightPage:
    """What stayed overnight, oldest first; and apart what came after the cut-off and has its grace.
    ``whose``: whose signatures the viewer sees. ``more``: beyond the rows listed."""

    on: date
    whose: str
    stayed: int
    grace: int
    rows: tuple[OvernightRow, ...]
    graced: tuple[OvernightRow, ...]
    more: int = 0
    more_graced: int = 0
