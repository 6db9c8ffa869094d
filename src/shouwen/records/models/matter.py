"""A matter: what is locked, where the chain hangs, and the only thing obligations point to."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.office import Jurisdiction, Post
from shouwen.rules.owed import SIGNATURES
from shouwen.rules.words import MatterKind, Outcome


class Matter(Row):
    """Anything acts are done on (decision 1). States are written by the frame alone."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    number = models.CharField(max_length=60, null=True)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    chain_length = models.PositiveIntegerField()
    chain_head = models.CharField(max_length=80)

    class Meta:
        """Numbers are unique within a jurisdiction."""

        constraints = [
            one_of("matter_kind_is_known", "kind", MatterKind),
            models.UniqueConstraint(
                fields=["jurisdiction", "number"], name="a_number_is_given_once"
            ),
        ]


class Obligation(Row):
    """Who owes which act on what, under which clause, by when (decision 2).

    ``bearer`` NULL: the applicant owes it. ``about`` is what on the matter it concerns; the
    matter's own id where it is the whole. Missed is not ended: ``missed_at`` is set once, with
    ``missed_by``, its bearer at that time; the obligation goes on, and may go to another post."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    kind = models.CharField(max_length=40)
    clause = models.CharField(max_length=10)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="obligations")
    about = models.UUIDField()
    bearer = models.ForeignKey(Post, models.PROTECT, null=True, db_index=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # NULL while its clock stands still
    bell_at = models.DateTimeField(null=True)  # the next warning or miss
    missed_at = models.DateTimeField(null=True)
    missed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, null=True)  # the act
    outcome = models.CharField(max_length=8, null=True)

    class Meta:
        """Ended rows say by what and how, missed ones by whom; one open obligation of a kind about
        a thing.

        The conditions of the indexes are literal: with a bound parameter SQLite would not use them
        (decision 2)."""

        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, outcome__isnull=True)
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    outcome__isnull=False,  # else NULL would be neither in the list nor refused
                    outcome__in=[outcome.value for outcome in Outcome],
                ),
                name="ended_means_by_what_and_how",
            ),
            models.CheckConstraint(
                condition=Q(missed_by__isnull=True, bearer__isnull=True)
                | Q(missed_by__isnull=True, missed_at__isnull=True)
                | Q(missed_by__isnull=False, missed_at__isnull=False),
                name="missed_means_by_whom",
            ),
            models.UniqueConstraint(
                fields=["matter", "kind", "about"],
                condition=Q(ended_at__isnull=True),
                name="one_open_obligation_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=["bearer", "due_at"],
                condition=Q(ended_at__isnull=True),
                name="open_by_bearer_and_due",
            ),
            models.Index(
                fields=["bell_at"], condition=Q(ended_at__isnull=True), name="open_by_bell"
            ),
            models.Index(
                fields=["jurisdiction", "due_at"],
                condition=Q(ended_at__isnull=True, kind__in=SIGNATURES),
                name="signatures_by_due",
            ),
        ]


class ClockEvent(Row):
    """One event of one clock of a matter; append-only (decision 4). The start freezes its terms."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="clock_events", db_index=False)
    clock = models.CharField(max_length=12)
    kind = models.CharField(max_length=10)
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    n = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=12, null=True)
    basis = models.CharField(max_length=200, blank=True)
    calendar_version = models.CharField(max_length=40, blank=True)

    class Meta:
        """Events of a clock stand in one order."""

        constraints = [
            models.UniqueConstraint(
                fields=["matter", "clock", "position"], name="clock_events_stand_in_order"
            )
        ]
