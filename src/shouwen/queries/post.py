"""What comes by post and by mail: which contact a mail goes on with, and what became of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from shouwen.records.models import Contact, LedgerEntry, Letter, Mail
from shouwen.rules.numbers import written
from shouwen.rules.words import ContactState, MatterKind

_NUMBERS = re.compile(r"[0-9]+-[A-Za-z]{2}-[0-9]{8}-[0-9]{5,}-[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The contact that a mail goes on with, and whether it is settled."""

    matter: UUID
    settled: bool


def known(mailbox: UUID, message_id: str) -> bool:
    """Whether a mail was read before."""
    return Mail.objects.filter(mailbox=mailbox, message_id=message_id).exists()


def request_of(mailbox: UUID, message_id: str) -> str:
    """The id of the request that a mail is: the same one twice is one act."""
    return f"mail-{sha256(f'{mailbox} {message_id}'.encode()).hexdigest()[:48]}"


def done_under(request_id: str) -> UUID | None:
    """The matter on which an act was done under a request id."""
    done = LedgerEntry.objects.filter(request_id=request_id)
    return done.values_list("matter", flat=True).first()


def earlier(mailbox: UUID, refers_to: Sequence[str], subject: str, sender: str) -> Earlier | None:
    """The contact that a mail goes on with: it answers a letter of ours or another mail on it, or its
    subject names the number and it comes from the address that asked. A number alone opens nothing:
    it stands on papers, and anybody may write one."""
    matter = _by_mail(mailbox, refers_to) or _by_letter(refers_to) or _by_number(subject, sender)
    if matter is None:
        return None
    found = Contact.objects.filter(pk=matter).values_list("matter__state", flat=True).first()
    return Earlier(matter, found == ContactState.SETTLED) if found else None


def _by_mail(mailbox: UUID, refers_to: Sequence[str]) -> UUID | None:
    mails = Mail.objects.filter(
        mailbox=mailbox, message_id__in=list(refers_to), contact__isnull=False
    )
    return mails.order_by("-at").values_list("contact", flat=True).first()


def _by_letter(refers_to: Sequence[str]) -> UUID | None:
    """Our letters carry their key as their Message-ID."""
    keys = [each.partition("@")[0].replace(".", ":") for each in refers_to]
    letters = Letter.objects.filter(key__in=keys)
    return letters.order_by("-written_at").values_list("matter", flat=True).first()


def _by_number(subject: str, sender: str) -> UUID | None:
    numbers = [number for each in _NUMBERS.findall(subject) if (number := written(each))]
    found = Contact.objects.filter(
        matter__number__in=numbers, matter__kind=MatterKind.CONTACT, email__iexact=sender or "-"
    )
    return found.order_by("-received_at").values_list("pk", flat=True).first()
