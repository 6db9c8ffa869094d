"""What an office says in public besides its guides, on the desk (5.2.4)."""

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.desk import MatterRows, Place
from shouwen.records.models import Pledge as PledgeRow
from shouwen.rules.facts.pledge import Pledge
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import Bearer, MatterKind, Measure, PledgeKind, PledgeState
from shouwen.rules.worktime import chinese_time


class PledgesRows(Place):
    """A jurisdiction where something new is about to be said."""


class PledgeRows(MatterRows):
    """One thing said; its row and its jurisdiction's are locked, so that no two that stand for each
    other are withdrawn at once."""

    kind = MatterKind.PLEDGE

    @cached_property
    def pledge(self) -> PledgeRow:
        """Its own row."""
        return PledgeRow.objects.get(pk=self.matter.pk)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "hands":
                leads = self.office.roster.leadership.values()
                return Hands({Bearer.MAIN: next((each.main for each in leads), None)})
            case "pledge":
                return pledge_of(self.pledge, at)
            case "public_already":
                return public_beside(self.pledge)
            case _:
                return super().facet(name, at)


def pledge_of(row: PledgeRow, at: datetime) -> Pledge:
    """Something said, or about to be, as guards see it."""
    return Pledge(
        kind=PledgeKind(row.kind),
        title=row.title,
        text=row.text,
        indicator=row.indicator,
        measure=Measure(row.measure) if row.measure else None,
        service=row.service_id,
        month=row.month,
        today=chinese_time(at).date(),
    )


def pledged(jurisdiction: UUID) -> frozenset[PledgeKind]:
    """The kinds of promise that stand in public."""
    public = PledgeRow.objects.filter(jurisdiction=jurisdiction, state=PledgeState.PUBLISHED)
    return frozenset(map(PledgeKind, public.values_list("kind", flat=True)))


def public_beside(row: PledgeRow) -> int:
    """How many others are public: of its kind, of an explanation those of the same service and
    month."""
    public = PledgeRow.objects.filter(
        jurisdiction=row.jurisdiction_id,
        kind=row.kind,
        state=PledgeState.PUBLISHED,
        service=row.service_id,
        month=row.month,
    )
    return public.exclude(pk=row.pk).count()
