"""The consultations of a case: their rows as guards see them, and one of them on the desk."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import CaseRows, Faceted
from shouwen.records.models import Consultation
from shouwen.records.reading import Planned
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import Bearer

_CONSULTATION = Planned("records_consultation c WHERE c.id = %s", (Consultation, "c"))


class ConsultationRows(CaseRows):
    """One consultation of a case on the desk; the case's matter is what is locked."""

    def __init__(self, consultation: UUID, *, lock: bool) -> None:
        """Raises ``Consultation.DoesNotExist`` where there is no such consultation."""
        self.about = consultation
        found = _CONSULTATION.first(consultation)
        if found is None:
            raise Consultation.DoesNotExist(consultation)
        super().__init__(found[0].case_id, lock=lock)

    @cached_property
    def consultation(self) -> Consultation:
        """The consultation at hand, as it is under the lock."""
        return next(row for row in self.consultations if row.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the consultation at hand and who answers it."""
        return facet_of_consultation(super(), self.consultation, name, at)


def facet_of_consultation(rows: Faceted, row: Consultation, name: str, at: datetime) -> Any:
    """One facet of the file of a case with a consultation at hand. Who answers is the post that was
    asked; what a body outside answers, the handler takes down."""
    found = rows.facet(name, at)
    if name == "consultations":
        return replace(found, at_hand=row.pk)
    if name == "hands":
        return Hands({**found.posts, Bearer.DOER: row.post_id or found.of(Bearer.HANDLER)})
    return found
