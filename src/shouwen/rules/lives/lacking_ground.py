"""The life of a ground that a "no" rests on and the guide lacks, from the approval of that "no" until
the guide shows it or the leader says why not (5.3a, 7.3.3).

Whoever keeps the catalogue owes the amendment and makes it where guides are written; time itself then
notes on the case that the version in force shows the ground."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.refusal_filing.filing import (
    the_guide_is_to_be_amended,
    the_guide_shows_every_ground_now,
    the_words_are_written,
)
from shouwen.rules.words import Bearer, CaseState, Power

AFTER_THE_NO = (CaseState.DECIDED, CaseState.CLOSED)

MOVES = (
    Move(
        "lacking_ground.note_shown",
        clause="5.3a",
        before=AFTER_THE_NO,
        after=None,
        may=May(clock=True),
        needs=(the_guide_is_to_be_amended, the_guide_shows_every_ground_now),
        ends=("amend_guide",),
    ),
    Move(
        "lacking_ground.leave_out",
        clause="5.3a",
        before=AFTER_THE_NO,
        after=None,
        may=May(powers=(Power.DECIDE,), bearers=(Bearer.LEADER,)),
        needs=(the_guide_is_to_be_amended,),
        leaves=(the_words_are_written,),
        ends=("amend_guide",),
    ),
)
