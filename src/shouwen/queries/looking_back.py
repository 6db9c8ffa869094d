"""What several kinds of lead look at, each read once for a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from shouwen.queries.viewer import Viewer
from shouwen.records.keys import first_key
from shouwen.records.models import LedgerEntry, SpecialProcedure

AT_ONCE = ("case.settle_at_once", "case.deliver_result")
"""The acts with which an immediate matter ends."""


@dataclass(frozen=True, slots=True)
class EndedAtOnce:
    """An immediate matter that somebody ended."""

    number: str
    at: datetime
    person: UUID | None
    phone: str
    id_number: str


@dataclass(frozen=True)
class LookBack:
    """What was done in the viewer's jurisdiction since an instant."""

    viewer: Viewer
    since: datetime

    def name(self, person: UUID | None) -> str:
        """What somebody of the office is called; empty where it is nobody."""
        return self.viewer.office.roster.people.get(person, "") if person else ""

    @cached_property
    def ended_at_once(self) -> Sequence[EndedAtOnce]:
        """The immediate matters ended since, in the order of time."""
        found = LedgerEntry.objects.filter(
            pk__gte=first_key(self.since),
            act__in=AT_ONCE,
            matter__jurisdiction=self.viewer.office.jurisdiction,
            matter__case__version__guide__immediate=True,
        ).order_by("at", "pk")
        case = "matter__case__"
        columns = ("matter__number", "at", "person", f"{case}phone", f"{case}id_number")
        return [EndedAtOnce(*row) for row in found.values_list(*columns)]

    @cached_property
    def procedures(self) -> Sequence[SpecialProcedure]:
        """The special procedures begun since, newest first."""
        found = SpecialProcedure.objects.filter(
            pk__gte=first_key(self.since), case__jurisdiction=self.viewer.office.jurisdiction
        )
        related = found.select_related("case__matter", "notice").defer("notice__content")
        return list(related.order_by("-pk"))
