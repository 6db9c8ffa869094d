"""The life of a version of the scheme of duties: draft → approved → published → superseded (2.3)."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.post_duty.publishing import (
    IT_CAN_BE_LIVED_BY,
    an_approved_version_waits,
    no_other_scheme_is_in_force,
    no_scheme_was_before,
    nobody_is_put_back,
    the_scheme_can_be_changed,
    the_scheme_hangs_together,
    the_waiting_version_can_take_over,
)
from shouwen.rules.words import Bearer, Power, SchemeState

KEEPERS = May(powers=(Power.KEEP_OFFICE,))

MOVES = (
    Move(
        "scheme.found_scheme",
        clause="2.3",
        before=(None,),
        after=SchemeState.PUBLISHED,
        may=May(administrator=True),
        needs=(no_scheme_was_before,),
        leaves=(the_scheme_hangs_together, the_scheme_can_be_changed),
    ),
    Move(
        "scheme.draft_scheme",
        clause="2.3",
        before=(None,),
        after=SchemeState.DRAFT,
        may=May(powers=(Power.KEEP_OFFICE,), clock=True),
        leaves=(the_scheme_hangs_together,),
    ),
    Move(
        "scheme.write_draft",
        clause="2.3",
        before=(SchemeState.DRAFT, SchemeState.APPROVED),
        after=SchemeState.DRAFT,
        may=KEEPERS,
        leaves=(the_scheme_hangs_together,),
    ),
    Move(
        "scheme.approve_scheme",
        clause="2.3",
        before=(SchemeState.DRAFT,),
        after=SchemeState.APPROVED,
        may=May(powers=(Power.DECIDE,), bearers=(Bearer.MAIN,)),
        needs=IT_CAN_BE_LIVED_BY,
    ),
    Move(
        "scheme.supersede_scheme",
        clause="2.3",
        before=(SchemeState.PUBLISHED,),
        after=SchemeState.SUPERSEDED,
        may=KEEPERS,
        needs=(an_approved_version_waits, the_waiting_version_can_take_over),
    ),
    Move(
        "scheme.publish_scheme",
        clause="2.3",
        before=(SchemeState.APPROVED,),
        after=SchemeState.PUBLISHED,
        may=KEEPERS,
        needs=(*IT_CAN_BE_LIVED_BY, no_other_scheme_is_in_force, nobody_is_put_back),
    ),
    Move(
        "scheme.issue_post_description",
        clause="2.7.3",
        before=(SchemeState.PUBLISHED,),
        after=None,
        may=May(person=True),
    ),
)
