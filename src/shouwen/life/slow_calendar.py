"""A second opinion on due dates: plain loops over days, read straight from the notices (6.1).

It shares no code with ``rules.worktime`` and ``rules.clock``, only their data files, and is as slow
as it is plain. Days are Chinese days; instants are aware, and come back in :data:`CHINA`."""

import tomllib
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import Any

CHINA = timezone(timedelta(hours=8))
DAY = timedelta(days=1)
Hours = list[list[Any]]  # of a unit, as it is stored: [[weekday 1-7, "09:00", "12:00"], …]


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("shouwen.records").joinpath("data", name).read_text("utf-8"))


@cache
def kind_of(day: date) -> str:
    """``working``, ``made-up`` (a weekend day worked), ``weekend`` or ``festival``."""
    notices = _read("calendar_cn.toml")
    for notice in notices.values():
        for made_up, _ in notice["work"]:
            if day == made_up:
                return "made-up"
        for first, last, _ in notice["off"]:
            if first <= day <= last:
                return "festival"
    if str(day.year) not in notices and day in _off_without_notice(day.year):
        return "festival"
    return "weekend" if day.weekday() in (5, 6) else "working"


def worked(day: date) -> bool:
    """Whether the day counts."""
    return kind_of(day) in ("working", "made-up")


@cache
def _off_without_notice(year: int) -> frozenset[date]:
    """The festivals of a year whose notice is yet to come, each worth a working day off
    (全国年节及纪念日放假办法 arts. 2, 6)."""
    moving = _read("festivals.toml")[str(year)]
    spring = moving["spring_festival"]
    festivals = [date(year, 1, 1), spring - DAY, spring, spring + DAY, spring + 2 * DAY]
    festivals += [moving["qingming"], date(year, 5, 1), date(year, 5, 2), moving["dragon_boat"]]
    festivals += [moving["mid_autumn"], *(date(year, 10, n) for n in (1, 2, 3))]
    off = set(festivals)
    owed = [day for day in festivals if day.weekday() in (5, 6)]
    owed += [day for day in off for _ in range(festivals.count(day) - 1) if day not in owed]
    for day in sorted(owed):
        while day in off or day.weekday() in (5, 6):
            day += DAY
        off.add(day)
    return frozenset(off)


def after_working_days(day: date, n: int) -> date:
    """The ``n``-th working day after ``day``."""
    while n:
        day += DAY
        if worked(day):
            n -= 1
    return day


def first_worked(day: date) -> date:
    """``day``, or the next one that is worked."""
    while not worked(day):
        day += DAY
    return day


def due(start: datetime, n: int, unit: str, hours: Hours) -> datetime:
    """When a limit of ``n`` of ``unit`` that began at ``start`` is over: at 24:00 of its last day,
    or within the hours of the office for one in working hours."""
    local = start.astimezone(CHINA)
    day = local.date()
    match unit:
        case "working-day":
            return _end_of(after_working_days(day, n))
        case "day":
            for _ in range(n):
                day += DAY
            return _end_of(first_worked(day))
        case "month":
            return _end_of(first_worked(_months_after(day, n)))
        case "working-hour":
            return _after_hours(local, timedelta(hours=n), hours)
        case _:
            raise ValueError(f"{unit} is no unit of a limit.")


def moved(
    start: datetime, n: int, unit: str, hours: Hours, moves: list[tuple[str, datetime, int]]
) -> datetime | None:
    """When the limit is over where something moved it: ``exclude``, ``resume`` and ``extend`` with
    when and by how many, in their order. Both ends of what is excluded do not count. None: it stands
    still. Raises ``ValueError`` for one in working hours, which nothing here moves."""
    if not moves:
        return due(start, n, unit, hours)
    if unit == "working-hour":
        raise ValueError("a limit in working hours is not moved here")
    n += sum(more for kind, _, more in moves if kind == "extend")
    day = start.astimezone(CHINA).date()
    left = (_months_after(day, n) - day).days if unit == "month" else n
    still = stood_still(moves)
    while True:
        day += DAY
        if is_left_out(day, still):
            if still[-1][1] is None and still[-1][0] <= day:
                return None
            continue
        if unit == "working-day":
            left -= worked(day)
            if not left:
                return _end_of(day)
        else:
            left -= 1
            if left <= 0 and worked(day):
                return _end_of(day)


def is_left_out(day: date, still: list[tuple[date, date | None]]) -> bool:
    """Whether a day lies in what does not count, both ends included."""
    return any(first <= day and (last is None or day <= last) for first, last in still)


def stood_still(moves: list[tuple[str, datetime, int]]) -> list[tuple[date, date | None]]:
    """The days that do not count, from which to which; None: it lasts."""
    found: list[tuple[date, date | None]] = []
    for kind, at, _ in moves:
        day = at.astimezone(CHINA).date()
        if kind == "exclude":
            found.append((day, None))
        elif kind == "resume":
            found[-1] = (found[-1][0], day)
    return found


def end_of_working_day(start: datetime, n: int) -> datetime:
    """24:00 of the ``n``-th working day after the day of ``start``."""
    return _end_of(after_working_days(start.astimezone(CHINA).date(), n))


def close_of_business(at: datetime, hours: Hours) -> datetime:
    """When the office next closes for the day, after ``at``."""
    local = at.astimezone(CHINA)
    day = local.date()
    while not (open_ := windows(day, hours)) or open_[-1][1] <= local:
        day += DAY
    return open_[-1][1]


def noon_of_next_working_day(at: datetime) -> datetime:
    """12:00 of the working day after the day of ``at``."""
    day = after_working_days(at.astimezone(CHINA).date(), 1)
    return datetime.combine(day, time(12), CHINA)


def windows(day: date, hours: Hours) -> list[tuple[datetime, datetime]]:
    """From when until when the office is open on ``day``: a day made up runs like a Monday, and on
    a festival nobody is there."""
    kind = kind_of(day)
    if kind == "festival":
        return []
    weekday = 1 if kind == "made-up" else day.isoweekday()
    return [
        (_at(day, opens), _at(day, closes)) for which, opens, closes in hours if which == weekday
    ]


def _after_hours(at: datetime, left: timedelta, hours: Hours) -> datetime:
    day = at.date()
    while True:
        for opens, closes in windows(day, hours):
            begins = max(opens, at)
            if begins < closes:
                if begins + left <= closes:
                    return begins + left
                left -= closes - begins
        day += DAY


def _months_after(day: date, n: int) -> date:
    """The same day of the month ``n`` months later, or the last where that month is shorter."""
    first = day.replace(day=1)
    for _ in range(n):
        first = (first + 31 * DAY).replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return min(first + (day.day - 1) * DAY, last)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + DAY, time(), CHINA)


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), CHINA)
