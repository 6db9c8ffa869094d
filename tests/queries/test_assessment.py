"""Missed and met follow the person who sat (3.5)."""

import pytest

from shouwen.acts.scheme import approve_scheme, draft_scheme, publish
from shouwen.acts.sweeping import sweep
from shouwen.queries.assessment import assessment
from shouwen.queries.viewer import NotForYou, see
from shouwen.records.casefile.answering import Sittings
from shouwen.records.keys import new_key
from shouwen.records.models import HandoverLine, Jurisdiction, Obligation, Person
from shouwen.rules.regimes.stand_in.answering import answers
from shouwen.rules.words import Evidence, SeatRule
from tests.acts.test_absence import MONDAY, Desk
from tests.acts.test_scheme import Reform, without
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


def sat(desk, post, opened, ended):
    """Who sat on the post for something opened and met at these times."""
    bearer = desk.world.posts[post]
    row = Obligation(
        pk=new_key(at(opened)), bearer=bearer, opened_at=at(opened), ended_at=at(ended)
    )
    place = Jurisdiction.objects.get(pk=desk.world.jurisdiction)
    return Sittings(place, SINCE).sat(row)


def designate(desk, absence, post, who, by, when):
    person = desk.world.people[who]
    desk.do("designate_stand_in", desk.cover(absence, post), by, when, person=person)


def away(desk, post, holder, stand_in, head):
    """The holder hands over what is owed and is away from the 22nd to the 30th."""
    absence = desk.request(holder, f"{MONDAY} 09:40", "2026-09-22 09:00", "2026-09-30 17:00")
    cover = desk.cover(absence, post)
    desk.do("agree_to_stand_in", cover, stand_in, f"{MONDAY} 10:00")
    desk.do("approve_absence", absence, head, f"{MONDAY} 10:10")
    desk.hand_over(absence, post, holder, f"{MONDAY} 11:00")
    desk.do("take_hand_over", cover, stand_in, f"{MONDAY} 11:10")
    desk.do("see_hand_over", cover, head, f"{MONDAY} 11:20")
    return absence


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
    assert (hidden.gave, hidden.handed_at) == (name(desk, "baizhixing"), at(f"{MONDAY} 11:00"))


def test_what_came_after_the_list_was_written_was_left_out_by_nobody(desk):
    away(desk, "food", "luoyiming", "shenqinghe", "weisiyuan")  # whose list was written at 11:00
    found = sat(desk, "food", f"{MONDAY} 11:30", "2026-09-28 16:00")
    assert answers(found).person == desk.world.people["shenqinghe"]
    assert answers(found).evidence is Evidence.SAT_THERE


def test_a_b_role_who_steps_in_for_a_stand_in_comes_when_that_one_leaves(desk):
    ill = desk.sudden("luoyiming", f"{MONDAY} 09:30", "weisiyuan")
    designate(desk, ill, "food", "weisiyuan", "weisiyuan", f"{MONDAY} 09:40")
    desk.sudden("weisiyuan", f"{MONDAY} 16:00", "shenqinghe")
    found = sat(desk, "food", f"{MONDAY} 10:00", f"{MONDAY} 16:10")
    assert found.seat.rule is SeatRule.B_ROLE
    assert found.taking_over.since == at(f"{MONDAY} 16:00")
    assert answers(found).evidence is Evidence.TOO_NEAR


def test_who_stood_in_twice_is_asked_about_the_time_at_hand(desk):
    ill = desk.sudden("luoyiming", f"{MONDAY} 09:30", "weisiyuan")
    turns = (("shenqinghe", "09:40"), ("weisiyuan", "10:00"), ("shenqinghe", "11:00"))
    for who, when in turns:
        designate(desk, ill, "food", who, "weisiyuan", f"{MONDAY} {when}")
    for until, (who, when) in zip(("09:50", "10:50", "11:50"), turns, strict=True):
        found = sat(desk, "food", f"{MONDAY} 09:00", f"{MONDAY} {until}")
        assert found.seat.person == desk.world.people[who]
        assert found.taking_over.since == at(f"{MONDAY} {when}")


def test_of_two_absences_at_once_the_one_that_somebody_stands_in_for_counts(desk):
    away(desk, "food", "luoyiming", "shenqinghe", "weisiyuan")
    ill = desk.sudden("luoyiming", "2026-09-24 09:30", "weisiyuan")
    designate(desk, ill, "food", "weisiyuan", "weisiyuan", "2026-09-24 09:40")
    found = sat(desk, "food", f"{MONDAY} 09:00", "2026-09-28 16:00")
    assert found.seat.person == desk.world.people["weisiyuan"]
    assert found.taking_over.since == at("2026-09-24 09:40")
    assert found.taking_over.handed_at is None  # the list of the 21st was another's


def test_a_list_that_the_direct_leader_signed_is_theirs(desk):
    """The holder is gone when somebody else is to stand in."""
    absence = away(desk, "food", "luoyiming", "shenqinghe", "weisiyuan")
    sweep(at("2026-09-22 09:00"))
    designate(desk, absence, "food", "duyunfei", "weisiyuan", "2026-09-24 10:00")
    desk.hand_over(absence, "food", "weisiyuan", "2026-09-24 10:10")
    desk.do("take_hand_over", desk.cover(absence, "food"), "duyunfei", "2026-09-24 10:20")
    found = sat(desk, "food", f"{MONDAY} 09:00", "2026-09-29 16:00")
    assert answers(found).evidence is Evidence.LEFT_OUT
    assert answers(found).person == desk.world.people["weisiyuan"]


def test_the_direct_leader_is_who_had_to_draw_up_the_list_when_it_was_to_be(desk):
    """Not whoever sits there by the time it is missed, nor a fallback."""
    ill = desk.sudden("luoyiming", f"{MONDAY} 09:30", "weisiyuan")
    designate(desk, ill, "food", "shenqinghe", "weisiyuan", f"{MONDAY} 09:40")
    desk.sudden("weisiyuan", "2026-09-22 09:00", "shenqinghe")
    found = sat(desk, "food", f"{MONDAY} 09:00", "2026-09-28 16:00")
    assert answers(found).evidence is Evidence.NO_LIST
    assert answers(found).person == desk.world.people["weisiyuan"]


def test_where_nobody_was_designated_to_draw_up_the_list_nobody_answers(desk):
    for who in ("weisiyuan", "duyunfei"):  # the head, and the head's B-role
        desk.sudden(who, f"{MONDAY} 09:00", "shenqinghe")
    desk.sudden("luoyiming", f"{MONDAY} 09:30", "shenqinghe")
    found = sat(desk, "food", f"{MONDAY} 09:00", "2026-09-28 16:00")
    assert found.seat.rule is SeatRule.B_ROLE
    assert (answers(found).person, answers(found).evidence) == (None, Evidence.NO_LIST)


def test_who_is_designated_after_the_holder_left_has_no_list_of_theirs(desk):
    absence = away(desk, "food", "luoyiming", "shenqinghe", "weisiyuan")
    sweep(at("2026-09-22 09:00"))
    designate(desk, absence, "food", "weisiyuan", "weisiyuan", "2026-09-24 10:00")
    found = sat(desk, "food", f"{MONDAY} 09:00", "2026-09-29 16:00")
    assert answers(found).evidence is Evidence.NO_LIST
    assert answers(found).person == desk.world.people["weisiyuan"]  # the direct leader


def test_what_was_missed_stays_with_whoever_sat_there_when_its_post_is_closed(desk):
    """An office that is reorganised moves open work, and nobody's past."""
    desk.world.accepted("food", f"{MONDAY} 10:00")
    decide = Obligation.objects.get(kind="decide")
    sweep(decide.due_at)
    before = sheets(desk)
    reform = Reform(desk.world)
    scheme = without(reform.now, "food", "registration")
    matter = draft_scheme(
        reform.unit, by=reform.keeper, at=at("2026-10-29 09:00"), scheme=scheme
    ).matter
    approve_scheme(matter, by=reform.director, at=at("2026-10-29 09:10"))
    publish(matter, by=reform.keeper, at=at("2026-10-29 09:20"))
    decide.refresh_from_db()
    assert (decide.bearer.key, decide.missed_by.key) == ("registration", "food")
    own = name(desk, "luoyiming"), "食品经营审批岗", False
    assert sheets(desk)[own] == before[own]
    assert before[own].missed


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
    away(desk, "relief", "baizhixing", "renxiaoman", "duyunfei")
    sweep(at("2026-09-30 00:01"))
    viewer = see(desk.world.people["xiaanning"], at("2026-10-30 09:00"))
    with django_assert_num_queries(8):
        assessment(viewer, SINCE, UNTIL)
