"""A guide in other words: the same guide, each of its texts said anew.

Every text has a place: ``summary``, ``materials.lease.requirement``, ``questions.1.answer``. What
programs know things by (keys, signs, dates) has none, nor has a law that is quoted: an article is
cited in the language it was made in."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from shouwen.rules.facts.guide import Basis, Guide

T = TypeVar("T")
Texts = Mapping[str, str]
"""Texts of a guide by their places."""

NO_WORDS = ("key", "sign", "version", "needed_in")


def reworded(guide: Guide, say: Callable[[str, str], str], *, quotations: bool = False) -> Guide:
    """The guide with each text as ``say`` has it, which is asked with its place and what it says.
    ``quotations``: laws and articles, too, for a change of script that leaves the words."""
    return _part(guide, "", say, quotations)


def texts(guide: Guide) -> Texts:
    """What the guide says, by place; what it leaves empty is not there."""
    found: dict[str, str] = {}

    def note(place: str, text: str) -> str:
        if text.strip():
            found[place] = text
        return text

    reworded(guide, note)
    return found


def unwritten(guide: Guide, written: Texts) -> tuple[str, ...]:
    """The places of the guide that have no text in ``written``, in the guide's order."""
    return tuple(place for place in texts(guide) if not written.get(place, "").strip())


def in_words_of(guide: Guide, written: Texts) -> Guide:
    """The guide as ``written``, which has a text for each place of it."""
    return reworded(guide, lambda place, text: written[place] if text.strip() else text)


def flat(nested: Mapping[str, Any], within: str = "") -> Texts:
    """Texts by place, of a file that nests them: ``{"materials": {"lease": {"name": "Lease"}}}``."""
    found: dict[str, str] = {}
    for key, value in nested.items():
        place = f"{within}{key}"
        found |= flat(value, f"{place}.") if isinstance(value, Mapping) else {place: value}
    return found


def _part(thing: T, place: str, say: Callable[[str, str], str], quotations: bool) -> T:
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    if isinstance(thing, Basis) and not quotations:
        return thing
    said: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        at = f"{place}{field.name}"
        if field.name in NO_WORDS:
            continue
        if type(value) is str:
            said[field.name] = say(at, value)
        elif isinstance(value, tuple):
            said[field.name] = tuple(
                _part(each, f"{at}.{getattr(each, 'key', n)}.", say, quotations)
                for n, each in enumerate(value, 1)
            )
        else:
            said[field.name] = _part(value, f"{at}.", say, quotations)
    return replace(thing, **said)
