"""Why people of a simulated office are away, how often, for how long, and how it goes: errands,
meetings, leave, travel, training, and what nobody plans."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from shouwen.rules.facts.absence import SUDDEN
from shouwen.rules.words import AbsenceKind
from shouwen.rules.worktime import OfficeHours

A_DAY = 7.0  # working hours
WORKING_DAYS_A_YEAR = 250
SETTLING_IN = timedelta(minutes=30)  # whoever is back in the morning says by half past nine


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of absence: how often it comes up for one person in a year, how many working hours
    it takes (from, to), how many working days before it is asked for, and what is said of it."""

    kind: AbsenceKind
    a_year: float
    hours: tuple[float, float]
    notice: tuple[float, float]
    reasons: tuple[str, ...]


SORTS = (
    Sort(AbsenceKind.ERRAND, 3.0, (0.7, 2.5), (0.08, 0.6), ("去银行办业务", "送家人就医")),
    Sort(AbsenceKind.MEETING, 2.0, (1.5, 3.0), (0.2, 2), ("参加区里的调度会", "参加协调会")),
    Sort(AbsenceKind.LEAVE, 1.2, (3, 4), (0.5, 4), ("个人事务",)),
    Sort(AbsenceKind.LEAVE, 2.0, (A_DAY, 3 * A_DAY), (2, 9), ("年休假", "孩子家长会")),
    Sort(AbsenceKind.LEAVE, 0.5, (5 * A_DAY, 10 * A_DAY), (5, 15), ("年休假", "探亲假")),
    Sort(AbsenceKind.TRAVEL, 1.5, (A_DAY, 4 * A_DAY), (1, 6), ("到市局对接业务", "外出调研")),
    Sort(AbsenceKind.TRAINING, 0.8, (2 * A_DAY, 5 * A_DAY), (3, 12), ("参加业务培训",)),
    Sort(AbsenceKind.ILLNESS, 1.5, (2, 5 * A_DAY), (0, 0), ("",)),
    Sort(AbsenceKind.ACCIDENT, 0.2, (A_DAY, 10 * A_DAY), (0, 0), ("",)),
    Sort(AbsenceKind.BEREAVEMENT, 0.3, (2 * A_DAY, 3 * A_DAY), (0, 0), ("",)),
)
A_YEAR = sum(sort.a_year for sort in SORTS)
UNAWARE = 0.45  # of what is sudden, nobody knows how long it will take


@dataclass(frozen=True, slots=True)
class Trip:
    """One absence as its person means it. ``returns_at`` is what they say (None: nobody knows),
    ``back_at`` when they are back in truth. Some think better of it at ``cancels_at``; some ask at
    ``asks_at`` to stay ``longer_until``. ``lies`` is the act that nobody gets round to."""

    kind: AbsenceKind
    reason: str
    leaves_at: datetime
    returns_at: datetime | None
    back_at: datetime
    cancels_at: datetime | None = None
    asks_at: datetime | None = None
    longer_until: datetime | None = None
    lies: str = ""

    @property
    def sudden(self) -> bool:
        """Whether nobody could have planned it."""
        return self.kind in SUDDEN


def comes_up(dice: Random, times: float = 1.0) -> Sort | None:
    """What comes up for one person on one working day, if anything: so many times as often as
    usual."""
    if dice.random() >= times * A_YEAR / WORKING_DAYS_A_YEAR:
        return None
    return dice.choices(SORTS, [sort.a_year for sort in SORTS])[0]


def trip(sort: Sort, now: datetime, hours: OfficeHours, dice: Random) -> Trip:
    """An absence of this sort that is thought of ``now``."""
    length = dice.uniform(*sort.hours)
    if sort.kind in SUDDEN:
        over = hours.add_working_hours(now, length)
        known = None if dice.random() < UNAWARE else _at_work(over, hours)
        return _goes(Trip(sort.kind, "", now, known, over), hours, dice)
    leaves_at = _five(hours.add_working_hours(now, dice.uniform(*sort.notice) * A_DAY))
    if length >= A_DAY:
        leaves_at = hours.next_opening(hours.close_of_business(leaves_at.date()))
        length = round(length / A_DAY) * A_DAY
    returns_at = _at_work(hours.add_working_hours(leaves_at, length), hours)
    planned = Trip(sort.kind, dice.choice(sort.reasons), leaves_at, returns_at, returns_at)
    return _goes(planned, hours, dice)


def _goes(planned: Trip, hours: OfficeHours, dice: Random) -> Trip:
    """How it goes: most are back in time, some early, some late, some stay longer, some do not go
    at all."""
    until, said = planned.returns_at, dice.random()
    if until is None:
        return planned
    length = until - planned.leaves_at
    found = replace(planned, back_at=until - min(length / 4, timedelta(minutes=15)) * dice.random())
    if said < 0.08:
        late = dice.choice((0.5, 1.5, A_DAY))
        found = replace(found, back_at=hours.add_working_hours(until, late))
    elif said < 0.16:
        found = replace(found, back_at=hours.next_opening(until - length * dice.uniform(0.1, 0.5)))
    elif said < 0.26 and length > timedelta(hours=20):
        longer = hours.add_working_hours(until, A_DAY * dice.randint(1, 3))
        asks_at = hours.next_opening(planned.leaves_at + length * dice.uniform(0.4, 0.8))
        found = replace(found, asks_at=asks_at, longer_until=_five(longer))
    elif said < 0.31 and not planned.sudden:
        found = replace(found, cancels_at=planned.leaves_at - length * dice.uniform(0, 0.5))
    return found


def _at_work(at: datetime, hours: OfficeHours) -> datetime:
    """When somebody says to be back who would be at ``at``: while the office is open."""
    back = _five(at)
    return back if hours.is_open(back) else hours.next_opening(back) + SETTLING_IN


def _five(at: datetime) -> datetime:
    """At the next five minutes, as people say it."""
    past = timedelta(minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
    return at - past % timedelta(minutes=5) + timedelta(minutes=5)
