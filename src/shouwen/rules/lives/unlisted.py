"""The life of a matter that no published guide covers: received, and within five working days either
taken up by a case under a guide that was published for it, or referred (5.1a)."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.commitment.unlisted import (
    it_is_said_whose_it_is,
    no_guide_covers_it,
    the_case_came_of_it,
    the_case_is_this_applicants,
    what_is_wanted_is_said,
)
from shouwen.rules.regimes.time_limit import (
    something_has_run_out,
    the_applicant_can_be_named,
    the_identity_number_holds,
)
from shouwen.rules.words import Bearer, Power, UnlistedState

MOVES = (
    Move(
        "unlisted.receive_unlisted",
        clause="5.1a",
        before=(None,),
        after=UnlistedState.RECEIVED,
        may=May(powers=(Power.RECEIVE,)),
        leaves=(
            what_is_wanted_is_said,
            no_guide_covers_it,
            the_applicant_can_be_named,
            the_identity_number_holds,
        ),
        opens=("settle_unlisted",),
    ),
    Move(
        "unlisted.take_up",
        clause="5.1a",
        before=(UnlistedState.RECEIVED,),
        after=UnlistedState.TAKEN_UP,
        may=May(powers=(Power.RECEIVE,)),
        leaves=(the_case_is_this_applicants, the_case_came_of_it),
        ends=("settle_unlisted",),
    ),
    Move(
        "unlisted.refer",
        clause="5.1a",
        before=(UnlistedState.RECEIVED,),
        after=UnlistedState.REFERRED,
        may=May(bearers=(Bearer.MAIN,)),
        leaves=(it_is_said_whose_it_is,),
        ends=("settle_unlisted",),
    ),
    Move(
        "unlisted.note_missed",
        clause="5.1a",
        before=(UnlistedState.RECEIVED,),
        after=None,
        may=May(clock=True),
        needs=(something_has_run_out,),
    ),
)
