"""The facets of a yearly assessment: its stages with their dates, and what its score rests on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shouwen.rules.words import AssessmentStage


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: until which day (24:00, Asia/Shanghai) which post has it done. ``post`` None:
    nobody was named. ``done`` once it is; ``reference`` then says on which paper."""

    stage: AssessmentStage
    due_on: date
    post: UUID | None
    done: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the score: what it is for, how many of a hundred points, and whether they follow
    from the duties of the post (2.2)."""

    text: str
    points: int
    of_duties: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """The assessment of one year. ``opened_on`` is the Chinese day it was opened on; ``years`` are
    those that have one already, ``nowhere`` posts named that are closed or of no such office."""

    year: int
    opened_on: date
    stages: tuple[Stage, ...]
    shares: tuple[Share, ...] = ()
    years: frozenset[int] = frozenset()
    at_hand: AssessmentStage | None = None
    nowhere: frozenset[UUID] = frozenset()

    @property
    def hand(self) -> Stage | None:
        """The stage at hand, where the act is about one."""
        return next((each for each in self.stages if each.stage is self.at_hand), None)
