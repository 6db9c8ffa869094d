"""Licences that end, and applications that renew them (行政许可法 art. 50)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Named:
    """The licence that an application says it renews: its number, and its last day as the register
    has it or, of one that is not on it, as the applicant says. ``timed``: the service grants for a
    period; ``theirs``: by the register the applicant holds it; ``under_way``: the number of another
    application that renews it already."""

    number: str
    until: date | None
    timed: bool
    theirs: bool = True
    under_way: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a case renews, as it stands at ``now``. ``decide_by``: when the licence ends, while the
    office owes its decision before; None where it does not, for it was applied for too late or the
    applicant has it in hand."""

    number: str
    until: date
    now: datetime
    decide_by: datetime | None = None

    @property
    def by_silence(self) -> bool:
        """Whether the licence has ended without the decision that was owed."""
        return self.decide_by is not None and self.now >= self.decide_by


@dataclass(frozen=True, slots=True)
class Reminder:
    """When the holder of a licence is to be reminded next, and the time now."""

    now: datetime
    remind_at: datetime | None = None
