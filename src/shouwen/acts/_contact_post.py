"""What a contact brings along and what its asker is told: files, and letters by mail or short message
(1.3.4a)."""

from collections.abc import Iterable

from shouwen.acts._frame.file import File
from shouwen.acts.receiving import Upload
from shouwen.records.models import Contact, ContactFile, ContactMessage, Disposition
from shouwen.rules.policy import number
from shouwen.rules.words import (
    ContactChannel,
    ContactDisposition,
    ContactState,
    LetterChannel,
)

IN_WRITING = frozenset({ContactChannel.LETTER, ContactChannel.EMAIL, ContactChannel.WEB})
"""Ways of asking after which nobody stands there to be told."""

TOLD_ALREADY = frozenset(
    {
        ContactDisposition.CALLED_BACK,
        ContactDisposition.LEFT,
        ContactDisposition.OUTCOME_TOLD,
        ContactDisposition.TOLD_IN_FULL,
    }
)
"""What is itself the telling, or left nobody to be told."""


def keep_files(
    file: File, contact: Contact, uploads: Iterable[Upload], message: ContactMessage | None = None
) -> None:
    """Lay files to a contact, or to a message on it."""
    for upload in uploads:
        file.add(
            ContactFile(
                id=file.key(),
                contact=contact,
                message=message,
                name=upload.name,
                media_type=upload.media_type,
                size=upload.size,
                digest=upload.digest,
                at=file.at,
            )
        )


def tell_it_came(file: File, contact: Contact) -> None:
    """It came, and by when the asker hears of it: whoever takes it within the hour owes what comes of
    it by close of that business day (1.1b)."""
    assert file.matter is not None
    taken = file.times.after_working_hours(file.at, number("take_contact_within"))
    due = file.times.close_of_business(taken)
    said = {"number": file.matter.number, "code": contact.lookup_code, "due": due.isoformat()}
    _tell(file, contact, "contact_received", said)


def tell_what_came_of_it(file: File, contact: Contact, what: Disposition) -> None:
    """Who asked in writing is told in writing what it came to; what was reported on somebody, only
    that it is looked into (1.3.4b)."""
    assert file.matter is not None
    if contact.channel not in IN_WRITING or what.kind in TOLD_ALREADY:
        return
    said = {"number": file.matter.number, "code": contact.lookup_code}
    if file.move.after == ContactState.SETTLED and not contact.sealed:
        _tell(file, contact, "contact_settled", {**said, "text": _in_words(file, what)})
    else:
        _tell(file, contact, "contact_promised", said)


def _in_words(file: File, what: Disposition) -> str:
    """What it came to, as the letter says it."""
    match what.kind:
        case ContactDisposition.GUIDED | ContactDisposition.PHONE_GIVEN:
            post = file.office.roster.posts[what.target_id]
            where = f"，{what.room}" if what.room else ""
            return f"这件事请找{post.name}{where}，电话 {what.phone}。"
        case ContactDisposition.REFERRED if what.body:
            return f"这件事归{what.body}办，电话 {what.body_phone}。"
        case ContactDisposition.REFERRED:
            return f"这件事已由政务服务热线答复，编号 {what.hotline_number}。"
        case ContactDisposition.ACCEPTED if what.case is not None:
            return f"已经按申请收件，编号 {what.case.matter.number}。"
        case _:
            return what.text


def _tell(file: File, contact: Contact, template: str, params: dict[str, object]) -> None:
    """By mail where they left an address, else by short message."""
    file.write_letter(template, LetterChannel.EMAIL, contact.email, params)
    if not contact.email:
        file.write_letter(template, LetterChannel.SMS, contact.phone, params)
