"""Working days and working hours.

A :class:`Calendar` knows which days are worked (6.1: the official calendar of the State Council,
nothing else); :class:`OfficeHours` adds when a unit's doors are open on them, and moves working-hour
targets only. Both are given their facts and read neither files nor clocks. Days are Chinese days:
instants are aware and read in :data:`CST`, a constant +08:00.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import NamedTuple

from shouwen.rules.words import CalendarStatus, DayKind

CST = timezone(timedelta(hours=8), "Asia/Shanghai")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Run(NamedTuple):
    """Days off in a row as announced, weekends inside included."""

    first: date
    last: date
    festival: str


class MakeUp(NamedTuple):
    """A weekend day worked instead, and the festival it makes up for."""

    day: date
    festival: str


@dataclass(frozen=True, slots=True)
class OfficialYear:
    """What the State Council's notices for one year say. They may own days of the year before."""

    year: int
    notices: tuple[str, ...]
    off: tuple[Run, ...]
    work: tuple[MakeUp, ...]


@dataclass(frozen=True, slots=True)
class MovableFestivals:
    """The festivals of one year that have no fixed date in the civil calendar."""

    spring_festival: date  # 正月初一
    qingming: date
    dragon_boat: date
    mid_autumn: date


class Reason(NamedTuple):
    """Why a day is worked or off: for which festival, and whether the notice is yet to come."""

    kind: DayKind
    festival: str = ""
    provisional: bool = False

    @property
    def working(self) -> bool:
        """Whether people are at work."""
        return self.kind is DayKind.WORKING or self.kind is DayKind.MAKE_UP


class Calendar:
    """The official calendar, immutable: every day from the first official year to the last year
    whose festivals are known.

    Years after the last notice are *provisional*: weekends and the festival days of the law, no
    shifted days guessed. Counting looks days up in arrays, so 500 days cost as much as 5.
    Every method raises ``ValueError`` for a day that the calendar does not reach.
    """

    def __init__(
        self, official: Iterable[OfficialYear], movable: Mapping[int, MovableFestivals]
    ) -> None:
        """Raises ``ValueError`` if a year is missing in between, or two facts contradict."""
        years = sorted(official, key=lambda known: known.year)
        if not years:
            raise ValueError("A calendar needs at least one official year: none was given.")
        last = max(years[-1].year, *movable) if movable else years[-1].year
        _refuse_gaps(years, movable, last)
        self.first_day = date(years[0].year, 1, 1)
        self.official_through = date(years[-1].year, 12, 31)
        self.last_day = date(last, 12, 31)
        self.latest_notice = years[-1].notices[-1] if years[-1].notices else ""

        special = _announced(years)
        for year in range(years[-1].year + 1, last + 1):
            special |= _provisional(year, movable[year])
        self._base = self.first_day.toordinal()
        self._days = tuple(map(date.fromordinal, range(self._base, self.last_day.toordinal() + 1)))
        plain = {
            (weekend, provisional): Reason(
                DayKind.WEEKEND if weekend else DayKind.WORKING, provisional=provisional
            )
            for weekend in (False, True)
            for provisional in (False, True)
        }
        self._why = tuple(
            special.get(day) or plain[day.weekday() >= SATURDAY, self.is_provisional(day)]
            for day in self._days
        )
        # _worked[i]: how many working days lie between the first day and day i, both included.
        self._worked = tuple(accumulate(why.working for why in self._why))
        self._workdays = tuple(
            day for day, why in zip(self._days, self._why, strict=True) if why.working
        )
        facts = repr((years, sorted(movable.items())))
        digest = sha256(facts.encode()).hexdigest()[:12]
        self.version = f"cn{years[-1].year}-{digest}"

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._base
        if not 0 <= index < len(self._days):
            raise self._beyond(day.isoformat())
        return index

    def _beyond(self, what: str) -> ValueError:
        return ValueError(
            f"The working calendar runs from {self.first_day} to {self.last_day} and does not reach"
            f" {what}. Choose a date in between, or add the years to the calendar."
        )

    def why(self, day: date) -> Reason:
        """Why the day is worked or off."""
        return self._why[self._index(day)]

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts as a working day (行政许可法 art. 82)."""
        return self.why(day).working

    def is_provisional(self, day: date) -> bool:
        """Whether a limit that reaches this day may still move: its year has no notice yet."""
        return day > self.official_through

    def status(self, year: int) -> CalendarStatus:
        """Whether the notice for the year is known."""
        first = self._days[self._index(date(year, 1, 1))]
        provisional = self.is_provisional(first)
        return CalendarStatus.PROVISIONAL if provisional else CalendarStatus.OFFICIAL

    def add_working_days(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, which itself does not count (民法典 art. 201).

        Raises ``ValueError`` for ``n`` below 1: a limit has at least one day."""
        if n < 1:
            raise ValueError(f"A limit needs at least 1 working day: {n} was asked for.")
        try:
            return self._workdays[self._worked[self._index(day)] + n - 1]
        except IndexError:
            raise self._beyond(f"{n} working days after {day}") from None

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days after ``start`` up to and including ``end``; negative when ``end``
        comes first. The inverse of :meth:`add_working_days`."""
        return self._worked[self._index(end)] - self._worked[self._index(start)]

    def roll(self, day: date) -> date:
        """``day`` if it is worked, else the next day that is: a period whose last day is off ends
        on the day after the days off (民法典 art. 203). A make-up Saturday is worked: no roll."""
        index = self._index(day)
        if self._why[index].working:
            return day
        if self._worked[index] == len(self._workdays):
            raise self._beyond(f"the working day after {day}")
        return self._workdays[self._worked[index]]

    def add_days(self, day: date, n: int) -> date:
        """The end of ``n`` calendar days after ``day``, rolled (民法典 arts. 201, 203)."""
        if n < 1:
            raise ValueError(f"A limit needs at least 1 day: {n} was asked for.")
        index = self._index(day) + n
        if index >= len(self._days):
            raise self._beyond(f"{n} days after {day}")
        return self.roll(self._days[index])

    def add_months(self, day: date, n: int) -> date:
        """The end of ``n`` months after ``day``, rolled (民法典 arts. 201-203)."""
        return self.roll(months_later(day, n))

    def days(self, after: date, through: date) -> Iterator[tuple[date, Reason]]:
        """Each day after ``after`` up to and including ``through``, with its reason."""
        span = slice(self._index(after) + 1, self._index(through) + 1)
        return zip(self._days[span], self._why[span], strict=True)


def months_later(day: date, n: int) -> date:
    """The corresponding day ``n`` months later; the month's last if it has none (民法典 art. 202).

    Raises ``ValueError`` for ``n`` below 1 or beyond 200 years."""
    if not 1 <= n <= 2400:
        raise ValueError(f"A limit has between 1 and 2400 months: {n} were asked for.")
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _refuse_gaps(
    years: Sequence[OfficialYear], movable: Mapping[int, MovableFestivals], last: int
) -> None:
    known = [official.year for official in years]
    for year in range(known[0], known[-1] + 1):
        if known.count(year) != 1:
            raise ValueError(
                f"The official years run from {known[0]} to {known[-1]}, but {year} is there"
                f" {known.count(year)} times. Give the facts of every year in between once."
            )
    for year in range(known[-1] + 1, last + 1):
        if year not in movable:
            raise ValueError(
                f"The festivals of {year} are missing, though those of {last} are there."
                " Add spring_festival, qingming, dragon_boat and mid_autumn of that year."
            )


def _announced(years: Sequence[OfficialYear]) -> dict[date, Reason]:
    """Days that the notices own, by day: one for next year may move days of this one."""
    owned: dict[date, Reason] = {}

    def own(day: date, reason: Reason, year: int) -> None:
        if day in owned:
            raise ValueError(f"The notices up to {year} say two things about {day}. Keep one.")
        owned[day] = reason

    for official in years:
        for run in official.off:
            if run.last < run.first:
                raise ValueError(
                    f"{run.festival} of {official.year} ends on {run.last}, before it begins on"
                    f" {run.first}. Put the two dates right."
                )
            for ordinal in range(run.first.toordinal(), run.last.toordinal() + 1):
                day = date.fromordinal(ordinal)
                own(day, Reason(DayKind.FESTIVAL, run.festival), official.year)
        for make_up in official.work:
            if make_up.day.weekday() < SATURDAY:
                raise ValueError(
                    f"{make_up.day} is given as a make-up day for {make_up.festival} but is no"
                    " Saturday or Sunday. Leave it out: it is a working day already."
                )
            own(make_up.day, Reason(DayKind.MAKE_UP, make_up.festival), official.year)
    return owned


def statutory_days(year: int, movable: MovableFestivals) -> tuple[tuple[date, str], ...]:
    """The thirteen days off that everybody has (全国年节及纪念日放假办法 art. 2), by date."""
    spring = movable.spring_festival
    return tuple(
        sorted(
            (
                (date(year, 1, 1), "元旦"),
                *((spring + n * ONE_DAY, "春节") for n in (-1, 0, 1, 2)),
                (movable.qingming, "清明节"),
                *((date(year, 5, day), "劳动节") for day in (1, 2)),
                (movable.dragon_boat, "端午节"),
                (movable.mid_autumn, "中秋节"),
                *((date(year, 10, day), "国庆节") for day in (1, 2, 3)),
            )
        )
    )


def _provisional(year: int, movable: MovableFestivals) -> dict[date, Reason]:
    """The days off of a year without a notice: each statutory day takes one working day off.

    One that falls on a weekend is made good on a working day (art. 6). One that falls on another
    festival is too: the law is silent, the notices of 2009 and 2020 did so."""
    off: dict[date, Reason] = {}
    to_make_good = []
    for day, festival in statutory_days(year, movable):
        if day in off or day.weekday() >= SATURDAY:
            to_make_good.append((day, festival))
        off.setdefault(day, Reason(DayKind.FESTIVAL, festival, provisional=True))
    for day, festival in to_make_good:
        while day in off or day.weekday() >= SATURDAY:
            day += ONE_DAY
        off[day] = Reason(DayKind.SUBSTITUTE, festival, provisional=True)
    return off


class Window(NamedTuple):
    """When the doors are open: from ``opens`` until just before ``closes``, Chinese time."""

    opens: time
    closes: time


Windows = tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When a unit is open; for working-hour targets, never for statutory or promised days (6.1).

    ``week`` gives the windows of each weekday, 1 Monday to 7 Sunday, a lunch break being the gap
    between two; windows on Saturday and Sunday are those of ordinary weekends. ``make_up`` are the
    windows of a weekend day worked instead. ``special`` are days that differ: half days, openings
    on a festival, closures (no window). Instants are aware; answers are in :data:`CST`.
    """

    calendar: Calendar
    week: Mapping[int, Windows]
    make_up: Windows
    special: Mapping[date, Windows] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a week without working time and for windows out of order."""
        if not any(self.week.values()):
            raise ValueError(
                "These office hours have no working time in any week, so no target could ever be"
                " met. Give at least one weekday a window."
            )
        for windows in (*self.week.values(), self.make_up, *self.special.values()):
            times = [at for window in windows for at in window]
            if any(later <= earlier for earlier, later in pairwise(times)):
                raise ValueError(
                    "The windows of a day must follow each other, each closing after it opens;"
                    f" these do not: {', '.join(f'{a:%H:%M}-{b:%H:%M}' for a, b in windows)}."
                )

    @property
    def usual_day(self) -> timedelta:
        """How long the unit is open on a usual working day."""
        any_day = date.min
        return sum(
            (
                datetime.combine(any_day, window.closes) - datetime.combine(any_day, window.opens)
                for window in self.make_up
            ),
            timedelta(),
        )

    def windows(self, day: date) -> Windows:
        """The windows of one day, in order; none when the unit is closed."""
        if day in self.special:
            return self.special[day]
        match self.calendar.why(day).kind:
            case DayKind.WORKING | DayKind.WEEKEND:
                return self.week.get(day.isoweekday(), ())
            case DayKind.MAKE_UP:
                return self.make_up
            case DayKind.FESTIVAL | DayKind.SUBSTITUTE:
                return ()

    def _open_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Open stretches from ``at`` on; the first begins at ``at`` if the unit is open then."""
        at = chinese_time(at)
        day = at.date()
        while True:
            for window in self.windows(day):
                closes = datetime.combine(day, window.closes, CST)
                if closes > at:
                    yield max(at, datetime.combine(day, window.opens, CST)), closes
            day += ONE_DAY

    def is_open(self, at: datetime) -> bool:
        """Whether the unit is open at this instant; at the closing instant it is not."""
        at = chinese_time(at)
        return any(window.opens <= at.time() < window.closes for window in self.windows(at.date()))

    def next_opening(self, at: datetime) -> datetime:
        """The first instant from ``at`` on when the unit is open: ``at`` itself if it is."""
        opens, _ = next(self._open_from(at))
        return opens

    def close_of_business(self, day: date) -> datetime:
        """When the unit closes for the day; if it is closed all day, on the next day it opens."""
        while not self.windows(day):
            day += ONE_DAY
        return datetime.combine(day, self.windows(day)[-1].closes, CST)

    def add_working_hours(self, at: datetime, hours: float) -> datetime:
        """The instant at which ``hours`` of opening time have passed since ``at``.

        Raises ``ValueError`` unless ``hours`` is more than 0."""
        left = timedelta(hours=hours)
        if left <= timedelta():
            raise ValueError(f"A limit needs more than 0 working hours: {hours} were asked for.")
        stretches = self._open_from(at)
        opens, closes = next(stretches)
        while closes - opens < left:
            left -= closes - opens
            opens, closes = next(stretches)
        return opens + left

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much opening time lies between two instants; none if ``end`` comes first."""
        passed = timedelta()
        for opens, closes in self._open_from(start):
            if opens >= end:
                break
            passed += min(closes, end) - opens
        return passed


def chinese_time(at: datetime) -> datetime:
    """An aware instant in :data:`CST`. Raises ``ValueError`` for one without a time zone."""
    if at.tzinfo is None:
        raise ValueError(
            f"{at.isoformat()} has no time zone, so nobody can tell which instant is meant."
            " Give it with its offset, e.g. +08:00."
        )
    return at.astimezone(CST)


def midnight_after(day: date) -> datetime:
    """24:00 of a Chinese day: the first instant of the next (民法典 art. 203)."""
    return datetime.combine(day + ONE_DAY, time(), CST)
