"""What is given back of the materials of a case (7.4.4)."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.case import Case, CaseMaterial
from shouwen.records.models.paper import Paper
from shouwen.rules.words import Fate, IdDocument, ReturnState, ServedBy, Taker

BY = [ServedBy.HAND.value, ServedBy.POST.value]


class MaterialReturn(Row):
    """One return: who asked for it and how they wish to get the materials; then who took them, by
    which document and proof. ``power_…`` are what the power of attorney says; ``slip`` is the paper
    that was signed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="returns")
    state = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    wished_by = models.CharField(max_length=12)
    address = models.CharField(max_length=200, blank=True)
    returned_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=12, blank=True)
    tracking = models.CharField(max_length=60, blank=True)
    taker = models.CharField(max_length=20, blank=True)
    taker_name = models.CharField(max_length=120, blank=True)
    document = models.CharField(max_length=16, blank=True)
    document_number = models.CharField(max_length=40, blank=True)
    document_until = models.DateField(null=True)  # None: valid for good
    proof = models.CharField(max_length=200, blank=True)
    power_agent = models.CharField(max_length=120, blank=True)
    power_since = models.DateField(null=True)
    power_until = models.DateField(null=True)
    witnesses = models.JSONField(default=list)  # two, where the taker made a mark
    slip = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        """One waits at a time; what was handed back went to somebody known by a document."""

        constraints = [
            one_of("return_state_is_known", "state", ReturnState),
            models.CheckConstraint(
                condition=Q(wished_by__in=BY, by__in=["", *BY]),
                name="materials_go_by_hand_or_post",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=ReturnState.ASKED.value),
                name="one_return_waits_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ReturnState.ASKED.value,
                    returned_at__isnull=True,
                    slip__isnull=True,
                    by="",
                    taker="",
                )
                | Q(
                    state=ReturnState.HANDED_BACK.value,
                    returned_at__isnull=False,
                    slip__isnull=False,
                    by__in=BY,
                    taker__in=[taker.value for taker in Taker],
                    document__in=[kind.value for kind in IdDocument],
                )
                & ~Q(taker_name="")
                & ~Q(document_number=""),
                name="a_return_says_to_whom_by_which_document",
            ),
            models.CheckConstraint(
                condition=~Q(taker=Taker.AGENT.value)
                | ~Q(power_agent="") & Q(power_since__isnull=False),
                name="an_agent_has_a_power_of_attorney",
            ),
            models.CheckConstraint(
                condition=~Q(by=ServedBy.POST.value) | ~Q(address="") & ~Q(tracking=""),
                name="a_parcel_has_an_address_and_a_number",
            ),
        ]


class ReturnLine(Row):
    """What became of one material in a return; ``ground``: the article by which it is held back."""

    material_return = models.ForeignKey(
        MaterialReturn, models.PROTECT, related_name="lines", db_index=False
    )
    material = models.ForeignKey(CaseMaterial, models.PROTECT, related_name="+", db_index=False)
    fate = models.CharField(max_length=10)
    ground = models.CharField(max_length=200, blank=True)

    class Meta:
        """Nothing is given back twice, and nothing is held back without an article."""

        constraints = [
            one_of("fate_is_known", "fate", Fate),
            models.CheckConstraint(
                condition=Q(fate=Fate.HELD_BACK.value) & ~Q(ground="")
                | ~Q(fate=Fate.HELD_BACK.value) & Q(ground=""),
                name="what_is_held_back_has_its_article",
            ),
            models.UniqueConstraint(
                fields=["material_return", "material"], name="a_return_names_a_material_once"
            ),
            models.UniqueConstraint(
                fields=["material"],
                condition=Q(fate__in=[Fate.RETURNED.value, Fate.COPY_KEPT.value]),
                name="a_material_is_returned_once",
            ),
        ]
