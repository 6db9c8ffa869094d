"""Absences, who stands in, and what was handed over."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.matter import Matter, Obligation
from shouwen.records.models.office import Jurisdiction, Person, Post
from shouwen.rules.words import AbsenceKind


class Absence(models.Model):
    """Somebody is away (3.1). ``leaves_at`` and ``returns_at`` are planned; ``away_from`` is set
    once the absence needs nothing more and begins by itself, ``ended_at`` when its person has
    signed in. Between these two others sit on their posts."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=12)
    reason = models.CharField(max_length=200, blank=True)
    leaves_at = models.DateTimeField()
    returns_at = models.DateTimeField(null=True)  # a sudden one's is often unknown
    a_day_or_more = models.BooleanField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    empties = models.JSONField(default=list)  # ids of the sections left empty
    office_confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    office_confirmed_at = models.DateTimeField(null=True)
    taken_over = models.JSONField(default=list)  # ids of the sections that the Office confirmed
    taken_over_until = models.DateTimeField(null=True)  # None: for as long as it lasts
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    declined_because = models.CharField(max_length=200, blank=True)
    found_out = models.CharField(max_length=200, blank=True)  # of who is not back in time
    away_from = models.DateTimeField(null=True)
    wanted_until = models.DateTimeField(null=True)  # an extension asked for
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Time goes forward. Whoever is away now or will be is found by index."""

        constraints = [
            one_of("absence_kind_is_known", "kind", AbsenceKind),
            models.CheckConstraint(
                condition=Q(returns_at__isnull=True) | Q(returns_at__gt=F("leaves_at")),
                name="absence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(away_from__isnull=False, ended_at__gte=F("away_from")),
                name="nobody_is_back_who_was_not_away",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(approved_by__isnull=False),
                name="approved_means_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("person")),
                name="nobody_approves_their_own_absence",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "leaves_at"],
                condition=Q(ended_at__isnull=True),
                name="absences_not_ended",
            ),
            models.Index(fields=["jurisdiction", "ended_at"], name="absences_by_end"),
        ]


class Cover(Row):
    """Who stands in on one post during an absence, from ``since`` until ``until`` (None: until
    the absence ends). Somebody else designated meanwhile is another row. ``signed_for``: the direct
    leader signed the list of somebody who could not (3.2a)."""

    absence = models.ForeignKey(Absence, models.PROTECT, related_name="covers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="covers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="covers")
    designated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    designated_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    signed_for = models.BooleanField(default=False)
    things = models.CharField(max_length=500, blank=True)  # keys, seals, files handed over
    taken_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        """One stand-in on a post at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["absence", "post"],
                condition=Q(until__isnull=True),
                name="one_stand_in_on_a_post",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="cover_ends_after_it_began",
            ),
        ]


class HandoverLine(Row):
    """One line of a hand-over list: what is owed on the post, and what its holder says about it
    (3.3a)."""

    cover = models.ForeignKey(Cover, models.PROTECT, related_name="lines", db_index=False)
    obligation = models.ForeignKey(Obligation, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True)
    comment = models.CharField(max_length=500)
    position = models.PositiveIntegerField()

    class Meta:
        """Lines stand in order, each obligation once."""

        constraints = [
            models.UniqueConstraint(fields=["cover", "position"], name="lines_stand_in_order"),
            models.UniqueConstraint(fields=["cover", "obligation"], name="handed_over_once"),
        ]
