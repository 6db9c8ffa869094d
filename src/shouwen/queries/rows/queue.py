"""The queue: open obligations by due time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shouwen.queries.rows.acts import ActOption
from shouwen.queries.rows.due import Deadline, Left
from shouwen.queries.rows.pieces import Seat
from shouwen.rules.words import Card, MatterKind


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One obligation: what is owed on which matter, under which clause, by when."""

    obligation: str  # its id
    what: str  # the act owed, e.g. 作出决定
    card: Card
    who: str  # the party, or who is away
    about: str  # the service, and what is particular
    clause: str
    number: str  # of the matter; empty where it has none
    left: Left
    stands_for: str = ""  # whose obligation it is, where the viewer stands in
    matter: MatterKind = MatterKind.CASE


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Obligations due in one span of days."""

    title: str  # 今天
    note: str  # 10 月 13 日 周二 · 6 件，超期 1
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """One view of the queue with its count."""

    key: str  # in the address
    name: str
    count: int
    hot: bool = False  # its count is a reproach


@dataclass(frozen=True, slots=True)
class QueueViews:
    """Views under one heading."""

    title: str
    views: tuple[QueueView, ...]


@dataclass(frozen=True, slots=True)
class Peek:
    """The selected obligation: what to do, who bears it by which rule, where it came from."""

    row: QueueRow
    service: str
    todo: str
    note: str
    seat: Seat
    opened_at: datetime
    opened_by: str  # the act that opened it
    clause_text: str
    acts: tuple[ActOption, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """My open obligations by due time. ``stayed`` and ``grace``: signatures of mine that stayed
    overnight (5.2.2c), and those that have until noon."""

    view: str  # key of the current view
    views: tuple[QueueViews, ...]
    groups: tuple[QueueGroup, ...]
    total: int
    late: int
    peek: Peek | None = None
    away: str = ""  # number of the absence that keeps the viewer away now
    stayed: int = 0
    grace: int = 0
