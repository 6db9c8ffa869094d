"""Extensions of a case: those on file, and what one that is asked for would do (6.5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shouwen.rules.words import DelayReason, ExtensionState, ServiceKind


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension as it stands: which person asked for it, and by how many days of the limit's unit
    it would go beyond the statutory limit."""

    id: UUID
    state: ExtensionState
    asked_by: UUID
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Extensions:
    """Every extension of the case, oldest first; ``at_hand`` is the one the act is about."""

    all: tuple[Extension, ...] = ()
    at_hand: UUID | None = None

    @property
    def hand(self) -> Extension | None:
        """The extension the act is about."""
        return next((one for one in self.all if one.id == self.at_hand), None)

    def has(self, *states: ExtensionState) -> bool:
        """Whether any of them is in one of the states."""
        return any(one.state in states for one in self.all)


@dataclass(frozen=True, slots=True)
class Longer:
    """How much longer is asked for, and why: ``days`` in the unit of the promise, which was of
    ``promise`` of them. ``statute``: the limit set by law, None where none does; ``beyond``: by how
    many it would be exceeded. ``joint``: the licence is handled by several bodies together
    (行政许可法 art. 42(2)). ``article`` allows what no licence's article does. ``old`` and ``new`` are
    the last day as it is and as it would be."""

    days: int
    reason: DelayReason | None
    text: str
    promise: int
    kind: ServiceKind
    statute: int | None = None
    beyond: int = 0
    joint: bool = False
    article: str = ""
    old: date | None = None
    new: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the leader says to a request: of a refusal why; of a licence handled jointly, the number
    of the document in which the government's head approved (行政许可法 art. 42(2))."""

    why: str = ""
    document: str = ""
