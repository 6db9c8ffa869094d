"""What is known about an obligation when it is asked who answers for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.rules.facts.seats import Seat


@dataclass(frozen=True, slots=True)
class TakingOver:
    """How whoever sat for another had come by the post: since when, and until when what was then
    about to run out was too near for them (one working day). ``handed_at`` is when they were given
    the list that all have signed; None: there was none. ``listed``: the obligation stood on it.
    ``gave`` is who gave it or would have had to: the holder, or the direct leader of somebody who
    could not (3.2a); None where nobody was designated to."""

    since: datetime
    near_until: datetime
    gave: UUID | None
    handed_at: datetime | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sat:
    """An obligation of a post, and who sat there when it was met or ran out; ``taking_over`` None:
    they sat there for nobody."""

    seat: Seat
    opened_at: datetime
    at: datetime
    taking_over: TakingOver | None = None
