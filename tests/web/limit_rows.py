"""A limit that moves, as its pages show it: invented cases around October 2026."""

from dataclasses import replace
from datetime import date, datetime, time

from shouwen.queries import rows
from shouwen.queries.deadline import deadline
from shouwen.queries.rows import BesideRow, Tone
from shouwen.records.calendars import official_calendar
from shouwen.rules import clock
from shouwen.rules.clauses import clauses
from shouwen.rules.words import ClockEventKind, ClockName, LimitUnit
from shouwen.rules.worktime import CST, OfficeHours, Window
from tests.web.fixtures import ACT, CASE

_DAY = (Window(time(9), time(17)),)
_HOURS = OfficeHours(official_calendar(), dict.fromkeys(range(1, 6), _DAY), _DAY)
NOW = datetime(2026, 10, 13, 10, 26, tzinfo=CST)


def _due(n, *events):
    terms = clock.Terms(n, LimitUnit.WORKING_DAY, "6.1", _HOURS.calendar.version)
    began = clock.ClockEvent(
        ClockEventKind.START, datetime(2026, 9, 21, 10, tzinfo=CST), terms=terms
    )
    return clock.fold([began, *events], _HOURS.calendar, _HOURS)


def _at(month, day, kind, n=0):
    return clock.ClockEvent(kind, datetime(2026, month, day, 10, tzinfo=CST), n=n)


def _strip(promise, statute=()):
    dues = {ClockName.PROMISE: _due(10, *promise), ClockName.STATUTE: _due(20, *statute)}
    return deadline(dues, datetime(2026, 9, 18, 15, tzinfo=CST), NOW, _HOURS)


_EXTEND = _at(9, 28, ClockEventKind.EXTEND, 5)
_TEST = (_at(10, 9, ClockEventKind.EXCLUDE),)
_DONE = (_at(9, 23, ClockEventKind.EXCLUDE), _at(9, 28, ClockEventKind.RESUME))

EXTENDED = replace(
    CASE,
    deadline=_strip([_EXTEND]),
    tags=(),
    beside=(
        BesideRow(
            "延期 5 个工作日",
            "已告知，生效",
            Tone.OK,
            datetime(2026, 9, 25, 9, 40, tzinfo=CST),
            note="原定 10 月 12 日，延到 10 月 19 日；"
            "理由：需要其他机关出具意见或者提供数据，要核对界址。",
        ),
        BesideRow(
            "同一申请人、同一事项：511602-XK-20260824-00031-7",
            "已撤回",
            Tone.PLAIN,
            datetime(2026, 8, 24, 15, 2, tzinfo=CST),
            note="撤回、否定后重新申请的，合在一起看：从第一次收件起共 29 个工作日",
            route="case",
            key="511602-XK-20260824-00031-7",
        ),
    ),
)
"""Extended once, and filed before."""

STILL = replace(
    CASE,
    deadline=_strip(_TEST, _TEST),
    beside=(
        BesideRow(
            "检测",
            "进行中，期限停着",
            Tone.SHARE,
            datetime(2026, 10, 9, 10, tzinfo=CST),
            note="告知 8 个工作日，到 10 月 20 日为止不计入；依据《行政许可法》第四十五条",
        ),
    ),
)
"""Its clock stands still."""

EXCLUDED_AND_EXTENDED = replace(
    CASE, deadline=_strip([*_DONE, _at(10, 9, ClockEventKind.EXTEND, 3)], _DONE), tags=()
)
"""What was left out and what came by extension, in one strip."""

ASK = replace(
    ACT,
    act="extension.ask_extension",
    label="申请延期",
    clause="6.5b",
    clause_text=clauses()["6.5b"].zh,
    follows=("记入台账，不能删改。",),
    asked=(rows.LimitAsked(LimitUnit.WORKING_DAY, date(2026, 10, 12), 10, 10),),
)
BEGIN = replace(
    ACT,
    act="special_procedure.begin_special_procedure",
    label="告知特别程序，停表",
    clause="6.5a",
    clause_text=clauses()["6.5a"].zh,
    follows=("编号并发出特别程序告知书，从此不能改。", "记入台账，不能删改。"),
    asked=(rows.StepAsked("city", "报市级征求意见", 5), rows.StepAsked("hearing", "听证", 20)),
)
