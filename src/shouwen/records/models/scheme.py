"""Versions of the scheme of duties: what the office is made of, as approved and published (2.3)."""

from django.db import models
from django.db.models import Q

from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction, Person, Unit


class Scheme(models.Model):
    """One version of a unit's scheme. ``content`` is the whole of it: functions, sections and
    their duties, posts and theirs, who holds them and who is their B-role; frozen once it is
    published, when the office's tables are made to say the same."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="schemes")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Versions are numbered; one is in force; none is published unapproved."""

        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="schemes_are_numbered"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(published_at__isnull=False, superseded_at__isnull=True),
                name="one_scheme_in_force",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(approved_at__isnull=False),
                name="published_means_approved",
            ),
        ]
