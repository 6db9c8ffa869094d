"""The hearing of a case: how far it is, and what the act at hand brings (行政许可法 art. 47–48)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.rules.words import HearingState


@dataclass(frozen=True, slots=True)
class Hearing:
    """The hearing as it stands at ``now``: until when it may be asked for, by when it is held, and
    when it is to begin. ``examiners``: who examined the case or did a step of it."""

    state: HearingState
    now: datetime
    ask_by: datetime | None = None
    hold_by: datetime | None = None
    begins_at: datetime | None = None
    examiners: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class RightTold:
    """Whose interests are at stake, and how: why there is a right to a hearing (art. 47)."""

    stakes: str


@dataclass(frozen=True, slots=True)
class Interested:
    """Somebody else whose important interests it is about, and how to reach them (art. 47); ``told``
    are those who were told before, the applicant among them, by name alone."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    told: tuple["Interested", ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """Of somebody interested: whether the notice of the hearing ``waits`` to be brought to them, when
    the hearing ``begins_at``, and the ``earliest`` that one made known today may begin."""

    waits: bool
    begins_at: datetime | None
    earliest: datetime


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where the hearing is, and who sits on the chair's post. ``earliest``: seven days after
    the notice; ``latest``: twenty after today, where those that the law gives are over. ``closed``:
    why the public is not let in; empty where it is (art. 48)."""

    begins_at: datetime
    earliest: datetime
    latest: datetime
    place: str
    chair: UUID | None
    closed: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was said, by whom, and who read and signed it (art. 48(5))."""

    text: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for the hearing, or signs that they give it up; ``wants`` are those who want it so
    far, and ``told`` whoever is interested and was told of it: people may have one name."""

    name: str
    wants: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
