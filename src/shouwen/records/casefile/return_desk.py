"""A return of materials on the desk; the case's matter is what is locked."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import CaseRows, Faceted
from shouwen.records.models import MaterialReturn
from shouwen.records.reading import Planned
from shouwen.rules.words import ReturnState

_RETURN = Planned("records_materialreturn r WHERE r.id = %s", (MaterialReturn, "r"))


class ReturnRows(CaseRows):
    """One return of materials of a case on the desk."""

    def __init__(self, material_return: UUID, *, lock: bool) -> None:
        """Raises ``MaterialReturn.DoesNotExist`` where there is no such return."""
        self.about = material_return
        found = _RETURN.first(material_return)
        if found is None:
            raise MaterialReturn.DoesNotExist(material_return)
        super().__init__(found[0].case_id, lock=lock)

    @cached_property
    def material_return(self) -> MaterialReturn:
        """The return at hand, as it is under the lock."""
        return next(row for row in self.returns if row.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the return at hand."""
        return facet_of_return(super(), self.material_return, name, at)


def facet_of_return(rows: Faceted, row: MaterialReturn, name: str, at: datetime) -> Any:
    """One facet of the file of a case with a return at hand."""
    found = rows.facet(name, at)
    return replace(found, at_hand=ReturnState(row.state)) if name == "holdings" else found
