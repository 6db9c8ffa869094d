"""What an office says in public besides its guides, and what it kept of what it said."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction
from shouwen.records.models.service import Service
from shouwen.rules.words import Kept, Measure, PledgeKind, PledgeState


class Tally(Row):
    """How many cases of a service that came to their end in a month had one thing in common (5.1b):
    that they took so many days, were so many too late. Summed up by the sweep from cases whose
    ``counted`` is not set yet, never by the act that ends a case."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, db_index=False)
    month = models.DateField()  # its first day
    what = models.CharField(max_length=12)
    of = models.CharField(max_length=12, blank=True)
    value = models.PositiveIntegerField()
    n = models.PositiveIntegerField()

    class Meta:
        """One row for each thing counted. The index holds all that the public page sums up, in the
        order in which it does: a year of a city is read from it alone."""

        constraints = [
            one_of("what_is_counted_is_known", "what", Kept),
            models.UniqueConstraint(
                fields=["service", "month", "what", "of", "value"], name="one_tally_of_a_thing"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "service", "what", "of", "value", "month", "n"],
                name="tallies_as_they_are_summed",
            )
        ]


class Pledge(models.Model):
    """A promise on conduct or on fees (5.2.4), or why a service went beyond its limits in a month
    (5.1b). ``measure`` names the figure it is held to, where one can be computed."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    title = models.CharField(max_length=80)
    text = models.TextField()
    indicator = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=12, blank=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, db_index=False)
    month = models.DateField(null=True)  # its first day
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """An explanation names what it explains; what is public has a date."""

        constraints = [
            one_of("pledge_kind_is_known", "kind", PledgeKind),
            one_of("pledge_state_is_known", "state", PledgeState),
            models.CheckConstraint(
                condition=Q(measure__in=["", *(word.value for word in Measure)]),
                name="measure_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=PledgeKind.OVERRUN.value, service__isnull=False, month__isnull=False
                )
                | ~Q(kind=PledgeKind.OVERRUN.value) & Q(service__isnull=True, month__isnull=True),
                name="an_explanation_names_service_and_month",
            ),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.PUBLISHED.value) | Q(published_at__isnull=False),
                name="a_published_pledge_has_a_date",
            ),
        ]
