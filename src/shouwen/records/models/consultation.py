"""Whom else the handler of a case, or whoever holds a contact, asks (4.3)."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.case import Case
from shouwen.records.models.contact import Contact
from shouwen.records.models.office import Post
from shouwen.rules.words import ConsultationKind, ConsultationState, ToldHow

WITH_AN_ANSWER = [ConsultationState.ANSWERED.value, ConsultationState.TOLD.value]


class Consultation(Row):
    """One question on a case or a contact, to a post of the office or to a body ``outside``, with what came of it:
    the answer, and what the applicant was told of it and how."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="consultations")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="consultations")
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    outside = models.CharField(max_length=120, blank=True)
    question = models.TextField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    told = models.TextField(blank=True)
    told_by = models.CharField(max_length=10, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        """One is asked something; an answer has its words and its time, and so has what was told."""

        constraints = [
            one_of("consultation_kind_is_known", "kind", ConsultationKind),
            one_of("consultation_state_is_known", "state", ConsultationState),
            models.CheckConstraint(
                condition=Q(case__isnull=False, contact=None)
                | Q(case=None, contact__isnull=False, kind=ConsultationKind.CONSULT.value),
                name="a_consultation_is_on_one_case_or_contact",
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=False, outside="") | Q(post__isnull=True) & ~Q(outside=""),
                name="a_consultation_asks_one",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ConsultationKind.ASSIST.value) | Q(post__isnull=False),
                name="a_post_of_ours_assists",
            ),
            models.CheckConstraint(
                condition=~Q(question=""), name="a_consultation_says_what_is_asked"
            ),
            models.CheckConstraint(
                condition=Q(state__in=WITH_AN_ANSWER, answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state__in=WITH_AN_ANSWER) & Q(answered_at__isnull=True, answer=""),
                name="an_answer_has_its_words_and_its_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ConsultationState.TOLD.value,
                    told_at__isnull=False,
                    told_by__in=[way.value for way in ToldHow],
                )
                & ~Q(told="")
                | ~Q(state=ConsultationState.TOLD.value)
                & Q(told_at__isnull=True, told_by="", told=""),
                name="what_was_told_of_an_answer_says_what_and_how",
            ),
        ]
