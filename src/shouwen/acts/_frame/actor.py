"""Who does an act, as a door names them; the frame looks up the seats."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.rules.facts.seats import Actor, Roster
from shouwen.rules.regimes.stand_in import seated
from shouwen.rules.words import ActorKind


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of the office. From which post they act, the frame finds out."""

    person: UUID


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who installs and sets up, known by account; nobody of the office, with no seat."""

    account: UUID


@dataclass(frozen=True, slots=True)
class Party:
    """The applicant or their agent, known by number and lookup code."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """Time itself: the sweep acts for it."""


CLOCK = _Clock()
By = Staff | Administrator | Party | _Clock


def actor(by: By, roster: Roster, at: datetime) -> Actor:
    """The actor, with the seats a person of the office has at ``at``."""
    match by:
        case Staff(person):
            return seated(roster, person, at)
        case Administrator(account):
            return Actor(ActorKind.ADMINISTRATOR, account)
        case Party():
            return Actor(ActorKind.PARTY)
        case _:
            return Actor(ActorKind.CLOCK)
