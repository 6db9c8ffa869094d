"""What the administrator sees: accounts and findings, and nothing of the office's work (2.4.2); and
what everybody sees of their own account."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.queries.rows.acts import ActOption


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The account of one person: ``state`` in words, and what the administrator may do with it."""

    key: str  # the person's id
    name: str
    sign_in: str
    posts: tuple[str, ...]
    state: str
    open: bool
    may: tuple[ActOption, ...] = ()


@dataclass(frozen=True, slots=True)
class SetupOffice:
    """One office and its accounts."""

    key: str  # of its books
    name: str
    accounts: tuple[AccountRow, ...]

    @property
    def waiting(self) -> int:
        """How many of them were never opened."""
        return sum(not row.open and bool(row.may) for row in self.accounts)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something missing or unsafe: what it is, how often it was found, how to mend it."""

    what: str
    fix: str
    count: int


@dataclass(frozen=True, slots=True)
class SetupPage:
    """Everything there is for the administrator."""

    sign_in: str
    offices: tuple[SetupOffice, ...]
    findings: tuple[Finding, ...]
    drafts: int


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The account of whoever signed in; ``given``: somebody else knows the password."""

    sign_in: str
    name: str  # of the administrator none
    books: str  # in which it is written that they chose another, by id
    given: bool
    clause: str
    clause_text: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One act on one account."""

    act: str
    label: str
    clause: str
    clause_text: str
    books: str  # of the office, by id
    account: AccountRow
    follows: tuple[str, ...]
    gives: bool  # whether a new password comes of it
