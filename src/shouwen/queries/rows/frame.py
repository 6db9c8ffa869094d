"""What stands round a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """What every public page says of the office: who takes complaints, and where (5.4b)."""

    name: str
    complaint_section: str
    complaint_phone: str
    place: str = ""  # where the counter is
    hours: str = ""  # when it is open
    notice: str = ""  # one line at the foot, e.g. that this is a demonstration


@dataclass(frozen=True, slots=True)
class Desk:
    """What every staff page says of the person signed in."""

    office: str
    person: str
    post: str
    owed: int  # open obligations, those of posts the person stands in for included
    takes_in: bool = True  # whether applications may be taken in at this desk
    looks: bool = False  # whether refusals are looked at from this desk
    writes: bool = False  # whether the catalogue is kept at this desk
    supervises: bool = False  # whether leads are looked at from this desk
