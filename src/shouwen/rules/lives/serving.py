"""What must hold wherever a paper is handed over, posted or sent."""

from shouwen.rules.regimes.one_notice import what_is_sent_goes_where_they_asked
from shouwen.rules.regimes.refusal_filing.serving import (
    a_public_notice_is_over,
    electronic_service_was_agreed_to,
    it_is_brought_to_somebody,
    nothing_arrives_before_the_receipt,
    the_return_receipt_is_back,
)
from shouwen.rules.regimes.refusal_filing.succession import somebody_is_there_to_be_told
from shouwen.rules.regimes.time_limit import the_handover_is_proven

SERVED = (
    the_handover_is_proven,
    somebody_is_there_to_be_told,
    electronic_service_was_agreed_to,
    what_is_sent_goes_where_they_asked,
    the_return_receipt_is_back,
    nothing_arrives_before_the_receipt,
    it_is_brought_to_somebody,
)
"""Of what is told: brought to the applicant, with proof."""

SERVED_OR_NOTICED = (
    the_handover_is_proven,
    somebody_is_there_to_be_told,
    electronic_service_was_agreed_to,
    what_is_sent_goes_where_they_asked,
    the_return_receipt_is_back,
    nothing_arrives_before_the_receipt,
    a_public_notice_is_over,
)
"""Of what closes the case: brought to the applicant, or its public notice is over."""
