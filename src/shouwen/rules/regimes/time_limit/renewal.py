"""Renewal of what was granted for a period: applied for in time it is decided before the licence
ends, and silence renews it (行政许可法 art. 50). That decisions are made in time is clause 6.1.

The days before the end are the applicant's and calendar days; the last of them, where it is a day
off, is the next working day: what binds a citizen never becomes earlier."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from shouwen.rules.facts.guide import Guide, Term
from shouwen.rules.facts.renewal import Named, Reminder, Renewal
from shouwen.rules.policy import number
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.worktime import CST, ONE_DAY, Calendar, months_later

REMINDERS = ("remind_renewal_first", "remind_renewal_last")


def last_day(since: date, term: Term) -> date:
    """The last day of what is valid for a term from ``since`` on: the day before the corresponding
    one, or the month's last where there is none."""
    corresponding = months_later(since, term.months)
    return corresponding - ONE_DAY if corresponding.day == since.day else corresponding


def apply_by(until: date, term: Term, calendar: Calendar) -> date:
    """The last day on which renewal of what ends with ``until`` is applied for in time; never after
    that day itself."""
    return min(calendar.roll(until - timedelta(days=term.days_before)), until)


def in_time(named: Named | None, guide: Guide, day: date, calendar: Calendar) -> bool:
    """Whether renewal of a licence that is applied for on ``day`` is applied for in time."""
    if named is None or named.until is None or guide.result.term is None:
        return False
    return day <= apply_by(named.until, guide.result.term, calendar)


def remind_at(until: date, term: Term, calendar: Calendar, now: datetime) -> datetime | None:
    """When the holder is reminded next, after ``now``; None where nothing is left to remind of."""
    last = apply_by(until, term, calendar)
    days = (calendar.roll(last - timedelta(days=number(name))) for name in REMINDERS)
    return next((at for at in _in_the_morning(days) if at > now), None)


def _in_the_morning(days: Iterator[date]) -> Iterator[datetime]:
    return (datetime.combine(day, time(number("reminder_hour")), CST) for day in days)


@guard("6.1", "这个事项的结果没有有效期，不用延续：请不填要延续的证照，照常收件。")
def what_is_granted_for_a_period_is_renewed(named: Named | None) -> Params | None:
    """Only what ends by itself is renewed."""
    return None if named is None or named.timed else NOTHING


@guard("6.1", "台账里没有编号“{number}”的证照：请核对编号；以前发的，请填证照上写的有效期截止日。")
def the_licence_says_until_when(named: Named | None) -> Params | None:
    """Whether it was applied for in time follows from the day on which it ends (art. 50)."""
    return None if named is None or named.until else {"number": named.number}


@guard(
    "6.1",
    "台账里“{number}”的持有人不是这个申请人：请核对编号和申请人的证件号码；"
    "持有人变了的，先办变更（行政许可法第四十九条）。",
)
def the_holder_renews_it(named: Named | None) -> Params | None:
    """A licence is renewed at its holder's wish (art. 50)."""
    return None if named is None or named.theirs else {"number": named.number}


@guard("6.1", "“{number}”的延续申请已经在办：{under_way}。要补什么、问什么，在那一件上办。")
def nothing_else_renews_it(named: Named | None) -> Params | None:
    """One application at a time renews a licence."""
    if named is None or not named.under_way:
        return None
    return {"number": named.number, "under_way": named.under_way}


@guard(
    "6.1",
    "还不能视为准予延续：证照没有届满，或者不是按时申请、等本机关决定的。",
)
def the_licence_has_ended_in_silence(renewal: Renewal | None) -> Params | None:
    """Silence renews what was applied for in time, once the licence has ended and not before
    (art. 50(2))."""
    return None if renewal and renewal.by_silence else NOTHING


@guard(
    "6.1",
    "“{number}”已在 {until:%Y-%m-%d} 届满，届满前没有作出决定：依照行政许可法第五十条第二款视为准予延续，"
    "不能再作别的决定。准予延续的决定书由系统出具。",
)
def silence_has_not_renewed_it(renewal: Renewal | None) -> Params | None:
    """Once the licence has ended without a decision it is renewed, also before any sweep has said
    so (art. 50(2))."""
    if renewal is None or not renewal.by_silence:
        return None
    return {"number": renewal.number, "until": renewal.until}


@guard("6.1", "还没有到提醒持有人的时候。")
def the_holder_is_to_be_reminded(reminder: Reminder) -> Params | None:
    """A holder is reminded at the times that are laid down, each once."""
    told = reminder.remind_at is not None and reminder.now >= reminder.remind_at
    return None if told else NOTHING
