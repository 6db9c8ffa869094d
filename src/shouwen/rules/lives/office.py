"""The life of an office's books: one matter from the day it was founded. Who came, moved or left is
a fact, and no rule refuses it; the gap it opens is owed by whoever must fill it (2.4.4)."""

from shouwen.rules.lives.move import May, Move
from shouwen.rules.regimes.post_duty.books import (
    a_duty_day_is_named,
    a_password_comes_with_it,
    duty_is_named_beforehand,
    every_deputy_stands_once_in_the_order,
    it_is_somebody_else,
    leaders_are_on_duty,
    nobody_sat_down_later,
    one_leader_is_on_duty_a_day,
    somebody_sits_there_again,
    the_account_administers,
    the_account_belongs_to_somebody,
    the_b_role_is_another_person,
    the_b_role_is_qualified,
    the_main_leader_orders_in_person,
    the_newcomer_is_named,
    the_person_is_of_the_office,
    the_post_is_open,
    the_sign_in_is_free,
    they_sat_down_before,
    they_sit_there,
)
from shouwen.rules.regimes.post_duty.double_duty import (
    it_was_done_by_now,
    the_post_leads,
    the_record_says_what_and_where,
)
from shouwen.rules.regimes.time_limit import something_has_run_out
from shouwen.rules.words import Bearer, OfficeState, Power

STANDING = (OfficeState.STANDING,)
KEEPERS = May(powers=(Power.KEEP_OFFICE,))
ADMINISTRATOR = May(administrator=True)
SITS_DOWN = (
    the_post_is_open,
    the_person_is_of_the_office,
    it_is_somebody_else,
    nobody_sat_down_later,
)
DOUBLE_DUTY = (the_post_leads, the_record_says_what_and_where, it_was_done_by_now)

MOVES = (
    Move(
        "office.found_office",
        clause="2.3",
        before=(None,),
        after=OfficeState.STANDING,
        may=ADMINISTRATOR,
        opens=("half_year",),
    ),
    Move(
        "office.begin_half_year",
        clause="2.5",
        before=STANDING,
        after=None,
        may=May(clock=True),
        opens=("half_year", "record_integrity", "record_ideology"),
        ends=("half_year",),
    ),
    Move(
        "office.record_integrity",
        clause="2.5",
        before=STANDING,
        after=None,
        may=May(bearers=(Bearer.DOER,)),
        leaves=DOUBLE_DUTY,
        ends=("record_integrity",),
    ),
    Move(
        "office.record_ideology",
        clause="2.5",
        before=STANDING,
        after=None,
        may=May(bearers=(Bearer.DOER,)),
        leaves=DOUBLE_DUTY,
        ends=("record_ideology",),
    ),
    Move(
        "office.join",
        clause="2.4.4",
        before=STANDING,
        after=None,
        may=KEEPERS,
        leaves=(the_newcomer_is_named, the_sign_in_is_free),
    ),
    Move(
        "office.take_up_post",
        clause="2.4.4",
        before=STANDING,
        after=None,
        may=KEEPERS,
        leaves=SITS_DOWN,
        opens=("name_b_role",),
        ends=("fill_post",),
    ),
    Move(
        "office.name_b_role",
        clause="2.7.4",
        before=STANDING,
        after=None,
        may=KEEPERS,
        leaves=(*SITS_DOWN, the_b_role_is_another_person, the_b_role_is_qualified),
        ends=("name_b_role",),
    ),
    Move(
        "office.leave_post",
        clause="2.4.4",
        before=STANDING,
        after=None,
        may=KEEPERS,
        leaves=(they_sit_there, they_sat_down_before),
        opens=("fill_post", "name_b_role"),
    ),
    Move(
        "office.name_duty_leader",
        clause="3.2c",
        before=STANDING,
        after=None,
        may=KEEPERS,
        leaves=(
            a_duty_day_is_named,
            one_leader_is_on_duty_a_day,
            duty_is_named_beforehand,
            leaders_are_on_duty,
        ),
    ),
    Move(
        "office.order_deputies",
        clause="3.4a",
        before=STANDING,
        after=None,
        may=May(powers=(Power.DECIDE,), bearers=(Bearer.MAIN,)),
        needs=(the_main_leader_orders_in_person,),
        leaves=(every_deputy_stands_once_in_the_order,),
    ),
    Move(
        "office.open_account",
        clause="2.4.2",
        before=STANDING,
        after=None,
        may=ADMINISTRATOR,
        needs=(the_account_administers,),
        leaves=(the_account_belongs_to_somebody, a_password_comes_with_it),
    ),
    Move(
        "office.reset_password",
        clause="2.4.2",
        before=STANDING,
        after=None,
        may=ADMINISTRATOR,
        needs=(the_account_administers,),
        leaves=(the_account_belongs_to_somebody, a_password_comes_with_it),
    ),
    Move(
        "office.close_account",
        clause="2.4.2",
        before=STANDING,
        after=None,
        may=ADMINISTRATOR,
        needs=(the_account_administers,),
    ),
    Move(
        "office.note_filled",
        clause="2.4.4",
        before=STANDING,
        after=None,
        may=May(clock=True),
        leaves=(somebody_sits_there_again,),
        ends=("fill_post", "name_b_role"),
    ),
    Move(
        "office.note_missed",
        clause="2.4.4",
        before=STANDING,
        after=None,
        may=May(clock=True),
        needs=(something_has_run_out,),
    ),
)
