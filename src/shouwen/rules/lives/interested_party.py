"""The life of somebody else whom a hearing is about, once its time is set: who left nothing but a
postal address is brought a notice of their own (行政许可法 art. 48(1)). How they are told of the right
stands with the hearing."""

from shouwen.rules.lives.hearing import OFFICIALS, WHILE_ACCEPTED
from shouwen.rules.lives.move import Move
from shouwen.rules.regimes.refusal_filing.serving import it_is_brought_to_somebody
from shouwen.rules.regimes.time_limit import the_handover_is_proven
from shouwen.rules.regimes.time_limit.hearing import (
    the_notice_still_comes_seven_days_before,
    they_are_told_where_they_are,
    they_wait_for_the_notice,
)

MOVES = (
    Move(
        "interested_party.bring_notice",
        clause="6.1",
        before=WHILE_ACCEPTED,
        after=None,
        may=OFFICIALS,
        needs=(they_wait_for_the_notice, the_notice_still_comes_seven_days_before),
        leaves=(
            the_handover_is_proven,
            it_is_brought_to_somebody,
            they_are_told_where_they_are,
        ),
        ends=("bring_hearing_notice",),
    ),
)
