"""The directory: whom to ask for what, in this office and in other units (1.2b, 1.3.3)."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row
from shouwen.records.models.office import Jurisdiction, Person, Post, Section


class OtherUnit(Row):
    """Another unit, or one section of it, and what it does: where people are sent whose matter is
    not ours (1.3.3). ``closed_at``: since when it is listed no more."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    name = models.CharField(max_length=80)
    section = models.CharField(max_length=80, blank=True)
    tasks = models.CharField(max_length=300)
    phone = models.CharField(max_length=30)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=100, blank=True)  # in words
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One line for a section of another unit, with what it does and where to call."""

        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "name", "section"], name="another_unit_is_listed_once"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(tasks="") & ~Q(phone=""),
                name="another_unit_has_its_tasks_and_its_phone",
            ),
        ]


class Entry(Row):
    """A line of the directory. Its key is that of what it is about; ``confirmed_at`` is when its
    keeper last said that it is right. ``reported_at`` is set while somebody says that it is
    ``wrong``, perhaps in words, and its keeper has not mended or confirmed it."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT)
    section = models.ForeignKey(Section, models.PROTECT, null=True, db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, db_index=False, related_name="+")
    other_unit = models.ForeignKey(OtherUnit, models.PROTECT, null=True, db_index=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    wrong = models.CharField(max_length=300, blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(
        Person, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        """An entry is about one thing, and has its key; who confirmed or reported it is known."""

        constraints = [
            models.CheckConstraint(
                condition=Q(section=F("id"), post=None, person=None, other_unit=None)
                | Q(section=None, post=F("id"), person=None, other_unit=None)
                | Q(section=None, post=None, person=F("id"), other_unit=None)
                | Q(section=None, post=None, person=None, other_unit=F("id")),
                name="an_entry_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(section=None, post=None, person=None, other_unit=None),
                name="an_entry_is_about_something",  # or all would be NULL, which no list refuses
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="a_confirmation_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None, wrong="")
                | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="what_is_wrong_was_reported_by_somebody",
            ),
        ]

    @property
    def right_since(self) -> datetime | None:
        """When its keeper last said that it is right; None where nobody did, or where somebody says
        that it is wrong."""
        return None if self.reported_at else self.confirmed_at
