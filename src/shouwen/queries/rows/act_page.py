"""The page of one act that is about to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.absence import Candidate, HandLine
from shouwen.queries.rows.acts import ActBarred
from shouwen.queries.rows.books import BooksAsked
from shouwen.queries.rows.english import EnglishAsked
from shouwen.queries.rows.intake import MaterialAsked
from shouwen.queries.rows.pledges import PledgeAsked
from shouwen.queries.rows.refusal import ProposalAsked
from shouwen.queries.rows.returns import SheetAsked, TakerAsked
from shouwen.queries.rows.schemes import SuccessionsAsked
from shouwen.rules.words import LimitUnit, MatterKind


@dataclass(frozen=True, slots=True)
class LimitAsked:
    """The limit of which longer is asked for: its unit, its last day, of how many it was, and how
    many more the statutory limit holds, None where no law sets one."""

    unit: LimitUnit
    due: date
    promise: int
    within: int | None


@dataclass(frozen=True, slots=True)
class StepAsked:
    """A step of the guide that only some cases take, with its own limit in days."""

    key: str
    name: str
    days: int


@dataclass(frozen=True, slots=True)
class PostAsked:
    """A post that may be asked, with its section."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class AddressAsked:
    """Where something is to be brought, as whom it is for left it."""

    says: str


@dataclass(frozen=True, slots=True)
class WordingAsked:
    """A part of a paper that may be set right, its name and what it says."""

    part: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act about to be done: what it is, under which clause, what will follow."""

    number: str
    service: str
    party: str
    act: str
    label: str
    clause: str
    clause_text: str
    follows: tuple[str, ...]  # what will happen, a sentence each
    negative: bool = False
    changed: str = ""  # what somebody else did meanwhile, where the act was refused for it
    subject: str = ""  # what the act is done on: the matter, or a step of it
    seen: int = 0  # length of the matter's chain as it lies there now
    barred: tuple[ActBarred, ...] = ()  # what stands in the way now
    # what the form asks about
    asked: tuple[
        MaterialAsked
        | HandLine
        | Candidate
        | BooksAsked
        | EnglishAsked
        | LimitAsked
        | PledgeAsked
        | ProposalAsked
        | PostAsked
        | AddressAsked
        | SheetAsked
        | StepAsked
        | WordingAsked
        | SuccessionsAsked
        | TakerAsked,
        ...,
    ] = ()
    matter: MatterKind = MatterKind.CASE
    looked_for: str | None = None  # the words for those asked about, who are too many to list


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a material: what, on which ground, and how to mend it (4.2c)."""

    material: str
    problem: str
    ground: str
    cure: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """The one correction notice, composed from the checklist: nothing found can be left off."""

    number: str
    service: str
    party: str
    received_at: datetime
    faults: tuple[Fault, ...]
    met: int  # materials found in order
    told_by: date  # last day to tell it; after it the case is deemed accepted or escalates
    deems: bool
    office: str
    handler: str
    handler_phone: str
    until: date  # the applicant's last day, if handed over today
    time: int  # working days the applicant gets
