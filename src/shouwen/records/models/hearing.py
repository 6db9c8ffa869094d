"""Hearings before a decision (行政许可法 art. 47–48)."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.case import Case
from shouwen.records.models.office import Post
from shouwen.records.models.paper import Paper
from shouwen.rules.words import WAYS_TO_SOMEBODY, HearingState, ServedBy

MADE_KNOWN = [HearingState.SET.value, HearingState.HELD.value]


class Hearing(Row):
    """The hearing of a case: the right as told, who asked for it, when and where it is, and its
    minutes, with who signed them. ``wanted_by`` are all who want it, one a line, and the last of them
    where it was given up; ``asked_at`` is when the first of them asked."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="hearing")
    state = models.CharField(max_length=10)
    stakes = models.TextField()
    told_at = models.DateTimeField()
    right = models.ForeignKey(Paper, models.PROTECT, related_name="+", db_index=False)
    wanted_by = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)
    begins_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    chair = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    closed = models.TextField(blank=True)  # why the public is not let in
    notice = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_index=False)
    held_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)
    signed_by = models.TextField(blank=True)

    class Meta:
        """What was made known says when, where and who chairs; what was held has signed minutes."""

        constraints = [
            one_of("hearing_state_is_known", "state", HearingState),
            models.CheckConstraint(
                condition=~Q(state__in=MADE_KNOWN)
                | Q(begins_at__isnull=False, chair__isnull=False, notice__isnull=False)
                & ~Q(place=""),
                name="a_hearing_made_known_says_when_where_and_who_chairs",
            ),
            models.CheckConstraint(
                condition=Q(state=HearingState.HELD.value, held_at__isnull=False)
                & ~Q(minutes="")
                & ~Q(signed_by="")
                | ~Q(state=HearingState.HELD.value) & Q(held_at__isnull=True, minutes=""),
                name="a_hearing_held_has_signed_minutes",
            ),
        ]


class InterestedParty(Row):
    """Somebody else whose important interests a hearing is about (art. 47): how to reach them, when
    and how they were told of the right to it, by which paper and proof. ``notice`` is the last one of
    its time and place that was brought to who left nothing but an address (art. 48(1))."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="interested")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=320, blank=True)
    address = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()
    by = models.CharField(max_length=12)
    proof = models.CharField(max_length=60)
    right = models.ForeignKey(Paper, models.PROTECT, related_name="+", db_index=False)
    notice = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_index=False)
    noticed_at = models.DateTimeField(null=True)
    notice_by = models.CharField(max_length=12, blank=True)
    notice_proof = models.CharField(max_length=60, blank=True)

    class Meta:
        """Known by name, reachable, and told with proof; each once, and whoever has the name of another
        by what they left. A notice was brought with proof, by hand or by post."""

        constraints = [
            models.CheckConstraint(
                condition=Q(by__in=[way.value for way in WAYS_TO_SOMEBODY]),
                name="way_to_an_interested_party_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(proof="") & ~Q(phone="", email="", address=""),
                name="an_interested_party_can_be_reached_and_was_told",
            ),
            models.CheckConstraint(
                condition=Q(
                    notice__isnull=False,
                    noticed_at__isnull=False,
                    notice_by__in=[ServedBy.HAND.value, ServedBy.POST.value],
                )
                & ~Q(notice_proof="")
                | Q(notice__isnull=True, noticed_at__isnull=True, notice_by="", notice_proof=""),
                name="a_notice_to_an_interested_party_was_brought_with_proof",
            ),
            models.UniqueConstraint(
                fields=["hearing", "name", "phone", "email", "address"],
                name="an_interested_party_is_told_once",
            ),
        ]
