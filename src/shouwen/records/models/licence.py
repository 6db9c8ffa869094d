"""What was granted for a period: the register of licences that end (行政许可法 art. 50)."""

from django.db import models
from django.db.models import F

from shouwen.records.models._base import Row
from shouwen.records.models.case import Case
from shouwen.records.models.office import Jurisdiction
from shouwen.records.models.paper import Paper
from shouwen.records.models.service import Service


class Licence(Row):
    """A line of the register: for which days, both included, a ``case`` granted what it granted.
    Renewed, a licence keeps its ``number`` and has another line, from another case. ``by_silence``:
    it was renewed because nothing was decided before it ended. The holder is the case's applicant;
    ``reminded_at`` is when they were last told that it ends."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="licence")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, db_index=False)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField()
    apply_by = models.DateField()
    by_silence = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        """Of one number no two lines begin on a day, and none ends before it begins."""

        constraints = [
            models.UniqueConstraint(
                fields=["service", "number", "valid_from"], name="a_licence_is_renewed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=F("valid_from")),
                name="a_licence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(apply_by__lte=F("valid_until")),
                name="a_licence_is_renewed_before_it_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "valid_until", "id"], name="licences_by_end"),
        ]
