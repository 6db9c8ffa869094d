"""The life of what an office says in public besides its guides: draft → published → withdrawn
(5.2.4)."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.commitment.pledges import (
    a_month_is_explained_once,
    an_explanation_names_what_it_explains,
    another_promise_of_its_kind_stays,
    it_can_be_measured,
    it_says_what_it_says,
)
from shouwen.rules.words import Bearer, PledgeState, Power

KEEPERS = May(powers=(Power.PUBLISH,))
WHO_PROMISES = May(powers=(Power.DECIDE,), bearers=(Bearer.MAIN,))
"""A promise of the whole office is made, and taken back, by its main leader."""

WRITTEN_IN_FULL = (
    it_says_what_it_says,
    it_can_be_measured,
    an_explanation_names_what_it_explains,
)

MOVES = (
    Move(
        "pledge.draft_pledge",
        clause="5.2.4",
        before=(None,),
        after=PledgeState.DRAFT,
        may=KEEPERS,
        leaves=WRITTEN_IN_FULL,
    ),
    Move(
        "pledge.write_pledge",
        clause="5.2.4",
        before=(PledgeState.DRAFT,),
        after=None,
        may=KEEPERS,
        leaves=WRITTEN_IN_FULL,
    ),
    Move(
        "pledge.publish_pledge",
        clause="5.2.4",
        before=(PledgeState.DRAFT,),
        after=PledgeState.PUBLISHED,
        may=WHO_PROMISES,
        needs=(a_month_is_explained_once,),
    ),
    Move(
        "pledge.withdraw_pledge",
        clause="5.2.4",
        before=(PledgeState.PUBLISHED,),
        after=PledgeState.WITHDRAWN,
        may=WHO_PROMISES,
        needs=(another_promise_of_its_kind_stays,),
    ),
)
