"""The acts of a yearly assessment: its stages are laid down, owed, and finished (2.9a)."""

from dataclasses import dataclass, replace
from datetime import UTC, date
from uuid import UUID

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.records.casefile.assessment import AssessmentRows, StageRows, YearsRows, cycle
from shouwen.records.models import Assessment, AssessmentStep
from shouwen.rules.facts.cycle import Share
from shouwen.rules.words import AssessmentStage, MatterKind
from shouwen.rules.worktime import chinese_time, midnight_after


@dataclass(frozen=True, slots=True)
class StageDue:
    """By which day (24:00) a post has a stage done."""

    stage: AssessmentStage
    due_on: date
    post: UUID


@act("assessment.open_cycle", YearsRows, makes=AssessmentRows)
def open_cycle(
    file: File, *, year: int, stages: tuple[StageDue, ...], shares: tuple[Share, ...]
) -> None:
    """Lay down the year's assessment: its stages with who owes them, and what the score rests on."""
    rows: YearsRows = file.rows
    matter = file.open_matter(MatterKind.ASSESSMENT, rows.jurisdiction, None)
    assessment = Assessment(
        matter=matter,
        jurisdiction=rows.jurisdiction,
        year=year,
        shares=[[share.text, share.points, share.of_duties] for share in shares],
    )
    steps = [
        AssessmentStep(
            id=file.key(),
            assessment=assessment,
            stage=each.stage,
            due_on=each.due_on,
            post_id=each.post,
        )
        for each in stages
    ]
    asked = cycle(assessment, steps, chinese_time(file.at).date(), rows.years)
    there = {post.id for post in file.office.roster.posts.values() if not post.closed}
    nowhere = frozenset(each.post for each in stages) - there
    file.facts["cycle"] = replace(asked, nowhere=nowhere)
    file.check()
    file.facts["cycle"] = cycle(assessment, steps, chinese_time(file.at).date())
    file.add(assessment)
    for step in steps:
        file.add(step)
        due = midnight_after(step.due_on).astimezone(UTC)
        file.owe("finish_stage", about=step.pk, bearer=step.post_id, due_at=due)


@act("assessment.finish_stage", StageRows)
def finish_stage(file: File, *, reference: str) -> None:
    """A stage is done; ``reference`` is the paper that shows it."""
    rows: StageRows = file.rows
    file.change(rows.step, done_at=file.at, reference=reference.strip())
    file.facts["cycle"] = rows.facet("cycle", file.at)


@act("assessment.close_cycle", AssessmentRows)
def close_cycle(file: File) -> None:
    """The year's assessment is over."""


@act("assessment.note_missed", AssessmentRows)
def note_missed(file: File) -> None:
    """Mark the stages that were not done by their day."""
    file.miss_what_ran_out()
