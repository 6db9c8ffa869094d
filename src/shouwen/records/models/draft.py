"""What somebody is writing at home, before it is an application: no matter, and on no chain."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row
from shouwen.records.models.case import Case
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction
from shouwen.records.models.service import ServiceVersion


class Draft(Row):
    """An application that is being written, or the answer to a correction notice of ``case``. It
    keeps the version it was begun under (5.1a), and what was said only until it is sent or its time
    is over (个人信息保护法 art. 47)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    version = models.ForeignKey(ServiceVersion, models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, db_index=False)
    number = models.CharField(max_length=10, null=True, unique=True)
    code = models.CharField(max_length=12, blank=True)
    said = models.JSONField()
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    sent_as = models.ForeignKey(Matter, models.PROTECT, null=True, db_index=False)

    class Meta:
        """Whoever writes an application opens it by its number, an answer by its case."""

        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=False, case__isnull=True) & ~Q(code="")
                | Q(number__isnull=True, case__isnull=False, code=""),
                name="a_draft_is_opened_by_number_and_code_or_by_its_case",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_as__isnull=True)
                | Q(sent_at__isnull=False, sent_as__isnull=False),
                name="a_draft_that_was_sent_says_what_it_became",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(sent_at__isnull=True),
                name="one_answer_of_a_case_is_being_written",
            ),
        ]


class DraftFile(Row):
    """A file of a draft, stored by its content (decision 12). ``advice`` is what it looked like
    where it looked odd; it stands in nobody's way."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="files", db_index=False)
    key = models.CharField(max_length=40)  # the material it belongs to
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=80)
    pages = models.PositiveIntegerField()
    advice = models.CharField(max_length=12, blank=True)

    class Meta:
        """Files lie in the order they came."""

        constraints = [
            models.UniqueConstraint(
                fields=["draft", "key", "position"], name="files_of_a_draft_have_their_place"
            )
        ]
