"""Numbers of cases: what they say, and that a slip of the pen is noticed."""

from datetime import date

import pytest

from shouwen.rules.numbers import case_number, holds, written
from shouwen.rules.words import ServiceKind

NUMBER = case_number("511602", ServiceKind.LICENCE, date(2026, 9, 17), 208)


def test_a_number_says_area_kind_day_and_serial():
    assert NUMBER.startswith("511602-XK-20260917-00208-")
    assert holds(NUMBER)


def test_every_single_wrong_digit_is_noticed():
    for place, sign in enumerate(NUMBER[:-2]):
        if sign.isdigit():
            for digit in set("0123456789") - {sign}:
                assert not holds(NUMBER[:place] + digit + NUMBER[place + 1 :])


def test_two_neighbours_swapped_are_noticed():
    for place in range(len(NUMBER) - 3):
        pair = NUMBER[place : place + 2]
        if pair.isalnum() and pair[0] != pair[1]:
            assert not holds(NUMBER[:place] + pair[::-1] + NUMBER[place + 2 :])


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER.lower(),
        NUMBER.replace("-", ""),
        NUMBER.replace("-", " – "),
        NUMBER.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789-"}),
        f"  {NUMBER}\n",
    ],
)
def test_a_number_is_read_however_it_was_typed(typed):
    assert written(typed) == NUMBER


@pytest.mark.parametrize("typed", ["", "nonsense", NUMBER[:-1], "511602-XK-2026-1-1", f"{NUMBER}0"])
def test_what_is_no_number_is_none(typed):
    assert written(typed) is None


def test_more_cases_a_day_than_five_digits_hold_keep_their_numbers():
    many = case_number("511602", ServiceKind.LICENCE, date(2026, 9, 17), 123456)
    assert written(many.replace("-", "")) == many
