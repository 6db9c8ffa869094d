"""A yearly assessment on the desk, or one about to be opened."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from shouwen.records.casefile.books import locked
from shouwen.records.casefile.office import Office, UnitFacts, office
from shouwen.records.casefile.owing import ran_out
from shouwen.records.models import (
    Assessment,
    AssessmentStep,
    ClockEvent,
    Matter,
    Obligation,
)
from shouwen.rules.facts.casefile import Owing
from shouwen.rules.facts.cycle import Cycle, Share, Stage
from shouwen.rules.facts.seats import Hands
from shouwen.rules.words import AssessmentStage, Bearer, MatterKind
from shouwen.rules.worktime import chinese_time


class YearsRows:
    """A jurisdiction whose next assessment is about to be opened; its row is locked."""

    matter = None
    clock_events: tuple[ClockEvent, ...] = ()
    open_obligations: tuple[Obligation, ...] = ()

    def __init__(self, jurisdiction: UUID) -> None:
        """Raises ``LookupError`` where there is no such jurisdiction."""
        self.jurisdiction = locked(jurisdiction)

    @cached_property
    def office(self) -> Office:
        """The office as it stands."""
        return office(self.jurisdiction)

    @property
    def unit(self) -> UnitFacts:
        """The unit whose time counts."""
        return next(iter(self.office.units.values()))

    @property
    def years(self) -> frozenset[int]:
        """The years that have an assessment."""
        found = Assessment.objects.filter(jurisdiction=self.jurisdiction)
        return frozenset(found.values_list("year", flat=True))

    def run_out(self, at: datetime) -> list[Obligation]:
        """Nothing is owed yet."""
        return []

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        if name == "hands":
            return Hands({})
        raise KeyError(name)


class AssessmentRows:
    """One assessment, its matter locked."""

    about: UUID | None = None
    clock_events: tuple[ClockEvent, ...] = ()

    def __init__(self, matter: UUID) -> None:
        """Raises ``Matter.DoesNotExist`` where there is no such assessment."""
        found = Matter.objects.select_related("jurisdiction").select_for_update(of=("self",))
        self.matter = found.get(pk=matter, kind=MatterKind.ASSESSMENT)
        self.jurisdiction = self.matter.jurisdiction

    @cached_property
    def office(self) -> Office:
        """The office as it stands."""
        return office(self.jurisdiction)

    @property
    def unit(self) -> UnitFacts:
        """The unit whose time counts."""
        return next(iter(self.office.units.values()))

    @cached_property
    def assessment(self) -> Assessment:
        """Its own row."""
        return Assessment.objects.get(pk=self.matter.pk)

    @cached_property
    def steps(self) -> list[AssessmentStep]:
        """Its stages by their dates."""
        return list(AssessmentStep.objects.filter(assessment=self.matter.pk).order_by("due_on"))

    @cached_property
    def open_obligations(self) -> list[Obligation]:
        """What is owed on it now."""
        found = Obligation.objects.filter(matter=self.matter.pk, ended_at__isnull=True)
        return list(found.order_by("due_at"))

    def run_out(self, at: datetime) -> list[Obligation]:
        """What has run out by ``at`` and is not marked missed yet."""
        return ran_out(self.open_obligations, at)

    def facet(self, name: str, at: datetime) -> Any:
        """One facet of the file."""
        match name:
            case "hands":
                return Hands({})
            case "cycle":
                opened = chinese_time(self.matter.opened_at).date()
                return cycle(self.assessment, self.steps, opened)
            case "owing":
                return Owing(frozenset(row.kind for row in self.run_out(at)))
            case _:
                raise KeyError(name)


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
            opened = chinese_time(self.matter.opened_at).date()
            stage = AssessmentStage(self.step.stage)
            return cycle(self.assessment, self.steps, opened, at_hand=stage)
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
