"""The life of a consultation: asked → answered → told, beside a case whose clocks run on (4.3)."""

from shouwen.rules.lives.case import EXAMINERS, HANDLERS, OPEN
from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.one_notice.consulting import (
    a_post_of_ours_assists,
    an_answer_is_awaited,
    an_assistance_belongs_to_an_accepted_case,
    an_assistance_ends_before_the_promise,
    an_outcome_is_to_be_told,
    it_is_said_what_was_told,
    it_is_said_who_is_asked_what,
    nobody_asks_themselves,
    the_answer_is_said,
)
from shouwen.rules.words import Bearer

MOVES = (
    Move(
        "consultation.ask",
        clause="4.3a",
        before=OPEN,
        after=None,
        may=May(powers=EXAMINERS, bearers=HANDLERS),
        leaves=(
            it_is_said_who_is_asked_what,
            nobody_asks_themselves,
            a_post_of_ours_assists,
            an_assistance_belongs_to_an_accepted_case,
            an_assistance_ends_before_the_promise,
        ),
        opens=("answer_consultation",),
    ),
    Move(
        "consultation.answer",
        clause="4.3a",
        before=OPEN,
        after=None,
        may=May(bearers=(Bearer.DOER,)),
        needs=(an_answer_is_awaited,),
        leaves=(the_answer_is_said,),
        opens=("tell_outcome",),
        ends=("answer_consultation",),
    ),
    Move(
        "consultation.tell_applicant",
        clause="4.3b",
        before=OPEN,
        after=None,
        may=May(powers=EXAMINERS, bearers=HANDLERS),
        needs=(an_outcome_is_to_be_told,),
        leaves=(it_is_said_what_was_told,),
        ends=("tell_outcome",),
    ),
)
