"""Missed and met follow the person who sat (3.5)."""

import pytest

from shouwen.acts.sweeping import sweep
from shouwen.queries.assessment import assessment
from shouwen.queries.viewer import NotForYou, see
from shouwen.records.models import HandoverLine, Obligation
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


def away_for_a_week(desk):
    """The food post's holder hands over to the registration post's and is away from the 22nd."""
    away = desk.request("luoyiming", f"{MONDAY} 09:40", "2026-09-22 09:00", "2026-09-30 17:00")
    desk.do("agree_to_stand_in", desk.cover(away, "food"), "shenqinghe", f"{MONDAY} 10:00")
    desk.do("approve_absence", away, "weisiyuan", f"{MONDAY} 10:10")
    desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 11:00")
    desk.do("take_hand_over", desk.cover(away, "food"), "shenqinghe", f"{MONDAY} 11:10")
    desk.do("see_hand_over", desk.cover(away, "food"), "weisiyuan", f"{MONDAY} 11:20")
    return away


def test_what_the_stand_in_let_run_out_is_theirs_where_it_was_on_the_list(desk):
    case = desk.world.receive("relief", f"{MONDAY} 09:30")
    del case
    away = desk.request("baizhixing", f"{MONDAY} 09:40", "2026-09-22 09:00", "2026-09-30 17:00")
    desk.do("agree_to_stand_in", desk.cover(away, "relief"), "renxiaoman", f"{MONDAY} 10:00")
    desk.do("approve_absence", away, "duyunfei", f"{MONDAY} 10:10")
    desk.hand_over(away, "relief", "baizhixing", f"{MONDAY} 11:00")
    desk.do("take_hand_over", desk.cover(away, "relief"), "renxiaoman", f"{MONDAY} 11:10")
    desk.do("see_hand_over", desk.cover(away, "relief"), "duyunfei", f"{MONDAY} 11:20")
    sweep(at("2026-09-29 23:59"))
    sweep(at("2026-09-30 00:01"))  # answer_receipt has run out: five working days
    found = sheets(desk)
    theirs = found["任晓曼", "民生保障审批岗", True]
    assert {miss.owed for miss in theirs.missed} == {"受理或告知"}
    assert theirs.missed[0].evidence is Evidence.SAT_THERE
    own = found["白知行", "民生保障审批岗", False]
    assert {miss.owed for miss in own.missed} == {"审核材料"}  # ran out on the day before


def test_what_the_list_hid_is_the_holders(desk):
    desk.world.receive("relief", f"{MONDAY} 09:30")
    away = desk.request("baizhixing", f"{MONDAY} 09:40", "2026-09-22 09:00", "2026-09-30 17:00")
    desk.do("agree_to_stand_in", desk.cover(away, "relief"), "renxiaoman", f"{MONDAY} 10:00")
    desk.do("approve_absence", away, "duyunfei", f"{MONDAY} 10:10")
    desk.hand_over(away, "relief", "baizhixing", f"{MONDAY} 11:00")
    desk.do("take_hand_over", desk.cover(away, "relief"), "renxiaoman", f"{MONDAY} 11:10")
    desk.do("see_hand_over", desk.cover(away, "relief"), "duyunfei", f"{MONDAY} 11:20")
    HandoverLine.objects.filter(what="受理或告知").delete()
    sweep(at("2026-09-30 00:01"))
    own = sheets(desk)["白知行", "民生保障审批岗", False]
    assert {m.owed: m.evidence for m in own.missed}["受理或告知"] is Evidence.LEFT_OUT
    assert {m.sat for m in own.missed if m.owed == "受理或告知"} == {"任晓曼"}


def test_what_was_met_counts_for_whoever_sat_there(desk):
    away_for_a_week(desk)
    lines = Obligation.objects.filter(kind="agree_to_stand_in")
    assert lines.exists()
    found = sheets(desk)
    assert found["沈清禾", "登记注册岗", False].met >= 1  # agreed and took the list, in person


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
