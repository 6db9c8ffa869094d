"""What the published promise means for a case: it runs under the version it was received under."""

from shouwen.rules.facts.casefile import Terms
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import VersionState


@guard("5.1a", "这一版办事指南没有在施行：还没有公布、已经停用或者已由新版代替，不能按它收件。")
def the_service_is_published(terms: Terms) -> Params | None:
    """A case is received under a published version of its service (5.1a)."""
    return None if terms.state is VersionState.PUBLISHED else NOTHING
