"""The mailbox that the office reads: who reads it now, how far it was read, and what became of each
mail (1.3.4a).

What a mail says becomes a contact, or a message on one, by acts of their own; here is only noted that
it did. An act that was done while the note was not is done again under the same request id, which
does nothing twice (decision 8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from shouwen.records.keys import new_key
from shouwen.records.models import Mail, Mailbox
from shouwen.rules.words import MailFate

LEASE = timedelta(minutes=10)
"""How long whoever reads has it to themselves; if they are killed meanwhile, somebody else goes on."""

LONGEST = 300  # signs of what hindered
LONGEST_LETTER = 20_000  # signs of what somebody wants; of a longer mail its beginning


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox to be read now, and whose it is; ``numbering`` and ``last`` say how far it was."""

    id: UUID
    jurisdiction: UUID
    numbering: int
    last: int


@dataclass(frozen=True, slots=True)
class Came:
    """A mail, as the list of them knows it."""

    id: str
    sender: str
    subject: str
    at: datetime


@transaction.atomic
def take_mailbox(jurisdiction: UUID, address: str, at: datetime) -> Box | None:
    """The mailbox of an address, to read it; None while somebody else does."""
    Mailbox.objects.bulk_create(
        [Mailbox(id=new_key(at), jurisdiction_id=jurisdiction, address=address)],
        ignore_conflicts=True,
    )
    row = Mailbox.objects.select_for_update().get(address=address)
    if row.leased_until is not None and row.leased_until > at:
        return None
    row.leased_until = at + LEASE
    row.save(update_fields=["leased_until"])
    return Box(row.pk, row.jurisdiction_id, row.numbering, row.last)


def note_mail(
    box: Box, came: Came, fate: MailFate, contact: UUID | None = None, failure: str = ""
) -> None:
    """What became of one mail; of one that was noted before nothing new."""
    row = Mail(
        id=new_key(came.at),
        mailbox_id=box.id,
        message_id=came.id,
        sender=came.sender,
        subject=came.subject,
        at=came.at,
        fate=fate,
        contact_id=contact,
        failure=failure[:LONGEST],
    )
    Mail.objects.bulk_create([row], ignore_conflicts=True)


def go_on_after(box: Box, numbering: int, last: int, at: datetime) -> None:
    """Reading goes on after this mail, and whoever reads has it for a while longer."""
    Mailbox.objects.filter(pk=box.id).update(
        numbering=numbering, last=last, leased_until=at + LEASE
    )


def mailbox_was_read(box: Box, at: datetime) -> None:
    """It was read to its end."""
    Mailbox.objects.filter(pk=box.id).update(
        leased_until=None, read_at=at, failing_since=None, failure=""
    )


@transaction.atomic
def mailbox_is_down(box: Box, at: datetime, why: str) -> None:
    """It could not be read; since when stays as it was first noted, and ``shouwen doctor`` says it."""
    row = Mailbox.objects.select_for_update().get(pk=box.id)
    row.leased_until = None
    row.failing_since = row.failing_since or at
    row.failure = why[:LONGEST] or "?"
    row.save(update_fields=["leased_until", "failing_since", "failure"])


def looked_at(mail: UUID, at: datetime) -> None:
    """Somebody of the office looked at a mail that could not be taken in."""
    Mail.objects.filter(pk=mail, fate=MailFate.HINDERED, by_hand_at=None).update(by_hand_at=at)
