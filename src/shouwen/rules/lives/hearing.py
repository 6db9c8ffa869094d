"""The life of a hearing: told → asked → set → held, beside an accepted case (行政许可法 art. 47–48).
That its time does not count is told by a special procedure of that kind (art. 45)."""

from shouwen.rules.lives.case import EXAMINERS, HANDLERS
from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.serving import SERVED
from shouwen.rules.regimes.refusal_filing.serving import it_is_brought_to_somebody
from shouwen.rules.regimes.time_limit import something_has_run_out, the_handover_is_proven
from shouwen.rules.regimes.time_limit.hearing import (
    a_hearing_is_to_be_held,
    everybody_was_told_of_it,
    it_is_held_within_twenty_days,
    it_is_made_known_seven_days_before,
    it_is_said_what_is_at_stake,
    it_is_said_where_and_why_not_in_public,
    it_is_said_who_wants_it,
    it_may_still_be_asked_for,
    it_was_made_known,
    its_time_has_come,
    nobody_has_asked_for_it,
    the_chair_did_not_examine_it,
    the_five_days_are_over,
    the_minutes_are_signed,
    the_right_is_told_once,
    they_are_told_where_they_are,
    they_did_not_ask_yet,
    they_were_not_told_yet,
    who_chairs_did_not_examine_it,
    who_gives_it_up_asked_for_it,
    who_is_interested_can_be_reached,
)
from shouwen.rules.words import Bearer, CaseState, Power

WHILE_ACCEPTED = (CaseState.ACCEPTED,)
OFFICIALS = May(powers=EXAMINERS, bearers=HANDLERS)
PARTIES = May(powers=(Power.RECEIVE,), party=True)

MOVES = (
    Move(
        "hearing.tell_right",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=OFFICIALS,
        needs=(the_right_is_told_once,),
        leaves=(it_is_said_what_is_at_stake, *SERVED),
        opens=("ask_hearing",),
    ),
    Move(
        "hearing.tell_interested",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=OFFICIALS,
        needs=(nobody_has_asked_for_it,),
        leaves=(
            who_is_interested_can_be_reached,
            they_were_not_told_yet,
            the_handover_is_proven,
            it_is_brought_to_somebody,
            they_are_told_where_they_are,
        ),
        opens=("ask_hearing",),
        voids=("ask_hearing",),
    ),
    Move(
        "hearing.ask",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=PARTIES,
        needs=(it_may_still_be_asked_for,),
        leaves=(it_is_said_who_wants_it, they_did_not_ask_yet),
        opens=("hold_hearing",),
        ends=("ask_hearing",),
    ),
    Move(
        "hearing.lapse",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=May(clock=True),
        needs=(the_five_days_are_over, something_has_run_out),
        voids=("ask_hearing",),
    ),
    Move(
        "hearing.set_time",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=OFFICIALS,
        needs=(a_hearing_is_to_be_held,),
        leaves=(
            it_is_said_where_and_why_not_in_public,
            it_is_made_known_seven_days_before,
            it_is_held_within_twenty_days,
            the_chair_did_not_examine_it,
            *SERVED,
        ),
        opens=("bring_hearing_notice",),
        voids=("bring_hearing_notice",),
    ),
    Move(
        "hearing.hold",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=May(bearers=(Bearer.DOER,)),
        needs=(
            it_was_made_known,
            everybody_was_told_of_it,
            its_time_has_come,
            who_chairs_did_not_examine_it,
        ),
        leaves=(the_minutes_are_signed,),
        ends=("hold_hearing",),
    ),
    Move(
        "hearing.give_up",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=PARTIES,
        needs=(a_hearing_is_to_be_held,),
        leaves=(it_is_said_who_wants_it, who_gives_it_up_asked_for_it),
        opens=("ask_hearing",),
        voids=("hold_hearing", "bring_hearing_notice"),
    ),
)
