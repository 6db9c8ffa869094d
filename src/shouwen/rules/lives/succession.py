"""The life of a succession beside a case: its applicant is no more → somebody takes it over (7.4.3b)."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.lives.service_of_paper import ON_THE_WAY
from shouwen.rules.regimes.refusal_filing.succession import (
    a_person_dies_and_an_organisation_is_dissolved,
    a_successor_is_looked_for,
    the_applicant_is_there,
    the_end_is_proven,
    who_takes_over_proves_it,
)
from shouwen.rules.regimes.time_limit import the_applicant_can_be_named, the_identity_number_holds
from shouwen.rules.words import Power

MOVES = (
    Move(
        "succession.note_applicant_gone",
        clause="7.4.3b",
        before=ON_THE_WAY,
        after=None,
        may=May(powers=(Power.RECEIVE, Power.EXAMINE)),
        needs=(the_applicant_is_there,),
        leaves=(a_person_dies_and_an_organisation_is_dissolved, the_end_is_proven),
        opens=("find_successor",),
    ),
    Move(
        "succession.note_successor",
        clause="7.4.3b",
        before=ON_THE_WAY,
        after=None,
        may=May(powers=(Power.RECEIVE,)),
        needs=(a_successor_is_looked_for,),
        leaves=(the_applicant_can_be_named, the_identity_number_holds, who_takes_over_proves_it),
        ends=("find_successor",),
    ),
)
