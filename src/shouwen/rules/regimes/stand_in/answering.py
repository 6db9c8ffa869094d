"""Who answers for what was met or missed: whoever sat there, unless the hand-over hid it (3.5).

Nobody is judged here: the answer says who is to be heard first, and on what evidence."""

from dataclasses import dataclass
from uuid import UUID

from shouwen.rules.facts.answering import Sat
from shouwen.rules.words import Evidence


@dataclass(frozen=True, slots=True)
class Answer:
    """The person an obligation counts for, and why; None where nobody had been designated: the
    missing designation is then what is owed (2.4.4)."""

    person: UUID | None
    evidence: Evidence


def answers(sat: Sat) -> Answer:
    """Who answers for an obligation that ended or ran out while somebody sat on its post.

    A stand-in has it in full (3.5), save what was there when they came and would run out within one
    working day, or was left off the list, which says nothing of what came after it was written;
    with no list signed at all, what was there is the holder's, or the direct leader's who had to
    draw it up (3.3a)."""
    seat, taking = sat.seat, sat.taking_over
    if not seat.designated:
        return Answer(None, Evidence.NOBODY_DESIGNATED)
    if taking is None or sat.opened_at >= taking.since:
        return Answer(seat.person, Evidence.SAT_THERE)
    if sat.at <= taking.near_until:
        return Answer(taking.gave, Evidence.TOO_NEAR)
    if taking.handed_at is None:
        return Answer(taking.gave, Evidence.NO_LIST)
    if not taking.listed and sat.opened_at <= taking.handed_at:
        return Answer(taking.gave, Evidence.LEFT_OUT)
    return Answer(seat.person, Evidence.SAT_THERE)
