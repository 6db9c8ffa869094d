"""The acts of asking others, as commands of a life bring them (4.3)."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from shouwen.acts import Done
from shouwen.acts import consultation as acts
from shouwen.records.models import Consultation
from shouwen.rules.words import ConsultationKind, ToldHow

ACTS: Mapping[str, Callable[..., Done]] = {
    "consultation.ask": acts.ask,
    "consultation.answer": acts.answer,
    "consultation.tell_applicant": acts.tell_applicant,
}
BEGIN = ("consultation.ask",)
"""The act that is done on the case; the others on what was asked last."""


def readers(posts: Mapping[str, UUID]) -> Mapping[str, Callable[[Any], Any]]:
    """How what such a command brings is read; ``posts`` by key."""
    return {
        "kind": ConsultationKind,
        "question": str,
        "days": int,
        "post": posts.__getitem__,
        "outside": str,
        "text": str,
        "how": ToldHow,
    }


def beside(act: str, case: UUID) -> UUID | None:
    """The key of what was asked last on a case."""
    found = Consultation.objects.filter(case=case).order_by("-asked_at", "-pk")
    key: UUID | None = found.values_list("pk", flat=True).first()
    return key
