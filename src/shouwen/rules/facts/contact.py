"""The facets of a contact: who asked for what, who has had it, and what the act at hand brings."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shouwen.rules.words import (
    ContactChannel,
    HandoverKind,
    HandoverState,
    ReportKind,
    ToldBy,
    VersionState,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for, in their words, and how to reach them. No field is asked for that what
    comes of it does not need: nobody is turned away for a phone they do not give (1.3.2c)."""

    channel: ContactChannel
    text: str
    name: str = ""
    phone: str = ""
    phone_declined: bool = False
    other_way: str = ""
    email: str = ""

    @property
    def reachable(self) -> bool:
        """Whether there is any way back to them."""
        return any(way.strip() for way in (self.phone, self.email, self.other_way))


@dataclass(frozen=True, slots=True)
class Passing:
    """One hand-over: between which posts, and what became of it. ``returned``: to somebody who had it
    before, was away and is back, which is none (1.2c)."""

    kind: HandoverKind
    state: HandoverState
    from_post: UUID
    to_post: UUID
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as it stands: what was asked, the post that owes what comes of it, every hand-over so
    far, of whom it reports, and what was tried. ``waited``: it came in writing and lay until somebody
    opened it. ``asked`` counts the questions to others on it that
    have no answer yet, ``answers`` those that have."""

    wanted: Wanted
    holder: UUID | None
    received_at: datetime
    waited: bool = False
    reopen_until: date | None = None
    handovers: tuple[Passing, ...] = ()
    about: frozenset[UUID] = frozenset()
    tries: int = 0
    asked: int = 0
    answers: int = 0
    rated: bool = False
    reported: ReportKind | None = None

    @property
    def waiting(self) -> Passing | None:
        """The hand-over that nobody has answered yet."""
        return next((each for each in self.handovers if each.state is HandoverState.WAITING), None)

    @property
    def handed_over(self) -> int:
        """How often it was handed over, for whatever reason but that somebody came back (1.2c)."""
        counted = (HandoverState.CONFIRMED, HandoverState.DECLINED)
        return sum(1 for each in self.handovers if each.state in counted and not each.returned)

    @property
    def declined_by(self) -> frozenset[UUID]:
        """The posts that declined it."""
        state = HandoverState.DECLINED
        return frozenset(each.to_post for each in self.handovers if each.state is state)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to the asker, or why something is done, in full words."""

    text: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A guide told in full: the version's state, how it was told, and which of its six parts were
    ticked while they were read out (4.1)."""

    state: VersionState | None  # None: there is no such service
    by: ToldBy
    channel: ContactChannel
    parts: frozenset[str] = frozenset()
    may_apply: bool = True  # "you may apply all the same" was said


@dataclass(frozen=True, slots=True)
class Linked:
    """The case that was received for it. ``at_once``: the service is done on the spot, and this one
    is not; then ``why_not`` says why (1.3.1b)."""

    number: str
    found: bool
    received_at: datetime
    since: datetime
    not_at_once: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Guidance:
    """Where somebody is guided: the post, the phone in the directory, whether its duties are on file,
    whether anybody of its section is there, and that the asker was told (1.3.2)."""

    post: str
    phone: str
    has_duties: bool
    anybody_there: bool
    told: bool
    own_section: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Whose it is instead, and its phone; or the hotline's reply by its number (1.3.3). ``confirmed``:
    somebody found that the phone is right, the keeper of the directory or whoever gives it."""

    body: str
    phone: str
    hotline_number: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class HandingOver:
    """To which post, why, and who sits there now: nobody it is about (1.2c, 1.3.4b)."""

    to_post: UUID
    name: str
    why: str
    sits: frozenset[UUID]
    closed: bool = False
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported, by whom, of whom (1.3.4b)."""

    kind: ReportKind
    name: str
    phone: str
    anonymous: bool = False
    phone_declined: bool = False
    about: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is to be gone through with somebody who handed over wrongly so often (1.2b): since which
    day that is owed, whether it ``ended``; ``left``: they are of the office no more."""

    person: UUID
    name: str
    since: date
    ended: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class GoneThrough:
    """What was gone through with them, in full words, and on which day."""

    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Rating:
    """What the asker says of it, from one to five (1.2a)."""

    stars: int
