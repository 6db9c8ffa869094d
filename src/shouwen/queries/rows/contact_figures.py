"""What came of contacts over some days: figures, and what a section may learn from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shouwen.queries.rows.books import Choice
from shouwen.rules.words import ContactChannel, ContactDisposition


@dataclass(frozen=True, slots=True)
class CameToRow:
    """What contacts came to, by the channel they came by, in the order of ``ContactChannel``; None:
    to nothing yet."""

    disposition: ContactDisposition | None
    by_channel: tuple[int, ...]

    @property
    def all(self) -> int:
        """Of every channel."""
        return sum(self.by_channel)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section that was asked first: how many contacts, of which ``late`` came to nothing within
    the day, ``open`` to nothing yet, ``handed`` were taken over by somebody else; how often one was
    ``misrouted`` from there; and how many asked ``again`` about the same. Empty where nobody has
    taken them yet."""

    section: str
    asked: int
    late: int
    open: int
    handed: int
    misrouted: int
    again: int


@dataclass(frozen=True, slots=True)
class MisroutedRow:
    """What went to the wrong section, the commonest first: of which service (empty: none named), from
    which section to which, and whose it was (empty: nobody has said yet). ``numbers``: the newest."""

    service: str
    sent: str
    wrong: str
    right: str
    times: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MisrouterRow:
    """Who handed over wrongly, and how often; ``briefed``: so often that it is owed to them that the
    section head goes through it with them."""

    person: str
    section: str
    times: int
    briefed: bool


@dataclass(frozen=True, slots=True)
class StaleRow:
    """A line of the directory that was wrong and led to the wrong post: the post that keeps it, what
    it is about, and how often."""

    keeper: str
    about: str
    times: int


@dataclass(frozen=True, slots=True)
class AgainRow:
    """Somebody asked again about the same matter: the numbers of both, and when."""

    first: str
    again: str
    section: str
    days: int  # working days between


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window that was staffed on ``days`` working days, and registered nothing on those named."""

    window: str
    section: str
    days: int
    empty: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """Contacts by how many posts they were handed on to; ``waiting``: hand-overs that nobody has
    answered yet."""

    once: int = 0
    more: int = 0
    longest: int = 0
    waiting: int = 0

    @property
    def all(self) -> int:
        """Contacts that were handed over."""
        return self.once + self.more


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of the spreadsheet: contacts of a section and a channel by what they came to."""

    section: str
    channel: ContactChannel
    disposition: ContactDisposition | None
    n: int
    late: int


@dataclass(frozen=True, slots=True)
class ContactFigures:
    """The figures of a period, both days included. ``place`` is the unit or section they are of, of
    those in ``places``; empty: of everything the viewer sees. ``opens``: the viewer may open
    contacts. ``judged`` came to something or ran out, ``late`` of them not within the day; half of
    what is settled was within ``median``, by the clock; ``reopened`` were when the asker went on.
    ``more_misrouted`` and ``more_again`` are not listed. ``nothing_at``: windows, for supervision
    alone, else None. ``often``, ``within`` (days) and ``soon`` (working days): what counts as briefed
    and as again."""

    since: date
    until: date
    place: str
    places: tuple[Choice, ...]
    opens: bool
    came_to: tuple[CameToRow, ...]
    sections: tuple[SectionRow, ...]
    judged: int
    late: int
    median: timedelta | None
    reopened: int
    handed: Handed
    misrouted: tuple[MisroutedRow, ...]
    more_misrouted: int
    misrouters: tuple[MisrouterRow, ...]
    stale: tuple[StaleRow, ...]
    again: tuple[AgainRow, ...]
    more_again: int
    nothing_at: tuple[WindowRow, ...] | None
    often: int
    within: int
    soon: int
    lines: tuple[FigureLine, ...] = ()

    @property
    def whose(self) -> str:
        """What the unit or section is called that they are of; empty: all of them."""
        return next((each.name for each in self.places if each.key == self.place), "")

    @property
    def asked(self) -> int:
        """Every contact of the period."""
        return sum(row.asked for row in self.sections)

    @property
    def in_time(self) -> int | None:
        """Percent of what is judged that came to something within the day, rounded down; None where
        nothing is."""
        return 100 * (self.judged - self.late) // self.judged if self.judged else None

    @property
    def misroutings(self) -> int:
        """Hand-overs that went wrong."""
        return sum(row.misrouted for row in self.sections)

    @property
    def asked_again(self) -> int:
        """Who asked again about the same."""
        return sum(row.again for row in self.sections)

    @property
    def channels(self) -> tuple[ContactChannel, ...]:
        """The channels, in the order in which they are counted."""
        return tuple(ContactChannel)

    @property
    def by_channel(self) -> tuple[int, ...]:
        """Every contact, by channel."""
        return tuple(map(sum, zip(*(row.by_channel for row in self.came_to), strict=True)))
