"""What somebody might well type that cannot be: days before the receipt, applicants who are no more.

The rest of it stands with its acts: an extension on the due date's evening in ``test_extension``, a
withdrawal an hour before its due date in ``test_call_back``, a refusal on its way to somebody who is
no more in ``test_succession``, powers of attorney in ``test_returns``,
refusals of what is met or grounded in no law in ``test_refusal``."""

from dataclasses import replace
from datetime import date

import pytest

from shouwen.acts import Barred
from shouwen.acts.case import deliver_result
from shouwen.acts.special_procedure import begin_special_procedure
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.words import PartyIdKind, ServedBy, SpecialKind, Taker
from tests.acts.test_returns import IN_PERSON, SCAN, all_marked, asked, given, withdrawn
from tests.acts.world import HAND_OVER, at, state

COMPANY = {
    "applicant": "栖云客栈有限公司",
    "id_kind": PartyIdKind.CREDIT_CODE,
    "id_number": "91350100M000100Y43",
}
LIQUIDATOR = replace(
    IN_PERSON, taker=Taker.SUCCESSOR, shown=replace(IN_PERSON.shown, name="何立群")
)


def codes(barred):
    return {bar.code for bar in barred.value.bars}


@pytest.mark.parametrize(
    ("received_on", "code"),
    [
        (date(2026, 9, 20), "nothing_arrives_before_the_receipt"),
        (date(2026, 9, 24), "the_return_receipt_is_back"),
    ],
    ids=["before", "to-come"],
)
def test_no_result_arrived_before_the_case_was_received_nor_on_a_day_to_come(
    world, received_on, code
):
    case = world.decided()
    posted = Handover(ServedBy.POST, "滨江路 18 号", None, "", "EMS1", received_on)
    with pytest.raises(Barred) as barred:
        deliver_result(
            case, by=world.holder("window_1"), at=at("2026-09-23 10:00"), handover=posted
        )
    assert codes(barred) == {code}
    assert state(case) == "decided"


def test_no_clock_stands_still_from_before_it_began_not_even_as_a_late_entry(world):
    case = world.accepted(when="2026-09-21 10:00")
    late = {"at": at("2026-09-20 10:00"), "recorded_at": at("2026-09-22 10:00"), "late_entry": True}
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    with pytest.raises(Barred) as barred:
        begin_special_procedure(case, by=world.holder("food"), **late, **told)
    assert "no_clock_is_overtaken" in codes(barred)


def test_of_a_dissolved_company_whoever_liquidates_it_takes_the_materials_with_proof(world):
    case = withdrawn(world, **COMPANY)
    row = asked(world, case)
    with pytest.raises(Barred) as barred:
        given(world, row, all_marked(case), LIQUIDATOR, (SCAN,))
    assert codes(barred) == {"who_comes_in_their_place_proves_it"}
    proven = replace(LIQUIDATOR, proof="清算组备案通知书 2026-7 号")
    given(world, row, all_marked(case), proven, (SCAN,))


def test_of_who_died_an_heir_takes_them_with_proof_of_death_and_succession(world):
    case = withdrawn(world)
    row = asked(world, case)
    heir = replace(IN_PERSON, taker=Taker.HEIR, shown=replace(IN_PERSON.shown, name="徐禾苗"))
    with pytest.raises(Barred) as barred:
        given(world, row, all_marked(case), heir, (SCAN,))
    assert codes(barred) == {"who_comes_in_their_place_proves_it"}
    given(world, row, all_marked(case), replace(heir, proof="公证书 2026-112 号"), (SCAN,))
