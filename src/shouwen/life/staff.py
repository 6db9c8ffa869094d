"""Those who work in a simulated office: how each of them goes about it."""

from dataclasses import dataclass
from functools import lru_cache

from shouwen.life.chance import chance


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody works. Shares and chances lie between 0 and 1.

    ``pace``: how many times the usual minutes a piece of work takes. ``share``: of the day that is
    left for cases. ``takes_up``: the chance, at a look into the queue, to take up what is not
    urgent. ``forgets``: the chance at a look that a case slips under a pile for days. ``sharp``:
    the chance that a fault in a material is seen. ``slips``: the chance to try what may not be
    done."""

    name: str
    pace: float
    share: float
    takes_up: float
    forgets: float
    sharp: float
    slips: float


DILIGENT = Habits("diligent", 0.8, 1.0, 0.95, 0.001, 0.99, 0.01)
SLOW = Habits("slow", 2.0, 0.8, 0.5, 0.004, 0.97, 0.01)
FORGETFUL = Habits("forgetful", 1.0, 0.9, 0.8, 0.04, 0.9, 0.04)
OVERWORKED = Habits("overworked", 1.2, 0.4, 0.5, 0.01, 0.9, 0.03)

MIX = {DILIGENT: 55, SLOW: 15, FORGETFUL: 12, OVERWORKED: 18}


@lru_cache(maxsize=1024)
def habits(seed: int, who: str) -> Habits:
    """The habits of ``who`` (their sign-in key) in the life of ``seed``."""
    return chance(seed, who).choices(list(MIX), list(MIX.values()))[0]
