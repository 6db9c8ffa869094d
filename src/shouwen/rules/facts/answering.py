"""What is known about an obligation when it is asked who answers for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.rules.facts.seats import Seat


@dataclass(frozen=True, slots=True)
class TakingOver:
    """How whoever sat for another had come by the post: since when, and until when what was then
    about to run out was too near for them (one working day). ``listed``: the obligation stood on a
    list that they had signed for; ``list_signed``: there was such a list. ``gave`` is who would
    have had to say so: the holder, or the direct leader of somebody who could not (3.2a)."""

    since: datetime
    near_until: datetime
    gave: UUID | None
    list_signed: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sat:
    """An obligation of a post, and who sat there when it was met or ran out; ``taking_over`` None:
    they sat there for nobody."""

    seat: Seat
    opened_at: datetime
    at: datetime
    taking_over: TakingOver | None = None
