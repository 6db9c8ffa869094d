"""What the pages show: one frozen row object a page, and the small rows they are made of.

Pure data. A query fills them, a template draws them, and neither knows the other: rows hold no
address (templates build it from a number, code or token), no HTML and no model. Words of closed
lists are enums of :mod:`shouwen.rules.words`, which pages label in Chinese; every other text is a
finished zh-Hans sentence or name. Datetimes are aware; a due time at midnight is shown as 24:00 of
the day before. On public pages whatever is personal has been masked before it gets here.

One module for each room of the product; whoever needs rows takes them from here. Sources are
clause ids of ``rules/clauses.toml``.
"""

from shouwen.queries.rows.act_page import ActPage, CorrectionPage, Fault
from shouwen.queries.rows.acts import ActBarred, ActOption
from shouwen.queries.rows.case import CasePage, FindPage, FoundCase
from shouwen.queries.rows.due import Deadline, Left, StripDay, WhyDay
from shouwen.queries.rows.frame import Desk, Office
from shouwen.queries.rows.guide import DraftLink, DraftPage, HomePage, ServicePage, StaffRow
from shouwen.queries.rows.intake import ChoosePage, IntakePage, MaterialAsked, ReceivedPage
from shouwen.queries.rows.ledger import LedgerEntry, LedgerPage, Owed, Proof, Refused
from shouwen.queries.rows.paper_check import PaperCheckPage
from shouwen.queries.rows.pieces import (
    Event,
    FileRow,
    MaterialRow,
    PaperRow,
    Party,
    Seat,
    Stage,
    StepRow,
)
from shouwen.queries.rows.queue import Peek, QueueGroup, QueuePage, QueueRow, QueueView, QueueViews
from shouwen.queries.rows.regulation import ClauseRow, NumberRow, Regime, RegulationPage
from shouwen.queries.rows.services import ServiceGroup, ServiceLink
from shouwen.queries.rows.track import AskedPoint, CalendarDay, Contact, TrackPage, Turn
from shouwen.queries.rows.words import CalendarKind, DayKind, Pace, StageState, Tag, Tone

__all__ = [
    "ActBarred",
    "ActOption",
    "ActPage",
    "AskedPoint",
    "CalendarDay",
    "CalendarKind",
    "CasePage",
    "ChoosePage",
    "ClauseRow",
    "Contact",
    "CorrectionPage",
    "DayKind",
    "Deadline",
    "Desk",
    "DraftLink",
    "DraftPage",
    "Event",
    "Fault",
    "FileRow",
    "FindPage",
    "FoundCase",
    "HomePage",
    "IntakePage",
    "LedgerEntry",
    "LedgerPage",
    "Left",
    "MaterialAsked",
    "MaterialRow",
    "NumberRow",
    "Office",
    "Owed",
    "Pace",
    "PaperCheckPage",
    "PaperRow",
    "Party",
    "Peek",
    "Proof",
    "QueueGroup",
    "QueuePage",
    "QueueRow",
    "QueueView",
    "QueueViews",
    "ReceivedPage",
    "Refused",
    "Regime",
    "RegulationPage",
    "Seat",
    "ServiceGroup",
    "ServiceLink",
    "ServicePage",
    "StaffRow",
    "Stage",
    "StageState",
    "StepRow",
    "StripDay",
    "Tag",
    "Tone",
    "TrackPage",
    "Turn",
    "WhyDay",
]
