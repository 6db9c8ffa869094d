"""What no published guide covers, as the desk shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.due import Left
from shouwen.queries.rows.pieces import PaperRow
from shouwen.rules.words import MaterialForm, UnlistedState


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One thing that was handed in with it."""

    name: str
    form: MaterialForm
    copies: int
    pages: int


@dataclass(frozen=True, slots=True)
class UnlistedPage:
    """One matter: who wants what, who answers until when, and what came of it. ``case`` is the
    number of the case that took it up; ``draft`` the code of the guide being written."""

    number: str
    wish: str
    party: str
    phone: str
    state: UnlistedState
    received_at: datetime
    answers: str
    left: Left | None
    handed_in: tuple[HandedIn, ...]
    papers: tuple[PaperRow, ...]
    may: tuple[ActOption, ...]
    may_not: tuple[ActBarred, ...]
    draft: str = ""
    draft_code: str = ""
    case: str = ""
    referred_to: str = ""
    referred_phone: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnlistedRow:
    """One line of the list."""

    number: str
    wish: str
    party: str
    state: UnlistedState
    received_on: date
    left: Left | None


@dataclass(frozen=True, slots=True)
class UnlistedList:
    """What no guide covers: waiting for an answer first, then the latest; and why the viewer may
    not take another in, where they may not."""

    rows: tuple[UnlistedRow, ...]
    barred: tuple[ActBarred, ...]
    more: int = 0
