"""The acts of an applicant who is no more, as commands of a life bring them (7.4.3b)."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts import Done
from shouwen.acts import succession as acts
from shouwen.records.models import Succession
from shouwen.rules.facts.plain import read
from shouwen.rules.words import PartyEnd

ACTS: Mapping[str, Callable[..., Done]] = {
    "succession.note_applicant_gone": acts.note_applicant_gone,
    "succession.note_successor": acts.note_successor,
}
BEGIN = ("succession.note_applicant_gone",)
"""The act that is done on the case; the other on its succession."""

READERS: Mapping[str, Callable[[Any], Any]] = {
    "why": PartyEnd,
    "on": date.fromisoformat,
    "proof": str,
    "successor": partial(read, acts.Successor),
}
"""How what such a command brings is read."""


def beside(act: str, case: UUID) -> UUID | None:
    """The key of the newest succession of a case."""
    found = Succession.objects.filter(case=case).order_by("-noted_at")
    return found.values_list("pk", flat=True).first()
