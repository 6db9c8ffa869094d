"""The life of a yearly assessment: opened with its stages, each of which somebody owes (2.9a)."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.post_duty.cycle import (
    earlier_stages_are_finished,
    every_stage_is_an_open_posts,
    every_stage_is_finished,
    every_stage_is_laid_down,
    the_score_is_a_hundred,
    the_score_rests_on_duties,
    the_stage_has_a_reference,
    the_stage_is_open,
    the_stages_follow_each_other,
    the_year_has_no_other_cycle,
)
from shouwen.rules.regimes.time_limit import something_has_run_out
from shouwen.rules.words import AssessmentState, Bearer, Power

OPEN = (AssessmentState.OPEN,)

MOVES = (
    Move(
        "assessment.open_cycle",
        clause="2.9a",
        before=(None,),
        after=AssessmentState.OPEN,
        may=May(powers=(Power.KEEP_OFFICE,)),
        leaves=(
            the_year_has_no_other_cycle,
            every_stage_is_laid_down,
            every_stage_is_an_open_posts,
            the_stages_follow_each_other,
            the_score_is_a_hundred,
            the_score_rests_on_duties,
        ),
        opens=("finish_stage",),
    ),
    Move(
        "assessment.finish_stage",
        clause="2.9a",
        before=OPEN,
        after=None,
        may=May(bearers=(Bearer.DOER,)),
        needs=(the_stage_is_open, earlier_stages_are_finished),
        leaves=(the_stage_has_a_reference,),
        ends=("finish_stage",),
    ),
    Move(
        "assessment.close_cycle",
        clause="2.9a",
        before=OPEN,
        after=AssessmentState.CLOSED,
        may=May(powers=(Power.KEEP_OFFICE,)),
        needs=(every_stage_is_finished,),
    ),
    Move(
        "assessment.note_missed",
        clause="2.9a",
        before=OPEN,
        after=None,
        may=May(clock=True),
        needs=(something_has_run_out,),
    ),
)
