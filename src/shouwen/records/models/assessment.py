"""Yearly assessments, and what leaders keep of their double duty."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction, Person, Post
from shouwen.rules.words import AssessmentStage, DutyGroup


class Assessment(models.Model):
    """The assessment of one year (2.9a). ``shares`` are the parts of the score with their points
    (2.2)."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    year = models.PositiveSmallIntegerField()
    shares = models.JSONField()  # [[what for, points, whether of duties], …]

    class Meta:
        """One a year."""

        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "year"], name="one_assessment_a_year")
        ]


class AssessmentStep(Row):
    """One stage of an assessment: by which day which post has it done, and on what paper."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=14)
    due_on = models.DateField()
    post = models.ForeignKey(Post, models.PROTECT)
    done_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=200, blank=True)

    class Meta:
        """Each stage once; what is done is on some paper."""

        constraints = [
            one_of("assessment_stage_is_known", "stage", AssessmentStage),
            models.UniqueConstraint(fields=["assessment", "stage"], name="each_stage_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(reference=""),
                name="a_finished_stage_has_its_paper",
            ),
        ]


class DoubleDuty(Row):
    """That a leader did something of the double duty in a half-year (2.5): what kind of thing, on
    which day, under which reference; nothing of its content."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="double_duty")
    person = models.ForeignKey(Person, models.PROTECT)
    group = models.CharField(max_length=10)
    half = models.CharField(max_length=6)  # 2026-1, 2026-2
    day = models.DateField()
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=200)

    class Meta:
        """Of integrity or ideological-political work; business has its own records."""

        constraints = [
            models.CheckConstraint(
                condition=Q(group__in=[DutyGroup.INTEGRITY.value, DutyGroup.IDEOLOGY.value]),
                name="double_duty_is_beside_business",
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="double_duty_has_its_paper"),
        ]
        indexes = [models.Index(fields=["post", "half"], name="double_duty_by_half")]
