"""The facets of bringing papers to the applicant: each attempt, and when a paper counts as served
(7.4.3b)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from shouwen.rules.words import PaperKind, ServedBy, ServiceOutcome
from shouwen.rules.worktime import chinese_time


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to bring a paper to somebody, and what came of it. ``over_at``: until when a public
    notice hangs; ``received_on``: the day on the return receipt of what went by post."""

    by: ServedBy
    at: datetime
    outcome: ServiceOutcome
    over_at: datetime | None = None
    received_on: date | None = None

    @property
    def day(self) -> date:
        """The Chinese day on which it was made."""
        return chinese_time(self.at).date()


def served_on(attempts: Iterable[Attempt]) -> date | None:
    """The Chinese day on which a paper counts as served; None where it is not served yet.

    By hand and electronically the day it was given or sent; by post the day of the return receipt,
    failing that the day it was posted, and no day where it came back; by public notice the day on
    which its period was over. What was posted comes back; what somebody was given stays given,
    whoever tried again because they did not know. From here whatever runs for the applicant runs
    (7.4.3c)."""
    found = by = None
    for each in attempts:
        match each.outcome:
            case ServiceOutcome.SERVED | ServiceOutcome.PROVEN:
                found, by = each.received_on or each.day, each.by
            case ServiceOutcome.FAILED if by is ServedBy.POST:
                found = None
    return found


@dataclass(frozen=True, slots=True)
class PaperToServe:
    """One paper of the case that the applicant must have; ``replaced``: a later one corrects it."""

    id: UUID
    kind: PaperKind
    attempts: tuple[Attempt, ...] = ()
    replaced: bool = False

    @property
    def served_on(self) -> date | None:
        """When it counts as served."""
        return served_on(self.attempts)

    @property
    def failed(self) -> tuple[Attempt, ...]:
        """The attempts that failed."""
        return tuple(each for each in self.attempts if each.outcome is ServiceOutcome.FAILED)

    @property
    def mailed(self) -> Attempt | None:
        """The posting that it was served by, as long as no return receipt is back."""
        last = self.attempts[-1] if self.attempts else None
        waits = last and last.by is ServedBy.POST and last.outcome is ServiceOutcome.SERVED
        return last if last and waits and last.received_on is None else None

    @property
    def notice(self) -> Attempt | None:
        """The public notice, where one hangs or hung."""
        found = (each for each in self.attempts if each.outcome is ServiceOutcome.POSTED)
        return next(found, None)

    def over_by(self, at: datetime) -> bool:
        """Whether its public notice is over and nobody has put that down yet."""
        notice = self.notice
        waits = notice is not None and self.served_on is None
        return waits and notice is not None and notice.over_at is not None and notice.over_at <= at


@dataclass(frozen=True, slots=True)
class Serving:
    """The papers of the case that the applicant must have; ``at_hand`` is the one the act is about."""

    papers: tuple[PaperToServe, ...] = ()
    at_hand: UUID | None = None

    @property
    def hand(self) -> PaperToServe | None:
        """The paper that the act is about."""
        return next((paper for paper in self.papers if paper.id == self.at_hand), None)


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether the applicant agreed to be served electronically."""

    electronic: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """How the applicant wishes to be served from now on: electronically or not, then where to, an
    e-mail address or a mobile phone; and who signs that."""

    electronic: bool
    address: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An attempt that failed: in which way, where, who went there, why it failed; on which day, and
    on which days it failed before."""

    by: ServedBy
    place: str
    person: str
    reason: str
    on: date | None = None
    before: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class MailReceipt:
    """What the post says of a paper: received ``on`` a day, by whom; or that it came back, and why.
    ``posted_on`` and ``today`` are the Chinese days between which that must lie."""

    on: date | None = None
    signed_by: str = ""
    reason: str = ""
    posted_on: date | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Erratum:
    """What is set right in a paper: the new ``wording`` by part, and why. ``said`` is what the parts
    that may be set right say so far."""

    wording: Mapping[str, str]
    why: str
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """Where a paper is made known to whom nobody finds."""

    place: str
