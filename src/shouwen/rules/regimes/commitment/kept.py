"""What was kept of the promise: what is counted of each case that came to its end (5.1b).

The promise is kept or broken where its own clock stops, with the result in the applicant's hands;
the law where the statutory clock does, at the decision. A withdrawal wipes out no delay: a case
that was withdrawn after its promise had run out counts as late, like one that was delivered then."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from shouwen.rules.clock import Due
from shouwen.rules.facts.guide import Limit
from shouwen.rules.policy import number
from shouwen.rules.words import HeldUp, Kept, LimitUnit
from shouwen.rules.worktime import Calendar, chinese_time

HOLDS_UP: Mapping[str, HeldUp] = {
    "answer_receipt": HeldUp.RECEIPT,
    "answer_silence": HeldUp.RECEIPT,
    "check_correction": HeldUp.RECEIPT,
    "settle_lapse": HeldUp.RECEIPT,
    "finish_step": HeldUp.EXAMINATION,
    "sign_off_step": HeldUp.SIGN_OFF,
    "leader_step": HeldUp.SIGN_OFF,
    "sign_decision": HeldUp.SIGN_OFF,
    "do_at_once": HeldUp.DECISION,
    "decide": HeldUp.DECISION,
    "decide_by_law": HeldUp.DECISION,
    "deliver": HeldUp.DELIVERY,
}
"""Where a case is held up while an obligation of a kind runs over."""

TENTHS, NINE = 10, 9


class Figure(NamedTuple):
    """One thing counted of a case: ``of`` is the unit of days taken, or where it was held up."""

    what: Kept
    of: str
    value: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that came to its end. ``promise`` and ``statute`` as their clocks stopped, None where
    they never ran; ``used`` the days of the promise's clock; ``overran`` by kind of obligation how
    long it went on after it was due; ``corrected`` how often it went back to the applicant."""

    promise: Due | None
    statute: Due | None
    used: int
    withdrawn: bool
    extended: int
    corrected: int
    overran: Mapping[str, timedelta]


def figures(case: Ended, calendar: Calendar) -> Iterable[Figure]:
    """Everything that is counted of a case."""
    late, beyond = _days_over(case.promise, calendar), _days_over(case.statute, calendar)
    held_up = _held_up(case.overran)
    if case.promise and (late or not case.withdrawn):
        yield Figure(Kept.TAKEN, counted_in(case.promise.terms.unit), case.used)
    if late:
        yield Figure(Kept.LATE, held_up, late)
    if beyond:
        yield Figure(Kept.BEYOND_LAW, held_up, beyond)
    if case.withdrawn:
        yield Figure(Kept.WITHDRAWN, "", case.used)
    if case.extended:
        yield Figure(Kept.EXTENDED, "", case.extended)
    if case.corrected:
        yield Figure(Kept.CORRECTED, "", case.corrected)


def counted_in(unit: LimitUnit) -> LimitUnit:
    """In which unit days taken under a limit are counted: a limit in months runs in days, one in
    hours in working days."""
    by_calendar = unit in (LimitUnit.DAY, LimitUnit.MONTH)
    return LimitUnit.DAY if by_calendar else LimitUnit.WORKING_DAY


def quantile(taken: Mapping[int, int], tenths: int) -> int:
    """The least number of days within which ``tenths`` of ten cases were done; ``taken`` says how
    many took how long. Raises ``ValueError`` where there are none."""
    total = sum(taken.values())
    reached = 0
    for days in sorted(taken):
        reached += taken[days]
        if reached * TENTHS >= total * tenths:
            return days
    raise ValueError("Of no cases there is no middle one. Ask only where some were done.")


def room_in(promise: Limit, taken: Mapping[int, int]) -> int | None:
    """Within how many days nine of ten cases were done, where that is so little of the promise that
    it could be tighter (6.2, policy ``padding``); None where it is not, or cases are too few to say.
    ``taken`` is in the unit that days under the promise are counted in."""
    if promise.unit not in (LimitUnit.DAY, LimitUnit.WORKING_DAY):
        return None
    if sum(taken.values()) < number("enough_cases"):
        return None
    ninth = quantile(taken, NINE)
    return ninth if ninth * 100 < promise.n * number("padding") else None


def _days_over(due: Due | None, calendar: Calendar) -> int:
    """Working days from the last day of a limit until its clock stopped, at least one where it was
    too late; 0 where it was in time."""
    if due is None or due.at is None or due.day is None or due.stopped_at is None:
        return 0
    if due.stopped_at < due.at:
        return 0
    stopped = chinese_time(due.stopped_at).date()
    return max(calendar.working_days_between(due.day, stopped), 1)


def _held_up(overran: Mapping[str, timedelta]) -> HeldUp:
    """Where most of the time was lost: it is the place, not the first small slip, that explains."""
    lost: Counter[HeldUp] = Counter()
    for kind, over in overran.items():
        if where := HOLDS_UP.get(kind):
            lost[where] = max(lost[where], round(over.total_seconds()))
    return max(lost, key=lambda where: lost[where]) if lost else HeldUp.DECISION
