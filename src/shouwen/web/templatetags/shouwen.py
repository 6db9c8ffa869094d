"""Tags and filters of our templates: icons, marks, words, days and times as a reader of the page's
language expects them. Times are shown in the active time zone, which is Asia/Shanghai on every page.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from shouwen.papers.qr import qr_svg
from shouwen.queries.days import (
    day_said,
    full_day_said,
    full_month_said,
    month_said,
    short_day_said,
    weekday_said,
)
from shouwen.queries.rows import (
    CalendarDay,
    CalendarKind,
    DayKind,
    Left,
    Pace,
    StripDay,
)
from shouwen.queries.rows.promise import KeptRow
from shouwen.rules.facts.guide import Basis
from shouwen.rules.words import Card, LimitUnit, SeatRule
from shouwen.web import charts
from shouwen.web.labels import counted, label

register = template.Library()

# Chinese in a text of another language, with the figures and marks between two such places.
HAN = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
CHINESE = re.compile(f"{HAN}(?:[^A-Za-z<>&]*{HAN})?")

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
def proper(name: str) -> str:
    """A name of people, posts, sections, places, or what somebody wrote: as it is, in whatever
    language the page speaks. Its characters are nobody's to change (范 is no 範), and a voice that
    reads the page aloud is told that they are Chinese."""
    return _marked(name) if get_language() != settings.LANGUAGE_CODE else name


@register.filter
def worded(text: str) -> str:
    """What a guide, a scheme or the regulation says, or a sentence with names in it. Where a page
    speaks English, whatever is Chinese in it is marked so; in Chinese nothing need be."""
    return _marked(text) if get_language() == "en" else text


def _marked(text: str) -> str:
    return SafeString(CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', conditional_escape(text)))


@register.filter
def cited(basis: Basis) -> str:
    """An article as it is quoted: 《行政许可法》第四十二条."""
    return worded(f"《{basis.law}》{basis.article}")


@register.filter
def public(path: str) -> str:
    """The address of a page as people type it, for those who read it elsewhere."""
    return settings.PUBLIC_URL + path


@register.filter
def both(texts: Sequence[str], joint: str) -> str:
    """Several of those in a row."""
    return SafeString(joint.join(conditional_escape(proper(text)) for text in texts))


@register.filter
def of(n: int, unit: LimitUnit) -> str:
    """The unit of so many: 个工作日, working day, working days."""
    return counted(unit, n)


class Tongue(NamedTuple):
    """A language, what it calls itself, and where the page stands in it."""

    code: str
    name: str
    address: str
    here: bool


@register.simple_tag(takes_context=True)
def in_languages(context: Context) -> list[Tongue]:
    """The page in each language. Of one that stands in Chinese alone (what nobody finds, the desk),
    the home in each."""
    match = getattr(context.get("request"), "resolver_match", None)
    found = {code: _address(match, code) for code, _name in settings.LANGUAGES}
    if len(set(found.values())) < len(found):
        found = {code: _address(None, code) for code in found}
    return [Tongue(c, n, found[c], c == get_language()) for c, n in settings.LANGUAGES]


def _address(match: ResolverMatch | None, language: str) -> str:
    with override(language):
        if match is None:
            return reverse("home")
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs)


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
    """11 月 16 日, 16 November."""
    return day_said(_day(value))


@register.filter
def full_day(value: date | datetime) -> str:
    """2026 年 11 月 16 日, 16 November 2026."""
    return full_day_said(_day(value))


@register.filter
def full_month(value: date) -> str:
    """2026 年 11 月, November 2026."""
    return full_month_said(value)


@register.filter
def short_day(value: date | datetime) -> str:
    """11-16, 16 Nov."""
    return short_day_said(_day(value))


@register.filter
def month(value: date | datetime) -> str:
    """11 月, Nov."""
    return month_said(_day(value))


@register.filter
def weekday(value: date | datetime) -> str:
    """一 … 日, Mon … Sun."""
    return weekday_said(_day(value))


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
def lasting(value: timedelta) -> str:
    """How long something took, by the clock: 45 分钟, 3 小时 20 分, 2 天 3 小时."""
    hours, minutes = divmod(int(value.total_seconds()) // 60, 60)
    if not hours:
        return _("%(m)s 分钟") % {"m": minutes}
    days, rest = divmod(hours, 24)
    if not days:
        return _("%(h)s 小时 %(m)s 分") % {"h": hours, "m": minutes}
    return _("%(d)s 天 %(h)s 小时") % {"d": days, "h": rest}


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


# ── drawings ─────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("components/range.html", name="range")
def range_of(row: KeptRow, axis: int) -> dict[str, Any]:
    """Days really taken against promise and law; the figures stand beside it."""
    return {"x": charts.ranged(row, axis)}


@register.inclusion_tag("components/axis.html", name="axis")
def axis_of(axis: int) -> dict[str, Any]:
    """The scale of the drawings below it."""
    return {"axis": axis, "marks": list(charts.ticks(axis))}
