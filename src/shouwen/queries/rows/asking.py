"""A contact as whoever asked follows it."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.queries.rows.frame import Office
from shouwen.queries.rows.pieces import Event
from shouwen.rules.words import ContactChannel, ContactState


@dataclass(frozen=True, slots=True)
class SlipPage:
    """What somebody takes home who asked: number and code, who answers, until when. ``phone`` is the
    office's, where whoever answers can be reached; ``until`` None: it has come to something."""

    number: str
    code: str
    channel: ContactChannel
    wanted: str
    asked_at: datetime
    answers: str
    phone: str
    until: datetime | None
    told: bool  # number and code were sent to them, too


@dataclass(frozen=True, slots=True)
class DeskSlip:
    """The same, printed at the desk for whoever came or called."""

    slip: SlipPage
    office: Office


@dataclass(frozen=True, slots=True)
class AskedPage:
    """How far it is: whose turn, until when, what happened. ``files`` are names of what came with it.
    ``rating`` 0: they have not rated it; ``go_on_until`` None: it has come to nothing yet."""

    number: str
    channel: ContactChannel
    state: ContactState
    wanted: str
    asked_at: datetime
    answers: str
    phone: str
    until: datetime | None
    late: bool
    events: tuple[Event, ...]
    files: tuple[str, ...]
    may_write: bool
    may_rate: bool
    rating: int = 0
    goes_on: bool = False  # what is written now opens it again
