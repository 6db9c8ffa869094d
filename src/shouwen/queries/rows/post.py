"""What comes by post and by mail, as the desk that opens it sees it."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.rules.words import ContactState, MailFate


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A paper letter that was registered today, and how many scans lie with it."""

    number: str
    wanted: str
    who: str
    at: datetime
    state: ContactState
    files: int


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail that was read, and what became of it; ``contact`` is the number of what it is on.
    ``failure`` says what hindered it, until somebody looked at it."""

    key: str
    sender: str
    subject: str
    at: datetime
    fate: MailFate
    contact: str
    failure: str
    open: bool


@dataclass(frozen=True, slots=True)
class PostPage:
    """Paper letters of today and the latest mails. ``office`` is what a letter is registered at;
    ``reads``: a mailbox is read. ``read_at`` None: it was not yet; ``down_since``: it is down."""

    office: str
    letters: tuple[LetterRow, ...]
    mails: tuple[MailRow, ...]
    reads: bool
    read_at: datetime | None = None
    down_since: datetime | None = None
