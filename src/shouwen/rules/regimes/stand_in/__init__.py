"""Regime 3, stand-in (同岗替代制): nobody leaves before somebody sits in."""

from shouwen.rules.regimes.stand_in.finding import found_at, named, reviewing, stands_for
from shouwen.rules.regimes.stand_in.ladder import (
    THE_OFFICE_MAY,
    Rung,
    Seating,
    explain,
    ladder,
    next_deputy,
    powers,
    seat,
    seated,
    seating,
    seats_of,
)
from shouwen.rules.regimes.stand_in.telling import because

__all__ = [
    "THE_OFFICE_MAY",
    "Rung",
    "Seating",
    "because",
    "explain",
    "found_at",
    "ladder",
    "named",
    "next_deputy",
    "powers",
    "reviewing",
    "seat",
    "seated",
    "seating",
    "seats_of",
    "stands_for",
]
