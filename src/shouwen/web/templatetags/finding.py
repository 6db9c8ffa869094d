"""What of a name somebody asked for, marked where it stands (1.2b)."""

from collections.abc import Iterator

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()

SHORTEST = 2  # signs in a row: a single one is in every other name


@register.filter
def found(name: str, asked: str) -> SafeString:
    """The name, with what it has in common with the words asked for in ``<mark>``. What was found by
    its sound or by everyday words has nothing in common, and nothing is marked."""
    return SafeString("".join(_marked(name, asked.casefold())))


def _marked(name: str, asked: str) -> Iterator[str]:
    at = 0
    while at < len(name):
        long = _common(name[at:].casefold(), asked)
        part = escape(name[at : at + max(long, 1)])
        yield f"<mark>{part}</mark>" if long else part
        at += max(long, 1)


def _common(text: str, asked: str) -> int:
    """How much of the beginning of ``text`` was asked for; 0 where it is too short to say."""
    long = 0
    while long < len(text) and text[: long + 1] in asked:
        long += 1
    return long if long >= SHORTEST and text[:long].strip() else 0
