"""A paper of a case on the desk, on its way to the applicant; the case's matter is what is locked."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import CaseRows, Faceted
from shouwen.records.models import Paper, ServiceOfPaper
from shouwen.records.reading import Planned

_PAPER = Planned("records_paper p WHERE p.id = %s", (Paper, "p"))


class PaperRows(CaseRows):
    """One paper of a case on the desk."""

    def __init__(self, paper: UUID, *, lock: bool) -> None:
        """Raises ``Paper.DoesNotExist`` where there is no such paper of a case."""
        self.about = paper
        found = _PAPER.first(paper)
        if found is None:
            raise Paper.DoesNotExist(paper)
        super().__init__(found[0].matter_id, lock=lock)

    @cached_property
    def paper(self) -> Paper:
        """The paper at hand."""
        return next(row for row in self.papers if row.pk == self.about)

    @property
    def attempts(self) -> list[ServiceOfPaper]:
        """Every attempt to bring it, oldest first."""
        return self.services.get(self.about, [])

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the paper at hand."""
        return facet_of_paper(super(), self.paper, name, at)


def facet_of_paper(rows: Faceted, row: Paper, name: str, at: datetime) -> Any:
    """One facet of the file of a case with a paper at hand."""
    found = rows.facet(name, at)
    return replace(found, at_hand=row.pk) if name == "serving" else found
