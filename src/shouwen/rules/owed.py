"""The kinds of obligation: under which clause, who bears it, how long it may take.

What ends an obligation stands in the tables of moves (``ends``), not here: one place each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from shouwen.rules.policy import number
from shouwen.rules.words import Bearer, ClockName
from shouwen.rules.worktime import chinese_time


class Times(Protocol):
    """What a term needs to know of an act: when it was done, and the office's time.

    ``rules.worktime`` gives the real thing; the protocol keeps this module below it."""

    def end_of_working_day(self, day: date, n: int) -> datetime:
        """24:00 of the ``n``-th working day after ``day``."""

    def close_of_business(self, at: datetime) -> datetime:
        """When the office next closes, seen from ``at``: the same day where it is still open."""

    def hour_of_working_day(self, at: datetime, n: int, hour: int) -> datetime:
        """``hour`` o'clock of the ``n``-th working day after ``at``."""

    def after_working_hours(self, at: datetime, n: int) -> datetime:
        """When ``n`` hours of opening time have passed since ``at``."""


ClockDues = Mapping[ClockName, datetime | None]
"""When each clock of the matter runs out, pending events included; None while it stands still."""


@dataclass(frozen=True, slots=True)
class ByClock:
    """Due when a clock of the case runs out."""

    clock: ClockName

    def due(self, at: datetime, times: Times, clocks: ClockDues) -> datetime | None:
        """The clock's due time; None while it stands still."""
        return clocks[self.clock]


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Due at 24:00 of a working day counted from the day it was opened (policy number)."""

    policy: str

    def due(self, at: datetime, times: Times, clocks: ClockDues) -> datetime:
        """24:00 of the last working day; ``at``'s own day does not count."""
        return times.end_of_working_day(chinese_time(at).date(), number(self.policy))


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Due when so many hours of opening time have passed (policy number)."""

    policy: str

    def due(self, at: datetime, times: Times, clocks: ClockDues) -> datetime:
        """Counted from ``at``, or from when the office next opens."""
        return times.after_working_hours(at, number(self.policy))


@dataclass(frozen=True, slots=True)
class SameDay:
    """Due at close of business of the working day on which it was opened, or of the next one
    where the office has closed (4.2a)."""

    def due(self, at: datetime, times: Times, clocks: ClockDues) -> datetime:
        """The next close of business."""
        return times.close_of_business(at)


@dataclass(frozen=True, slots=True)
class SignOff:
    """Due the same day; what comes after the cut-off by noon of the next working day (5.2.2c)."""

    def due(self, at: datetime, times: Times, clocks: ClockDues) -> datetime:
        """Close of business, or the grace hour of the next working day."""
        local = chinese_time(at)
        close = times.close_of_business(at)
        cut_off = local.replace(hour=number("sign_off_cut_off"), minute=0, second=0, microsecond=0)
        if chinese_time(close).date() == local.date() and local < cut_off:
            return close
        return times.hour_of_working_day(at, 1, number("sign_off_grace"))


@dataclass(frozen=True, slots=True)
class Given:
    """Due when the act says: the limit stands in the guide (a step's own limit)."""

    def due(self, at: datetime, times: Times, clocks: ClockDues) -> datetime | None:
        """Never asked: the act gives the due time."""
        raise LookupError("the act that opens this obligation says when it is due")


@dataclass(frozen=True, slots=True)
class StepLimit(Given):
    """Due when the limit that the guide gives a step is over: the act says when, and while a clock
    of the case stands still, so does this limit (5.2.2d)."""

    clock: ClockName = ClockName.PROMISE


Term = ByClock | WorkingDays | WorkingHours | SameDay | SignOff | Given


@dataclass(frozen=True, slots=True)
class Owed:
    """A kind of obligation. ``backstop``: a limit behind a tighter one on the same case; it is
    watched and counted, and does not stand in the queue beside it. ``reminded_at``: the policy
    number of the working day on which the bearer is reminded, where that is laid down.
    ``unwarned``: nobody is warned of it beforehand. ``awaited``: its time is an event and no limit,
    so nobody is warned of it and nobody misses it. ``signature``: somebody is to sign on what others
    worked out, and what stayed overnight for it is listed each morning (5.2.2c, 5.2.2d).
    ``three_look``: a "no" takes three people's time, so that so many working days before it is due
    (policy number) bearer and section head are told once more, where none is filed (7.4.3a)."""

    kind: str
    clause: str
    bearer: Bearer
    term: Term
    backstop: bool = False
    reminded_at: str | None = None
    unwarned: bool = False
    awaited: bool = False
    signature: bool = False
    three_look: str | None = None

    def bell(self, at: datetime, due_at: datetime | None, times: Times) -> datetime | None:
        """When the bell first rings for an obligation opened ``at``; None while nothing is due."""
        if self.unwarned or self.awaited:
            return due_at
        if due_at is None or self.reminded_at is None:
            return bell(at, due_at)
        return times.hour_of_working_day(at, number(self.reminded_at), number("reminder_hour"))


OWED: dict[str, Owed] = {
    owed.kind: owed
    for owed in (
        Owed("examine_materials", "4.2a", Bearer.HANDLER, SameDay()),
        Owed("answer_receipt", "4.2c", Bearer.HANDLER, ByClock(ClockName.ANSWER)),
        Owed("answer_silence", "4.2c", Bearer.HEAD, WorkingDays("answer_silence_within")),
        Owed(
            "correct",
            "4.2d",
            Bearer.PARTY,
            ByClock(ClockName.CORRECTION),
            reminded_at="correction_reminder_at",
        ),
        Owed("check_correction", "4.2d", Bearer.HANDLER, WorkingDays("check_correction_within")),
        Owed("tell_new_faults", "4.2c", Bearer.HEAD, WorkingDays("check_correction_within")),
        Owed("settle_lapse", "4.2d", Bearer.HANDLER, WorkingDays("settle_lapse_within")),
        Owed("do_at_once", "5.2.2a", Bearer.HANDLER, SameDay()),
        Owed(
            "decide",
            "6.1",
            Bearer.HANDLER,
            ByClock(ClockName.PROMISE),
            three_look="refusal_lead",
        ),
        Owed("decide_by_law", "5.2.2e", Bearer.HANDLER, ByClock(ClockName.STATUTE), backstop=True),
        Owed(
            "sign_decision",
            "5.2.2d",
            Bearer.DECIDER,
            WorkingDays("leader_step_within"),
            signature=True,
        ),
        Owed("finish_step", "5.3a", Bearer.DOER, StepLimit()),
        Owed("sign_off_step", "5.2.2c", Bearer.DOER, SignOff(), signature=True),
        Owed(
            "leader_step",
            "5.2.2d",
            Bearer.DOER,
            WorkingDays("leader_step_within"),
            signature=True,
        ),
        Owed("decide_renewal", "6.1", Bearer.HANDLER, Given()),
        Owed("remind_holder", "6.1", Bearer.PERSON, Given(), awaited=True),
        Owed("find_successor", "7.4.3b", Bearer.HANDLER, WorkingDays("find_successor_within")),
        Owed("call_back", "7.1", Bearer.HEAD, WorkingDays("call_back_within")),
        Owed("ask_hearing", "6.1", Bearer.PARTY, WorkingDays("ask_hearing_within"), unwarned=True),
        Owed("hold_hearing", "6.1", Bearer.HANDLER, WorkingDays("hold_hearing_within")),
        Owed("bring_hearing_notice", "6.1", Bearer.HANDLER, SameDay()),
        Owed("answer_consultation", "4.3a", Bearer.DOER, Given()),
        Owed("tell_outcome", "4.3b", Bearer.HANDLER, WorkingDays("tell_outcome_within")),
        Owed("deliver", "5.2.2e", Bearer.WINDOW, Given()),
        Owed("await_notice", "7.4.3b", Bearer.PERSON, Given(), awaited=True),
        Owed(
            "close_after_notice",
            "7.4.3b",
            Bearer.WINDOW,
            WorkingDays("close_after_notice_within"),
        ),
        Owed("bring_again", "7.4.3b", Bearer.WINDOW, WorkingDays("bring_again_within")),
        Owed("return_materials", "7.4.4a", Bearer.WINDOW, WorkingDays("return_within")),
        Owed("decide_extension", "6.5b", Bearer.DOER, Given()),
        Owed("tell_extension", "6.5c", Bearer.HANDLER, ByClock(ClockName.PROMISE)),
        Owed(
            "lapse_extension",
            "6.5c",
            Bearer.PERSON,
            ByClock(ClockName.PROMISE),
            awaited=True,
        ),
        Owed("special_procedure_over", "6.5a", Bearer.PERSON, Given(), awaited=True),
        Owed("review_refusal", "7.4.2a", Bearer.HEAD, SignOff(), signature=True),
        Owed(
            "approve_refusal",
            "7.4.2a",
            Bearer.LEADER,
            WorkingDays("leader_step_within"),
            signature=True,
        ),
        Owed("amend_refusal", "7.4.2a", Bearer.HANDLER, WorkingDays("amend_refusal_within")),
        Owed("serve_refusal", "7.4.3b", Bearer.WINDOW, Given()),
        Owed("amend_guide", "5.3a", Bearer.DOER, WorkingDays("amend_guide_within")),
        Owed("take_contact", "1.1a", Bearer.OFFICE, WorkingHours("take_contact_within")),
        Owed("dispose_contact", "1.1b", Bearer.HANDLER, SameDay()),
        Owed("confirm_contact", "1.1b", Bearer.DOER, WorkingHours("confirm_contact_within")),
        Owed("assign_contact", "1.2c", Bearer.DECIDER, WorkingDays("assign_contact_within")),
        Owed("call_asker", "1.3.2c", Bearer.DOER, WorkingDays("call_asker_within")),
        Owed("find_out", "1.3.3", Bearer.HANDLER, WorkingDays("find_out_within")),
        Owed("account_for_empty", "1.3.2b", Bearer.LEADER, WorkingDays("account_for_empty_within")),
        Owed("brief_officer", "1.2b", Bearer.HEAD, WorkingDays("brief_officer_within")),
        Owed("pass_on_report", "1.3.4b", Bearer.HANDLER, WorkingDays("pass_on_report_within")),
        Owed("tell_asker", "4.3b", Bearer.HANDLER, WorkingDays("tell_outcome_within")),
        Owed("settle_unlisted", "5.1a", Bearer.MAIN, WorkingDays("settle_unlisted_within")),
        Owed("review_version", "5.3a", Bearer.HEAD, WorkingDays("review_version_within")),
        Owed("revise_draft", "5.3a", Bearer.DOER, WorkingDays("revise_draft_within")),
        Owed("publish_version", "5.2.2d", Bearer.LEADER, WorkingDays("leader_step_within")),
        Owed("come_into_force", "5.1a", Bearer.PERSON, Given(), awaited=True),
        Owed("half_year", "2.5", Bearer.PERSON, Given(), awaited=True),
        Owed("record_integrity", "2.5", Bearer.DOER, Given()),
        Owed("record_ideology", "2.5", Bearer.DOER, Given()),
        Owed("finish_stage", "2.9a", Bearer.DOER, Given()),
        Owed("agree_to_stand_in", "3.1", Bearer.STAND_IN, Given()),
        Owed("approve_absence", "3.2a", Bearer.HEAD, Given()),
        Owed("take_over_section", "3.2c", Bearer.OFFICE, WorkingHours("take_over_within")),
        Owed("hand_over", "3.3a", Bearer.HANDLER, Given()),
        Owed("take_hand_over", "3.3a", Bearer.STAND_IN, Given()),
        Owed("see_hand_over", "3.3a", Bearer.HEAD, Given()),
        Owed("designate_stand_in", "3.3b", Bearer.HEAD, WorkingHours("designate_within")),
        Owed("leave", "3.1", Bearer.PERSON, Given(), awaited=True),
        Owed("begin", "3.3a", Bearer.PERSON, Given(), awaited=True),
        Owed("come_back", "3.5", Bearer.PERSON, Given(), unwarned=True),
        Owed("find_absent", "3.5", Bearer.HEAD, WorkingHours("find_absent_within")),
        Owed("approve_extension", "3.2a", Bearer.HEAD, Given()),
        Owed("hand_back", "3.5", Bearer.STAND_IN, WorkingDays("hand_back_within")),
        Owed("take_back", "3.5", Bearer.HANDLER, WorkingDays("hand_back_within")),
        Owed("fill_post", "2.4.4", Bearer.HEAD, WorkingDays("fill_post_within")),
        Owed("name_b_role", "2.7.4", Bearer.HEAD, WorkingDays("name_b_role_within")),
        Owed("mend_entry", "1.2b", Bearer.DOER, WorkingDays("mend_entry_within")),
    )
}

AWAITED = frozenset(kind for kind, owed in OWED.items() if owed.awaited)
"""The kinds that nobody misses."""

SIGNATURES = tuple(sorted(kind for kind, owed in OWED.items() if owed.signature))
"""The kinds that do not stay overnight. An index is made for them (``signatures_by_due``): whoever
adds one widens it."""

BACKSTOPS = tuple(kind for kind, owed in OWED.items() if owed.backstop)
"""The kinds that stand behind a tighter one, and in no queue."""


def bell(opened_at: datetime, due_at: datetime | None) -> datetime | None:
    """When to warn the bearer: at four fifths of the time (5.2.2e, policy ``card_yellow``).

    Straight time, so that a limit of hours warns in time as well; the card that people see is
    counted in working days by the page. None while nothing is due."""
    if due_at is None:
        return None
    return opened_at + timedelta(
        seconds=(due_at - opened_at).total_seconds() * number("card_yellow") / 100
    )
