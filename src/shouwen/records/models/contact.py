"""Contacts: every visit, call, letter, mail and question on the web, with who had it and what came of
it (regime 1)."""

from django.db import models
from django.db.models import F, Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.case import Case
from shouwen.records.models.directory import Entry
from shouwen.records.models.matter import Matter
from shouwen.records.models.office import Jurisdiction, Person, Post, Unit
from shouwen.records.models.service import ServiceVersion
from shouwen.rules.words import (
    ContactChannel,
    ContactDisposition,
    HandoverKind,
    HandoverState,
    ReportKind,
    ToldBy,
)


class Contact(models.Model):
    """Somebody who asked, in their words, and how to reach them. ``first_officer`` and ``first_post``
    are whoever they asked first, and never change once they are known (1.1a); ``holder`` is the post
    that owes what comes of it now. ``sealed``: it reports on somebody, who does not see it (1.3.4b).
    ``disposition`` is what came of it last; how, its :class:`Disposition` says."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False)
    channel = models.CharField(max_length=8)
    lookup_code = models.CharField(max_length=12)
    wanted = models.TextField()
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_key = models.CharField(max_length=120, blank=True)  # however it was written
    phone_declined = models.BooleanField(default=False)
    other_way = models.CharField(max_length=200, blank=True)  # to reach who left no phone
    email = models.CharField(max_length=320, blank=True)
    first_officer = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    first_post = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_index=False
    )
    holder = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    received_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    disposition = models.CharField(max_length=16, blank=True)
    disposed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    sealed = models.BooleanField(default=False)
    reopened = models.PositiveSmallIntegerField(default=0)
    follows = models.ForeignKey("self", models.PROTECT, null=True, db_index=False)  # an earlier one
    rating = models.PositiveSmallIntegerField(null=True)  # one to five, by the asker alone
    rated_at = models.DateTimeField(null=True)
    corrections = models.JSONField(default=list)  # [{at, person, was: {column: text}}, …]
    notes = models.JSONField(default=list)  # of the office's own: [{at, person, act, text}, …]
    tries = models.JSONField(default=list)  # calls that reached nobody: [{at, said}, …]

    class Meta:
        """Something is asked; whoever was asked first is known with their post; nothing is settled
        without having come to something."""

        constraints = [
            one_of("contact_channel_is_known", "channel", ContactChannel),
            models.CheckConstraint(condition=~Q(wanted=""), name="what_is_asked_is_written"),
            models.CheckConstraint(
                condition=Q(first_officer=None, first_post=None, holder=None, taken_at=None)
                | Q(
                    first_officer__isnull=False,
                    first_post__isnull=False,
                    holder__isnull=False,
                    taken_at__isnull=False,
                ),
                name="who_was_asked_first_has_a_post_and_a_time",
            ),
            models.CheckConstraint(
                condition=Q(disposition="", disposed_at=None)
                | Q(
                    disposition__in=[kind.value for kind in ContactDisposition],
                    disposed_at__isnull=False,
                ),
                name="a_disposition_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(disposition="") & Q(first_officer__isnull=False),
                name="no_contact_ends_with_nothing",
            ),
            models.CheckConstraint(
                condition=Q(phone_declined=False) | Q(phone=""), name="a_declined_phone_is_not_kept"
            ),
            models.CheckConstraint(
                condition=Q(phone="", phone_key="") | ~Q(phone="") & ~Q(phone_key=""),
                name="who_left_a_phone_is_found_by_it",
            ),
            models.CheckConstraint(
                condition=Q(rating=None, rated_at=None)
                | Q(rating__isnull=False, rating__range=(1, 5), rated_at__isnull=False),
                name="a_rating_is_one_of_five",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "received_at"], name="contacts_by_time"),
            models.Index(
                fields=["jurisdiction", "phone_key", "received_at"],
                condition=~Q(phone_key=""),
                name="contacts_by_phone",
            ),
        ]


class ContactAbout(Row):
    """Somebody of the office whom a contact reports on: they see nothing of it (1.3.4b)."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="about", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        """Once each."""

        constraints = [
            models.UniqueConstraint(
                fields=["contact", "person"], name="a_contact_is_about_somebody_once"
            )
        ]


class ContactHandover(Row):
    """A contact handed from one post to another, and what the other said to it (1.1b, 1.2c). ``person``
    handed it over, ``answered_by`` confirmed or declined."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="handovers")
    nth = models.PositiveSmallIntegerField()  # of the contact: several may be of one instant
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    from_post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    to_post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    why = models.TextField()
    at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True)

    class Meta:
        """It says why; one waits at a time, for somebody else; who declines says why."""

        constraints = [
            models.UniqueConstraint(
                fields=["contact", "nth"], name="hand_overs_of_a_contact_have_an_order"
            ),
            one_of("handover_kind_is_known", "kind", HandoverKind),
            one_of("handover_state_is_known", "state", HandoverState),
            models.CheckConstraint(condition=~Q(why=""), name="a_contact_is_handed_over_with_why"),
            models.CheckConstraint(
                condition=~Q(from_post=F("to_post")), name="nobody_hands_over_to_themselves"
            ),
            models.CheckConstraint(
                condition=Q(state=HandoverState.WAITING.value, answered_at=None)
                | ~Q(state=HandoverState.WAITING.value) & Q(answered_at__isnull=False),
                name="a_hand_over_waits_until_it_is_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state=HandoverState.DECLINED.value) | ~Q(said=""),
                name="who_declines_a_contact_says_why",
            ),
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(state=HandoverState.WAITING.value),
                name="one_hand_over_waits",
            ),
        ]
        indexes = [models.Index(fields=["person", "at"], name="hand_overs_by_person")]


class Briefing(Row):
    """Somebody handed over wrongly so often that it is to be gone through with them (1.2b). The
    ``contact`` is the one that showed it, ``post`` the one they handed it over from. It ended with
    what was gone through on which day; or with nothing said, where it was too often no more."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="briefings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    held_on = models.DateField(null=True)
    said = models.TextField(blank=True)

    class Meta:
        """One at a time with one person; what was gone through is said with its day, by somebody else
        than whom it was for."""

        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at=None),
                name="one_briefing_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None, said="")
                | Q(ended_at__isnull=False, held_on__isnull=False) & ~Q(said=""),
                name="a_briefing_says_what_was_gone_through_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_briefing_was_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | ~Q(ended_by=F("person")),
                name="nobody_goes_through_it_with_themselves",
            ),
        ]


class Disposition(Row):
    """One thing a contact came to, with its proof: what was said, which guide was told, where to they
    were guided, the case, the other body. ``post`` says from which it was done."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    not_at_once = models.TextField(blank=True)  # why not on the spot (1.3.1b)
    version = models.ForeignKey(
        ServiceVersion, models.PROTECT, null=True, related_name="+", db_index=False
    )
    told_by = models.CharField(max_length=10, blank=True)
    target = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    room = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    body = models.CharField(max_length=170, blank=True)
    body_phone = models.CharField(max_length=40, blank=True)
    body_confirmed_at = models.DateTimeField(null=True)  # when that phone was last found right
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+", db_index=False)
    hotline_number = models.CharField(max_length=60, blank=True)  # of the hotline's reply
    report_kind = models.CharField(max_length=16, blank=True)
    anonymous = models.BooleanField(default=False)

    class Meta:
        """Each kind has its proof."""

        constraints = [
            one_of("disposition_kind_is_known", "kind", ContactDisposition),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=[
                        ContactDisposition.ANSWERED.value,
                        ContactDisposition.CALLED_BACK.value,
                        ContactDisposition.OUTCOME_TOLD.value,
                        ContactDisposition.NOT_ELIGIBLE.value,
                        ContactDisposition.LEFT.value,
                    ]
                )
                | ~Q(text=""),
                name="what_was_said_to_the_asker_is_written",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=[
                        ContactDisposition.TOLD_IN_FULL.value,
                        ContactDisposition.NOT_ELIGIBLE.value,
                    ]
                )
                | Q(version__isnull=False, told_by__in=[way.value for way in ToldBy]),
                name="a_guide_is_told_by_its_version",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ContactDisposition.ACCEPTED.value) | Q(case__isnull=False),
                name="what_was_accepted_is_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=[
                        ContactDisposition.GUIDED.value,
                        ContactDisposition.PHONE_GIVEN.value,
                    ]
                )
                | Q(target__isnull=False) & ~Q(phone=""),
                name="who_is_guided_knows_where_and_whom_to_call",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ContactDisposition.TAKEN_FOR_ABSENT.value)
                | Q(target__isnull=False),
                name="what_is_taken_for_another_names_their_post",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ContactDisposition.REFERRED.value)
                | ~Q(body="") & ~Q(body_phone="")
                | ~Q(hotline_number=""),
                name="who_is_referred_knows_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(entry=None) | ~Q(body="") & Q(body_confirmed_at__isnull=False),
                name="who_is_referred_by_the_directory_has_a_phone_that_is_right",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=[
                        ContactDisposition.FINDING_OUT.value,
                        ContactDisposition.ASKING.value,
                        ContactDisposition.TAKEN_FOR_ABSENT.value,
                    ]
                )
                | ~Q(not_at_once=""),
                name="what_is_not_done_at_once_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ContactDisposition.REPORTED.value)
                | Q(report_kind__in=[kind.value for kind in ReportKind]),
                name="a_report_is_of_a_kind",
            ),
        ]


class ContactMessage(Row):
    """What was written on a contact after it came in, by the asker or to them. ``message_id``: of a
    mail, so that the same one twice is one."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    from_asker = models.BooleanField()
    text = models.TextField()
    message_id = models.CharField(max_length=255, null=True, unique=True)

    class Meta:
        """It says something."""

        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_message_says_something")
        ]
