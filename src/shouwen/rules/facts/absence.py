"""The facets of an absence: who is away from when to when, and who stands in on which post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from shouwen.rules.words import AbsenceKind, Rank

SUDDEN = frozenset({AbsenceKind.ILLNESS, AbsenceKind.ACCIDENT, AbsenceKind.BEREAVEMENT})
"""What nobody plans: taken down when it happens, and never asked for (3.2a)."""


@dataclass(frozen=True, slots=True)
class Cover:
    """One post that somebody away sits on, and who stands in. ``b_role``: the stand-in is the
    post's own; ``a_deputy``: they are a deputy of its unit. ``elsewhere`` names another window that
    they cover in that time; ``away`` says that they are away themselves then, ``stranger`` that
    they sit on no post of the office; ``instead`` names people of whom neither is true. ``gone``:
    they are not there now. ``in_order``: the deputy who comes next in the main leader's order, and
    is there in that time.

    ``uncommented`` are lines of the list that the holder says nothing about."""

    id: UUID
    post: str
    rank: Rank
    window: bool
    stand_in: UUID | None = None
    name: str = ""
    a_deputy: bool = False
    in_order: UUID | None = None
    in_order_name: str = ""
    b_role: bool = False
    agreed: bool = False
    designated: bool = False
    away: bool = False
    stranger: bool = False
    gone: bool = False
    left: bool = False  # of the office no more
    lacks: str = ""  # a qualification that the post needs
    elsewhere: str = ""
    instead: str = ""
    handed: bool = False
    uncommented: tuple[str, ...] = ()
    taken: bool = False
    seen: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """An absence as it lies on the desk. ``sections`` are those that it would leave empty (3.2c),
    by id, ``confirmed`` whether the Office takes over all of them for the whole time,
    ``uncovered`` posts that need somebody in that time and are not among ``covers``. ``seated``:
    its person sits on a post. ``also_away``: another absence of theirs in the time asked for;
    ``entered_before``: one that came suddenly and has not ended. ``found_out``: why they are not
    back in time, as far as their direct leader has found out. ``deputies``: the unit has a deputy
    besides them; ``acts_alone``: they act for the main leader, and no other deputy is there."""

    person: UUID
    name: str
    rank: Rank
    kind: AbsenceKind
    reason: str
    leaves_at: datetime
    returns_at: datetime | None
    a_day_or_more: bool
    covers: tuple[Cover, ...] = ()
    sections: Mapping[UUID, str] = field(default_factory=dict)
    uncovered: tuple[str, ...] = ()
    seated: bool = True
    confirmed: bool = False
    approved: bool = False
    away_from: datetime | None = None
    wanted_until: datetime | None = None
    declined_because: str = ""
    found_out: str = ""
    also_away: bool = False
    entered_before: bool = False
    left: bool = False  # the person is of the office no more
    deputies: bool = True
    acts_alone: bool = False
    at_hand: UUID | None = None

    @property
    def sudden(self) -> bool:
        """Whether nobody could have planned it."""
        return self.kind in SUDDEN

    @property
    def listed(self) -> bool:
        """Whether a list of what is owed on its posts belongs to it: of a day or more (3.3a), and
        of every sudden one, which nobody could prepare (3.2a)."""
        return self.a_day_or_more or self.sudden

    @property
    def hand(self) -> Cover | None:
        """The cover at hand, where the act is about one."""
        return next((cover for cover in self.covers if cover.id == self.at_hand), None)

    @property
    def handed_over(self) -> bool:
        """Whether every list has been handed over, taken and seen (3.3a)."""
        return all(cover.handed and cover.taken and cover.seen for cover in self.covers)

    @property
    def ready(self) -> bool:
        """Whether nothing stands between the absence and its beginning: at a window the stand-in
        agrees first (3.2b), of a day or more the hand-over comes first (3.3a)."""
        agreed = all(cover.agreed for cover in self.covers if cover.window)
        return self.approved and agreed and (not self.a_day_or_more or self.handed_over)
