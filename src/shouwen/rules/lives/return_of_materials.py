"""The life of a return of materials beside a case that came to its decision or its end: asked for →
handed back and signed for (7.4.4). What the office still needs to decide goes back once the case is
withdrawn."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.refusal_filing.returns import (
    THE_RETURN_IS_IN_ORDER,
    it_is_said_who_asks_and_where_to,
    no_return_waits,
    something_is_left_to_return,
    the_return_waits,
)
from shouwen.rules.words import CaseState, Power

OVER = (CaseState.DECIDED, CaseState.CLOSED, CaseState.WITHDRAWN)

MOVES = (
    Move(
        "return_of_materials.ask_for_return",
        clause="7.4.4a",
        before=OVER,
        after=None,
        may=May(powers=(Power.RECEIVE,), party=True),
        needs=(no_return_waits, something_is_left_to_return),
        leaves=(it_is_said_who_asks_and_where_to,),
        opens=("return_materials",),
    ),
    Move(
        "return_of_materials.hand_back",
        clause="7.4.4d",
        before=OVER,
        after=None,
        may=May(powers=(Power.RECEIVE,)),
        needs=(the_return_waits,),
        leaves=THE_RETURN_IS_IN_ORDER,
        ends=("return_materials",),
    ),
)
