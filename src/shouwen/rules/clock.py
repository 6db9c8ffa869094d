"""Due dates: a fold over the events of one clock, with an explanation day by day.

Nobody sets a due date. A clock's events say what happened (6.5a: it started, was lawfully excluded,
resumed, was extended, stopped), and :func:`fold` computes when it is due. The result is a chain of
stretches, counted and excluded by turns: its end is the due date and its days are the explanation,
so the two cannot differ. How each unit counts: ``docs/regimes/time.md``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from shouwen.rules.words import ClockEventKind, DayMark, LimitUnit
from shouwen.rules.worktime import (
    ONE_DAY,
    Calendar,
    OfficeHours,
    Reason,
    chinese_time,
    midnight_after,
    months_later,
)

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clock was started with, frozen: ``n`` of ``unit``, the article or clause it rests on,
    and the version of the calendar that was known then."""

    n: int
    unit: LimitUnit
    basis: str
    calendar_version: str


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that happened to a clock at an instant (aware).

    START carries ``terms``; EXTEND carries ``n``, in the unit of the terms. ``basis`` is the
    article or clause that allows the event, ``paper_id`` the paper that told of it."""

    kind: ClockEventKind
    at: datetime
    terms: Terms | None = None
    n: int = 0
    basis: str = ""
    paper_id: UUID | None = None


class Day(NamedTuple):
    """One day of an explanation.

    ``nth`` numbers the counted days; it is empty for days that do not count and for working hours,
    where ``worked`` is the office time that counted on the day."""

    date: date
    counted: bool
    nth: int | None
    why: Reason
    mark: DayMark | None = None
    worked: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock is due, and how it stands.

    ``day`` and ``at`` are empty while an exclusion is open. A limit in days ends at 24:00
    (民法典 art. 203): ``at`` is 00:00 of the next day, and the office is late from then on.
    ``n`` includes extensions; ``provisional`` says a calendar notice may still move the date."""

    terms: Terms
    n: int
    started: datetime
    day: date | None
    at: datetime | None
    provisional: bool
    excluded_since: datetime | None
    stopped_at: datetime | None
    _explain: Callable[[date | None], tuple[Day, ...]] = field(repr=False, compare=False)

    def explain(self, until: date | None = None) -> tuple[Day, ...]:
        """Day by day from the start to the due date: counted or not, and why.

        While an exclusion is open there is no due date, and the days go on through ``until``
        (without it, through the day the exclusion began)."""
        return self._explain(until)


def fold(events: Iterable[ClockEvent], calendar: Calendar, hours: OfficeHours | None = None) -> Due:
    """When the clock of these events, in order, is due.

    ``hours`` is needed for limits in working hours. Raises ``ValueError`` for events that cannot
    have happened so, and for dates that the calendar does not reach."""
    history = _read(events)
    unit = history.terms.unit
    if unit is LimitUnit.WORKING_HOUR:
        if hours is None:
            raise ValueError(
                "A limit in working hours can only be counted for a unit whose office hours are"
                " known. Give the office hours, or a limit in days."
            )
        return _due_at(history, calendar, hours)
    return _due_on(history, calendar)


def if_begun(
    at: datetime, n: int, unit: LimitUnit, calendar: Calendar, hours: OfficeHours | None = None
) -> Due:
    """When a limit of ``n`` ``unit`` would be due if its clock began at ``at`` and nothing else
    happened to it. Raises ``ValueError`` as :func:`fold` does."""
    terms = Terms(n, unit, "", calendar.version)
    return fold([ClockEvent(ClockEventKind.START, at, terms=terms)], calendar, hours)


def if_begun_beside(
    at: datetime,
    n: int,
    unit: LimitUnit,
    events: Iterable[ClockEvent],
    calendar: Calendar,
    hours: OfficeHours | None = None,
) -> Due:
    """When a limit of its own that began at ``at`` is due, where it stands still while the clock of
    ``events`` does, and moves with it in nothing else. Raises ``ValueError`` as :func:`fold` does."""
    own = [ClockEvent(ClockEventKind.START, at, terms=Terms(n, unit, "", calendar.version))]
    for event in events:
        match event.kind:
            case ClockEventKind.EXCLUDE:
                own.append(replace(event, at=max(at, event.at)))
            case ClockEventKind.RESUME if event.at < at:
                own.pop()  # it was over before this began
            case ClockEventKind.RESUME:
                own.append(event)
    return fold(own, calendar, hours)


def used(events: Iterable[ClockEvent], calendar: Calendar) -> int:
    """How many days a clock that stopped had run: in working days, of a limit in days or months in
    calendar days, counted as its due date is. The day it began does not count, nor do days that
    were excluded.

    Raises ``ValueError`` for events that cannot have happened so, and for a clock that runs."""
    history = _read(events)
    if history.stopped_at is None:
        raise ValueError("The clock still runs. How many days it took is known when it stops.")
    by_calendar = history.terms.unit in (LimitUnit.DAY, LimitUnit.MONTH)
    length = _days_between if by_calendar else calendar.working_days_between
    stopped = history.stopped_at.date()
    after, days = history.started.date(), 0
    for excluded_from, resumed in history.exclusions:
        last_counted = max(after, excluded_from.date() - ONE_DAY)
        days += length(after, last_counted)
        after = resumed.date() if resumed else stopped
    return days + length(after, max(after, stopped))


class _History(NamedTuple):
    """The events of a clock, read once: ``n`` with extensions; exclusions from, until (open)."""

    terms: Terms
    n: int
    started: datetime
    exclusions: list[tuple[datetime, datetime | None]]
    stopped_at: datetime | None

    @property
    def excluded_since(self) -> datetime | None:
        return self.exclusions[-1][0] if self.exclusions and not self.exclusions[-1][1] else None


def _read(events: Iterable[ClockEvent]) -> _History:
    """Check that the events could have happened in this order, and gather what they amount to."""
    events = iter(events)
    first = next(events, None)
    if first is None or first.kind is not ClockEventKind.START or first.terms is None:
        raise ValueError(
            "A clock begins with a start event and its terms;"
            f" this one begins with {_told(first) if first else 'nothing'}."
        )
    terms = first.terms
    n = terms.n
    before = started = chinese_time(first.at)
    exclusions: list[tuple[datetime, datetime | None]] = []
    open_since = stopped_at = None
    for event in events:
        at = chinese_time(event.at)
        if at < before:
            raise ValueError(
                f"{_told(event)} comes after an event of {before:%Y-%m-%d %H:%M}, which is later."
                " Record the events of a clock in the order in which they happened."
            )
        before = at
        if stopped_at:
            raise ValueError(
                f"{_told(event)} is too late: the clock stopped on {stopped_at:%Y-%m-%d %H:%M}."
                " What begins anew needs a clock of its own."
            )
        match event.kind:
            case ClockEventKind.EXCLUDE if not open_since:
                open_since = at
            case ClockEventKind.RESUME if open_since:
                exclusions.append((open_since, at))
                open_since = None
            case ClockEventKind.EXTEND if event.n > 0:
                n += event.n
            case ClockEventKind.STOP:
                stopped_at = at
            case _:
                raise ValueError(f"{_told(event)}: {_WHY_NOT[event.kind]}")
    if open_since:
        exclusions.append((open_since, None))
    return _History(terms, n, started, exclusions, stopped_at)


_WHY_NOT = {
    ClockEventKind.START: "the clock has started already. It starts once.",
    ClockEventKind.EXCLUDE: "an exclusion is open already. Resume the clock first.",
    ClockEventKind.RESUME: "no exclusion is open. There is nothing to resume from.",
    ClockEventKind.EXTEND: "an extension is by at least 1 of the clock's unit. Say by how many.",
}


def _told(event: ClockEvent) -> str:
    return f"The event '{event.kind}' of {chinese_time(event.at):%Y-%m-%d %H:%M}"


class _Stretch(NamedTuple):
    """Days after ``after`` up to and including ``through``, all counted or all excluded.

    The last is excluded only while an exclusion is open, and ends with the day that began on."""

    after: date
    through: date
    counted: bool


def _due_on(history: _History, calendar: Calendar) -> Due:
    """The due date of a limit in days, working days or months.

    Both ends of an exclusion are excluded: what is left of the limit is counted on from the day
    after it. An exclusion that begins after the due date changes nothing."""
    start = history.started.date()
    if history.terms.unit is LimitUnit.WORKING_DAY:
        end, length = calendar.add_working_days, calendar.working_days_between
        regular, total = history.terms.n, history.n
    else:
        end, length = calendar.add_days, _days_between
        regular = _in_days(history.terms.unit, start, history.terms.n)
        total = _in_days(history.terms.unit, start, history.n)

    stretches: list[_Stretch] = []
    after, left, paused = start, total, False
    for excluded_from, resumed in history.exclusions:
        # Two exclusions may meet on one day, and one may begin on the day the clock started.
        last_counted = max(after, excluded_from.date() - ONE_DAY)
        if end(after, left) <= last_counted:
            break
        # A period that ended on a day off has nothing left but the working day it rolls to.
        left = max(left - length(after, last_counted), 1)
        stretches.append(_Stretch(after, last_counted, counted=True))
        after = (resumed or excluded_from).date()
        stretches.append(_Stretch(last_counted, after, counted=False))
        paused = resumed is None
    day = None if paused else end(after, left)
    if day:
        stretches.append(_Stretch(after, day, counted=True))
    return Due(
        terms=history.terms,
        n=history.n,
        started=history.started,
        day=day,
        at=midnight_after(day) if day else None,
        provisional=calendar.is_provisional(day or after),
        excluded_since=history.excluded_since,
        stopped_at=history.stopped_at,
        _explain=partial(_days_of, calendar, history, regular, total, stretches),
    )


def _days_between(start: date, end: date) -> int:
    return (end - start).days


def _in_days(unit: LimitUnit, start: date, n: int) -> int:
    """Calendar days that a limit of ``n`` days or months from ``start`` has, before rolling."""
    return _days_between(start, months_later(start, n)) if unit is LimitUnit.MONTH else n


def _days_of(
    calendar: Calendar,
    history: _History,
    regular: int,
    total: int,
    stretches: list[_Stretch],
    until: date | None,
) -> tuple[Day, ...]:
    """The stretches day by day. ``regular`` days are the limit's own, those up to ``total`` came
    by extension, and what follows only rolls to the next working day."""
    start = history.started.date()
    days = [Day(start, False, None, calendar.why(start), DayMark.START)]
    every_day_counts = history.terms.unit is not LimitUnit.WORKING_DAY
    *earlier, last = stretches
    if until and not last.counted:
        last = last._replace(through=max(last.through, until))
    nth = 0
    for after, through, counted in (*earlier, last):
        for day, why in calendar.days(after, through):
            if not counted:
                days.append(Day(day, False, None, why, DayMark.EXCLUDED))
            elif nth == total:
                days.append(Day(day, False, None, why, DayMark.ROLLED))
            elif every_day_counts or why.working:
                nth += 1
                mark = DayMark.EXTENDED if nth > regular else None
                days.append(Day(day, True, nth, why, mark))
            else:
                days.append(Day(day, False, None, why))
    if last.counted:
        days[-1] = days[-1]._replace(mark=DayMark.DUE)
    return tuple(days)


class _Span(NamedTuple):
    """Time from ``since`` until ``until``, all counted or all excluded.

    The last is excluded only while an exclusion is open, and is empty."""

    since: datetime
    until: datetime
    counted: bool


def _due_at(history: _History, calendar: Calendar, hours: OfficeHours) -> Due:
    """The due instant of a limit in working hours, exclusions taken to the instant."""
    spans: list[_Span] = []
    since, left, paused = history.started, history.n * HOUR, False
    for excluded_from, resumed in history.exclusions:
        if hours.add_working_hours(since, left / HOUR) <= excluded_from:
            break
        left -= hours.working_time_between(since, excluded_from)
        spans.append(_Span(since, excluded_from, counted=True))
        since = resumed or excluded_from
        spans.append(_Span(excluded_from, since, counted=False))
        paused = resumed is None
    at = None if paused else hours.add_working_hours(since, left / HOUR)
    if at:
        spans.append(_Span(since, at, counted=True))
    return Due(
        terms=history.terms,
        n=history.n,
        started=history.started,
        day=at.date() if at else None,
        at=at,
        provisional=calendar.is_provisional((at or since).date()),
        excluded_since=history.excluded_since,
        stopped_at=history.stopped_at,
        _explain=partial(_hours_of, calendar, hours, spans),
    )


def _hours_of(
    calendar: Calendar, hours: OfficeHours, spans: list[_Span], until: date | None
) -> tuple[Day, ...]:
    """The spans day by day, with the office time that counted on each."""
    *earlier, last = spans
    if not last.counted:
        through = max(last.until.date(), until or last.until.date())
        last = last._replace(until=midnight_after(through) - timedelta.resolution)
    days = []
    for day, why in calendar.days(spans[0].since.date() - ONE_DAY, last.until.date()):
        opens, closes = midnight_after(day - ONE_DAY), midnight_after(day)
        worked, excluded = timedelta(), False
        for span in (*earlier, last):
            since, ends = max(span.since, opens), min(span.until, closes)
            if span.counted:
                worked += hours.working_time_between(since, ends)
            else:
                excluded |= since < ends
        mark = DayMark.EXCLUDED if excluded and not worked else None
        days.append(Day(day, bool(worked), None, why, mark, worked))
    days[0] = days[0]._replace(mark=DayMark.START)
    if last.counted:
        days[-1] = days[-1]._replace(mark=DayMark.DUE)
    return tuple(days)
