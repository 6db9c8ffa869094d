"""The acts that move the limits of a case, as commands of a life bring them (6.5)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts import Done
from shouwen.acts.extension import (
    approve_extension,
    ask_extension,
    decline_extension,
    tell_extension,
)
from shouwen.acts.special_procedure import begin_special_procedure, end_special_procedure
from shouwen.records.models import Extension, SpecialProcedure
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.plain import read
from shouwen.rules.words import DelayReason, SpecialKind

ACTS: Mapping[str, Callable[..., Done]] = {
    "extension.ask_extension": ask_extension,
    "extension.approve_extension": approve_extension,
    "extension.decline_extension": decline_extension,
    "extension.tell_extension": tell_extension,
    "special_procedure.begin_special_procedure": begin_special_procedure,
    "special_procedure.end_special_procedure": end_special_procedure,
}
BEGIN = ("extension.ask_extension", "special_procedure.begin_special_procedure")
"""The acts that are done on the case; the others on what lies beside it."""

READERS: Mapping[str, Callable[[Any], Any]] = {
    "days": int,
    "reason": DelayReason,
    "text": str,
    "why": str,
    "kind": SpecialKind,
    "step": str,
    "article": str,
    "handover": partial(read, Handover),
}


def beside(act: str, case: UUID) -> UUID | None:
    """The key of what such an act is done on: the newest extension or special procedure."""
    if act.startswith("extension."):
        found = Extension.objects.filter(case=case).order_by("-asked_at", "-pk")
    else:
        found = SpecialProcedure.objects.filter(case=case).order_by("-told_at", "-pk")
    key: UUID | None = found.values_list("pk", flat=True).first()
    return key
