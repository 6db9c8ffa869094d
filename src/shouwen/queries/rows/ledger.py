"""The record of a matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shouwen.queries.rows.words import Tag
from shouwen.rules.words import ActorKind, MatterKind, SeatRule


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One act as recorded. ``recorded_at`` is set where it was entered later than done."""

    at: datetime
    what: str
    actor: ActorKind
    who: str
    post: str = ""
    rule: SeatRule | None = None
    stands_for: str = ""
    before: str = ""
    after: str = ""
    clauses: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    hash: str = ""  # shortened, in groups of four
    first: bool = False  # head of the chain
    holds: bool = True  # its hash follows from the entry before
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An attempt that was barred: not on the chain, folded per minute."""

    what: str
    who: str
    at: datetime
    clause: str
    sentence: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Owed:
    """One open obligation of the matter, whoever bears it."""

    actor: ActorKind
    bearer: str
    what: str
    due_at: datetime | None
    clause: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The chain, recomputed just now. ``broken`` counts entries that do not follow."""

    entries: int
    checked_at: datetime
    tip: str  # shortened hash of the last entry
    broken: int = 0
    checkpoint_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The record of one matter; ``service`` says what it is."""

    number: str
    service: str
    state: Tag
    proof: Proof
    entries: tuple[LedgerEntry, ...]  # newest first
    refused: tuple[Refused, ...]
    owed: tuple[Owed, ...]
    actor: ActorKind | None = None  # shown alone
    counts: tuple[tuple[ActorKind, int], ...] = ()
    matter: MatterKind = MatterKind.CASE
