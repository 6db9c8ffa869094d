"""What the published promise means for a case: it runs under the version it was received under."""

from shouwen.rules.facts.casefile import Terms
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import VersionState


@guard("5.1a", "该事项的办事指南还没有公布，或者已经停用，不能按它收件。请先公布指南。")
def the_service_is_published(terms: Terms) -> Params | None:
    """A case is received under a published version of its service (5.1a)."""
    return None if terms.state is VersionState.PUBLISHED else NOTHING
