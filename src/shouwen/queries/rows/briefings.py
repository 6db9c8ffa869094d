"""What is gone through with whoever handed over wrongly so often, as the desk shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.due import Left


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """One line of the list. ``held_on`` None and ``left`` None: it fell away."""

    key: str
    person: str
    section: str
    owed_since: date
    held_on: date | None
    left: Left | None


@dataclass(frozen=True, slots=True)
class BriefingList:
    """Those that the viewer may see, the ones still owed first; ``more`` are not listed. ``often``:
    after so many in ``within`` days one is owed."""

    rows: tuple[BriefingRow, ...]
    often: int
    within: int
    more: int = 0


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A hand-over that went wrong: of which contact, from which post to which, why, what the other said,
    and whose it was (empty: nobody has said yet). ``excused``: the line of the directory was wrong, so
    that it does not count for them."""

    number: str
    at: datetime
    sent: str
    to: str
    why: str
    said: str
    right: str
    excused: bool


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """One briefing: who is to have what gone through with them by whom, until when, and what was.
    ``opens``: the viewer may open contacts; ``over``: it ended; it fell away where nothing was said."""

    key: str
    person: str
    post: str
    owed_since: date
    owes: str
    left: Left | None
    wrong: tuple[WrongRow, ...]
    opens: bool
    over: bool
    may: tuple[ActOption, ...]
    may_not: tuple[ActBarred, ...]
    often: int
    within: int
    held_on: date | None = None
    held_by: str = ""
    said: str = ""
    ended_at: datetime | None = None
