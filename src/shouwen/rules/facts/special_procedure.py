"""Special procedures of a case: what does not count in its limits, and for how long (6.5a)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shouwen.rules.words import SpecialKind, SpecialProcedureState


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """A special procedure as it stands; ``ends_on`` is the last of its declared days."""

    id: UUID
    state: SpecialProcedureState
    ends_on: date


@dataclass(frozen=True, slots=True)
class SpecialProcedures:
    """Every special procedure of the case, oldest first; ``at_hand`` is the one the act is about."""

    all: tuple[SpecialProcedure, ...] = ()
    at_hand: UUID | None = None

    @property
    def hand(self) -> SpecialProcedure | None:
        """The procedure the act is about."""
        return next((one for one in self.all if one.id == self.at_hand), None)

    @property
    def running(self) -> SpecialProcedure | None:
        """The one that runs; the database holds it single."""
        told = (one for one in self.all if one.state is SpecialProcedureState.TOLD)
        return next(told, None)


@dataclass(frozen=True, slots=True)
class Declared:
    """A special procedure about to begin: which, by which article or optional ``step`` of the guide,
    and how many working days the applicant is told it takes. What another article lists has a
    ``name``. ``promised`` and ``by_law``: on which day promise and statute would then end."""

    kind: SpecialKind
    days: int
    article: str = ""
    step: str = ""
    name: str = ""
    promised: date | None = None
    by_law: date | None = None
