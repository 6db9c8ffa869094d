"""Days in the words of the reader's language. Chinese is how we write them; what else a language
has for them is in its catalogue, in the letters of Django's formats."""

from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.translation import pgettext

WEEKDAYS = "一二三四五六日"


def day_said(day: date | None) -> str:
    """11 月 16 日, 16 November; nothing for no day."""
    return formatted(day, pgettext("a day, by Django's letters", "n 月 j 日")) if day else ""


def full_day_said(day: date) -> str:
    """2026 年 11 月 16 日, 16 November 2026."""
    return formatted(day, pgettext("a day, by Django's letters", "Y 年 n 月 j 日"))


def short_day_said(day: date | None) -> str:
    """11-16, 16 Nov; nothing for no day."""
    return formatted(day, pgettext("a day, by Django's letters", "n-j")) if day else ""


def month_said(day: date) -> str:
    """11 月, Nov."""
    return formatted(day, pgettext("a day, by Django's letters", "n 月"))


def full_month_said(day: date) -> str:
    """2026 年 11 月, November 2026."""
    return formatted(day, pgettext("a day, by Django's letters", "Y 年 n 月"))


def weekday_said(day: date) -> str:
    """一 … 日, Mon … Sun."""
    return pgettext("weekday", WEEKDAYS[day.weekday()])
