"""The regulation, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of the regulation."""

    id: str
    source: str  # its place in the regulation
    text: str
    kinds: tuple[str, ...]  # duty, bar, record, publish, review
    enforced: bool


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number that the regulation leaves open, as it is set."""

    what: str
    value: str  # with its unit, in words
    source: str


@dataclass(frozen=True, slots=True)
class Regime:
    """One of the seven regimes with its clauses."""

    number: int
    name: str
    clauses: tuple[ClauseRow, ...]

    @property
    def enforced(self) -> int:
        """How many of its clauses the software enforces."""
        return sum(clause.enforced for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class RegulationPage:
    """The regulation, clause by clause, and what of it is enforced."""

    regimes: tuple[Regime, ...]
    numbers: tuple[NumberRow, ...] = ()

    @property
    def clauses(self) -> int:
        """How many clauses there are."""
        return sum(len(regime.clauses) for regime in self.regimes)

    @property
    def enforced(self) -> int:
        """How many of them the software enforces."""
        return sum(regime.enforced for regime in self.regimes)
