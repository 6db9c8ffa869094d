"""Due times and their explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.words import DayKind, Pace
from shouwen.rules.words import LimitUnit


@dataclass(frozen=True, slots=True)
class Left:
    """How long until something is due, or since it was.

    ``n`` counts whole ``unit`` left, or past when ``pace`` is late; 0 is today. A stopped clock
    has neither ``n`` nor ``due_at``. ``provisional``: rests on a calendar not yet official."""

    pace: Pace
    n: int | None = None
    unit: LimitUnit = LimitUnit.WORKING_DAY
    due_at: datetime | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class StripDay:
    """One cell of the strip. The figure in a cell is the n-th day, so the strip explains itself.

    ``nth``: which counted day it is. ``mark``: 班 (a make-up working day) or 休. ``word``: one
    character instead of a figure (收, 受). ``under``: the text below a run of excluded, extended
    or provisional days, on its first day only. ``run``: the day belongs to such a run."""

    date: date
    kind: DayKind
    nth: int | None = None
    mark: str = ""
    word: str = ""
    under: str = ""
    run: bool = False
    extended: bool = False
    provisional: bool = False
    is_today: bool = False
    is_promise: bool = False
    is_statute: bool = False

    @property
    def is_monday(self) -> bool:
        """Whether a week starts here: the narrow strip dates only these days."""
        return self.date.isoweekday() == 1

    @property
    def opens_month(self) -> bool:
        """Whether the cell carries the name of its month."""
        return self.date.day == 1


@dataclass(frozen=True, slots=True)
class WhyDay:
    """One line of the explanation: neighbours counted for one reason are one line.

    ``nth`` is empty where the days do not count, else e.g. ``1`` or ``4–8``."""

    first: date
    last: date
    nth: str
    why: str
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date with its explanation; both come from one computation."""

    left: Left
    due_on: date
    promise: int | None  # in ``left.unit``; None where nothing was promised
    used: int
    excluded: int  # days left out by law
    statute: int | None
    statute_on: date | None
    says: str  # the strip in one sentence, for those who hear it
    days: tuple[StripDay, ...]
    because: str  # one sentence above the explanation
    why: tuple[WhyDay, ...]
    rests_on: str  # which articles, which calendar
