"""What the published promise means for a case: it runs under the version it was received under."""

from shouwen.rules.facts.casefile import Terms
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import VersionState


@guard("5.1a", "该事项的办事指南还没有公布，或者已经停用，不能按它收件。请先公布指南。")
def the_service_is_published(terms: Terms) -> Params | None:
    """A case is received under a published version of its service (5.1a)."""
    return None if terms.state is VersionState.PUBLISHED else NOTHING


@guard("5.1a", "第 {number} 版正在施行。请先停用它，再公布这一版；办理中的事仍按收件时的版本。")
def no_other_version_is_in_force(in_force: int | None) -> Params | None:
    """One version of a service is in force at a time; ``in_force`` is its number (5.1a)."""
    return {"number": in_force} if in_force is not None else None
