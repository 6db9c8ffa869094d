"""The facets of a refusal beside its case: what is proposed, what lies there, who looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shouwen.rules.facts.guide import Basis
from shouwen.rules.words import BodyKind, RefusalKind, RefusalState

AT_ONCE = frozenset({RefusalKind.NO_LICENCE_NEEDED, RefusalKind.NOT_OURS})
"""Kinds that are told before anybody has looked (行政许可法 art. 32(1)(1)-(2))."""

BEFORE_ACCEPTANCE = frozenset({RefusalKind.NOT_ACCEPTED, RefusalKind.LAPSED, *AT_ONCE})
"""Kinds that refuse to accept."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence on file, and where in it the fact is seen: pages, and what is there."""

    id: UUID
    where: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a proposal (7.3.3): the unmet ``item`` (key of a condition or material), the
    fact, the piece of evidence on file with ``where`` in it to look, and the article. ``more`` are
    further pieces. ``key`` names a ground of the guide; empty where the article is another."""

    item: str
    fact: str
    evidence: UUID | None
    basis: Basis
    key: str = ""
    where: str = ""
    more: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the handler proposes: each condition of the guide met or not, grounds, an opinion.
    ``granted`` says what is granted of a partial refusal; ``first`` is the law that sends to
    reconsideration first, where one does (行政复议法 art. 23)."""

    kind: RefusalKind
    conditions: Mapping[str, bool]
    grounds: tuple[Ground, ...]
    opinion: str
    granted: str = ""
    first: Basis | None = None

    @property
    def unmet(self) -> frozenset[str]:
        """Conditions found not to be met."""
        return frozenset(key for key, met in self.conditions.items() if not met)


@dataclass(frozen=True, slots=True)
class Filed:
    """A refusal as it lies there: where it stands, and who looked at it so far. ``told`` says that
    the applicant has the notice already; ``beyond`` that a ground is not in the guide."""

    id: UUID
    kind: RefusalKind
    state: RefusalState
    proposer: UUID
    reviewer: UUID | None = None
    told: bool = False
    beyond: bool = False
    dissent: str = ""

    @property
    def on_its_way(self) -> bool:
        """Whether another would be a second "no" beside it."""
        over = (RefusalState.AMENDED, RefusalState.OVERTURNED, RefusalState.VOID)
        return self.state not in over


@dataclass(frozen=True, slots=True)
class Amending:
    """Whether the guide is still owed a ground of the "no" at hand, and which articles the version in
    force does not show."""

    owed: bool = False
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What is told at once: why it is not accepted, and whose it is where it is not ours."""

    kind: RefusalKind
    reason: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What an office has on file of whoever reconsiders what it decides and of the court."""

    kind: BodyKind | None
    body: str = ""
    address: str = ""
    online: str = ""
    court: str = ""
