"""What the form of a return of materials asks about (7.4.4)."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.rules.words import Fate, MaterialForm, ServedBy


@dataclass(frozen=True, slots=True)
class SheetAsked:
    """One material to be ticked, as its receipt names it; ``fate`` is what is proposed: of an
    original the office keeps a copy for its file."""

    key: str
    name: str
    form: MaterialForm
    copies: int
    pages: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class TakerAsked:
    """Whose materials they are, who acts for them, and how they wish to get them."""

    applicant: str
    organisation: bool
    agent: str
    by: ServedBy
    address: str
