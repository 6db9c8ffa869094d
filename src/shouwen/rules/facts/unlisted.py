"""The facets of a matter that no published guide covers: what is wanted, and what came of it (5.1a)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants done, in their words; ``in_force`` is the number of the published version
    of the service they mean, None where there is none."""

    text: str
    in_force: int | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """Whose it is instead: the body, its phone, and why."""

    body: str
    phone: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The case that was received for it: whether the applicant is the same, when it was received,
    and when the matter was."""

    number: str
    same_applicant: bool
    received_at: datetime
    since: datetime
