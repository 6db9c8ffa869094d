"""Who looks: somebody of the office, with the seats they have at that instant."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.queries import rows
from shouwen.records.casefile.office import Office, UnitFacts, office_at
from shouwen.records.models import Person
from shouwen.rules.facts.seats import Actor, Roster, Seat
from shouwen.rules.regimes.stand_in import seated, stands_for
from shouwen.rules.words import Power

CASE_WORK = (Power.RECEIVE, Power.EXAMINE, Power.REVIEW, Power.DECIDE, Power.SUPERVISE)
"""Who works on cases may read them; nobody else may."""


class NotFound(LookupError):
    """There is no such thing in the viewer's office."""


class NotForYou(Exception):
    """No post of the viewer has a duty that would let them see this. It is raised with the powers
    any one of which would; with none for an account that belongs to nobody of the office."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at a desk at the instant ``at``. ``actor`` holds the seats and their powers."""

    person: UUID
    name: str
    at: datetime
    office: Office
    actor: Actor

    @property
    def posts(self) -> tuple[UUID, ...]:
        """The posts the viewer sits on now, held ones first."""
        return tuple(seat.post for seat in self.actor.seats)

    @property
    def unit(self) -> UnitFacts:
        """The viewer's unit; of somebody who sits nowhere, the first of the office."""
        if self.posts:
            return self.office.unit(self.posts[0])
        return next(iter(self.office.units.values()))

    def needs(self, *powers: Power) -> None:
        """Raises :class:`NotForYou` unless one of the viewer's posts has one of ``powers``."""
        if not self.may(*powers):
            raise NotForYou(*powers)

    def may(self, *powers: Power) -> bool:
        """Whether one of the viewer's posts has one of ``powers``."""
        theirs = self.actor.powers or {}
        return any(theirs[post].intersection(powers) for post in self.posts)

    def desk(self, owed: int) -> rows.Desk:
        """What stands round every page of the viewer, who owes so many obligations."""
        post = self.office.roster.posts[self.posts[0]].name if self.posts else ""
        return rows.Desk(
            self.unit.name,
            self.name,
            post,
            owed,
            takes_in=self.may(Power.RECEIVE),
            looks=self.may(Power.REVIEW, Power.DECIDE, Power.SUPERVISE),
            writes=self.may(Power.PUBLISH),
            supervises=self.may(Power.SUPERVISE),
        )


def see(person: UUID | None, at: datetime) -> Viewer:
    """The viewer of a person. Raises :class:`NotForYou` for an account without one."""
    found = Person.objects.select_related("jurisdiction").filter(pk=person).first()
    if found is None:
        raise NotForYou
    place = office_at(found.jurisdiction, at)
    return Viewer(found.pk, found.name, at, place, seated(place.roster, found.pk, at))


def seat_row(roster: Roster, seat: Seat, at: datetime) -> rows.Seat:
    """A seat as pages show it."""
    return rows.Seat(
        post=roster.posts[seat.post].name,
        person=roster.people.get(seat.person, "") if seat.person else "",
        rule=seat.rule,
        stands_for=stands_for(roster, seat, at),
    )
