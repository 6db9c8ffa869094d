"""The life of a paper on its way to the applicant: attempts, service, failing three of them a public
notice, which counts once its period is over (7.4.3b). It runs beside the case, whatever its state."""

from shouwen.rules.lives.case import OPEN
from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.serving import SERVED
from shouwen.rules.regimes.refusal_filing.serving import (
    a_failed_attempt_is_told_in_full,
    a_notice_ran_out,
    attempts_are_made_on_different_days,
    it_has_no_act_of_its_own,
    it_was_not_served_yet,
    the_notice_says_where,
    the_paper_waits,
    the_paper_was_served,
    three_attempts_failed,
)
from shouwen.rules.words import CaseState, Power

ANY = tuple(CaseState)
ON_THE_WAY = (*OPEN, CaseState.DECIDED)
SERVERS = (Power.RECEIVE, Power.EXAMINE)

MOVES = (
    Move(
        "service_of_paper.choose_way",
        clause="4.4b",
        before=ON_THE_WAY,
        after=None,
        may=May(powers=(Power.RECEIVE,), party=True),
    ),
    Move(
        "service_of_paper.serve_paper",
        clause="4.4b",
        before=ANY,
        after=None,
        may=May(powers=SERVERS),
        needs=(it_was_not_served_yet, it_has_no_act_of_its_own),
        leaves=SERVED,
        voids=("await_notice",),
    ),
    Move(
        "service_of_paper.note_attempt",
        clause="7.4.3b",
        before=ANY,
        after=None,
        may=May(powers=SERVERS),
        needs=(the_paper_waits,),
        leaves=(a_failed_attempt_is_told_in_full, attempts_are_made_on_different_days),
    ),
    Move(
        "service_of_paper.serve_by_notice",
        clause="7.4.3b",
        before=ANY,
        after=None,
        may=May(powers=(Power.EXAMINE,)),
        needs=(the_paper_waits, three_attempts_failed),
        leaves=(the_notice_says_where,),
        opens=("await_notice",),
    ),
    Move(
        "service_of_paper.notice_is_over",
        clause="7.4.3b",
        before=ANY,
        after=None,
        may=May(clock=True),
        needs=(a_notice_ran_out,),
        opens=("close_after_notice",),
        ends=("await_notice",),
    ),
    Move(
        "service_of_paper.issue_record",
        clause="7.4.3b",
        before=ANY,
        after=None,
        may=May(powers=SERVERS),
        needs=(the_paper_was_served,),
    ),
)
