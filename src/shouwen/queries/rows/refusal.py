"""A filed refusal as whoever looks at it sees it, and the leader's register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from shouwen.queries.rows.acts import ActBarred
from shouwen.queries.rows.due import Left
from shouwen.queries.rows.words import Tone
from shouwen.rules.facts.guide import Basis
from shouwen.rules.words import RefusalKind, RefusalState, SeatRule


@dataclass(frozen=True, slots=True)
class ItemAsked:
    """A condition or material that a proposal may rest on: its name, its own article, and of a
    material at fault what was found. ``bases`` are the articles that may be chosen: its own under
    the empty key, the guide's grounds under theirs."""

    key: str
    name: str
    article: str
    bases: Mapping[str, Basis]
    fault: str = ""
    material: bool = False


@dataclass(frozen=True, slots=True)
class ProposalAsked:
    """What a proposal is made of: the kinds that may be proposed now, the conditions to check or
    the materials at fault, the grounds of the guide and what lies in the file, each with its key.
    ``late`` says that few days are left (7.4.3a); ``before`` is what was returned, to be amended."""

    kinds: tuple[RefusalKind, ...]
    items: tuple[ItemAsked, ...]
    grounds: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, str], ...]
    late: str = ""
    before: tuple[tuple[str, str], ...] = ()  # values of the form, by field


@dataclass(frozen=True, slots=True)
class Looker:
    """One of the three: their part and post, who did it or sits there now, for whom, and when they
    did it or are to have. ``stop``: it is somebody who had a part already."""

    part: str
    post: str
    person: str
    rule: SeatRule | None
    stands_for: str
    done_at: datetime | None
    now: bool
    note: str = ""
    stop: bool = False


@dataclass(frozen=True, slots=True)
class GroundRow:
    """One ground: what is unmet, the fact, the evidence piece by piece, each with its file where it is
    one, the article in its words. ``shown``: the guide has it."""

    item: str
    fact: str
    evidence: tuple[tuple[str, str], ...]
    article: str
    text: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition as it was checked."""

    text: str
    met: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said on a refusal before: returned, overturned, dissented."""

    what: str
    who: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One thing the machine checked of the notice, with its clause."""

    ok: bool
    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class VerdictOption:
    """One answer to the proposal: an act, its key, and why it may not be given."""

    act: str
    label: str
    key: str
    tone: str  # first, plain, danger
    barred: tuple[ActBarred, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedies:
    """Where to turn who does not agree, within how many days and months of receiving it, and the last
    days once it was served; ``first``: the article that sends to reconsideration first (7.4.3c)."""

    body: str
    address: str
    online: str
    court: str
    reconsider_days: int
    sue_months: int
    first: str = ""
    reconsider_by: date | None = None
    sue_by: date | None = None


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """The notice as it would be issued, or as it was."""

    unit: str
    title: str
    number: str
    applicant: str
    opening: str
    reasons: tuple[str, ...]
    decision: str
    remedies: Remedies
    materials: str
    contact: str
    token: str = ""  # of the paper, once issued


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """One filed refusal: who looks at it, ground by ground, and what the applicant will read."""

    id: str
    heading: str
    number: str
    case: str
    service: str
    party: str
    kind: RefusalKind
    state: RefusalState
    tone: Tone
    owed: Left | None
    promise: Left | None
    collapse: str
    stop: bool
    candidates: tuple[str, ...]
    trio: tuple[Looker, ...]
    grounds: tuple[GroundRow, ...]
    conditions: tuple[ConditionRow, ...]
    reason: str
    granted: str
    opinion: str
    past: tuple[Said, ...]
    times: int
    checks: tuple[CheckedLine, ...]
    notice: NoticePreview
    options: tuple[VerdictOption, ...]
    form_token: str = ""
    seen: int = 0  # length of the case's chain as it lies there now


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register of refusals: copy 1 of the form (7.4.2b)."""

    id: str
    number: str
    digest: str
    form_token: str
    case: str
    service: str
    party: str
    kind: RefusalKind
    state: RefusalState
    tone: Tone
    at: datetime
    proposer: str
    reviewer: str
    approver: str
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The leader's register of refusals: what waits for somebody, and what was filed."""

    waiting: tuple[RegisterRow, ...]
    filed: tuple[RegisterRow, ...]
    year: int
