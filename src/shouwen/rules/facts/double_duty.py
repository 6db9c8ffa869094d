"""The facet of a record of double duty (2.5): what a leader did, when, and on what paper."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.rules.words import Rank
from shouwen.rules.worktime import CST

LEADERS = frozenset({Rank.DEPUTY, Rank.MAIN})
"""The posts with a double duty (2.5)."""


@dataclass(frozen=True, slots=True)
class DoubleDuty:
    """What is recorded: kind, day and reference, and nothing of the content."""

    rank: Rank
    kind: str
    day: date
    reference: str


def half_of(day: date) -> str:
    """The half-year of a day: ``2026-1`` until June, ``2026-2`` from July."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def next_half(day: date) -> datetime:
    """When the half-year after that of ``day`` begins (Asia/Shanghai)."""
    year, month = (day.year, 7) if day.month <= 6 else (day.year + 1, 1)
    return datetime(year, month, 1, tzinfo=CST)
