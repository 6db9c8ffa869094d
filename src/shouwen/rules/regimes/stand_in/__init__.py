"""Regime 3, stand-in (同岗替代制): nobody leaves before somebody sits in."""

from shouwen.rules.regimes.stand_in.ladder import (
    Rung,
    Seating,
    explain,
    ladder,
    powers,
    seat,
    seated,
    seating,
    seats_of,
)
from shouwen.rules.regimes.stand_in.telling import because

__all__ = [
    "Rung",
    "Seating",
    "because",
    "explain",
    "ladder",
    "powers",
    "seat",
    "seated",
    "seating",
    "seats_of",
]
