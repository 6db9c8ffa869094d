"""Consultations of a case: who was asked for what, and what the act at hand brings (4.3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.rules.words import ConsultationKind, ConsultationState


@dataclass(frozen=True, slots=True)
class Consultation:
    """One consultation as it stands; ``whom`` is the name of the section or body that was asked."""

    id: UUID
    kind: ConsultationKind
    state: ConsultationState
    whom: str


@dataclass(frozen=True, slots=True)
class Consultations:
    """Every consultation of the case, oldest first; ``at_hand`` is the one the act is about."""

    all: tuple[Consultation, ...] = ()
    at_hand: UUID | None = None

    @property
    def hand(self) -> Consultation | None:
        """The consultation the act is about."""
        return next((one for one in self.all if one.id == self.at_hand), None)

    @property
    def asked(self) -> tuple[Consultation, ...]:
        """Those that nobody has answered yet."""
        return tuple(one for one in self.all if one.state is ConsultationState.ASKED)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, of a post of the office or of a body outside; ``handler`` asks. ``due`` is when
    the answer is due, ``promise`` when the whole case is: None where no promise runs."""

    kind: ConsultationKind
    question: str
    post: UUID | None
    outside: str
    handler: UUID
    due: datetime
    promise: datetime | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered."""

    text: str


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """What the applicant was told, in a message or on the phone."""

    text: str
