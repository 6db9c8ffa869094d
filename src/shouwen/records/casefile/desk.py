"""What desks have in common on which the office's own matters are done: locks, the office as it
stands, and what is owed. The matter's row is locked first, the jurisdiction's after it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from shouwen.records.casefile.office import Office, UnitFacts, office
from shouwen.records.models import ClockEvent, Jurisdiction, Matter, Obligation
from shouwen.records.reading import Planned
from shouwen.rules.facts.casefile import Owing
from shouwen.rules.facts.seats import Hands
from shouwen.rules.owed import AWAITED
from shouwen.rules.words import MatterKind

_JURISDICTION = Planned("records_jurisdiction j WHERE j.id = %s", (Jurisdiction, "j"))
_MATTER = Planned("records_matter m WHERE m.id = %s AND m.kind = %s", (Matter, "m"))
_OWED = Planned(
    "records_obligation o WHERE o.matter_id = %s AND o.ended_at IS NULL ORDER BY o.due_at, o.id",
    (Obligation, "o"),
)


def locked(jurisdiction: UUID) -> Jurisdiction:
    """The jurisdiction's row, held until the act is sealed. Raises ``LookupError``."""
    found = _JURISDICTION.first(jurisdiction, hold="j")
    if found is None:
        raise LookupError(jurisdiction)
    (row,) = found
    return row


def ran_out(rows: Iterable[Obligation], at: datetime) -> list[Obligation]:
    """What has run out by ``at`` and is not marked missed yet. What was only awaited is no miss."""
    return [
        row
        for row in rows
        if row.due_at and row.due_at <= at and not row.missed_at and row.kind not in AWAITED
    ]


class Place:
    """A jurisdiction where a matter is about to be made; its row is locked, so that matters of a
    kind are made one after the other."""

    matter: Matter | None = None
    jurisdiction: Jurisdiction
    clock_events: tuple[ClockEvent, ...] = ()
    open_obligations: Sequence[Obligation] = ()

    def __init__(self, jurisdiction: UUID) -> None:
        """Raises ``LookupError`` where there is no such jurisdiction."""
        self.jurisdiction = locked(jurisdiction)

    @cached_property
    def office(self) -> Office:
        """The office as it stands."""
        return office(self.jurisdiction)

    @property
    def unit(self) -> UnitFacts:
        """The unit whose time counts: the first, unless the desk knows better."""
        return next(iter(self.office.units.values()))

    def run_out(self, at: datetime) -> list[Obligation]:
        """What has run out by ``at`` and is not marked missed yet."""
        return ran_out(self.open_obligations, at)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file: who bears which part, where the desk says nothing else nobody,
        and what has run out."""
        match name:
            case "hands":
                return Hands({})
            case "owing":
                return Owing(
                    frozenset(row.kind for row in self.run_out(at)),
                    frozenset(row.kind for row in self.open_obligations),
                )
            case _:
                raise KeyError(name)


class MatterRows(Place):
    """A matter of one ``kind``; its row and its jurisdiction's are locked."""

    kind: ClassVar[MatterKind]
    about: UUID | None = None
    matter: Matter

    def __init__(self, matter: UUID) -> None:
        """Raises ``Matter.DoesNotExist`` where there is no such matter."""
        found = _MATTER.first(matter, str(self.kind), hold="m")
        if found is None:
            raise Matter.DoesNotExist(matter)
        (self.matter,) = found
        super().__init__(self.matter.jurisdiction_id)

    @cached_property
    def open_obligations(self) -> list[Obligation]:
        """What is owed on the matter now."""
        return [row for (row,) in _OWED.rows(self.matter.pk)]
