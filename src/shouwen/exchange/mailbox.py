"""The office's mailbox, read over IMAP (RFC 3501) and changed by nothing.

What was read is known by its number in the mailbox, not by a mark on the mail: people may read the
same mailbox with a program of their own, and mark, sort and delete as they like."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT = 20  # seconds without an answer
MOST_FETCHED = 64 * 1024 * 1024  # bytes of one mail; of a larger one its beginning
BEGINNING = 512 * 1024  # bytes: headers, and what was written before any file


class Down(OSError):
    """The mailbox could not be read, or not to its end; the text says why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a mailbox was read: under which numbering of its server (UIDVALIDITY), up to which
    mail. Where the numbering is a new one, reading begins anew."""

    numbering: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as it lies there; ``mark`` is where reading goes on after it."""

    mark: Mark
    raw: bytes
    whole: bool


def unread(url: str, mark: Mark) -> Iterator[Fetched]:
    """The mails after ``mark``, in the order they came. Raises :class:`Down`.

    ``url`` is ``imaps://user:password@host/folder``, or ``imap://…`` on this very machine; the folder
    is INBOX where none is named."""
    try:
        with _opened(url) as (box, folder):
            _said(box.select(f'"{folder}"', readonly=True))
            numbering = int(_number(box, "UIDVALIDITY"))
            last = mark.last if mark.numbering == numbering else 0
            (found,) = _said(box.uid("SEARCH", f"UID {last + 1}:*"))
            # A range never is empty: with nothing after it the server names the last mail there is.
            for uid in sorted(int(each) for each in (found or b"").split() if int(each) > last):
                fetched = _fetch(box, uid)
                if fetched is not None:
                    yield Fetched(Mark(numbering, uid), *fetched)
    except (imaplib.IMAP4.error, OSError, ValueError) as hindrance:
        raise Down(f"{type(hindrance).__name__}: {hindrance}") from hindrance


@contextmanager
def _opened(url: str) -> Iterator[tuple[imaplib.IMAP4, str]]:
    at = urlsplit(url)
    host = at.hostname or ""
    if at.scheme == "imaps":
        safe = ssl.create_default_context()
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, at.port or 993, ssl_context=safe, timeout=TIMEOUT
        )
    else:
        box = imaplib.IMAP4(host, at.port or 143, timeout=TIMEOUT)
    try:
        box.login(unquote(at.username or ""), unquote(at.password or ""))
        yield box, unquote(at.path.strip("/")) or "INBOX"
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            box.logout()


def _fetch(box: imaplib.IMAP4, uid: int) -> tuple[bytes, bool] | None:
    """The bytes of a mail, and whether they are all; None where it was deleted meanwhile."""
    (sized,) = _said(box.uid("FETCH", str(uid), "(RFC822.SIZE)"))[:1]
    if not isinstance(sized, bytes):
        return None
    whole = int(sized.partition(b"RFC822.SIZE ")[2].split(b")")[0].split()[0]) <= MOST_FETCHED
    part = "(BODY.PEEK[])" if whole else f"(BODY.PEEK[]<0.{BEGINNING}>)"
    answer = _said(box.uid("FETCH", str(uid), part))
    raw = next((line[1] for line in answer if isinstance(line, tuple)), None)
    return None if raw is None else (raw, whole)


def _number(box: imaplib.IMAP4, name: str) -> bytes:
    (value,) = box.response(name)[1]
    return value or b"0"


def _said(answer: tuple[str, list[Any]]) -> list[Any]:
    """What the server answers, where it answers OK."""
    status, said = answer
    if status != "OK":
        raise imaplib.IMAP4.error(" ".join(str(line) for line in said))
    return said
