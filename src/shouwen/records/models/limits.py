"""What moves the limits of a case: extensions and special procedures (6.5)."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.case import Case
from shouwen.records.models.office import Post
from shouwen.records.models.paper import Paper
from shouwen.rules.words import DelayReason, ExtensionState, SpecialKind, SpecialProcedureState

UNDER_WAY = [ExtensionState.ASKED.value, ExtensionState.APPROVED.value, ExtensionState.TOLD.value]


class Extension(Row):
    """An extension of a case: asked for by a person, decided by whoever sits on ``decider``.

    ``days`` are in the unit of the promise; ``beyond`` of them are beyond the statutory limit, which
    is then extended as well. The dates are the promise's, as they were when it was last said."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    decider = models.ForeignKey(Post, models.PROTECT, db_index=False)
    days = models.PositiveSmallIntegerField()
    beyond = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=20)
    text = models.TextField()
    article = models.CharField(max_length=200, blank=True)
    old_due = models.DateField()
    new_due = models.DateField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    answer = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)
    notice = models.ForeignKey(Paper, models.PROTECT, null=True, db_index=False)

    class Meta:
        """One at a time and once; decided by another person; in effect only when told."""

        constraints = [
            one_of("extension_state_is_known", "state", ExtensionState),
            one_of("delay_reason_is_known", "reason", DelayReason),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=UNDER_WAY),
                name="a_case_is_extended_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="who_decides_on_an_extension_did_not_ask",
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.TOLD.value, told_at__isnull=False)
                & Q(notice__isnull=False, decided_by__isnull=False)
                | ~Q(state=ExtensionState.TOLD.value) & Q(told_at__isnull=True, notice=None),
                name="an_extension_in_effect_was_approved_and_told",
            ),
            models.CheckConstraint(
                condition=Q(days__gt=0, new_due__gt=F("old_due")) & Q(beyond__lte=F("days")),
                name="an_extension_is_later",
            ),
        ]


class SpecialProcedure(Row):
    """A special procedure of a case, as the applicant was told of it: which, by which article or
    step of the guide, and for how many working days, the last of them ``ends_on``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="special_procedures")
    state = models.CharField(max_length=10)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=80)
    basis = models.CharField(max_length=200)
    days = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField()
    begun_by = models.UUIDField()
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    notice = models.ForeignKey(Paper, models.PROTECT, db_index=False)

    class Meta:
        """One at a time; one that is over says since when."""

        constraints = [
            one_of("special_procedure_state_is_known", "state", SpecialProcedureState),
            one_of("special_kind_is_known", "kind", SpecialKind),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=SpecialProcedureState.TOLD.value),
                name="one_special_procedure_runs",
            ),
            models.CheckConstraint(
                condition=Q(state=SpecialProcedureState.TOLD.value, ended_at__isnull=True)
                | ~Q(state=SpecialProcedureState.TOLD.value) & Q(ended_at__isnull=False),
                name="a_special_procedure_that_is_over_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(days__gt=0) & ~Q(basis=""),
                name="a_special_procedure_has_days_and_a_basis",
            ),
        ]
