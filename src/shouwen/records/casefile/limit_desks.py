"""An extension or a special procedure of a case on the desk; the case's matter is what is locked."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.case import CaseRows, Faceted
from shouwen.records.models import Extension, SpecialProcedure
from shouwen.records.reading import Planned
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import Bearer

_EXTENSION = Planned("records_extension e WHERE e.id = %s", (Extension, "e"))
_PROCEDURE = Planned("records_specialprocedure p WHERE p.id = %s", (SpecialProcedure, "p"))


class ExtensionRows(CaseRows):
    """One extension of a case on the desk."""

    def __init__(self, extension: UUID, *, lock: bool) -> None:
        """Raises ``Extension.DoesNotExist`` where there is no such extension."""
        self.about = extension
        found = _EXTENSION.first(extension)
        if found is None:
            raise Extension.DoesNotExist(extension)
        super().__init__(found[0].case_id, lock=lock)

    @cached_property
    def extension(self) -> Extension:
        """The extension at hand, as it is under the lock."""
        return next(row for row in self.extensions if row.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the extension at hand and who decides on it."""
        return facet_of_extension(super(), self.extension, name, at)


def facet_of_extension(rows: Faceted, row: Extension, name: str, at: datetime) -> Any:
    """One facet of the file of a case with an extension at hand: the extension, and the post that
    decides on it."""
    found = rows.facet(name, at)
    if name == "extensions":
        return replace(found, at_hand=row.pk)
    if name == "hands":
        return Hands({**found.posts, Bearer.DOER: row.decider_id})
    return found


class SpecialProcedureRows(CaseRows):
    """One special procedure of a case on the desk."""

    def __init__(self, procedure: UUID, *, lock: bool) -> None:
        """Raises ``SpecialProcedure.DoesNotExist`` where there is no such procedure."""
        self.about = procedure
        found = _PROCEDURE.first(procedure)
        if found is None:
            raise SpecialProcedure.DoesNotExist(procedure)
        super().__init__(found[0].case_id, lock=lock)

    @cached_property
    def procedure(self) -> SpecialProcedure:
        """The procedure at hand, as it is under the lock."""
        return next(row for row in self.special_procedures if row.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the procedure at hand."""
        return facet_of_special_procedure(super(), self.procedure, name, at)


def facet_of_special_procedure(
    rows: Faceted, row: SpecialProcedure, name: str, at: datetime
) -> Any:
    """One facet of the file of a case with a special procedure at hand."""
    found = rows.facet(name, at)
    return replace(found, at_hand=row.pk) if name == "special_procedures" else found
