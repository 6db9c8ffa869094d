"""The life of a special procedure: told → ended, or over by its declared days, beside an accepted
case. While it runs the clock stands still (6.5a)."""

from shouwen.rules.lives.case import EXAMINERS
from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.serving import SERVED
from shouwen.rules.regimes.time_limit.extension import it_is_no_immediate_service
from shouwen.rules.regimes.time_limit.special_procedure import (
    a_special_procedure_is_under_way,
    it_takes_no_longer_than_the_guide_says,
    its_article_is_named,
    its_time_is_declared,
    no_extension_waits_where_the_promise_alone_stops,
    no_special_procedure_runs,
    the_declared_days_are_over,
    the_guide_names_it,
    the_limit_is_not_over,
    the_procedure_has_a_name,
    the_promise_still_ends_within_the_statute,
    the_special_procedure_runs,
)
from shouwen.rules.words import Bearer, CaseState

WHILE_ACCEPTED = (CaseState.ACCEPTED,)
WHOSE = May(powers=EXAMINERS, bearers=(Bearer.HANDLER, Bearer.HEAD))

MOVES = (
    Move(
        "special_procedure.begin_special_procedure",
        clause="6.5a",
        before=WHILE_ACCEPTED,
        after=None,
        may=WHOSE,
        needs=(it_is_no_immediate_service, no_special_procedure_runs, the_limit_is_not_over),
        leaves=(
            the_guide_names_it,
            the_procedure_has_a_name,
            its_article_is_named,
            its_time_is_declared,
            it_takes_no_longer_than_the_guide_says,
            no_extension_waits_where_the_promise_alone_stops,
            the_promise_still_ends_within_the_statute,
            *SERVED,
        ),
        opens=("special_procedure_over",),
    ),
    Move(
        "special_procedure.end_special_procedure",
        clause="6.5a",
        before=WHILE_ACCEPTED,
        after=None,
        may=WHOSE,
        needs=(the_special_procedure_runs,),
        ends=("special_procedure_over",),
    ),
    Move(
        "special_procedure.overrun_special_procedure",
        clause="6.5a",
        before=WHILE_ACCEPTED,
        after=None,
        may=May(clock=True),
        needs=(a_special_procedure_is_under_way, the_declared_days_are_over),
        ends=("special_procedure_over",),
    ),
)
