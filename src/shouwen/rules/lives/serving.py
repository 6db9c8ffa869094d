"""What must hold wherever a paper is handed over, posted or sent."""

from shouwen.rules.regimes.refusal_filing.serving import (
    a_public_notice_is_over,
    electronic_service_was_agreed_to,
)
from shouwen.rules.regimes.time_limit import the_handover_is_proven

SERVED = (the_handover_is_proven, electronic_service_was_agreed_to, a_public_notice_is_over)
