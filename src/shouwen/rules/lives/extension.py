"""The life of an extension: asked → approved → told, beside an accepted case. Told before the old
date, or it lapses (6.5)."""

from shouwen.rules.lives.case import EXAMINERS, HANDLERS
from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.serving import SERVED
from shouwen.rules.regimes.time_limit.extension import (
    an_article_allows_what_is_beyond_the_statute,
    an_extension_is_under_way,
    it_goes_no_further_than_the_law_allows,
    it_is_asked_in_time,
    it_is_extended_once,
    it_is_no_immediate_service,
    it_is_no_longer_than_the_promise_was,
    it_is_of_some_days,
    it_moves_the_due_date,
    it_waits_to_be_decided,
    it_was_approved,
    more_is_left_than_a_signature,
    the_delay_has_a_reason,
    the_government_approved_a_joint_one,
    the_leader_says_why_not,
    the_old_date_has_come,
    the_old_date_has_not_come,
    who_decides_did_not_ask,
)
from shouwen.rules.regimes.time_limit.special_procedure import no_special_procedure_runs
from shouwen.rules.words import Bearer, CaseState, Power

WHILE_ACCEPTED = (CaseState.ACCEPTED,)
LEADERS = May(powers=(Power.DECIDE,), bearers=(Bearer.DOER,))

MOVES = (
    Move(
        "extension.ask_extension",
        clause="6.5b",
        before=WHILE_ACCEPTED,
        after=None,
        may=May(powers=EXAMINERS, bearers=(Bearer.HANDLER,)),
        needs=(
            it_is_no_immediate_service,
            it_is_extended_once,
            no_special_procedure_runs,
            it_is_asked_in_time,
            more_is_left_than_a_signature,
        ),
        leaves=(
            it_is_of_some_days,
            it_moves_the_due_date,
            the_delay_has_a_reason,
            it_is_no_longer_than_the_promise_was,
            an_article_allows_what_is_beyond_the_statute,
            it_goes_no_further_than_the_law_allows,
        ),
        opens=("decide_extension", "lapse_extension"),
    ),
    Move(
        "extension.approve_extension",
        clause="6.5b",
        before=WHILE_ACCEPTED,
        after=None,
        may=LEADERS,
        needs=(it_waits_to_be_decided, the_old_date_has_not_come, who_decides_did_not_ask),
        leaves=(the_government_approved_a_joint_one,),
        opens=("tell_extension",),
        ends=("decide_extension",),
    ),
    Move(
        "extension.decline_extension",
        clause="6.5b",
        before=WHILE_ACCEPTED,
        after=None,
        may=LEADERS,
        needs=(it_waits_to_be_decided, who_decides_did_not_ask),
        leaves=(the_leader_says_why_not,),
        ends=("decide_extension",),
        voids=("lapse_extension",),
    ),
    Move(
        "extension.tell_extension",
        clause="6.5c",
        before=WHILE_ACCEPTED,
        after=None,
        may=May(powers=(Power.RECEIVE, *EXAMINERS), bearers=HANDLERS),
        needs=(it_was_approved, no_special_procedure_runs, the_old_date_has_not_come),
        leaves=SERVED,
        ends=("tell_extension",),
        voids=("lapse_extension",),
    ),
    Move(
        "extension.lapse_extension",
        clause="6.5c",
        before=WHILE_ACCEPTED,
        after=None,
        may=May(clock=True),
        needs=(an_extension_is_under_way, the_old_date_has_come),
        ends=("lapse_extension",),
        voids=("decide_extension", "tell_extension"),
    ),
)
