"""The facets of an applicant who is no more, and of whoever takes the application over."""

from dataclasses import dataclass
from datetime import date

from shouwen.rules.words import PartyEnd


@dataclass(frozen=True, slots=True)
class Ending:
    """That the applicant is no more: why, since which day, and by which document. ``organisation``
    and ``today`` are the case's applicant and the act's day."""

    why: PartyEnd
    on: date
    proof: str
    organisation: bool
    today: date
