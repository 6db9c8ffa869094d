"""Missed and met follow the person who sat (3.5)."""

import pytest

from shouwen.acts.sweeping import sweep
from shouwen.queries.assessment import assessment
from shouwen.queries.viewer import NotForYou, see
from shouwen.records.models import HandoverLine, Person
from shouwen.rules.words import Evidence
from tests.acts.test_absence import MONDAY, Desk
from tests.acts.world import at

SINCE, UNTIL = at("2026-09-01 00:00"), at("2026-10-31 00:00")


@pytest.fixture
def desk(world):
    from tests.acts.test_absence import ranked

    ranked()
    return Desk(world)


def sheets(desk, person="xiaanning"):
    viewer = see(desk.world.people[person], at("2026-10-30 09:00"))
    found = assessment(viewer, SINCE, UNTIL)
    return {(sheet.person, sheet.post, sheet.standing_in): sheet for sheet in found}


def name(desk, sign_in):
    return Person.objects.get(pk=desk.world.people[sign_in]).name


def away(desk, post, holder, stand_in, head):
    """The holder hands over what is owed and is away from the 22nd to the 30th."""
    absence = desk.request(holder, f"{MONDAY} 09:40", "2026-09-22 09:00", "2026-09-30 17:00")
    cover = desk.cover(absence, post)
    desk.do("agree_to_stand_in", cover, stand_in, f"{MONDAY} 10:00")
    desk.do("approve_absence", absence, head, f"{MONDAY} 10:10")
    desk.hand_over(absence, post, holder, f"{MONDAY} 11:00")
    desk.do("take_hand_over", cover, stand_in, f"{MONDAY} 11:10")
    desk.do("see_hand_over", cover, head, f"{MONDAY} 11:20")


def test_what_the_stand_in_let_run_out_is_theirs_where_it_was_on_the_list(desk):
    desk.world.receive("relief", f"{MONDAY} 09:30")
    away(desk, "relief", "baizhixing", "renxiaoman", "duyunfei")
    sweep(at("2026-09-30 00:01"))  # the five working days of answer_receipt are over
    found = sheets(desk)
    theirs = found[name(desk, "renxiaoman"), "民生保障审批岗", True]
    assert {miss.owed: miss.evidence for miss in theirs.missed} == {
        "受理或告知": Evidence.SAT_THERE
    }
    assert theirs.open == 1
    assert not found[name(desk, "baizhixing"), "民生保障审批岗", False].missed


def test_what_the_list_hid_is_the_holders(desk):
    desk.world.receive("relief", f"{MONDAY} 09:30")
    away(desk, "relief", "baizhixing", "renxiaoman", "duyunfei")
    HandoverLine.objects.filter(what="受理或告知").delete()
    sweep(at("2026-09-30 00:01"))
    own = sheets(desk)[name(desk, "baizhixing"), "民生保障审批岗", False]
    (hidden,) = (miss for miss in own.missed if miss.owed == "受理或告知")
    assert hidden.evidence is Evidence.LEFT_OUT
    assert hidden.sat == name(desk, "renxiaoman")


def test_what_was_met_counts_for_whoever_sat_there(desk):
    away(desk, "food", "luoyiming", "shenqinghe", "weisiyuan")
    found = sheets(desk)
    assert found[name(desk, "shenqinghe"), "登记注册岗", False].met == 2  # agreed, took the list
    assert found[name(desk, "luoyiming"), "食品经营审批岗", False].met == 1  # handed over
    assert found[name(desk, "weisiyuan"), "市场准入科科长", False].met == 2  # approved, saw it


def test_only_supervision_sees_the_sheets(desk):
    with pytest.raises(NotForYou):
        sheets(desk, "heyutong")


def test_the_statements_do_not_grow_with_what_was_owed(desk, django_assert_num_queries):
    for n in range(3):
        desk.world.receive("relief", f"{MONDAY} 09:3{n}")
    sweep(at("2026-09-30 00:01"))
    viewer = see(desk.world.people["xiaanning"], at("2026-10-30 09:00"))
    with django_assert_num_queries(8):
        assessment(viewer, SINCE, UNTIL)
