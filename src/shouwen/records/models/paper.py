"""Papers as issued, how they reached people, and the letters that leave."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction, Unit
from shouwen.rules.words import LetterChannel, PaperKind, ServedBy, ServiceOutcome


class Paper(Row):
    """A numbered document: its content is frozen when it is issued; append-only. What was wrong in
    one is set right by another, which ``corrects`` it: the wrong one stays, and is void (4.4b)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=60)
    template_version = models.CharField(max_length=10)
    content = models.TextField()  # canonical JSON, as hashed
    digest = models.CharField(max_length=80)
    check_code = models.CharField(max_length=20)  # in the QR code: is it genuine
    issued_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrected_by", db_index=False
    )

    class Meta:
        """A number is given once; of one paper there is one correction, and never by itself."""

        constraints = [
            one_of("paper_kind_is_known", "kind", PaperKind),
            models.UniqueConstraint(
                fields=["jurisdiction", "number"], name="a_paper_number_is_given_once"
            ),
            models.UniqueConstraint(fields=["corrects"], name="a_paper_is_corrected_once"),
            models.CheckConstraint(condition=~Q(corrects=F("id")), name="no_paper_corrects_itself"),
        ]
        indexes = [models.Index(fields=["check_code"], name="papers_by_check_code")]


class Rendering(Row):
    """The PDF of a paper, made once; append-only."""

    paper = models.OneToOneField(Paper, models.PROTECT)
    digest = models.CharField(max_length=80)
    pdf = models.BinaryField()


class ServiceOfPaper(Row):
    """One attempt to bring a paper to the person, and what came of it (4.4b, 7.4.3b); append-only.

    ``place`` and ``reason`` say where a failed attempt was made, and why it failed; ``person`` who
    made it. A public notice hangs at a ``place`` until ``over_at``. What the post says later of what
    it took is a row of its own: received on a day, or brought back."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="services")
    by = models.CharField(max_length=14)
    at = models.DateTimeField()
    to = models.CharField(max_length=120)
    proof = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=8, default=ServiceOutcome.SERVED.value)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=120, blank=True)
    over_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)  # by the return receipt, of what went by post

    class Meta:
        """Ways of service are known; what failed says where, why and with whom."""

        constraints = [
            one_of("way_of_service_is_known", "by", ServedBy),
            one_of("outcome_of_service_is_known", "outcome", ServiceOutcome),
            models.CheckConstraint(
                condition=~Q(outcome=ServiceOutcome.FAILED.value)
                | ~Q(place="") & ~Q(reason="") & ~Q(person=""),
                name="a_failed_attempt_says_where_why_and_who",
            ),
            models.CheckConstraint(
                condition=Q(outcome=ServiceOutcome.POSTED.value, by=ServedBy.PUBLIC_NOTICE.value)
                & Q(over_at__isnull=False, over_at__gt=F("at"))
                & ~Q(place="")
                | ~Q(outcome=ServiceOutcome.POSTED.value) & Q(over_at__isnull=True),
                name="a_public_notice_says_where_and_until_when",
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(outcome=ServiceOutcome.POSTED.value),
                name="one_public_notice_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome=ServiceOutcome.PROVEN.value,
                    by=ServedBy.POST.value,
                    received_on__isnull=False,
                )
                | ~Q(outcome=ServiceOutcome.PROVEN.value),
                name="a_return_receipt_says_when",
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(outcome=ServiceOutcome.PROVEN.value),
                name="one_return_receipt_a_paper",
            ),
        ]


class Letter(Row):
    """A letter to be sent: the outbox (decision 13). ``key`` lets a reader be told once only."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="letters", db_index=False)
    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10)
    to = models.CharField(max_length=320)
    template = models.CharField(max_length=60)
    params = models.JSONField()
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)  # NULL once sent or given up
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        """What is due to be sent is found without looking at what was."""

        constraints = [one_of("letter_channel_is_known", "channel", LetterChannel)]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(next_try_at__isnull=False),
                name="letters_to_send",
            )
        ]


class Counter(Row):
    """Numbers without gaps (decision 7): one row per unit, kind and year."""

    unit = models.ForeignKey(Unit, models.PROTECT)
    kind = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()

    class Meta:
        """One counter each."""

        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year"], name="one_counter_each")
        ]
