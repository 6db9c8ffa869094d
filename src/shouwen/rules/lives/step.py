"""The life of a step of the procedure: waiting → running → done, beside an accepted case."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.time_limit import (
    earlier_steps_are_done,
    the_opinion_is_written,
    the_step_runs,
    the_step_waits,
)
from shouwen.rules.words import Bearer, CaseState, Power

WORKERS = (Power.EXAMINE, Power.REVIEW, Power.DECIDE)

MOVES = (
    Move(
        "step.start_step",
        clause="5.2.2c",
        before=(CaseState.ACCEPTED,),
        after=None,
        may=May(powers=WORKERS, bearers=(Bearer.DOER, Bearer.HANDLER)),
        needs=(the_step_waits, earlier_steps_are_done),
        opens=("finish_step", "sign_off_step", "leader_step"),
    ),
    Move(
        "step.finish_step",
        clause="5.2.2c",
        before=(CaseState.ACCEPTED,),
        after=None,
        may=May(powers=WORKERS, bearers=(Bearer.DOER,)),
        needs=(the_step_runs,),
        leaves=(the_opinion_is_written,),
        opens=("sign_decision",),
        ends=("finish_step", "sign_off_step", "leader_step"),
    ),
)
