"""Labels of the closed lists of words in the reader's language."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from shouwen.rules.labels import LABELS


def label(word: StrEnum) -> Promise:
    """What people read for ``word``. ``KeyError`` where its kind is shown nowhere."""
    return gettext_lazy(LABELS[type(word)][word])


def choices(kind: type[StrEnum]) -> list[tuple[str, Promise]]:
    """The words of ``kind`` as the choices of a form field, in their order."""
    return [(word.value, gettext_lazy(text)) for word, text in LABELS[kind].items()]
