"""What is filed before anybody is told "no" (regime 7)."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.case import Attachment, Case, CaseMaterial, StepRun
from shouwen.records.models.office import Person, Post
from shouwen.records.models.paper import Paper
from shouwen.rules.words import RefusalKind, RefusalState

LOOKED_AT = [RefusalState.APPROVED.value, RefusalState.SERVED.value]
ON_ITS_WAY = [RefusalState.PROPOSED.value, RefusalState.REVIEWED.value, *LOOKED_AT]


class Refusal(Row):
    """A refusal as it was proposed once; what is amended is a new row that names the old.

    Each of the three has their words: the proposer's opinion, the reviewer's, the approver's; of
    what was returned or overturned the last of them are its reasons. ``conditions`` are those of
    the guide as checked, ``[[key, text, met], …]``; ``first`` is the article that sends to
    reconsideration first. The last days of both remedies are kept once it was served."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="refusals")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    amends = models.OneToOneField("self", models.PROTECT, null=True, related_name="amended")
    conditions = models.JSONField(default=list)
    granted = models.TextField(blank=True)  # of a partial refusal
    reason = models.TextField(blank=True)  # of what was told at once
    instead = models.CharField(max_length=200, blank=True)  # whose it is, where it is not ours
    first = models.JSONField(null=True)
    beyond = models.BooleanField(default=False)  # on a ground that the guide lacks (5.3a)
    guide_stays = models.TextField(blank=True)  # why the guide is not amended for it after all
    proposer = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    proposer_post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    opinion = models.TextField()
    reviewer = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reviewer_post = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(null=True)
    review = models.TextField(blank=True)
    approver = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    approver_post = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True)
    approval = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    dissent_at = models.DateTimeField(null=True)
    form = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_index=False)
    notice = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_index=False)
    told_at_once = models.BooleanField(default=False)
    served_at = models.DateTimeField(null=True)
    reconsider_by = models.DateField(null=True)
    sue_by = models.DateField(null=True)

    class Meta:
        """Three different people look at a "no" before it is one, and it is served before it ends."""

        constraints = [
            one_of("refusal_kind_is_known", "kind", RefusalKind),
            one_of("refusal_state_is_known", "state", RefusalState),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=ON_ITS_WAY), name="one_no_a_case_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("proposer")),
                name="who_reviews_a_no_did_not_propose_it",
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=F("proposer")),
                name="who_approves_a_no_did_not_propose_it",
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True)
                | Q(reviewer__isnull=True)
                | ~Q(approver=F("reviewer")),
                name="who_approves_a_no_did_not_review_it",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LOOKED_AT)
                | Q(
                    reviewer__isnull=False,
                    approver__isnull=False,
                    form__isnull=False,
                    notice__isnull=False,
                ),
                name="an_approved_no_was_looked_at_by_three_and_has_its_papers",
            ),
            models.CheckConstraint(
                condition=~Q(state=RefusalState.SERVED.value)
                | Q(served_at__isnull=False, reconsider_by__isnull=False, sue_by__isnull=False),
                name="a_served_no_says_until_when_it_can_be_challenged",
            ),
        ]


class RefusalGround(Row):
    """One ground: what is unmet, the fact, the evidence on file, the article as it reads.

    Of the first piece of evidence the database knows what it is; ``more`` are those that stand
    beside it, ``[[id, name, pages], …]``, taken from the same list of what lies in the file.
    ``key`` names the ground of the guide; empty where the article is that of the condition or
    material itself, or none the guide shows."""

    refusal = models.ForeignKey(Refusal, models.PROTECT, related_name="grounds", db_index=False)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, blank=True)
    item = models.CharField(max_length=40)
    item_name = models.TextField()
    fact = models.TextField()
    evidence = models.CharField(max_length=260)  # what it is called
    pages = models.CharField(max_length=80, blank=True)  # where in it the fact is seen
    more = models.JSONField(default=list)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, db_index=False)
    material = models.ForeignKey(CaseMaterial, models.PROTECT, null=True, db_index=False)
    step = models.ForeignKey(StepRun, models.PROTECT, null=True, db_index=False)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, db_index=False)
    law = models.CharField(max_length=120)
    article = models.CharField(max_length=80)
    version = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        """A ground stands on one piece of evidence that lies in the file."""

        constraints = [
            models.UniqueConstraint(
                fields=["refusal", "position"], name="grounds_of_a_no_stand_in_order"
            ),
            models.CheckConstraint(
                condition=Q(attachment__isnull=False, material=None, step=None, paper=None)
                | Q(attachment=None, material__isnull=False, step=None, paper=None)
                | Q(attachment=None, material=None, step__isnull=False, paper=None)
                | Q(attachment=None, material=None, step=None, paper__isnull=False),
                name="a_ground_has_one_piece_of_evidence",
            ),
        ]
