"""A yearly assessment on the desk, or one about to be opened."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.desk import MatterRows, Place
from shouwen.records.models import (
    Assessment,
    AssessmentStep,
)
from shouwen.rules.facts.cycle import Cycle, Share, Stage
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import AssessmentStage, Bearer, MatterKind
from shouwen.rules.worktime import chinese_time


class YearsRows(Place):
    """A jurisdiction whose next assessment is about to be opened; its row is locked."""

    @property
    def years(self) -> frozenset[int]:
        """The years that have an assessment."""
        found = Assessment.objects.filter(jurisdiction=self.jurisdiction)
        return frozenset(found.values_list("year", flat=True))


class AssessmentRows(MatterRows):
    """One assessment."""

    kind = MatterKind.ASSESSMENT

    @cached_property
    def assessment(self) -> Assessment:
        """Its own row."""
        return Assessment.objects.get(pk=self.matter.pk)

    @cached_property
    def steps(self) -> list[AssessmentStep]:
        """Its stages by their dates."""
        return list(AssessmentStep.objects.filter(assessment=self.matter.pk).order_by("due_on"))

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        if name == "cycle":
            return self.cycle()
        return super().facet(name, at)

    def cycle(self, at_hand: AssessmentStage | None = None) -> Cycle:
        """The assessment as guards see it."""
        opened = chinese_time(self.matter.opened_at).date()
        return cycle(self.assessment, self.steps, opened, at_hand=at_hand)


class StageRows(AssessmentRows):
    """One stage of an assessment on the desk; the assessment's matter is what is locked."""

    def __init__(self, step: UUID) -> None:
        """Raises ``AssessmentStep.DoesNotExist`` where there is no such stage."""
        self.about = step
        super().__init__(AssessmentStep.objects.values_list("assessment", flat=True).get(pk=step))

    @cached_property
    def step(self) -> AssessmentStep:
        """The stage at hand."""
        return next(row for row in self.steps if row.pk == self.about)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file, with the stage at hand and the post that owes it."""
        if name == "hands":
            return Hands({Bearer.DOER: self.step.post_id})
        if name == "cycle":
            return self.cycle(AssessmentStage(self.step.stage))
        return super().facet(name, at)


def cycle(
    assessment: Assessment,
    steps: Sequence[AssessmentStep],
    opened_on: date,
    years: frozenset[int] = frozenset(),
    at_hand: AssessmentStage | None = None,
) -> Cycle:
    """An assessment as guards see it, written or about to be."""
    return Cycle(
        year=assessment.year,
        opened_on=opened_on,
        stages=tuple(
            Stage(
                AssessmentStage(row.stage),
                row.due_on,
                row.post_id,
                done=row.done_at is not None,
                reference=row.reference,
            )
            for row in sorted(steps, key=lambda row: row.stage)
        ),
        shares=tuple(Share(*share) for share in assessment.shares),
        years=years,
        at_hand=at_hand,
    )
