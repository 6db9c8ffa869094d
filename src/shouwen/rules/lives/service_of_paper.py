"""The life of a paper on its way to the applicant: attempts, service, failing three of them a public
notice, which counts once its period is over (7.4.3b); where it was wrong, another of its kind that
names it. It runs beside the case, whatever its state."""

from shouwen.rules.lives.case import OPEN
from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.serving import SERVED
from shouwen.rules.regimes.refusal_filing.serving import (
    a_failed_attempt_is_told_in_full,
    a_notice_ran_out,
    attempts_are_made_on_different_days,
    it_does_not_hang_in_public,
    it_has_no_act_of_its_own,
    it_is_for_the_applicant,
    it_was_not_replaced,
    it_was_not_served_yet,
    it_was_received_after_it_was_posted,
    its_return_receipt_is_awaited,
    only_a_slip_is_set_right,
    something_is_set_right,
    the_notice_says_where,
    the_paper_waits,
    the_paper_was_served,
    the_wish_is_signed,
    three_attempts_failed,
    what_became_of_the_mail_is_told,
    what_is_sent_has_an_address,
    what_it_tells_is_settled,
    why_it_was_wrong_is_told,
)
from shouwen.rules.regimes.refusal_filing.succession import somebody_is_there_to_be_told
from shouwen.rules.words import Bearer, CaseState, Power

ANY = tuple(CaseState)
ON_THE_WAY = (*OPEN, CaseState.DECIDED)
"""While the applicant is still to be told something."""

SERVERS = (Power.RECEIVE, Power.EXAMINE)
ISSUERS = May(
    powers=(Power.EXAMINE, Power.REVIEW, Power.DECIDE),
    bearers=(Bearer.HANDLER, Bearer.HEAD, Bearer.LEADER, Bearer.DECIDER),
)
"""Who issues papers of a case: whoever handles it, and who signs."""

MOVES = (
    Move(
        "service_of_paper.choose_way",
        clause="4.4b",
        before=ON_THE_WAY,
        after=None,
        may=May(powers=(Power.RECEIVE,), party=True),
        needs=(somebody_is_there_to_be_told,),
        leaves=(what_is_sent_has_an_address, the_wish_is_signed),
    ),
    Move(
        "service_of_paper.serve_paper",
        clause="4.4b",
        before=ANY,
        after=None,
        may=May(powers=SERVERS),
        needs=(it_was_not_replaced, it_was_not_served_yet, it_has_no_act_of_its_own),
        leaves=SERVED,
        ends=("bring_again",),
        voids=("await_notice",),
    ),
    Move(
        "service_of_paper.note_receipt",
        clause="7.4.3b",
        before=ANY,
        after=None,
        may=May(powers=SERVERS),
        needs=(it_was_not_replaced, its_return_receipt_is_awaited),
        leaves=(what_became_of_the_mail_is_told, it_was_received_after_it_was_posted),
        opens=("bring_again",),
    ),
    Move(
        "service_of_paper.note_attempt",
        clause="7.4.3b",
        before=ANY,
        after=None,
        may=May(powers=SERVERS),
        needs=(it_was_not_replaced, the_paper_waits),
        leaves=(a_failed_attempt_is_told_in_full, attempts_are_made_on_different_days),
    ),
    Move(
        "service_of_paper.serve_by_notice",
        clause="7.4.3b",
        before=ANY,
        after=None,
        may=May(powers=(Power.EXAMINE,)),
        needs=(
            it_was_not_replaced,
            the_paper_waits,
            three_attempts_failed,
            somebody_is_there_to_be_told,
        ),
        leaves=(the_notice_says_where,),
        opens=("await_notice",),
        ends=("bring_again",),
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
    Move(
        "service_of_paper.correct_paper",
        clause="4.4b",
        before=ANY,
        after=None,
        may=ISSUERS,
        needs=(
            it_is_for_the_applicant,
            it_was_not_replaced,
            it_does_not_hang_in_public,
            what_it_tells_is_settled,
        ),
        leaves=(why_it_was_wrong_is_told, only_a_slip_is_set_right, something_is_set_right),
        opens=("bring_again",),
        voids=("bring_again",),
    ),
)
