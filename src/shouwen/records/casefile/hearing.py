"""The hearing of a case on the desk, and whoever is interested in it; the case's matter is what is
locked."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import CaseRows, Faceted
from shouwen.records.casefile.office import UnitTimes
from shouwen.records.models import Hearing, InterestedParty
from shouwen.records.reading import Planned
from shouwen.rules.facts.hearing import Invitation
from shouwen.rules.facts.seats import Hands
from shouwen.rules.policy import number
from shouwen.rules.words import Bearer
from shouwen.rules.worktime import chinese_time

_HEARING = Planned("records_hearing h WHERE h.id = %s", (Hearing, "h"))
_INTERESTED = Planned(
    "records_interestedparty i JOIN records_hearing h ON h.id = i.hearing_id WHERE i.id = %s",
    (InterestedParty, "i"),
    (Hearing, "h"),
)


AND = "\n"  # between the names of those who want a hearing: no name has it


def who_want(hearing: Hearing) -> tuple[str, ...]:
    """Everybody who asked for the hearing and did not give it up, in order."""
    return tuple(filter(None, hearing.wanted_by.split(AND)))


class HearingRows(CaseRows):
    """The hearing of a case on the desk."""

    def __init__(self, hearing: UUID, *, lock: bool) -> None:
        """Raises ``Hearing.DoesNotExist`` where there is no such hearing."""
        self.about = hearing
        found = _HEARING.first(hearing)
        if found is None:
            raise Hearing.DoesNotExist(hearing)
        super().__init__(found[0].case_id, lock=lock)

    @cached_property
    def at_hand(self) -> Hearing:
        """The hearing, as it is under the lock."""
        assert self.hearing is not None, "it was found by its key"
        return self.hearing

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with who chairs."""
        return facet_of_hearing(super(), self.at_hand, name, at)


def facet_of_hearing(rows: Faceted, row: Hearing, name: str, at: datetime) -> Any:
    """One facet of the file of a case with its hearing at hand: the chair's post holds it."""
    found = rows.facet(name, at)
    if name == "hands":
        return Hands({**found.posts, Bearer.DOER: row.chair_id})
    return found


class InterestedRows(CaseRows):
    """Somebody else whom the hearing of a case is about, on the desk."""

    def __init__(self, party: UUID, *, lock: bool) -> None:
        """Raises ``InterestedParty.DoesNotExist`` where there is no such party."""
        self.about = party
        found = _INTERESTED.first(party)
        if found is None:
            raise InterestedParty.DoesNotExist(party)
        super().__init__(found[1].case_id, lock=lock)

    @cached_property
    def at_hand(self) -> InterestedParty:
        """The party, as they are under the lock."""
        return next(row for row in self.interested if row.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with whether they wait for a notice."""
        if name == "invitation":
            return invitation(self, self.about, at)
        return super().facet(name, at)


def invitation(rows: CaseRows, party: UUID, at: datetime) -> Invitation:
    """Whether somebody interested waits for the notice of the hearing, and by when it is in time."""
    days = number("hearing_notice_before")
    return Invitation(
        waits=any(row.pk == party for row in rows.unwritten),
        begins_at=rows.hearing.begins_at if rows.hearing else None,
        earliest=UnitTimes(rows.unit.hours).end_of_working_day(chinese_time(at).date(), days),
    )
