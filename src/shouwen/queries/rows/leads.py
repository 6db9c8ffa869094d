"""Leads: what deserves a look, and is no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Lead:
    """One hint: under which clause it may lie, on which ``matter`` (its number; empty where it is on
    several), what was seen in one sentence, and the evidence for it. ``of_a_contact``: the matter is
    a contact, else a case."""

    clause: str
    matter: str
    text: str
    evidence: tuple[str, ...] = ()
    of_a_contact: bool = False


@dataclass(frozen=True, slots=True)
class LeadGroup:
    """The leads of one kind, newest first; ``more`` are not listed."""

    name: str
    clause: str
    leads: tuple[Lead, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class LeadsPage:
    """Every kind of lead, of what happened since a day."""

    since: date
    groups: tuple[LeadGroup, ...]
