"""Tags and filters of our templates: icons, marks, words, days and times as a Chinese reader
expects them. Times are shown in the active time zone, which is Asia/Shanghai on every page.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from shouwen.papers.qr import qr_svg
from shouwen.queries.rows import (
    CalendarDay,
    CalendarKind,
    DayKind,
    Left,
    Pace,
    StripDay,
)
from shouwen.rules.words import Card, LimitUnit, SeatRule
from shouwen.web.labels import label

register = template.Library()

WEEKDAYS = "一二三四五六日"

# Four shapes, so that colour is never needed: solid, outlined, dashed, two brackets.
# Whoever was told to sit there is a B, whoever keeps work going meanwhile 代.
SEATS = dict.fromkeys(SeatRule, ("fallback", "代")) | {
    SeatRule.HOLDER: ("holder", "A"),
    SeatRule.STAND_IN: ("b-role", "B"),
    SeatRule.B_ROLE: ("b-role", "B"),
    SeatRule.VACANT: ("vacant", "缺"),
}

# What a strip's legend can explain, in reading order.
LEGEND = ("used", "left", "swap", "off", "excluded", "extended", "provisional", "over")


# ── marks ────────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawn sign that repeats what words beside it say; hidden from those who hear the page.

    Raises ``lucide.IconDoesNotExist`` for a name that is no icon."""
    return SafeString(lucide(name, size=None, **{"class": "icon", "aria-hidden": "true"}))


@register.simple_tag
@lru_cache(maxsize=8192)
def qr(path: str) -> SafeString:
    """The public address of a page as a QR code that leads a reader of its print back to it."""
    return SafeString(qr_svg(settings.PUBLIC_URL + path, sized=False))


@register.inclusion_tag("components/clause.html")
def clause(id: str) -> dict[str, Any]:
    """A place in the regulation, always a link to its words."""
    return {"id": id}


@register.inclusion_tag("components/key.html")
def key(cap: str) -> dict[str, Any]:
    """A key cap: drawn for the eye, since the element that carries ``data-key`` has its words."""
    return {"cap": cap}


@register.inclusion_tag("components/lamp.html")
def lamp(card: Card) -> dict[str, Any]:
    """A supervision card. The character carries the meaning, the colour repeats it; no card yet is
    an empty place that keeps the column straight."""
    return {"card": card, "none": card is Card.NONE}


@register.inclusion_tag("components/seat_mark.html")
def seat_mark(rule: SeatRule) -> dict[str, Any]:
    """The small seal that says by which rule somebody sits on a post: A, B, 代 or 缺."""
    shape, letter = SEATS[rule]
    return {"shape": shape, "letter": letter, "rule": rule}


# ── words ────────────────────────────────────────────────────────────────────────────────────────


@register.filter
def word(value: StrEnum) -> Promise:
    """The Chinese label of a word of a closed list."""
    return label(value)


@register.filter
def left_text(left: Left) -> str:
    """How long is left: 剩 5 天, 剩 2 小时, 今日, 超 1 天, 停表."""
    if left.pace is Pace.STOPPED:
        return _("停表")
    if left.n == 0:
        return _("今日")
    unit = _("小时") if left.unit is LimitUnit.WORKING_HOUR else _("天")
    pattern = _("超 %(n)s %(unit)s") if left.pace is Pace.LATE else _("剩 %(n)s %(unit)s")
    return pattern % {"n": left.n, "unit": unit}


@register.filter
def left_tone(left: Left) -> str:
    """The tone of a tag that says how long is left."""
    return {Pace.LATE: "late", Pace.SOON: "warn", Pace.EASY: "ok", Pace.STOPPED: "pause"}[left.pace]


@register.filter
def said_of(error: str, name: str) -> str:
    """An error in the summary above a form: with the name of its field, unless it says it."""
    return str(error) if str(name) in str(error) else f"{name}：{error}"


# ── days and times ───────────────────────────────────────────────────────────────────────────────


@register.filter
def day(value: date | datetime) -> str:
    """11 月 16 日."""
    on = _day(value)
    return _("%(month)s 月 %(day)s 日") % {"month": on.month, "day": on.day}


@register.filter
def full_day(value: date | datetime) -> str:
    """2026 年 11 月 16 日."""
    return _("%(year)s 年 %(rest)s") % {"year": _day(value).year, "rest": day(value)}


@register.filter
def short_day(value: date | datetime) -> str:
    """11-16."""
    on = _day(value)
    return f"{on.month}-{on.day}"


@register.filter
def weekday(value: date | datetime) -> str:
    """一 … 日."""
    return WEEKDAYS[_day(value).weekday()]


@register.filter
def moment(value: datetime) -> str:
    """11-16 09:12."""
    return f"{short_day(value)} {clock(value)}"


@register.filter
def clock(value: datetime) -> str:
    """09:12."""
    return f"{localtime(value):%H:%M}"


@register.filter
def by(value: datetime) -> str:
    """A due time: 11-16 17:30. Midnight ends a day, so it is 24:00 of the day before."""
    at = localtime(value)
    if at.time() == time():
        return f"{short_day(at - timedelta(days=1))} 24:00"
    return moment(value)


@register.filter
def near(value: datetime, at: datetime) -> str:
    """A due time as seen from ``at``: 今天 17:30, 明天 12:00, 11-26. Midnight ends a day, so it is
    that day without an hour."""
    due, today = localtime(value), localtime(at).date()
    ends = due.time() == time()
    on = (due - timedelta(days=1)).date() if ends else due.date()
    name = {today: _("今天"), today + timedelta(days=1): _("明天")}.get(on)
    if name is None:
        return short_day(on)
    return name if ends else f"{name} {clock(value)}"


@register.filter
def iso(value: date | datetime) -> str:
    """For machines: the ``datetime`` of a ``time`` element."""
    return (localtime(value) if isinstance(value, datetime) else value).isoformat()


def _day(value: date | datetime) -> date:
    return localtime(value).date() if isinstance(value, datetime) else value


# ── the strip of days ────────────────────────────────────────────────────────────────────────────


def _swaps(each: StripDay) -> bool:
    """Whether a day off was made a working day: the marked day counts."""
    return bool(each.mark) and each.kind not in (DayKind.OFF, DayKind.HOLIDAY)


@register.filter
def cell(each: StripDay) -> str:
    """The classes of a strip's cell: what kind of day, and what else is true of it."""
    also = {
        "monday": each.is_monday,
        "swap": _swaps(each),
        "run": each.run,
        "extended": each.extended,
        "provisional": each.provisional,
        "now": each.is_today,
        "dated": each.is_promise or each.is_statute,
    }
    return " ".join([each.kind, *(name for name, true in also.items() if true)])


@register.filter
def kinds(days: Sequence[CalendarDay]) -> list[CalendarKind]:
    """What the legend of the applicant's calendar has to explain, each once."""
    found = {each.kind for each in days} - {CalendarKind.PLAIN, CalendarKind.END}
    return [kind for kind in CalendarKind if kind in found]


@register.filter
def legend(days: Sequence[StripDay]) -> list[str]:
    """What the legend of these days has to explain, each once."""
    found = {str(each.kind) for each in days}
    if DayKind.HOLIDAY in found:
        found.add("off")
    if any(_swaps(each) for each in days):
        found.add("swap")
    if any(each.extended for each in days):
        found.add("extended")
    if any(each.provisional for each in days):
        found.add("provisional")
    return [name for name in LEGEND if name in found]
