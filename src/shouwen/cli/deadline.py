"""``shouwen deadline``: a due date by the official calendar, without any office."""

from datetime import time
from typing import Any

from shouwen.cli.frame import Answer, CannotRun
from shouwen.cli.times import read_time
from shouwen.records.calendars import official_calendar
from shouwen.rules.clock import ClockEvent, Day, Due, Terms, fold
from shouwen.rules.words import ClockEventKind, DayKind, DayMark, LimitUnit
from shouwen.rules.worktime import CST, OfficeHours, Window

WINDOWS = (Window(time(9), time(12)), Window(time(13), time(17)))
WHY = {
    DayKind.WORKING: "working day",
    DayKind.MAKE_UP: "weekend day worked for {festival}",
    DayKind.WEEKEND: "weekend",
    DayKind.FESTIVAL: "{festival}",
    DayKind.SUBSTITUTE: "day off in place of {festival}",
}
MARKS = {
    DayMark.START: "the start does not count",
    DayMark.ROLLED: "the last day was off",
    DayMark.DUE: "due",
}


def deadline(start: str, n: int, unit: str, *, explain: bool) -> Answer:
    """When ``n`` of ``unit`` from ``start`` are over, and why."""
    calendar = official_calendar()
    hours = OfficeHours(calendar, dict.fromkeys(range(1, 6), WINDOWS), make_up=WINDOWS)
    terms = Terms(n, LimitUnit(unit), "", calendar.version)
    began = ClockEvent(ClockEventKind.START, read_time(start), terms=terms)
    try:
        due = fold([began], calendar, hours)
        days = due.explain()
    except (ValueError, OverflowError) as beyond:
        raise CannotRun(str(beyond)) from None
    assert due.day is not None and due.at is not None
    hourly = due.terms.unit is LimitUnit.WORKING_HOUR
    document = {
        "due": due.at.astimezone(CST).isoformat() if hourly else due.day.isoformat(),
        "provisional": due.provisional,
        "days": [_document(day) for day in days],
    }
    return Answer(document, _words(due, document["due"], days if explain else ()))


def _document(day: Day) -> dict[str, Any]:
    return {"date": day.date.isoformat(), "counted": day.counted, "why": _why(day)}


def _why(day: Day) -> str:
    why = WHY[day.why.kind].format(festival=day.why.festival)
    if day.mark not in MARKS or (day.mark is DayMark.START and day.counted):
        return why
    return f"{why}; {MARKS[day.mark]}"


def _words(due: Due, when: str, days: tuple[Day, ...]) -> str:
    said = [when]
    if due.provisional:
        said[0] += "  (provisional: the calendar of that year is not announced yet)"
    for day in days:
        worked = f"{day.worked.total_seconds() / 3600:.1f} h" if day.worked else ""
        count = worked or (str(day.nth) if day.nth else "-")
        said.append(f"{day.date}  {day.date:%a}  {count:>6}  {_why(day)}")
    return "\n".join(said)
