"""The facets of a case: its terms, materials, notices, clocks, steps, and what the act brings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shouwen.rules.words import (
    CallBack,
    Check,
    CorrectionState,
    PartyIdKind,
    Proposer,
    ServedBy,
    Silence,
    StepKind,
    StepState,
    ToldBy,
    VersionState,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When the act is done (legal time), when the last one on the matter was, and of a late
    entry when a clock last moved, and since when what it fulfils has been owed: not before there
    was a matter."""

    at: datetime
    last_at: datetime | None
    late_entry: bool = False
    clocks_at: datetime | None = None
    owed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the version of the service that the case runs under says (5.1a), and from which day
    until which it was in force."""

    version: UUID
    state: VersionState
    silence: Silence
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was told an older version, and wants to keep to it (4.1): on which day, how,
    and what proves it (the number in the register, the version printed on the guide)."""

    on: date
    by: ToldBy
    reference: str


@dataclass(frozen=True, slots=True)
class Item:
    """One material of the case as it stands now. ``filing`` counts how often it was handed in
    anew: 0 with the application, 1 with the first correction."""

    key: str
    name: str
    check: Check
    pages: int = 0
    copies: int = 0
    filing: int = 0
    fault: str = ""
    ground: str = ""
    cure: str = ""
    department: str = ""  # that asks for it, where another than the handling section

    @property
    def at_fault(self) -> bool:
        """Whether something is to be corrected about it."""
        return self.check in (Check.FAULTY, Check.MISSING)


@dataclass(frozen=True, slots=True)
class Checklist:
    """All materials that the guide asks for, in its order (4.2a)."""

    items: tuple[Item, ...]

    @property
    def unchecked(self) -> tuple[Item, ...]:
        """Materials nobody has examined yet."""
        return tuple(item for item in self.items if item.check is Check.UNCHECKED)

    @property
    def faults(self) -> tuple[Item, ...]:
        """Materials at fault or missing."""
        return tuple(item for item in self.items if item.at_fault)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of what to correct, as told: the fault it named of each material, by key."""

    id: UUID
    state: CorrectionState
    told_at: datetime
    points: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Notices:
    """The first correction notice of the case, if one was told, and what was told ``later``: new
    faults of what was filed anew, and what a law asks that has changed since (4.2c)."""

    first: Notice | None = None
    later: tuple[Notice, ...] = ()

    @property
    def told(self) -> tuple[Notice, ...]:
        """Every notice that was told, in order."""
        return (self.first, *self.later) if self.first else self.later

    @property
    def keys(self) -> frozenset[str]:
        """The materials that some notice named."""
        return frozenset(key for notice in self.told for key in notice.points)

    def named(self, item: Item) -> bool:
        """Whether some notice named this very fault of the material, in these words."""
        return any(
            key == item.key and _words(fault) == _words(item.fault)
            for notice in self.told
            for key, fault in notice.points.items()
        )

    def unnamed(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """The faults that no notice named."""
        return tuple(item for item in items if not self.named(item))


def _words(text: str) -> str:
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Clocks:
    """When each clock of the case runs out; None where it does not run. ``now`` is the act's time."""

    now: datetime
    answer: datetime | None = None
    correction: datetime | None = None
    promise: datetime | None = None
    statute: datetime | None = None


@dataclass(frozen=True, slots=True)
class Owing:
    """What is open on the case, and what of it has run out by now without being marked missed yet:
    kinds of obligation."""

    run_out: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StepFact:
    """One step of the procedure as it stands."""

    id: UUID
    key: str
    name: str
    kind: StepKind
    state: StepState
    needed: bool
    position: int


@dataclass(frozen=True, slots=True)
class Steps:
    """All steps of the case in order; ``at_hand`` is the one the act is about."""

    steps: tuple[StepFact, ...] = ()
    at_hand: UUID | None = None

    @property
    def hand(self) -> StepFact | None:
        """The step the act is about."""
        return next((step for step in self.steps if step.id == self.at_hand), None)

    @property
    def open(self) -> tuple[StepFact, ...]:
        """Steps that must still be done, and optional ones that were begun."""
        return tuple(
            step
            for step in self.steps
            if step.state is StepState.RUNNING or (step.needed and step.state is StepState.WAITING)
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receipt would say (6.4b)."""

    completion: date | None
    handler: str
    handler_phone: str
    complaint_section: str
    complaint_phone: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at the window. ``waits``: what they apply for may be done on the spot, and is not;
    then ``why`` says why, as they were told (1.3.1b)."""

    waits: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, and who acts for them (行政许可法 art. 29)."""

    name: str
    id_kind: PartyIdKind
    id_number: str
    phone: str
    phone_declined: bool
    agent: str = ""
    id_problem: str | None = None  # code of rules.identity, None where the number holds
    power_lapsed: date | None = None  # when the agent's power ended, where it did


@dataclass(frozen=True, slots=True)
class Answers:
    """What the applicant hands in against a correction notice: materials by key."""

    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Demand:
    """One material that a law newly asks for: its name, and in which form it is due."""

    name: str
    requirement: str


@dataclass(frozen=True, slots=True)
class ChangedLaw:
    """A law that changed while the case was open (4.2c): its article, the day on which it came into
    force, and what it newly asks for; ``received`` and ``today`` are the case's and the act's."""

    article: str
    commences: date
    demands: tuple[Demand, ...]
    received: date
    today: date


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the applicant asked to be reached: the address to which they agreed to be served, failing
    that the ones that they left with the case."""

    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who proposed to withdraw, and whether the applicant signed (7.1); no ``reason`` is owed."""

    signed_by: str
    proposed_by: Proposer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """What came of calling whoever took an application back, and what they said or when they were
    tried (7.1)."""

    result: CallBack
    said: str


@dataclass(frozen=True, slots=True)
class Handover:
    """How a result reaches the applicant: proof of it (5.4d). ``received_on``: the day on the return
    receipt of what went by post, where it is back already."""

    by: ServedBy
    to: str
    identity: PartyIdKind | None
    identity_number: str
    tracking: str = ""
    received_on: date | None = None

    @property
    def arrived_on(self) -> date | None:
        """The day on the return receipt; None for what did not go by post."""
        return self.received_on if self.by is ServedBy.POST else None

    @property
    def proof(self) -> str:
        """What proves it: the number of the mail, or of the identity document."""
        found = self.tracking if self.by is ServedBy.POST else self.identity_number
        return found.strip()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the decision says: the facts found and the reasons (行政许可法 art. 38)."""

    facts: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What whoever did a step found."""

    text: str
