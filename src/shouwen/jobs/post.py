"""What the mailbox brings: each mail becomes a contact, or a message on one, once (1.3.4a).

A mailbox that is down is read again a minute later; a mail that cannot be taken in is left to people
and hinders no other. The mailbox itself is changed by nothing."""

import logging
from collections.abc import Callable
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import OperationalError

from shouwen.acts import Barred, Party, Reused
from shouwen.acts.contact import Wanted, note_reply, receive, reopen
from shouwen.acts.post import (
    LONGEST_LETTER,
    Box,
    Came,
    go_on_after,
    mailbox_is_down,
    mailbox_was_read,
    note_mail,
    take_mailbox,
)
from shouwen.acts.receiving import Upload
from shouwen.exchange.mail import Mail, read
from shouwen.exchange.mailbox import Down, Fetched, Mark, unread
from shouwen.exchange.uploads import Refused, keep
from shouwen.now import now
from shouwen.queries.asking import office_asked
from shouwen.queries.post import Earlier, done_under, earlier, known, request_of
from shouwen.rules.regimes.first_contact.replies import asks_nothing_more
from shouwen.rules.words import ContactChannel, MailFate

log = logging.getLogger(__name__)

NO_WORDS = "（邮件里没有能读出来的文字，请看附件或者到邮箱里看原件。）"
NOT_KEPT = "（附件没有收下：{why}）"
NOT_WHOLE = "“{name}”太大，没有从邮箱里取，请到邮箱里看原件。"
CUT = "（太长，后面还有 {n} 字，请到邮箱里看原件。）"


def read_mailbox_now() -> int:
    """Every mail that came since it was last read; answers with how many they were."""
    office = office_asked() if settings.IMAP_URL else None
    box = take_mailbox(office, _address(settings.IMAP_URL), now()) if office else None
    if box is None:
        return 0
    n = 0
    try:
        for fetched in unread(settings.IMAP_URL, Mark(box.numbering, box.last)):
            take_in(box, fetched)
            n += 1
    except Down as hindrance:
        log.warning("the mailbox could not be read: %s", hindrance)
        mailbox_is_down(box, now(), str(hindrance))
    else:
        mailbox_was_read(box, now())
    return n


def take_in(box: Box, fetched: Fetched) -> None:
    """One mail becomes what it is, and the list says so. What hinders it, whatever it is, stays with
    that one; only a database that is away hinders all, until it is back."""
    mail = read(fetched.raw, whole=fetched.whole)
    if not known(box.id, mail.id):
        came = Came(mail.id, mail.sender, mail.subject, now())
        try:
            fate, contact = _become(box, mail)
        except OperationalError:
            raise
        except Exception as hindrance:
            log.exception("mail %s could not be taken in", mail.id)
            note_mail(box, came, MailFate.HINDERED, failure=_said(hindrance))
        else:
            note_mail(box, came, fate, contact)
    go_on_after(box, fetched.mark.numbering, fetched.mark.last, now())


def _become(box: Box, mail: Mail) -> tuple[MailFate, UUID | None]:
    """What became of a mail, and the contact it is on. What a program wrote asks for nothing."""
    before = earlier(box.id, mail.refers_to, mail.subject, mail.sender)
    if mail.automatic or mail.sender.casefold() == settings.DEFAULT_FROM_EMAIL.casefold():
        return MailFate.AUTOMATIC, before.matter if before else None
    uploads, text = _content(mail)
    if before is None:
        return MailFate.CONTACT, _received(box, mail, text, uploads, None)
    if before.settled and not mail.enclosed and asks_nothing_more(mail.text):
        return MailFate.THANKS, before.matter
    ways = (reopen,) if before.settled else (note_reply, reopen)
    matter = _added(box, mail, before, text, uploads, ways)
    if matter is not None:
        return MailFate.MESSAGE, matter
    return MailFate.CONTACT, _received(box, mail, text, uploads, before.matter)


def _received(
    box: Box, mail: Mail, text: str, uploads: tuple[Upload, ...], follows: UUID | None
) -> UUID:
    """A new contact of it."""
    address = mail.sender if "@" in mail.sender else ""
    wanted = Wanted(ContactChannel.EMAIL, text, name=mail.name[:120], email=address)
    request_id = request_of(box.id, mail.id)
    try:
        done = receive(
            box.jurisdiction,
            by=Party(),
            at=now,
            request_id=request_id,
            wanted=wanted,
            uploads=uploads,
            follows=follows,
        )
    except Reused:  # taken in before under other settings, and killed before that was noted
        return _done(request_id)
    return done.matter


def _added(
    box: Box,
    mail: Mail,
    before: Earlier,
    text: str,
    uploads: tuple[Upload, ...],
    ways: tuple[Callable[..., object], ...],
) -> UUID | None:
    """The contact that it was added to, in the first of some ways that is open; None where none is:
    the days in which one may go on are over."""
    request_id = request_of(box.id, mail.id)
    said = {"text": text, "message_id": mail.id, "uploads": uploads}
    for way in ways:
        try:
            way(before.matter, by=Party(), at=now, request_id=request_id, **said)
        except Barred:
            continue
        except Reused:
            return _done(request_id)
        return before.matter
    return None


def _done(request_id: str) -> UUID:
    matter = done_under(request_id)
    assert matter is not None, "a request id is on the ledger once it was used"
    return matter


def _content(mail: Mail) -> tuple[tuple[Upload, ...], str]:
    """What is kept of its files, and its words with a sentence for each file that is not."""
    kept, refused = [], []
    for n, file in enumerate(mail.enclosed):
        try:
            if not file.whole:
                raise Refused(NOT_WHOLE.format(name=file.name))
            if n >= settings.DATA_UPLOAD_MAX_NUMBER_FILES:
                raise Refused(f"“{file.name}”是第 {n + 1} 个，一次最多收 {n} 个。")
            kept.append(
                keep(settings.MEDIA_ROOT, file.name, [file.content], settings.UPLOAD_MAX_BYTES)
            )
        except Refused as why:
            refused.append(NOT_KEPT.format(why=why))
    return tuple(kept), "\n\n".join([*_words(mail), *refused[:_MOST_SAID]])


_MOST_SAID = 20  # sentences about files


def _words(mail: Mail) -> list[str]:
    subject = [] if not mail.subject or mail.subject in mail.text else [mail.subject]
    text = mail.text or NO_WORDS
    more = len(text) - LONGEST_LETTER
    return [*subject, text[:LONGEST_LETTER], *([CUT.format(n=more)] if more > 0 else [])]


def _said(hindrance: Exception) -> str:
    if isinstance(hindrance, Barred):
        return "; ".join(bar.code for bar in hindrance.bars)
    return f"{type(hindrance).__name__}: {hindrance}"


def _address(url: str) -> str:
    """The mailbox without its password, by which it is known."""
    at = urlsplit(url)
    return f"{unquote(at.username or '')}@{at.hostname}/{unquote(at.path.strip('/')) or 'INBOX'}"
