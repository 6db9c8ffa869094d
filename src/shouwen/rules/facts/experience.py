"""What the office has seen of a service in the last twelve months: what an editor is advised by.

Figures of the service alone, by nothing that leads to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shouwen.rules.words import LimitUnit


@dataclass(frozen=True, slots=True)
class StepHistory:
    """How often a step was ``done`` in cases that came to their end, and how many of these did not
    end as was applied for."""

    done: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a correction notice asked for under one material, and how often."""

    material: str  # its key
    cure: str
    times: int


@dataclass(frozen=True, slots=True)
class Experience:
    """Days taken by unit (how many cases took how long), steps by key, and what was asked for."""

    taken: Mapping[LimitUnit, Mapping[int, int]] = field(default_factory=dict)
    steps: Mapping[str, StepHistory] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
