"""A case's own picture: its days, who had it, and what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Span(StrEnum):
    """What a run of days was: of the case's clocks, or in somebody's hands."""

    OURS = "ours"  # counted against the office
    YOURS = "yours"  # the applicant's own time, not counted
    EXCLUDED = "excluded"  # by law not counted
    OFF = "off"  # nobody works
    AHEAD = "ahead"  # counted, to come
    TOUCHED = "touched"  # it was in these hands, and something was done
    IDLE = "idle"  # it was in these hands, and nothing was done


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring days of one kind: on which day of the picture they begin, and how many."""

    start: int
    days: int
    kind: Span


@dataclass(frozen=True, slots=True)
class Lane:
    """In whose hands the case was: the post, who acted from it, and on how many days they had it, did
    something, and did nothing; days off count where something was done on them."""

    post: str
    people: str
    runs: tuple[Run, ...]
    held: int
    touched: int
    idle: int


@dataclass(frozen=True, slots=True)
class Following:
    """An act that may follow: of whom, and to which state it leads where it leads anywhere."""

    act: str
    who: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class CaseLife:
    """The picture of a case from its first day to its last, or to the end of its limit. ``today`` is
    a day of it; None once it has ended."""

    first: date
    last: date
    days: int
    today: int | None
    counted: int
    not_counted: int
    calendar: tuple[Run, ...]
    lanes: tuple[Lane, ...]
    follows: tuple[Following, ...]
