"""What must hold of the figures of the promise (5.1b): that they are those of the cases.

A second opinion like ``life.invariants``: it counts every case anew, day by day on the slow
calendar, and shares no code with what the sweep keeps."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from shouwen.life import slow_calendar as calendar
from shouwen.life.shelf import Row, select

A_DAY = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)
PLACES = {
    "answer_receipt": "receipt",
    "answer_silence": "receipt",
    "check_correction": "receipt",
    "settle_lapse": "receipt",
    "finish_step": "examination",
    "sign_off_step": "sign_off",
    "leader_step": "sign_off",
    "sign_decision": "sign_off",
    "do_at_once": "decision",
    "decide": "decision",
    "decide_by_law": "decision",
    "deliver": "delivery",
}

CASES = (
    "SELECT c.matter_id AS id, m.state, c.closed_at, v.service_id AS service FROM records_case c"
    " JOIN records_matter m ON m.id = c.matter_id"
    " JOIN records_serviceversion v ON v.matter_id = c.version_id WHERE c.counted"
)
EVENTS = (
    "SELECT e.matter_id AS matter, e.clock, e.kind, e.at, e.n, e.unit FROM records_clockevent e"
    " JOIN records_case c ON c.matter_id = e.matter_id WHERE c.counted ORDER BY e.position"
)
OVERRAN = (
    "SELECT o.matter_id AS matter, o.kind, o.due_at, o.ended_at FROM records_obligation o"
    " JOIN records_case c ON c.matter_id = o.matter_id"
    " WHERE c.counted AND o.ended_at >= o.due_at ORDER BY o.due_at, o.kind"
)
TALLIES = "SELECT service_id AS service, month, what, of, value, n FROM records_tally"
LEFT_OUT = (
    "SELECT m.number FROM records_case c JOIN records_matter m ON m.id = c.matter_id"
    " WHERE c.closed_at IS NOT NULL AND NOT c.counted AND"
    " (SELECT MAX(l.recorded_at) FROM records_ledgerentry l WHERE l.matter_id = m.id) < {then}"
)
LAST_OF_THE_CLOCK = (
    "SELECT recorded_at FROM records_ledgerentry WHERE actor_kind = 'clock'"
    " ORDER BY recorded_at DESC LIMIT 1"
)
Thing = tuple[str, str, str, str, int]
"""Service, month, what is counted, of which place or unit, with which number."""


def the_figures_are_those_of_the_cases() -> Iterator[tuple[str, str]]:
    """What the sweep keeps is what counting every case anew gives."""
    kept = Counter[Thing]()
    for row in select(TALLIES):
        kept[row.service, str(row.month), row.what, row.of, row.value] += row.n
    counted = _counted_anew()
    for thing in sorted(kept.keys() | counted.keys()):
        service, month, what, of, value = thing
        same = kept[thing] == counted[thing]
        said = f"{what} {of} {value}: {kept[thing]} kept, {counted[thing]} in the cases"
        yield f"{service} {month}", "" if same else said


def every_case_that_ended_is_counted() -> Iterator[tuple[str, str]]:
    """A day after its end is recorded, if the clock has gone on meanwhile."""
    for row in select(LAST_OF_THE_CLOCK):
        then = f"'{row.recorded_at - A_DAY:%Y-%m-%d %H:%M:%S}'"
        waiting = [case.number for case in select(LEFT_OUT.replace("{then}", then))]
        yield "the office", f"ended, and in no figure: {', '.join(waiting)}" if waiting else ""


def _counted_anew() -> Counter[Thing]:
    clocks: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in select(EVENTS):
        clocks[row.matter][row.clock].append(row)
    lost: dict[str, list[Row]] = defaultdict(list)
    for row in select(OVERRAN):
        lost[row.matter].append(row)
    counted = Counter[Thing]()
    for case in select(CASES):
        month = str(_day(case.closed_at).replace(day=1))
        for what, of, value in _of_one(case, clocks[case.id], lost[case.id]):
            counted[case.service, month, what, of, value] += 1
    return counted


def _of_one(
    case: Row, clocks: dict[str, list[Row]], lost: list[Row]
) -> Iterator[tuple[str, str, int]]:
    withdrawn = case.state == "withdrawn"
    taken, late = _ran(clocks["promise"])
    _, beyond = _ran(clocks["statute"])
    place = _where(lost)
    if clocks["promise"] and (late or not withdrawn):
        months_or_days = clocks["promise"][0].unit in ("day", "month")
        yield "taken", "day" if months_or_days else "working-day", taken
    if late:
        yield "late", place, late
    if beyond:
        yield "beyond_law", place, beyond
    if withdrawn:
        yield "withdrawn", "", taken
    if sent_back := sum(row.kind == "start" for row in clocks["correction"]):
        yield "corrected", "", sent_back
    if longer := sum(row.kind == "extend" for row in clocks["promise"]):
        yield "extended", "", longer


def _ran(events: list[Row]) -> tuple[int, int]:
    """Days that a clock ran, what does not count left out, and working days that it ran too long."""
    if not events:
        return 0, 0
    start = events[0]
    (stop,) = (row for row in events if row.kind == "stop")
    moves = [(row.kind, row.at, row.n or 0) for row in events if row.kind not in ("start", "stop")]
    first, last = _day(start.at), _day(stop.at)
    every_day = start.unit in ("day", "month")
    still = calendar.stood_still(moves)
    taken = sum(
        (every_day or calendar.worked(day)) and not calendar.is_left_out(day, still)
        for day in _after(first, last)
    )
    due = calendar.moved(start.at, start.n, start.unit, [], moves)
    if due is None or stop.at < due:
        return taken, 0
    over = sum(calendar.worked(day) for day in _after(_day(due - A_MOMENT), last))
    return taken, max(over, 1)


def _where(lost: list[Row]) -> str:
    """Where most time was lost."""
    longest: dict[str, int] = {}
    for row in lost:
        if row.kind in PLACES:
            seconds = round((row.ended_at - row.due_at).total_seconds())
            longest[PLACES[row.kind]] = max(longest.get(PLACES[row.kind], 0), seconds)
    return max(longest, key=lambda place: longest[place]) if longest else "decision"


def _after(first: date, last: date) -> Iterator[date]:
    while first < last:
        first += A_DAY
        yield first


def _day(at: datetime) -> date:
    return at.astimezone(calendar.CHINA).date()
