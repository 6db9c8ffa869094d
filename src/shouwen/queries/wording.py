"""Guides in the language of whoever reads them.

In traditional characters every guide is there: its script is changed when it is first read. In
another language only where it was written, and then whole; else it is shown in Chinese."""

from functools import lru_cache
from uuid import UUID

from django.utils.translation import get_language

from shouwen.queries.traditional import traditional
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.wording import reworded


def in_words(version: UUID, guide: Guide) -> Guide:
    """The guide of a version that was published, in the reader's language where it is there."""
    if get_language() == "zh-hant":
        return _traditional(version, guide)
    return guide


@lru_cache(maxsize=2048)
def _traditional(_version: UUID, guide: Guide) -> Guide:
    return reworded(guide, lambda _place, text: traditional(text), quotations=True)
