"""``docs/generated/owed.md``: what is owed, by whom, until when, and what ends it."""

from shouwen.rules.judge import MOVES
from shouwen.rules.labels import OWED_LABELS
from shouwen.rules.owed import (
    OWED,
    ByClock,
    Given,
    Owed,
    SameDay,
    SignOff,
    StepLimit,
    Term,
    WorkingDays,
    WorkingHours,
)
from shouwen.rules.policy import number
from tools.pages import codes, table

PATH = "docs/generated/owed.md"
HEAD = """\
# Obligations: what is owed

<!-- Written by `make docs` from src/shouwen/rules/owed.py and src/shouwen/rules/lives/. -->

Whoever bears one is warned at four fifths of the time (5.2.2e). What is missed is marked once, and
goes on until an act meets it or it falls away. A *backstop* stands behind a tighter limit on the same
case: it is watched and counted, and does not stand in the queue beside it. The numbers can be
changed by an office: [policy](policy.md).

"""


def write() -> str:
    """The page."""
    head = ["kind", "clause", "owed by", "until", "opened by", "met by", "falls away by"]
    return HEAD + table(head, (_row(owed) for owed in OWED.values()))


def _row(owed: Owed) -> list[str]:
    moves = MOVES.values()
    backstop = " *(backstop)*" if owed.backstop else ""
    return [
        f"`{owed.kind}`<br>{OWED_LABELS[owed.kind]}{backstop}",
        owed.clause,
        owed.bearer.replace("_", " "),
        _until(owed.term),
        codes(move.act for move in moves if owed.kind in move.opens),
        codes(move.act for move in moves if owed.kind in move.ends),
        codes(move.act for move in moves if owed.kind in move.voids),
    ]


def _until(term: Term) -> str:
    match term:
        case ByClock(clock):
            return f"the clock *{clock}* runs out"
        case WorkingDays(policy):
            return f"24:00 of working day {number(policy)} (`{policy}`)"
        case WorkingHours(policy):
            return f"{number(policy)} working hours on (`{policy}`)"
        case SameDay():
            return "close of business, or the next one where the office has closed"
        case SignOff():
            cut_off, grace = number("sign_off_cut_off"), number("sign_off_grace")
            return f"close of business; from {cut_off}:00 on, {grace}:00 of the next working day"
        case StepLimit(clock):
            return f"the guide's limit of the step; stands still with the clock *{clock}*"
        case Given():
            return "as the act says, by the guide or the law"
