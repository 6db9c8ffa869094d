"""The desk page of what the office says in public besides its guides (5.2.4, 5.1b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.books import Choice
from shouwen.rules.words import Measure, PledgeKind, PledgeState


@dataclass(frozen=True, slots=True)
class PledgeAsked:
    """What the form of a promise or an explanation begins with: its kind, the services to choose
    from, and what is written already."""

    kind: PledgeKind
    services: tuple[Choice, ...] = ()
    title: str = ""
    text: str = ""
    indicator: str = ""
    measure: Measure | None = None
    service: str = ""
    month: date | None = None


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """Something said: where it stands, and what may be done with it now. ``about``: the service that
    an explanation is of."""

    key: str
    kind: PledgeKind
    state: PledgeState
    title: str
    text: str
    indicator: str
    measure: Measure | None = None
    about: str = ""
    month: date | None = None
    published_on: date | None = None
    withdrawn_on: date | None = None
    may: tuple[ActOption, ...] = ()
    may_not: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A month in which a service went beyond the law by so many working days at most, and nobody
    has said in public why."""

    name: str
    service: str  # its key, as the form chooses it
    month: date
    days: int


@dataclass(frozen=True, slots=True)
class PledgesPage:
    """Everything said, newest first; ``lacking``: of what kinds no promise is public yet;
    ``barred``: why the viewer may write nothing down."""

    rows: tuple[PledgeRow, ...]
    lacking: tuple[PledgeKind, ...]
    unexplained: tuple[Unexplained, ...]
    barred: tuple[ActBarred, ...]
