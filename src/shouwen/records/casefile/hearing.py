"""The hearing of a case on the desk; the case's matter is what is locked."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import CaseRows, Faceted
from shouwen.records.models import Hearing
from shouwen.records.reading import Planned
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import Bearer

_HEARING = Planned("records_hearing h WHERE h.id = %s", (Hearing, "h"))


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
