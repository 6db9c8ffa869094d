"""What no published guide covers is received all the same, and comes to something (5.1a)."""

import json
from dataclasses import replace

import pytest

from shouwen.acts import Barred
from shouwen.acts.catalogue import Item, draft_version
from shouwen.acts.sweeping import sweep
from shouwen.acts.unlisted import Asking, Given, receive_unlisted, refer, take_up
from shouwen.records.casefile.unlisted import UnlistedRows
from shouwen.records.models import (
    Letter,
    Matter,
    Obligation,
    Paper,
    ServiceVersion,
    Unlisted,
)
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.unlisted import Referral
from shouwen.rules.words import MaterialForm, PaperKind, PartyIdKind, ServiceKind, UnlistedState

from .world import FOUNDED, at

CAME = "2026-09-21 10:00"  # a Monday
XUHE = {"applicant": "徐禾", "id_kind": PartyIdKind.RESIDENT_ID, "id_number": "11010519491231002X"}
BOOTH = Asking(
    wish="在江边步道摆一个卖凉粉的小摊",
    **XUHE,
    phone="0826-555-0177",
    email="xuhe@example.org",
    materials=(Given("手画的位置图", MaterialForm.ORIGINAL, 1, 2),),
)
ELSEWHERE = Referral("区综合行政执法局", "0826-555-0190", "占用步道摆摊由该局批准。")


def received(world, asking=BOOTH, when=CAME):
    done = receive_unlisted(
        world.jurisdiction, by=world.holder("window_1"), at=at(when), asking=asking
    )
    return done.matter


def codes(barred):
    return [bar.code for bar in barred.value.bars]


def owed(matter):
    return Obligation.objects.get(matter=matter, kind="settle_unlisted")


def test_it_is_received_with_a_receipt_that_says_who_answers_until_when(world):
    matter = received(world)
    paper = Paper.objects.get(matter=matter, kind=PaperKind.UNLISTED_RECEIPT)
    said = json.loads(paper.content)
    assert said["service"] == BOOTH.wish
    assert (
        said["answered_by"] == "2026-09-29"
    )  # five working days after the 21st; the 25th is a festival
    assert said["complaint_phone"]
    assert [row["name"] for row in said["materials"]] == ["手画的位置图"]
    number = Matter.objects.get(pk=matter).number
    assert number.startswith("511602-WG-20260921-")
    assert set(Letter.objects.values_list("template", "to")) == {
        ("unlisted_received", "xuhe@example.org"),
        ("unlisted_received", "0826-555-0177"),
    }


def test_the_main_leader_owes_the_answer_within_five_working_days(world):
    obligation = owed(received(world))
    assert obligation.bearer_id == world.posts["director"].pk
    assert obligation.due_at == at("2026-09-30 00:00")


def test_it_is_received_with_nothing_in_the_hand(world):
    matter = received(world, Asking(wish="开一家自习室", **XUHE, phone_declined=True))
    assert Unlisted.objects.get(pk=matter).materials == []


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"wish": " "}, "what_is_wanted_is_said"),
        ({"phone": ""}, "the_applicant_can_be_named"),
        ({"id_number": "110105194912310021"}, "resident_id_check"),
    ],
)
def test_a_receipt_says_for_whom_and_for_what(world, other, code):
    with pytest.raises(Barred) as barred:
        received(world, replace(BOOTH, **other))
    assert code in codes(barred)
    assert not Unlisted.objects.exists()


def test_what_a_published_guide_covers_is_received_under_it(world):
    service = ServiceVersion.objects.get(pk=world.versions["food"]).service.code
    with pytest.raises(Barred) as barred:
        received(world, replace(BOOTH, service=service))
    assert codes(barred) == ["no_guide_covers_it"]


def test_a_draft_may_be_what_they_mean(world):
    draft = Guide.draft("临时占用步道摆摊", ServiceKind.LICENCE)
    draft_version(
        world.jurisdiction,
        by=world.holder("bureau_head"),
        at=FOUNDED,
        item=Item("booth", "摆摊"),
        guide=draft,
    )
    matter = received(world, replace(BOOTH, service="booth"))
    assert Unlisted.objects.get(pk=matter).service.code == "booth"


def test_it_is_taken_up_by_a_case_received_for_it(world):
    matter = received(world)
    case = world.receive(when="2026-09-24 10:00")
    number = Matter.objects.get(pk=case).number
    take_up(matter, by=world.holder("window_1"), at=at("2026-09-24 10:05"), case=number)
    assert UnlistedRows(matter).row.case_id == case
    assert Matter.objects.get(pk=matter).state == UnlistedState.TAKEN_UP
    assert owed(matter).outcome == "met"


def test_it_is_not_taken_up_by_somebody_elses_case_nor_by_an_earlier_one(world):
    before = world.receive(when="2026-09-18 10:00")
    other = world.receive(when="2026-09-24 10:00", id_number="110101199003071233")
    matter = received(world)

    def refused(number):
        with pytest.raises(Barred) as barred:
            take_up(matter, by=world.holder("window_1"), at=at("2026-09-24 11:00"), case=number)
        return codes(barred)

    assert refused(Matter.objects.get(pk=before).number) == ["the_case_came_of_it"]
    assert refused(Matter.objects.get(pk=other).number) == ["the_case_is_this_applicants"]
    assert refused("511602-XK-20260101-00001-1") == ["the_case_is_this_applicants"]


def test_it_is_referred_with_a_paper_that_says_whose_it_is_and_why(world):
    matter = received(world)
    refer(matter, by=world.holder("director"), at=at("2026-09-23 10:00"), referral=ELSEWHERE)
    said = json.loads(Paper.objects.get(matter=matter, kind=PaperKind.REFERRAL_NOTICE).content)
    assert (said["body"], said["body_phone"]) == ("区综合行政执法局", "0826-555-0190")
    assert owed(matter).outcome == "met"
    assert Letter.objects.filter(template="referred").count() == 2


@pytest.mark.parametrize("part", ["body", "phone", "reason"])
def test_nobody_is_sent_away_without_being_told_where_to_and_why(world, part):
    matter = received(world)
    with pytest.raises(Barred) as barred:
        refer(
            matter,
            by=world.holder("director"),
            at=at("2026-09-23 10:00"),
            referral=replace(ELSEWHERE, **{part: " "}),
        )
    assert codes(barred) == ["it_is_said_whose_it_is"]


def test_silence_is_a_miss_and_it_goes_on_being_owed(world):
    matter = received(world)
    sweep(at("2026-09-30 00:05"))
    obligation = owed(matter)
    assert obligation.missed_at and not obligation.ended_at
    refer(matter, by=world.holder("director"), at=at("2026-09-30 09:00"), referral=ELSEWHERE)
    assert owed(matter).ended_at
