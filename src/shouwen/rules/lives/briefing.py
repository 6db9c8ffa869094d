"""The life of a briefing, beside the contact that showed that somebody hands over wrongly so often: from
the act that showed it until it was gone through with them, or it is too often no more (1.2b).

The section head owes it; of a head, the leader who supervises the section."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.first_contact.briefing import (
    it_is_still_to_be_gone_through,
    it_is_written_what_was_gone_through,
    it_was_gone_through_since_it_is_owed,
    nobody_goes_through_it_with_themselves,
    they_hand_over_wrongly_so_often_no_more,
)
from shouwen.rules.words import Bearer, ContactState

ONCE_TAKEN = (
    ContactState.OPEN,
    ContactState.HANDED,
    ContactState.PROMISED,
    ContactState.SETTLED,
)
OWES_IT = May(bearers=(Bearer.DOER,))
SOMEBODY_ELSE = (it_is_still_to_be_gone_through, nobody_goes_through_it_with_themselves)

MOVES = (
    Move(
        "briefing.hold",
        clause="1.2b",
        before=ONCE_TAKEN,
        after=None,
        may=OWES_IT,
        needs=SOMEBODY_ELSE,
        leaves=(it_is_written_what_was_gone_through, it_was_gone_through_since_it_is_owed),
        ends=("brief_officer",),
    ),
    Move(
        "briefing.drop",
        clause="1.2b",
        before=ONCE_TAKEN,
        after=None,
        may=OWES_IT,
        needs=(*SOMEBODY_ELSE, they_hand_over_wrongly_so_often_no_more),
        voids=("brief_officer",),
    ),
)
