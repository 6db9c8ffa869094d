"""What comes by post and by mail: which contact a mail goes on with, and what became of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from shouwen.queries.contacts import seen_by
from shouwen.queries.rows.pieces import FileRow
from shouwen.queries.rows.post import LetterRow, MailRow, PostPage
from shouwen.queries.viewer import CASE_WORK, NotFound, Viewer
from shouwen.records.models import Contact, ContactFile, LedgerEntry, Letter, Mail, Mailbox
from shouwen.rules.numbers import written
from shouwen.rules.words import ContactChannel, ContactState, MailFate, MatterKind
from shouwen.rules.worktime import chinese_time

_NUMBERS = re.compile(r"[0-9]+-[A-Za-z]{2}-[0-9]{8}-[0-9]{5,}-[0-9A-Za-z]")


MOST = 50  # mails of the list


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


def registry(viewer: Viewer) -> PostPage:
    """The paper letters of today and the latest mails, those that wait for somebody first; nothing of
    what reports on the viewer (1.3.4b). Raises ``NotForYou`` for who does not work with the public."""
    viewer.needs(*CASE_WORK)
    seen, place = seen_by(viewer), viewer.office.jurisdiction
    today = chinese_time(viewer.at).replace(hour=0, minute=0, second=0, microsecond=0)
    letters = seen.filter(channel=ContactChannel.LETTER, received_at__gte=today)
    mails = Mail.objects.filter(mailbox__jurisdiction=place).filter(
        Q(contact=None) | Q(contact__in=seen)
    )
    box = Mailbox.objects.filter(jurisdiction=place).order_by("-read_at").first()
    return PostPage(
        office=str(place),
        letters=tuple(
            LetterRow(
                number=row.matter.number,
                wanted=row.wanted,
                who=row.name,
                at=row.received_at,
                state=ContactState(row.matter.state),
                files=row.scans,
            )
            for row in letters.select_related("matter")
            .annotate(scans=Count("files"))
            .order_by("-received_at", "-pk")
        ),
        mails=tuple(
            MailRow(
                key=str(row.pk),
                sender=row.sender,
                subject=row.subject,
                at=row.at,
                fate=MailFate(row.fate),
                contact=row.contact.matter.number if row.contact else "",
                failure=row.failure,
                open=row.fate == MailFate.HINDERED and row.by_hand_at is None,
            )
            for row in mails.select_related("contact__matter").order_by("-at", "-pk")[:MOST]
        ),
        reads=bool(settings.IMAP_URL) or box is not None,
        read_at=box.read_at if box else None,
        down_since=box.failing_since if box else None,
    )


def mail_to_look_at(viewer: Viewer, key: UUID) -> UUID:
    """A mail of the viewer's office that could not be taken in. Raises ``NotFound`` and
    ``NotForYou``."""
    viewer.needs(*CASE_WORK)
    found = Mail.objects.filter(
        pk=key, mailbox__jurisdiction=viewer.office.jurisdiction, fate=MailFate.HINDERED
    )
    if not found.exists():
        raise NotFound(str(key))
    return key


def file(viewer: Viewer, number: str, key: UUID) -> FileRow:
    """A file that came with a contact which the viewer may see. Raises ``NotFound``."""
    found = ContactFile.objects.filter(
        contact__in=seen_by(viewer), contact__matter__number=number, pk=key
    ).first()
    if found is None:
        raise NotFound(str(key))
    return FileRow(str(found.pk), found.name, found.size, found.media_type, found.digest)
