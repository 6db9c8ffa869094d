"""The acts of a hearing, as commands of a life bring them (行政许可法 art. 47–48)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from shouwen.acts import Done
from shouwen.acts import hearing as acts
from shouwen.records.models import Hearing, Obligation
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.hearing import Interested
from shouwen.rules.facts.plain import read

ACTS: Mapping[str, Callable[..., Done]] = {
    "hearing.tell_right": acts.tell_right,
    "hearing.tell_interested": acts.tell_interested,
    "hearing.ask": acts.ask,
    "hearing.set_time": acts.set_time,
    "hearing.hold": acts.hold,
    "hearing.give_up": acts.give_up,
    "interested_party.bring_notice": acts.bring_notice,
}
BEGIN = ("hearing.tell_right",)
"""The act that is done on the case; the others on its hearing."""
BRINGS = "interested_party.bring_notice"
"""The act that is done on whoever waits for the notice of the hearing."""


def readers(posts: Mapping[str, UUID]) -> Mapping[str, Callable[[Any], Any]]:
    """How what such a command brings is read; ``posts`` by key."""
    return {
        "stakes": str,
        "handover": partial(read, Handover),
        "interested": partial(read, Interested),
        "name": str,
        "begins_at": datetime.fromisoformat,
        "place": str,
        "chair": posts.__getitem__,
        "text": str,
        "signed_by": str,
    }


def beside(act: str, case: UUID) -> UUID | None:
    """The key of the hearing of a case: there is one at most; or of who waits for its notice."""
    if act == BRINGS:
        owed = Obligation.objects.filter(matter=case, kind="bring_hearing_notice")
        return owed.order_by("opened_at").values_list("about", flat=True).last()
    found: UUID | None = Hearing.objects.filter(case=case).values_list("pk", flat=True).first()
    return found
