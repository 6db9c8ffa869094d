"""Identity documents, credit codes, phones. All numbers are made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.rules.identity import (
    SENTENCES,
    credit_code_problem,
    credit_code_warning,
    mask_name,
    mask_number,
    mask_phone,
    phone_key,
    phone_warning,
    resident_id_problem,
    resident_id_warning,
    tidied,
)

TODAY = date(2026, 11, 22)


def resident_id(first_17: str) -> str:
    """The 17 digits with their check, by the recurrence of ISO 7064 instead of a table of weights."""
    remainder = 0
    for digit in first_17:
        remainder = (remainder + int(digit)) * 2 % 11
    check = (1 - remainder) % 11
    return first_17 + ("X" if check == 10 else str(check))


def credit_code(first_17: str) -> str:
    """The 17 characters with the check that makes the weighted sum a multiple of 31 (GB 32100)."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(first_17))
    return first_17 + next(c for i, c in enumerate(alphabet) if (total + i) % 31 == 0)


class TestResidentId:
    def test_the_example_of_the_standard_is_right(self) -> None:
        assert resident_id_problem("11010519491231002X", TODAY) is None

    @pytest.mark.parametrize(
        "first_17",
        [
            pytest.param("51160219900307123", id="resident"),
            pytest.param("81000019900307123", id="residence_permit_hong_kong"),
            pytest.param("82000019900307123", id="residence_permit_macao"),
            pytest.param("83000019900307123", id="residence_permit_taiwan"),
            pytest.param("91112419900307123", id="permanent_residence_card_of_a_foreigner"),
            pytest.param("33011320150307123", id="a_county_made_in_2021"),
        ],
    )
    def test_the_cards_that_people_have_pass(self, first_17: str) -> None:
        number = resident_id(first_17)
        assert resident_id_problem(number, TODAY) is None
        assert resident_id_warning(number) is None

    def test_it_is_read_the_way_people_type(self) -> None:
        assert resident_id_problem("１１０１０５ 19491231 002x", TODAY) is None
        assert tidied("１１０１０５ 19491231-002x") == "11010519491231002X"

    @pytest.mark.parametrize(
        ("number", "problem"),
        [
            pytest.param("511602900307123", "resident_id_old", id="fifteen_digits"),
            pytest.param("5116021990030712", "resident_id_form", id="too_short"),
            pytest.param("51160219900307123XX", "resident_id_form", id="too_long"),
            pytest.param("5116021990O307123X", "resident_id_form", id="letter_o_for_zero"),
            pytest.param("", "resident_id_form", id="empty"),
            pytest.param(resident_id("51160219900230123"), "resident_id_birth", id="30_february"),
            pytest.param(resident_id("51160220990307123"), "resident_id_birth", id="born_in_2099"),
            pytest.param(resident_id("51160220261123123"), "resident_id_birth", id="born_tomorrow"),
            pytest.param("110105194912310021", "resident_id_check", id="wrong_check"),
            pytest.param("11010519491231020X", "resident_id_check", id="two_digits_swapped"),
        ],
    )
    def test_what_is_wrong_is_said(self, number: str, problem: str) -> None:
        assert resident_id_problem(number, TODAY) == problem

    def test_born_today_is_born(self) -> None:
        assert resident_id_problem(resident_id("51160220261122123"), TODAY) is None

    def test_an_unknown_province_is_only_a_warning(self) -> None:
        number = resident_id("99160219900307123")
        assert resident_id_problem(number, TODAY) is None
        assert resident_id_warning(number) == "resident_id_region"

    @given(st.from_regex(r"[1-6][1-3][0-9]{4}19[0-9]{2}0[1-9][12][0-8][0-9]{3}", fullmatch=True),
           st.integers(0, 16), st.integers(1, 9))  # fmt: skip
    def test_one_wrong_digit_never_passes(self, first_17: str, place: int, shift: int) -> None:
        number = resident_id(first_17)
        digit = str((int(number[place]) + shift) % 10)
        assert resident_id_problem(number, TODAY) is None
        assert resident_id_problem(number[:place] + digit + number[place + 1 :], TODAY)


class TestCreditCode:
    @pytest.mark.parametrize("organisation", ["600037341", "40000000X", "000000000"])
    def test_an_organisation_code_that_fits_has_no_warning(self, organisation: str) -> None:
        code = credit_code("11511602" + organisation)
        assert credit_code_problem(code) is None
        assert credit_code_warning(code) is None

    @pytest.mark.parametrize("first", "159ANY")
    def test_codes_may_begin_with_a_letter(self, first: str) -> None:
        assert credit_code_problem(credit_code(first + "1511602600037341")) is None

    def test_an_organisation_code_that_does_not_fit_is_only_a_warning(self) -> None:
        code = credit_code("11511602" + "600037342")
        assert credit_code_problem(code) is None
        assert credit_code_warning(code) == "credit_code_organisation"

    @pytest.mark.parametrize(
        ("code", "problem"),
        [
            pytest.param("1151160260003734", "credit_code_form", id="too_short"),
            pytest.param("11511602600037341I", "credit_code_form", id="letter_i"),
            pytest.param("", "credit_code_form", id="empty"),
        ],
    )
    def test_what_is_wrong_is_said(self, code: str, problem: str) -> None:
        assert credit_code_problem(code) == problem
        assert credit_code_warning(code) is None

    @given(
        st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17),
        st.integers(0, 16),
        st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"),
    )
    def test_one_wrong_character_never_passes(self, first_17: str, place: int, other: str) -> None:
        code = credit_code(first_17)
        changed = code[:place] + other + code[place + 1 :]
        assert credit_code_problem(code) is None
        assert credit_code_problem(changed) == ("credit_code_check" if changed != code else None)


class TestPhone:
    @pytest.mark.parametrize(
        "phone",
        [
            "13800000000", "138 0000 0000", "+86 138-0000-0000", "0826-555-0101", "08265550101",
            "(0826)5550101", "0826-5550101-12", "010-65550101转12", "０８２６５５５０１０１",
            "400-555-0101", "4005550101", "12345", "110", "+852 5550 0101", "+1 202 555 0101",
        ],
    )  # fmt: skip
    def test_phones_that_people_have_raise_no_eyebrow(self, phone: str) -> None:
        assert phone_warning(phone) is None

    @pytest.mark.parametrize(
        ("phone", "warning"),
        [
            ("1380000000", "phone_mobile_length"),
            ("138000000000", "phone_mobile_length"),
            ("5550101", "phone_odd"),
            ("隔壁小卖部", "phone_odd"),
            ("", "phone_odd"),
        ],
    )
    def test_odd_ones_get_a_warning(self, phone: str, warning: str) -> None:
        assert phone_warning(phone) == warning


@st.composite
def _as_written(draw: st.DrawFn) -> tuple[str, str]:
    """A phone by its digits, and one of the ways in which people write it down."""
    mobile = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
    phone = draw(mobile | st.from_regex(r"0[1-9][0-9]{1,2}[2-9][0-9]{6,7}", fullmatch=True))
    between = st.sampled_from(["", " ", "-", "—", "\u3000", "(", ")", "（", "）", ".", "\xa0"])
    wide = str.maketrans("0123456789", "０１２３４５６７８９") if draw(st.booleans()) else {}
    said = "".join(digit.translate(wide) + draw(between) for digit in phone)
    signs = ["", "+86", "＋86 ", "0086-", "(+86)"] + ["86", "86-"] * phone.startswith("1")
    return phone, draw(st.sampled_from(signs)) + said


class TestPhoneKey:
    @given(_as_written())
    def test_however_it_is_written_it_is_one_phone(self, written: tuple[str, str]) -> None:
        phone, said = written
        assert phone_key(said) == phone

    @pytest.mark.parametrize(
        ("one", "another"),
        [
            pytest.param("0826-555-0101", "555-0101", id="an_area_code_is_not_guessed"),
            pytest.param("+852 5550 1012", "5550 1012", id="another_country_is_another_phone"),
            pytest.param("0826-555-0101转3", "0826-555-0101", id="an_extension_is_another_phone"),
            pytest.param("8655-0101", "550101", id="86_may_begin_a_phone"),
        ],
    )
    def test_what_is_not_the_same_stays_apart(self, one: str, another: str) -> None:
        assert phone_key(one) != phone_key(another)

    def test_who_left_a_phone_has_a_key_and_nobody_else(self) -> None:
        assert phone_key(" 隔壁小卖部 ") == "隔壁小卖部"
        assert phone_key("  ") == ""

    @given(st.text(max_size=40))
    def test_it_finds_room_where_keys_are_kept(self, text: str) -> None:
        assert bool(phone_key(text)) == bool(text.strip())
        assert len(phone_key(text)) <= 120


class TestMasks:
    @pytest.mark.parametrize(
        ("name", "masked"),
        [
            ("张三", "张*"),
            ("张小明", "张**"),
            ("欧阳小明", "欧阳**"),
            ("欧阳", "欧*"),
            ("阿依古丽", "阿***"),
            ("Anna", "A***"),
            ("张", "张*"),
        ],
    )
    def test_names(self, name: str, masked: str) -> None:
        assert mask_name(name) == masked

    def test_numbers(self) -> None:
        assert mask_number("11010519491231002X") == "1*************002X"
        assert mask_number("E12345678") == "*******78"

    def test_phones(self) -> None:
        assert mask_phone("138 1234 5678") == "138****5678"
        assert mask_phone("0826-555-0101") == "082****0101"
        assert mask_phone("12345") == "****5"

    @given(st.text("0123456789X", max_size=20))
    def test_no_mask_shows_more_than_it_may(self, text: str) -> None:
        assert len(mask_number(text)) == len(mask_phone(text)) == len(text)
        assert mask_number(text).count("*") * 2 >= len(text)
        assert mask_phone(text).count("*") * 3 >= len(text) or len(text) > 11


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    said = {
        resident_id_problem("511602900307123", TODAY),
        resident_id_problem("", TODAY),
        resident_id_problem("511602209903071230", TODAY),
        resident_id_problem("110105194912310021", TODAY),
        resident_id_warning("991602199003071230"),
        credit_code_problem(""),
        credit_code_problem("115116026000373410"),
        credit_code_problem("115116026000373411"),
        credit_code_warning(credit_code("11511602600037342")),
        phone_warning("1380000000"),
        phone_warning(""),
    }
    assert said - {None} == set(SENTENCES)
