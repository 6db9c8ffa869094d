"""Labels of the closed lists of words in the reader's language."""

from collections.abc import Collection
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, npgettext

from shouwen.rules.labels import LABELS
from shouwen.rules.words import LimitUnit


def label(word: StrEnum) -> Promise:
    """What people read for ``word``. ``KeyError`` where its kind is shown nowhere."""
    return gettext_lazy(LABELS[type(word)][word])


def counted(unit: LimitUnit, n: int) -> str:
    """What ``n`` of a unit are called; the languages that have one form for all say it once."""
    word = LABELS[LimitUnit][unit]
    return npgettext("how many", word, word, n)


def choices(
    kind: type[StrEnum], words: Collection[StrEnum] | None = None
) -> list[tuple[str, Promise]]:
    """The words of ``kind``, or those of them that are given, as the choices of a form field, in
    their order."""
    found = LABELS[kind].items()
    return [(word.value, gettext_lazy(said)) for word, said in found if not words or word in words]
