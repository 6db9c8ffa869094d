"""What somebody asked for and no published guide covers (5.1a)."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import one_of
from shouwen.records.models.case import Case
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction, Post
from shouwen.records.models.service import Service
from shouwen.rules.words import PartyIdKind


class Unlisted(models.Model):
    """A matter received without a guide: what is wanted, of whom, what was handed in, and what came
    of it: the case received for it, or the body it was referred to."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    service = models.ForeignKey(Service, models.PROTECT, null=True)  # the draft they mean
    window = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    wish = models.TextField()
    applicant = models.CharField(max_length=120)
    id_kind = models.CharField(max_length=12)
    id_number = models.CharField(max_length=40)
    phone = models.CharField(max_length=40, blank=True)
    phone_declined = models.BooleanField(default=False)
    email = models.CharField(max_length=320, blank=True)
    materials = models.JSONField()  # [{name, form, copies, pages}, …]
    received_at = models.DateTimeField()
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    referred_to = models.CharField(max_length=120, blank=True)
    referred_phone = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        """What is wanted is said; a referral says to whom, where to call and why."""

        constraints = [
            one_of("unlisted_id_kind_is_known", "id_kind", PartyIdKind),
            models.CheckConstraint(condition=~Q(wish=""), name="what_is_wanted_is_written"),
            models.CheckConstraint(
                condition=Q(referred_to="", referred_phone="", reason="")
                | Q(case__isnull=True) & ~Q(referred_to="") & ~Q(referred_phone="") & ~Q(reason=""),
                name="a_referral_says_to_whom_and_why",
            ),
        ]
