"""Due times as pages show them: how long is left, which card, the strip of days and its reasons.

Everything comes from one fold of the clock's events (``rules.clock``); nothing is counted twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from shouwen.queries.rows import DayKind as Cell
from shouwen.queries.rows import Deadline, Left, Pace, StripDay, WhyDay
from shouwen.rules import clock
from shouwen.rules.labels import label
from shouwen.rules.policy import number
from shouwen.rules.words import Card, ClockName, DayKind, DayMark, LimitUnit
from shouwen.rules.worktime import Calendar, OfficeHours, Reason, chinese_time

HOUR = timedelta(hours=1)
Dues = Mapping[ClockName, clock.Due | None]


def last_day(due_at: datetime) -> date:
    """The last day of a limit: one that ends at 24:00 is stored as 00:00 of the next day."""
    return (chinese_time(due_at) - timedelta.resolution).date()


def card(opened_at: datetime, due_at: datetime | None, at: datetime, calendar: Calendar) -> Card:
    """The supervision card of an obligation (5.2.2e), by working days used: blue from half,
    yellow from four fifths or on the last two working days, red once it is late."""
    if due_at is None:
        return Card.NONE
    if due_at <= at:
        return Card.RED
    opened, today, last = chinese_time(opened_at).date(), chinese_time(at).date(), last_day(due_at)
    total = calendar.working_days_between(opened, last)
    used = calendar.working_days_between(opened, today)
    if total - used <= 1 or used * 100 >= total * number("card_yellow"):
        return Card.YELLOW
    return Card.BLUE if used * 100 >= total * number("card_blue") else Card.NONE


def left(due_at: datetime | None, shown: Card, at: datetime, hours: OfficeHours) -> Left:
    """How long until ``due_at``, or since: in working days, and within one day in working hours
    where it ends at an hour. ``shown`` is its card, which says whether it is soon."""
    if due_at is None:
        return Left(Pace.STOPPED)
    calendar = hours.calendar
    today, last = chinese_time(at).date(), last_day(due_at)
    days = calendar.working_days_between(today, last)
    by_the_hour = today == last and chinese_time(due_at).time() != time()
    provisional = calendar.is_provisional(last)
    if due_at <= at:
        if by_the_hour:
            n = max(hours.working_time_between(due_at, at) // HOUR, 1)
            return Left(Pace.LATE, n, LimitUnit.WORKING_HOUR, due_at)
        return Left(Pace.LATE, max(-days, 1), LimitUnit.WORKING_DAY, due_at, provisional)
    pace = Pace.EASY if shown in (Card.NONE, Card.BLUE) else Pace.SOON
    if by_the_hour:
        n = hours.working_time_between(at, due_at) // HOUR
        return Left(pace, n, LimitUnit.WORKING_HOUR, due_at)
    return Left(pace, max(days, 0), LimitUnit.WORKING_DAY, due_at, provisional)


def remaining(
    opened_at: datetime, due_at: datetime | None, at: datetime, hours: OfficeHours
) -> Left:
    """How long is left of what began at ``opened_at``, as soon as its card says."""
    return left(due_at, card(opened_at, due_at, at, hours.calendar), at, hours)


@dataclass(frozen=True, slots=True)
class _Wording:
    """How one clock is spoken of: the sign on its first day, what began it, what is to be done."""

    sign: str
    began: str
    todo: str


_WORDINGS = {
    ClockName.PROMISE: _Wording("受", "受理", "承诺"),
    ClockName.CORRECTION: _Wording("告", "告知补正", "申请人补正"),
    ClockName.ANSWER: _Wording("收", "收到材料", "受理或一次告知"),
}


def deadline(
    dues: Dues, received_at: datetime, at: datetime, hours: OfficeHours
) -> Deadline | None:
    """The due date that binds a case now, with strip and explanation: the promise (with the
    statute behind it), before acceptance the applicant's own time or the office's answer. None
    where no clock runs."""
    running = {name: due for name, due in dues.items() if due and due.stopped_at is None}
    for name, wording in _WORDINGS.items():
        if due := running.get(name):
            behind = running.get(ClockName.STATUTE) if name is ClockName.PROMISE else None
            return _deadline(name, wording, due, behind, received_at, at, hours)
    return None


def _deadline(
    name: ClockName,
    wording: _Wording,
    due: clock.Due,
    behind: clock.Due | None,
    received_at: datetime,
    at: datetime,
    hours: OfficeHours,
) -> Deadline:
    calendar, today = hours.calendar, chinese_time(at).date()
    promised = name is ClockName.PROMISE
    explained = due.explain(today)
    end = due.day or today
    longest = [*explained, *_behind(behind, explained[-1].date, today)]
    days = tuple(
        _strip(
            _since(chinese_time(received_at).date(), explained[0].date, calendar),
            [*longest, *_overrun(longest, due, today, calendar)],
            due,
            explained[-1].date,
            behind.day if behind else None,
            today,
            wording.sign,
            promised,
        )
    )
    unit = label(due.terms.unit)
    used = sum(1 for day in days if day.kind in (Cell.USED, Cell.OVER) and day.nth)
    excluded = sum(1 for day in explained if day.mark is DayMark.EXCLUDED and day.why.working)
    started = f"{due.started.month} 月 {due.started.day} 日{wording.began}"
    limit = f"{wording.todo} {due.n} {unit}"
    until = f"到 {end.month} 月 {end.day} 日" if due.day else "现在停表"
    back = ""
    if behind and behind.day:
        back = f"；法定 {behind.n} {unit}，到 {behind.day.month} 月 {behind.day.day} 日"
    return Deadline(
        left=remaining(due.started, due.at, at, hours),
        due_on=end,
        promise=due.n if promised else None,
        used=used,
        excluded=excluded,
        statute=behind.n if behind else None,
        statute_on=behind.day if behind else None,
        says=f"{started}，{limit}，{until}，已用 {used} 日{back}。",
        days=days,
        because=f"{started}，次日起数，{limit}，{until}{back}。",
        why=tuple(_why(explained, wording.began)),
        rests_on=_rests_on(due, calendar),
    )


def _rests_on(due: clock.Due, calendar: Calendar) -> str:
    counted = {
        LimitUnit.WORKING_DAY: "按工作日计，不含法定节假日",
        LimitUnit.DAY: "按日历日计，最后一日遇休息日顺延",
        LimitUnit.MONTH: "按月计，最后一日遇休息日顺延",
        LimitUnit.WORKING_HOUR: "按办公时间计",
    }[due.terms.unit]
    return f"{counted}；日历依国务院办公厅放假通知，公布到 {calendar.official_through:%Y} 年。"


def _since(received: date, started: date, calendar: Calendar) -> list[tuple[date, Reason]]:
    """The days from receipt to the day before the clock began."""
    if received >= started:
        return []
    one = timedelta(days=1)
    return list(calendar.days(received - one, started - one))


def _behind(behind: clock.Due | None, last: date, today: date) -> list[clock.Day]:
    """The days of the statutory limit after the last of the promise; where the promise stands still
    and the statute does not, after today."""
    return [day for day in behind.explain(today) if day.date > last] if behind else []


def _overrun(
    days: Sequence[clock.Day], due: clock.Due, today: date, calendar: Calendar
) -> Iterable[clock.Day]:
    """The days since the last limit ran out, up to today: they go on being counted."""
    last = days[-1].date
    if today <= last:
        return
    nth = max((day.nth or 0 for day in days), default=0)
    by_calendar = due.terms.unit in (LimitUnit.DAY, LimitUnit.MONTH)
    for day, why in calendar.days(last, today):
        counted = by_calendar or why.working
        nth += counted
        yield clock.Day(day, counted, nth if counted else None, why)


def _strip(
    waiting: Sequence[tuple[date, Reason]],
    days: Sequence[clock.Day],
    due: clock.Due,
    last: date,
    statute_on: date | None,
    today: date,
    sign: str,
    promised: bool,
) -> Iterable[StripDay]:
    for n, (day, why) in enumerate(waiting):
        kind = _off(why) or Cell.WAIT
        yield StripDay(
            day, kind, mark=_mark(why, kind), word="" if n else "收", is_today=day == today
        )
    before = None
    for day in days:
        run, under = _run(day, due)
        kind = _cell(day, last, today)
        yield StripDay(
            date=day.date,
            kind=kind,
            nth=day.nth,
            mark=_mark(day.why, kind),
            word=sign if day.mark is DayMark.START else "",
            under=under if run != before else "",
            run=run is not None,
            extended=run == "extended",
            provisional=day.why.provisional,
            is_today=day.date == today,
            is_promise=promised and day.date == due.day,
            is_statute=day.date == statute_on,
        )
        if run or day.counted:
            before = run  # days off in between do not end a run


_UNDER = {
    "excluded": "依法不计入期限",
    "extended": "依法延长",
    "provisional": "放假安排未公布，暂按周末和法定节日推算，公布后重算",
}


def _run(day: clock.Day, due: clock.Due) -> tuple[str | None, str]:
    """Which run a day belongs to, and the words under it. The last day of an extended limit is one of
    those that came by extension."""
    last_of_more = day.date == due.day and due.n > due.terms.n
    if day.mark is DayMark.EXCLUDED:
        run = "excluded"
    elif day.mark is DayMark.EXTENDED or last_of_more:
        run = "extended"
    elif day.why.provisional:
        run = "provisional"
    else:
        return None, ""
    return run, _UNDER[run]


def _cell(day: clock.Day, last: date, today: date) -> Cell:
    """How a day is drawn; ``last`` is the last day of the promise, or of what stands still."""
    if day.mark is DayMark.START:
        return Cell.START
    if day.mark is DayMark.EXCLUDED:
        return Cell.EXCLUDED
    if not day.counted and day.mark is not DayMark.DUE:
        return _off(day.why) or Cell.OFF
    past = day.date <= today
    if day.date > last:
        return Cell.OVER if past else Cell.BEYOND
    return Cell.USED if past else Cell.LEFT


def _off(why: Reason) -> Cell | None:
    """How a day off is drawn; None for a working day."""
    if why.working:
        return None
    return Cell.OFF if why.kind is DayKind.WEEKEND else Cell.HOLIDAY


def _mark(why: Reason, kind: Cell) -> str:
    if why.kind is DayKind.MAKE_UP and kind is not Cell.EXCLUDED:
        return "班"
    return "休" if kind is Cell.HOLIDAY else ""


def _why(days: Sequence[clock.Day], began: str) -> Iterable[WhyDay]:
    """The explanation, neighbours of one reason on one line; the last day stands alone."""

    def line(day: clock.Day) -> tuple[str, bool, bool]:
        return _reason(day, began), day.counted, day.mark is DayMark.DUE

    for (why, _counted, is_due), group in groupby(days, key=line):
        same = list(group)
        first, last = same[0], same[-1]
        nth = "" if first.nth is None else str(first.nth)
        if first.nth is not None and last.nth != first.nth:
            nth = f"{first.nth}–{last.nth}"
        yield WhyDay(first.date, last.date, nth, why, is_due)


def _reason(day: clock.Day, began: str) -> str:
    if day.mark is DayMark.START:
        return f"{began}当日，起算日不计入"
    if day.mark is DayMark.EXCLUDED:
        return "依法不计入期限"
    if day.mark is DayMark.ROLLED:
        return "期满遇休息日，顺延"
    festival = day.why.festival
    said = {
        DayKind.WORKING: "工作日",
        DayKind.MAKE_UP: f"周末，{festival}调休上班",
        DayKind.WEEKEND: "周末",
        DayKind.FESTIVAL: f"{festival}放假",
        DayKind.SUBSTITUTE: f"{festival}补休",
    }[day.why.kind]
    if day.counted and not day.why.working:
        said += "，按日历日照计"
    if day.mark is DayMark.EXTENDED:
        said += "，延长的"
    return said + ("（暂定）" if day.why.provisional else "")
