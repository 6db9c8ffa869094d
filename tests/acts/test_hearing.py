"""Hearings: told, asked for within five days, held within twenty, minutes filed
(行政许可法 art. 47–48)."""

import json
from dataclasses import replace

import pytest

from shouwen.acts import Barred, Party
from shouwen.acts.case import decide_grant, withdraw
from shouwen.acts.hearing import (
    ask,
    bring_notice,
    give_up,
    hold,
    set_time,
    tell_interested,
    tell_right,
)
from shouwen.acts.sweeping import sweep
from shouwen.queries.track import track
from shouwen.records.models import Hearing, InterestedParty, Letter, Paper
from shouwen.rules.facts.casefile import Handover, Withdrawal
from shouwen.rules.facts.hearing import Interested
from shouwen.rules.words import PaperKind, Proposer, ServedBy
from tests.acts.world import HAND_OVER, at, ended, owed

STAKES = "经营场所与楼上住户共用排烟道，关系到住户的安宁。"


@pytest.fixture
def world(db):
    from tests.acts.world import make_world

    return make_world()


def told(world, when="2026-09-21 11:00"):
    case = world.accepted()
    tell_right(case, by=world.holder("food"), at=at(when), stakes=STAKES, handover=HAND_OVER)
    return case, Hearing.objects.get(case=case)


def asked(world):
    case, row = told(world)
    ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="徐禾")
    return case, row


def known(world, row, begins="2026-10-13 09:30", chair="relief", when="2026-09-24 10:00"):
    set_time(
        row.pk,
        by=world.holder("food"),
        at=at(when),
        begins_at=at(begins),
        place="政务服务中心三楼会议室",
        chair=world.posts[chair].pk,
        handover=HAND_OVER,
    )


def decide(world, case, when):
    decide_grant(case, by=world.holder("deputy_people"), at=at(when), facts="材料齐全，符合条件。")


def codes(refused) -> list[str]:
    return [bar.code for bar in refused.value.bars]


def test_the_right_is_told_in_writing_with_what_is_at_stake_and_until_when(world):
    case, _ = told(world)
    content = json.loads(Paper.objects.get(matter=case, kind=PaperKind.HEARING_RIGHT).content)
    assert (content["stakes"], content["ask_by"]) == (STAKES, "2026-09-29")
    assert owed(case)["ask_hearing"] == at("2026-09-30 00:00")  # Mid-Autumn is 25 to 27


def test_while_it_may_be_asked_for_nothing_is_decided_and_afterwards_the_right_lapses(world):
    case, row = told(world)
    world.work_steps(case, "2026-09-22 10:00")
    with pytest.raises(Barred) as early:
        decide(world, case, "2026-09-22 15:00")
    assert codes(early) == ["no_hearing_is_under_way"]
    sweep(at=at("2026-09-30 08:00"))
    row.refresh_from_db()
    assert row.state == "lapsed"
    assert ended(case)["ask_hearing"] == ("lapse", "void")
    with pytest.raises(Barred) as late:
        ask(row.pk, by=Party(), at=at("2026-09-30 09:00"), name="徐禾")
    assert "it_may_still_be_asked_for" in codes(late)
    decide(world, case, "2026-09-30 10:00")


def test_a_hearing_that_was_asked_for_is_held_within_twenty_days_and_the_decision_rests_on_it(
    world,
):
    case, row = asked(world)
    assert owed(case)["hold_hearing"] == at("2026-10-29 00:00")
    known(world, row)
    assert Letter.objects.filter(matter=case, template="hearing").exists()
    world.work_steps(case, "2026-09-28 10:00")
    with pytest.raises(Barred) as unheard:
        decide(world, case, "2026-09-29 15:00")
    assert codes(unheard) == ["no_hearing_is_under_way"]
    chair = world.holder("relief")
    with pytest.raises(Barred) as early:
        hold(row.pk, by=chair, at=at("2026-10-13 09:00"), text="……", signed_by="徐禾")
    assert codes(early) == ["its_time_has_come"]
    said = {"text": "逐人记录，双方举证、质证。", "signed_by": "徐禾、罗一鸣"}
    hold(row.pk, by=chair, at=at("2026-10-13 11:30"), **said)
    decide(world, case, "2026-10-13 16:00")
    facts = json.loads(Paper.objects.get(matter=case, kind=PaperKind.DECISION).content)["facts"]
    assert "根据听证笔录" in facts[-1] and "2026年10月13日" in facts[-1]


@pytest.mark.parametrize(
    ("begins", "chair", "code"),
    [
        ("2026-09-30 09:30", "relief", "it_is_made_known_seven_days_before"),
        ("2026-10-29 09:30", "relief", "it_is_held_within_twenty_days"),
        ("2026-10-13 09:30", "food", "the_chair_did_not_examine_it"),
    ],
)
def test_it_is_made_known_in_time_and_chaired_by_who_did_not_examine_it(world, begins, chair, code):
    _, row = asked(world)
    with pytest.raises(Barred) as refused:
        known(world, row, begins, chair)
    assert codes(refused) == [code]


def test_nobody_but_the_chair_files_the_minutes(world):
    _, row = asked(world)
    known(world, row)
    with pytest.raises(Barred) as refused:
        hold(
            row.pk, by=world.holder("food"), at=at("2026-10-13 11:30"), text="……", signed_by="徐禾"
        )
    assert codes(refused) == ["this_post_may_not"]


def test_who_asked_may_give_it_up_signed(world):
    case, row = asked(world)
    give_up(row.pk, by=world.holder("window_1"), at=at("2026-09-24 09:00"), name="徐禾")
    assert ended(case)["hold_hearing"] == ("give_up", "void")
    world.work_steps(case, "2026-09-24 10:00")
    decide(world, case, "2026-09-24 15:00")


def test_who_takes_the_application_back_is_not_heard_any_more(world):
    case, row = asked(world)
    signed = Withdrawal(signed_by="徐禾", proposed_by=Proposer.PARTY)
    withdraw(case, by=world.holder("window_1"), at=at("2026-09-24 09:00"), withdrawal=signed)
    row.refresh_from_db()
    assert (row.state, ended(case)["hold_hearing"]) == ("given_up", ("withdraw", "void"))


def test_it_is_told_once(world):
    case, _ = told(world)
    with pytest.raises(Barred) as again:
        tell_right(
            case,
            by=world.holder("food"),
            at=at("2026-09-22 11:00"),
            stakes=STAKES,
            handover=HAND_OVER,
        )
    assert codes(again) == ["the_right_is_told_once"]


NEIGHBOUR = Interested("何立群", phone="0826-555-0179", email="heliqun@example.org")
TO_THE_NEIGHBOUR = replace(HAND_OVER, to="何立群", identity_number="11010519491231002X")


def also_told(world, row, when="2026-09-22 11:00", interested=NEIGHBOUR, **other):
    brings = {"interested": interested, "handover": TO_THE_NEIGHBOUR, **other}
    tell_interested(row.pk, by=world.holder("food"), at=at(when), **brings)


class TestWhoIsInterested:
    def test_they_are_told_by_a_paper_of_their_own_and_have_five_days_from_then(self, world):
        case, row = told(world)
        also_told(world, row)
        kept = InterestedParty.objects.get(hearing=row)
        said = json.loads(kept.right.content)
        assert (said["applicant"], said["applied_by"]) == ("何立群", "徐禾")
        assert (said["stakes"], said["ask_by"]) == (STAKES, "2026-09-30")
        assert (kept.phone, kept.proof) == ("0826-555-0179", "11010519491231002X")
        assert owed(case)["ask_hearing"] == at("2026-10-01 00:00")

    def test_its_applicant_does_not_see_what_others_were_told(self, world):
        case, row = told(world)
        also_told(world, row)
        kinds = {paper.kind for paper in track(case, at("2026-09-23 09:00")).papers}
        assert PaperKind.HEARING_RIGHT in kinds
        assert PaperKind.INTERESTED_RIGHT not in kinds

    def test_when_it_is_set_they_are_written_to_at_their_own_address(self, world):
        case, row = told(world)
        also_told(world, row)
        second = Interested("秦岚", phone="0826-555-0178", email="qinlan@example.org")
        also_told(world, row, "2026-09-22 14:00", second)
        ask(row.pk, by=world.holder("window_1"), at=at("2026-09-23 10:00"), name="何立群")
        known(world, row)
        told_of_it = Letter.objects.filter(matter=case, template="hearing_for_others")
        assert set(told_of_it.values_list("to", flat=True)) == {
            "0826-555-0179",
            "heliqun@example.org",
            "0826-555-0178",
            "qinlan@example.org",
        }

    @pytest.mark.parametrize(
        ("interested", "handover", "code"),
        [
            (Interested("何立群"), TO_THE_NEIGHBOUR, "who_is_interested_can_be_reached"),
            (
                NEIGHBOUR,
                Handover(ServedBy.ELECTRONIC, "xuhe@example.org", None, ""),
                "they_are_told_where_they_are",
            ),
            (NEIGHBOUR, Handover(ServedBy.HAND, "何立群", None, ""), "the_handover_is_proven"),
        ],
        ids=["unreachable", "to_the_applicant", "unproven"],
    )
    def test_nobody_is_told_without_proof_or_at_anothers_address(
        self, world, interested, handover, code
    ):
        _, row = told(world)
        with pytest.raises(Barred) as refused:
            also_told(world, row, interested=interested, handover=handover)
        assert codes(refused) == [code]

    def test_the_applicant_is_nobody_else_who_would_draw_the_days_out(self, world):
        _, row = told(world)
        with pytest.raises(Barred) as refused:
            also_told(world, row, interested=replace(NEIGHBOUR, name="徐 禾"))
        assert codes(refused) == ["they_were_not_told_yet"]

    def test_nobody_gives_up_what_another_asked_for(self, world):
        _, row = told(world)
        also_told(world, row)
        ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="何立群")
        with pytest.raises(Barred) as refused:
            give_up(row.pk, by=Party(), at=at("2026-09-23 14:00"), name="徐禾")
        assert codes(refused) == ["who_gives_it_up_asked_for_it"]

    def test_who_asks_after_the_first_is_heard_though_that_one_gives_it_up(self, world):
        case, row = told(world)
        also_told(world, row)
        ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="徐禾")
        known(world, row)
        ask(row.pk, by=Party(), at=at("2026-09-24 15:00"), name="何立群")
        with pytest.raises(Barred) as again:
            ask(row.pk, by=Party(), at=at("2026-09-24 16:00"), name="何 立群")
        assert codes(again) == ["they_did_not_ask_yet"]
        give_up(row.pk, by=Party(), at=at("2026-09-28 10:00"), name="徐禾")
        row.refresh_from_db()
        assert (row.state, row.wanted_by) == ("set", "何立群")
        assert owed(case)["hold_hearing"] == at("2026-10-29 00:00")
        give_up(row.pk, by=Party(), at=at("2026-10-09 10:00"), name="何立群")
        assert ended(case)["hold_hearing"] == ("give_up", "void")

    def test_given_up_within_the_days_of_others_they_may_ask_until_these_are_over(self, world):
        case, row = told(world)
        also_told(world, row)
        ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="徐禾")
        give_up(row.pk, by=Party(), at=at("2026-09-24 10:00"), name="徐禾")
        row.refresh_from_db()
        assert (row.state, row.wanted_by, row.asked_at) == ("told", "", None)
        assert owed(case)["ask_hearing"] == at("2026-10-01 00:00")
        world.work_steps(case, "2026-09-24 11:00")
        with pytest.raises(Barred) as refused:
            decide(world, case, "2026-09-28 15:00")
        assert codes(refused) == ["no_hearing_is_under_way"]
        ask(row.pk, by=Party(), at=at("2026-09-30 10:00"), name="何立群")
        assert owed(case)["hold_hearing"] == at("2026-11-04 00:00")

    def test_two_of_one_name_are_both_told_and_each_asks_and_gives_up_for_themselves(self, world):
        case, row = told(world)
        also_told(world, row)
        namesake = Interested("何立群", phone="0826-555-0180")
        also_told(world, row, "2026-09-22 14:00", namesake)
        when = "2026-09-23 10:00", "2026-09-23 11:00", "2026-09-23 12:00"
        for each in when[:2]:
            ask(row.pk, by=Party(), at=at(each), name="何立群")
        with pytest.raises(Barred) as thrice:
            ask(row.pk, by=Party(), at=at(when[2]), name="何立群")
        assert codes(thrice) == ["they_did_not_ask_yet"]
        give_up(row.pk, by=Party(), at=at("2026-09-24 10:00"), name="何立群")
        row.refresh_from_db()
        assert (row.state, row.wanted_by) == ("asked", "何立群")
        give_up(row.pk, by=Party(), at=at("2026-10-09 10:00"), name="何立群")
        assert ended(case)["hold_hearing"] == ("give_up", "void")

    def test_the_same_one_is_not_told_again_though_they_left_something_more(self, world):
        _, row = told(world)
        also_told(world, row)
        with pytest.raises(Barred) as again:
            also_told(world, row, "2026-09-22 12:00", replace(NEIGHBOUR, phone="0826-555-0180"))
        assert codes(again) == ["they_were_not_told_yet"]

    def test_each_is_told_once_and_nobody_when_it_can_no_longer_be_asked_for(self, world):
        _, row = told(world)
        also_told(world, row)
        with pytest.raises(Barred) as again:
            also_told(world, row, "2026-09-22 12:00")
        assert codes(again) == ["they_were_not_told_yet"]
        ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="徐禾")
        with pytest.raises(Barred) as late:
            also_told(world, row, "2026-09-23 11:00", Interested("秦岚", phone="0826-555-0180"))
        assert codes(late) == ["nobody_has_asked_for_it"]


BY_POST = Interested("秦岚", address="滨江路 18 号 3 幢 201")
POSTED = Handover(ServedBy.POST, "滨江路 18 号 3 幢 201", None, "", "EMS000000007")
MINUTES = {"text": "逐人记录。", "signed_by": "徐禾、罗一鸣"}


def written_to(world, party, when="2026-09-24 11:00", handover=POSTED):
    bring_notice(party.pk, by=world.holder("food"), at=at(when), handover=handover)


class TestWhoLeftOnlyAnAddress:
    @pytest.fixture
    def waiting(self, world):
        """A hearing that is set, and somebody who is to be written to of it."""
        case, row = told(world)
        also_told(world, row, interested=BY_POST, handover=POSTED)
        ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="徐禾")
        known(world, row)
        return case, row, InterestedParty.objects.get(hearing=row)

    def test_a_notice_of_their_own_is_owed_the_day_it_is_set_until_it_is_posted(
        self, world, waiting
    ):
        case, _, party = waiting
        assert owed(case)["bring_hearing_notice"] == at("2026-09-24 17:00")
        written_to(world, party)
        party.refresh_from_db()
        said = json.loads(party.notice.content)
        assert (said["applicant"], said["applied_by"]) == ("秦岚", "徐禾")
        assert (said["begins_at"], said["place"]) == (
            "2026-10-13T09:30+08:00",
            "政务服务中心三楼会议室",
        )
        assert said["complaint_phone"] and "6.1" in said["clauses"]
        assert (party.notice_by, party.notice_proof) == ("post", "EMS000000007")
        assert ended(case)["bring_hearing_notice"] == ("bring_notice", "met")

    def test_nothing_is_heard_behind_their_back(self, world, waiting):
        _, row, party = waiting
        chair, when = world.holder("relief"), at("2026-10-13 11:30")
        with pytest.raises(Barred) as refused:
            hold(row.pk, by=chair, at=when, **MINUTES)
        assert codes(refused) == ["everybody_was_told_of_it"]
        written_to(world, party)
        hold(row.pk, by=chair, at=when, **MINUTES)

    def test_posted_too_late_the_hearing_is_set_anew_and_they_are_written_to_anew(
        self, world, waiting
    ):
        case, row, party = waiting
        with pytest.raises(Barred) as refused:
            written_to(world, party, "2026-09-30 10:00")
        assert codes(refused) == ["the_notice_still_comes_seven_days_before"]
        known(world, row, "2026-10-20 09:30", when="2026-09-30 11:00")
        assert ended(case)["bring_hearing_notice"] == ("set_time", "void")
        written_to(world, party, "2026-09-30 14:00")
        with pytest.raises(Barred) as again:
            written_to(world, party, "2026-09-30 15:00")
        assert codes(again) == ["they_wait_for_the_notice"]

    @pytest.mark.parametrize(
        ("handover", "code"),
        [
            (replace(POSTED, tracking=" "), "the_handover_is_proven"),
            (replace(POSTED, by=ServedBy.ELECTRONIC), "they_are_told_where_they_are"),
            (replace(POSTED, by=ServedBy.PUBLIC_NOTICE), "it_is_brought_to_somebody"),
        ],
        ids=["unproven", "sent", "hung_up"],
    )
    def test_without_proof_or_in_another_way_nobody_was_written_to(
        self, world, waiting, handover, code
    ):
        with pytest.raises(Barred) as refused:
            written_to(world, waiting[2], handover=handover)
        assert codes(refused) == [code]

    def test_given_up_or_taken_back_nobody_is_written_to_any_more(self, world, waiting):
        case, row, _ = waiting
        give_up(row.pk, by=Party(), at=at("2026-09-24 14:00"), name="徐禾")
        assert ended(case)["bring_hearing_notice"] == ("give_up", "void")

    def test_its_applicant_does_not_see_their_paper(self, world, waiting):
        case, _, party = waiting
        written_to(world, party)
        seen = track(case, at("2026-09-24 14:00"))
        assert PaperKind.INTERESTED_NOTICE not in {paper.kind for paper in seen.papers}
        assert "秦岚" not in str(seen)


def test_each_act_stays_within_twenty_statements(world, settings, django_assert_max_num_queries):
    settings.SHOUWEN_RECHECK = False
    case = world.accepted()
    with django_assert_max_num_queries(20):
        tell_right(
            case,
            by=world.holder("food"),
            at=at("2026-09-21 11:00"),
            stakes=STAKES,
            handover=HAND_OVER,
        )
    row = Hearing.objects.get(case=case)
    with django_assert_max_num_queries(20):
        also_told(world, row, interested=BY_POST, handover=POSTED)
    with django_assert_max_num_queries(20):
        ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="徐禾")
    with django_assert_max_num_queries(20):
        known(world, row)
    with django_assert_max_num_queries(20):
        written_to(world, InterestedParty.objects.get(hearing=row))
    with django_assert_max_num_queries(20):
        hold(
            row.pk,
            by=world.holder("relief"),
            at=at("2026-10-13 11:30"),
            text="逐人记录。",
            signed_by="徐禾、罗一鸣",
        )
