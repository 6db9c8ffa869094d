"""What breaks the constraints of mailboxes and of what became of their mails (1.3.4a)."""

from shouwen.acts.post import Came, note_mail, take_mailbox
from shouwen.records.keys import new_key
from shouwen.records.models import Mail, Mailbox
from shouwen.rules.words import MailFate
from tests.acts.world import at

WHEN = at("2026-12-01 09:00")


def post_came(world):
    """A mailbox was read: a program wrote one mail, another could not be taken in."""
    box = take_mailbox(world.jurisdiction, "post@example.org/INBOX", WHEN)
    note_mail(box, Came("a@x", "a@example.org", "自动回复", WHEN), MailFate.AUTOMATIC)
    note_mail(box, Came("b@x", "b@example.org", "x", WHEN), MailFate.HINDERED, failure="stuck")


def mail(name, **changes):
    return lambda rows: Mail.objects.filter(message_id=name).update(**changes)


def box(**changes):
    return lambda rows: Mailbox.objects.update(**changes)


def taken_in_twice(rows):
    row = Mail.objects.get(message_id="a@x")
    row.pk = new_key(WHEN)
    row.save(force_insert=True)


BREAKS = {
    "a_mailbox_that_is_down_says_why": [box(failing_since=WHEN), box(failure="refused")],
    "fate_of_a_mail_is_known": [mail("a@x", fate="burnt")],
    "a_mail_is_taken_in_once": [taken_in_twice],
    "a_mail_that_was_taken_in_is_on_its_contact": [
        mail("a@x", fate=fate.value)
        for fate in (MailFate.CONTACT, MailFate.MESSAGE, MailFate.THANKS)
    ],
    "a_mail_that_was_hindered_says_by_what": [
        mail("b@x", failure=""),
        mail("a@x", failure="stuck"),
        mail("a@x", by_hand_at=WHEN),
    ],
}
