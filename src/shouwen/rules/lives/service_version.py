"""The life of a version of a service: draft → published → withdrawn (5.1a)."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.commitment.promise import no_other_version_is_in_force
from shouwen.rules.regimes.commitment.publishing import (
    the_guide_may_be_published,
    the_promise_keeps_within_the_statute,
)
from shouwen.rules.words import Power, VersionState

MOVES = (
    Move(
        "service_version.draft_version",
        clause="5.3a",
        before=(None,),
        after=VersionState.DRAFT,
        may=May(powers=(Power.PUBLISH,), clock=True),
        leaves=(the_promise_keeps_within_the_statute,),
    ),
    Move(
        "service_version.write_draft",
        clause="5.3a",
        before=(VersionState.DRAFT,),
        after=None,
        may=May(powers=(Power.PUBLISH,)),
        leaves=(the_promise_keeps_within_the_statute,),
    ),
    Move(
        "service_version.publish_version",
        clause="5.1a",
        before=(VersionState.DRAFT,),
        after=VersionState.PUBLISHED,
        may=May(powers=(Power.PUBLISH,)),
        needs=(the_guide_may_be_published, no_other_version_is_in_force),
    ),
    Move(
        "service_version.withdraw_version",
        clause="5.1a",
        before=(VersionState.PUBLISHED,),
        after=VersionState.WITHDRAWN,
        may=May(powers=(Power.PUBLISH,)),
    ),
)
