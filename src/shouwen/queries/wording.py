"""Guides in the language of whoever reads them.

In traditional characters every guide is there: its script is changed when it is first read. In
English only where it was written and published so, and then whole; else it is read in Chinese."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from django.db.models.fields.json import KT
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shouwen.queries.traditional import simplified, traditional
from shouwen.records.models import Wording
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.wording import in_words_of, reworded
from shouwen.rules.words import Language

TRADITIONAL = "zh-hant"


def in_words(version: UUID, guide: Guide) -> Guide:
    """The guide of a published version in the reader's language, where it is there."""
    if get_language() == TRADITIONAL:
        return _traditional(version, guide)
    if get_language() in list(Language):
        found = Wording.objects.filter(version=version, **_published())
        texts = found.values_list("texts", flat=True).first()
        return in_words_of(guide, texts) if texts else guide
    return guide


def names_in_words(versions: Iterable[UUID]) -> Mapping[UUID, tuple[str, str]]:
    """Name and summary of those versions that are there in the reader's language, if it is neither
    Chinese nor its traditional characters: one statement."""
    if get_language() not in list(Language):
        return {}
    found = Wording.objects.filter(version__in=versions, **_published())
    columns = found.values_list("version", KT("texts__name"), KT("texts__summary"))
    return {version: (name, summary) for version, name, summary in columns}


def word(text: str) -> str:
    """A word of the catalogue (a life event, the name of a service) in the reader's language, as far
    as there is one for it."""
    return traditional(text) if get_language() == TRADITIONAL else _(text)


def asked_for(text: str) -> str:
    """What is searched for, in the script of the catalogue."""
    return simplified(text) if get_language() == TRADITIONAL else text


def _published() -> dict[str, object]:
    return {"language": get_language(), "published_at__isnull": False}


@lru_cache(maxsize=2048)
def _traditional(_version: UUID, guide: Guide) -> Guide:
    return reworded(guide, lambda _place, text: traditional(text), quotations=True)
