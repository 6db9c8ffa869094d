"""The facets of a return of materials: what the office has of the applicant's, what is given back,
and to whom (7.4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shouwen.rules.words import Fate, IdDocument, MaterialForm, ReturnState, ServedBy, Taker


@dataclass(frozen=True, slots=True)
class Sheet:
    """One material on paper as its receipt names it. ``key`` tells it from the others, filed anew
    ones included. ``fate`` is what an earlier return did with it; what the law held back then may be
    asked back again."""

    id: UUID
    key: str
    name: str
    form: MaterialForm
    copies: int
    pages: int
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is on paper in the case, and how the return at hand stands; ``waiting``: one was asked for
    and is not done."""

    sheets: tuple[Sheet, ...] = ()
    waiting: bool = False
    at_hand: ReturnState | None = None

    @property
    def left(self) -> tuple[Sheet, ...]:
        """What the office still has."""
        return tuple(each for each in self.sheets if each.fate in (None, Fate.HELD_BACK))


@dataclass(frozen=True, slots=True)
class Wish:
    """Who asks for the materials and how they wish to get them; ``address`` is where to, by post."""

    by: ServedBy
    asked_by: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was ticked of one material; ``ground``: the article by which it is held back."""

    fate: Fate
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The identity document that somebody showed; ``valid_until`` None: it is valid for good."""

    name: str
    kind: IdDocument | None
    number: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """A power of attorney (民法典 art. 165) as it lies on the desk.

    ``agent`` is whom it names; ``to_receive``: it lists the receiving of materials; ``passed_on``:
    the applicant agreed to a sub-agent (art. 169). ``scans`` counts the pages kept of it; ``gone``:
    the principal has died or is no more (art. 173)."""

    agent: str
    since: date | None
    until: date | None
    signed: bool
    to_receive: bool
    principal_seen: bool
    passed_on: bool = False
    gone: bool = False
    scans: int = 0


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes the materials, what proves it, and how they signed: with their name, with a mark
    before two witnesses, or in the letter that asks for them by post."""

    by: ServedBy
    taker: Taker
    shown: Shown
    proof: str = ""
    power: Power | None = None
    signed: bool = False
    witnesses: tuple[str, ...] = ()
    asked_in_writing: bool = False
    address: str = ""
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class HandingBack:
    """A return as it is about to be done: the materials left with what was ticked of each, who takes
    them, and whose they are."""

    today: date
    applicant: str
    number: str
    organisation: bool
    sheets: tuple[Sheet, ...]
    marks: Mapping[str, Mark]
    taking: Taking
    problem: str | None = None  # code of rules.identity: what is wrong with the number shown
