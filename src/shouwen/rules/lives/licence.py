"""The life of a licence that ends: granted with the case that it stands beside, its holder reminded
before it ends (行政许可法 art. 50). A renewal is another case, and another line of the register."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.time_limit.renewal import the_holder_is_to_be_reminded
from shouwen.rules.words import CaseState

MOVES = (
    Move(
        "licence.remind_holder",
        clause="6.1",
        before=(CaseState.DECIDED, CaseState.CLOSED),
        after=None,
        may=May(clock=True),
        needs=(the_holder_is_to_be_reminded,),
        opens=("remind_holder",),
        ends=("remind_holder",),
    ),
)
