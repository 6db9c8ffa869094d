"""What comes by post and by mail: files of a contact, the mailboxes that are read, and what became of
each mail in them (1.3.4a)."""

from django.db import models
from django.db.models import Q

from shouwen.records.models._base import Row, one_of
from shouwen.records.models.contact import Contact, ContactMessage
from shouwen.records.models.office import Jurisdiction
from shouwen.rules.words import MailFate


class ContactFile(Row):
    """A file that came with a contact, or with a message on it: a scanned letter, what a mail
    encloses; stored by its content (decision 12)."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="files")
    message = models.ForeignKey(ContactMessage, models.PROTECT, null=True, db_index=False)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField()


class Mailbox(Row):
    """A mailbox that a job reads: how far it came under which numbering of its server, who reads it
    now, and since when it is down."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    address = models.CharField(max_length=320, unique=True)  # without the password
    numbering = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        """What is down says why."""

        constraints = [
            models.CheckConstraint(
                condition=Q(failing_since=None, failure="")
                | Q(failing_since__isnull=False) & ~Q(failure=""),
                name="a_mailbox_that_is_down_says_why",
            )
        ]


class Mail(Row):
    """A mail that was read, and what became of it: the same one twice is one. ``by_hand_at``: a mail
    that could not be taken in was looked at by somebody of the office."""

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, db_index=False)
    message_id = models.CharField(max_length=255)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    fate = models.CharField(max_length=10)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="mails")
    failure = models.CharField(max_length=300, blank=True)
    by_hand_at = models.DateTimeField(null=True)

    class Meta:
        """Each is one of the known; what became something is on its contact, what hindered is said."""

        constraints = [
            one_of("fate_of_a_mail_is_known", "fate", MailFate),
            models.UniqueConstraint(
                fields=["mailbox", "message_id"], name="a_mail_is_taken_in_once"
            ),
            models.CheckConstraint(
                condition=~Q(
                    fate__in=[
                        MailFate.CONTACT.value,
                        MailFate.MESSAGE.value,
                        MailFate.THANKS.value,
                    ]
                )
                | Q(contact__isnull=False),
                name="a_mail_that_was_taken_in_is_on_its_contact",
            ),
            models.CheckConstraint(
                condition=Q(fate=MailFate.HINDERED.value) & ~Q(failure="")
                | ~Q(fate=MailFate.HINDERED.value) & Q(failure="", by_hand_at=None),
                name="a_mail_that_was_hindered_says_by_what",
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"],
                condition=Q(fate="hindered", by_hand_at=None),
                name="mails_to_look_at",
            )
        ]
