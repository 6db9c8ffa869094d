"""Who takes the application of a case over, on the desk; the case's matter is what is locked."""

from functools import cached_property
from uuid import UUID

from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import Succession
from shouwen.records.reading import Planned

_SUCCESSION = Planned("records_succession s WHERE s.id = %s", (Succession, "s"))


class SuccessionRows(CaseRows):
    """The succession of an applicant who is no more."""

    def __init__(self, succession: UUID, *, lock: bool) -> None:
        """Raises ``Succession.DoesNotExist`` where there is no such succession."""
        self.about = succession
        found = _SUCCESSION.first(succession)
        if found is None:
            raise Succession.DoesNotExist(succession)
        super().__init__(found[0].case_id, lock=lock)

    @cached_property
    def succession(self) -> Succession:
        """The succession at hand, as it is under the lock."""
        return next(row for row in self.successions if row.pk == self.about)
