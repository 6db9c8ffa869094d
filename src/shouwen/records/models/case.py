"""A case and what runs beside it: materials, corrections, steps, attachments."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction, Post
from shouwen.records.models.paper import Paper
from shouwen.records.models.service import ServiceVersion
from shouwen.rules.words import (
    WAYS_TO_SOMEBODY,
    CallBack,
    CaseOutcome,
    Channel,
    Check,
    CorrectionState,
    PartyEnd,
    PartyIdKind,
    StepState,
    SuccessionState,
    ToldBy,
)


class Case(models.Model):
    """One application for one version of a service. It keeps its version (5.1a)."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    version = models.ForeignKey(ServiceVersion, models.PROTECT)
    window = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    handler = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    lookup_code = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    applicant = models.CharField(max_length=120)
    id_kind = models.CharField(max_length=12)
    id_number = models.CharField(max_length=40)
    phone = models.CharField(max_length=40, blank=True)
    phone_key = models.CharField(max_length=120, blank=True)  # however it was written
    phone_declined = models.BooleanField(default=False)
    sms_declined = models.BooleanField(default=False)
    email = models.CharField(max_length=320, blank=True)  # the longest there is
    address = models.CharField(max_length=200, blank=True)
    agent = models.CharField(max_length=120, blank=True)
    agent_id_number = models.CharField(max_length=40, blank=True)
    agent_power_seen = models.BooleanField(default=False)  # 授权委托书 (行政许可法 art. 29)
    agent_power_until = models.DateField(null=True)  # as the applicant says it
    electronic_service = models.BooleanField(default=False)  # agreed to, until taken back
    electronic_address = models.CharField(max_length=120, blank=True)  # where to, if elsewhere
    result_by = models.CharField(max_length=12, blank=True)  # how they wish to get the result
    subject = models.CharField(max_length=200, blank=True)  # e.g. the premises' name
    not_at_once = models.TextField(blank=True)  # why what may be done on the spot was not (1.3.1b)
    told_on = models.DateField(null=True)  # of an older version, which the applicant keeps to
    told_by = models.CharField(max_length=10, blank=True)
    told_reference = models.CharField(max_length=120, blank=True)
    renews = models.CharField(max_length=80, blank=True)  # number of the licence it renews
    renews_until = models.DateField(null=True)  # that licence's last day
    renews_in_time = models.BooleanField(default=False)  # applied for in time: silence renews
    received_at = models.DateTimeField()
    materials_at = models.DateTimeField()  # when the materials last came: silence counts from it
    accepted_at = models.DateTimeField(null=True)  # as of: back-dated where deemed
    deemed = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)  # what was decided, once it is
    closed_at = models.DateTimeField(null=True)
    counted = models.BooleanField(default=False)  # in the figures of the promise (Tally)
    withdrawal_signed_by = models.CharField(max_length=120, blank=True)
    withdrawal_proposed_by = models.CharField(max_length=8, blank=True)
    withdrawal_reason = models.TextField(blank=True)  # none is owed
    called_back_at = models.DateTimeField(null=True)
    call_back_result = models.CharField(max_length=16, blank=True)
    call_back_said = models.TextField(blank=True)

    class Meta:
        """Nothing is accepted before its materials came, nor decided before it is accepted."""

        constraints = [
            one_of("id_kind_is_known", "id_kind", PartyIdKind),
            models.CheckConstraint(
                condition=Q(result_by__in=["", *(way.value for way in WAYS_TO_SOMEBODY)]),
                name="way_of_the_result_is_known",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("received_at")),
                name="accepted_after_received",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | Q(accepted_at__isnull=False, decided_at__gte=F("accepted_at"))
                | Q(outcome=CaseOutcome.NOT_ACCEPTED.value, decided_at__gte=F("received_at")),
                name="decided_after_accepted",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="")
                | Q(
                    decided_at__isnull=False,
                    outcome__in=[outcome.value for outcome in CaseOutcome],
                ),
                name="what_was_decided_is_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_signed_by="") & Q(withdrawal_proposed_by="")
                | ~Q(withdrawal_signed_by="") & ~Q(withdrawal_proposed_by=""),
                name="a_withdrawal_is_signed_and_says_who_proposed_it",
            ),
            models.CheckConstraint(
                condition=Q(called_back_at__isnull=True, call_back_result="", call_back_said="")
                | Q(
                    called_back_at__isnull=False,
                    call_back_result__in=[found.value for found in CallBack],
                )
                & ~Q(call_back_said="")
                & ~Q(withdrawal_signed_by=""),
                name="a_call_back_says_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=Q(phone="", phone_key="") | ~Q(phone="") & ~Q(phone_key=""),
                name="whose_phone_is_known_is_found_by_it",
            ),
            models.CheckConstraint(
                condition=Q(not_at_once="") | Q(channel=Channel.COUNTER.value),
                name="why_it_is_not_done_at_once_is_said_at_the_window",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_by="", told_reference="")
                | Q(told_on__isnull=False, told_by__in=[way.value for way in ToldBy])
                & ~Q(told_reference=""),
                name="what_was_told_says_when_how_and_where",
            ),
            models.CheckConstraint(
                condition=Q(renews="", renews_until__isnull=True, renews_in_time=False)
                | ~Q(renews="") & Q(renews_until__isnull=False),
                name="what_is_renewed_has_its_last_day",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "renews", "renews_until"],
                condition=Q(closed_at__isnull=True) & ~Q(renews=""),
                name="one_application_at_a_time_renews_a_licence",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "id_number"], name="cases_of_a_person"),
            models.Index(
                fields=["jurisdiction", "phone_key", "received_at"],
                condition=~Q(phone_key=""),
                name="cases_by_phone",
            ),
            models.Index(
                fields=["matter"],
                condition=Q(closed_at__isnull=False, counted=False),
                name="ended_and_not_counted",
            ),
        ]


class CaseMaterial(Row):
    """One material of a case as filed at one time; a correction files it anew, the old row stays."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="materials", db_index=False)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    filing = models.PositiveSmallIntegerField()
    filed_at = models.DateTimeField()
    form = models.CharField(max_length=20)
    copies = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    answer = models.TextField(blank=True)  # the applicant's words, where no paper was needed
    check_result = models.CharField(max_length=12)
    fault = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    cure = models.TextField(blank=True)
    department = models.CharField(max_length=80, blank=True)  # that found it, where not the handler

    class Meta:
        """A material is filed once at a time."""

        constraints = [
            one_of("check_is_known", "check_result", Check),
            models.UniqueConstraint(
                fields=["case", "key", "filing"], name="one_filing_of_a_material_at_a_time"
            ),
        ]


class Attachment(Row):
    """A file handed in, stored by its content (decision 12)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    key = models.CharField(max_length=40)  # the material it belongs to
    filing = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=80)
    filed_at = models.DateTimeField()


class Correction(Row):
    """A notice of what to correct. The first one is the only one of its kind (4.2c);
    ``supplementary`` ones name new faults of what was filed anew or, with ``article`` and day of
    commencement, what a law asks that has changed since the receipt."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="corrections")
    state = models.CharField(max_length=10)
    supplementary = models.BooleanField(default=False)
    article = models.CharField(max_length=200, blank=True)
    commences = models.DateField(null=True)
    paper = models.ForeignKey(Paper, models.PROTECT, db_index=False)
    told_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Told once and in full: the database holds it, too."""

        constraints = [
            one_of("correction_state_is_known", "state", CorrectionState),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(supplementary=False),
                name="one_first_correction_notice_per_case",
            ),
            models.CheckConstraint(
                condition=Q(article="", commences__isnull=True)
                | ~Q(article="") & Q(commences__isnull=False, supplementary=True),
                name="a_changed_law_has_its_article_and_its_day",
            ),
        ]


class CorrectionPoint(Row):
    """One point of a correction notice: material, fault, ground, how to mend it. ``filing`` is the
    one that was at fault: 0 as first handed in, or not at all. ``department`` asked for it, where
    that was another than the handling section."""

    correction = models.ForeignKey(
        Correction, models.PROTECT, related_name="points", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    filing = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    fault = models.TextField()
    ground = models.TextField()
    cure = models.TextField()
    department = models.CharField(max_length=80, blank=True)

    class Meta:
        """A point names a material once."""

        constraints = [
            models.UniqueConstraint(
                fields=["correction", "key"], name="a_notice_names_a_material_once"
            )
        ]


class StepRun(Row):
    """One step of the procedure of a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_index=False)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    needed = models.BooleanField()
    doer = models.ForeignKey(Post, models.PROTECT, null=True, db_index=False)
    state = models.CharField(max_length=10)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)

    class Meta:
        """A step stands once in a case, and its dates go with its state."""

        constraints = [
            one_of("step_state_is_known", "state", StepState),
            models.UniqueConstraint(fields=["case", "key"], name="one_run_of_a_step"),
            models.CheckConstraint(
                condition=~Q(state=StepState.DONE.value)
                | Q(started_at__isnull=False, ended_at__isnull=False),
                name="a_done_step_was_begun_and_ended",
            ),
        ]


class ServiceWish(Row):
    """How the applicant wished to be served from ``at`` on: electronically or not, where to, and who
    signed that (4.4b); append-only, so that each hand-over can be held against it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="service_wishes")
    at = models.DateTimeField()
    electronic = models.BooleanField()
    address = models.CharField(max_length=120, blank=True)
    signed_by = models.CharField(max_length=120)

    class Meta:
        """Signed; who agrees says where to, and nobody else has an address."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(signed_by=""), name="a_wish_how_to_be_served_is_signed"
            ),
            models.CheckConstraint(
                condition=Q(electronic=True) & ~Q(address="") | Q(electronic=False, address=""),
                name="who_agrees_to_be_sent_papers_says_where_to",
            ),
        ]


class Succession(Row):
    """That the applicant of a case is no more, since when and by what proof; then who took the
    application over from ``former``, and what proves that (民法典 art. 67, 1121)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="successions")
    ended = models.CharField(max_length=10)
    ended_on = models.DateField()
    proof = models.CharField(max_length=200)
    former = models.CharField(max_length=120)
    noted_at = models.DateTimeField()
    taken_over_at = models.DateTimeField(null=True)
    successor = models.CharField(max_length=120, blank=True)
    successor_proof = models.CharField(max_length=200, blank=True)

    class Meta:
        """The end is proven, and so is who takes over; one is looked for at a time."""

        constraints = [
            one_of("why_an_applicant_is_no_more_is_known", "ended", PartyEnd),
            models.CheckConstraint(
                condition=~Q(proof=""), name="that_an_applicant_is_no_more_is_proven"
            ),
            models.CheckConstraint(
                condition=Q(taken_over_at__isnull=True, successor="", successor_proof="")
                | Q(taken_over_at__isnull=False) & ~Q(successor="") & ~Q(successor_proof=""),
                name="who_takes_an_application_over_proves_it",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(taken_over_at__isnull=True),
                name="one_successor_is_looked_for_at_a_time",
            ),
        ]

    @property
    def state(self) -> SuccessionState:
        """Whether anybody has taken it over."""
        taken_over = self.taken_over_at is not None
        return SuccessionState.TAKEN_OVER if taken_over else SuccessionState.LOOKED_FOR
