"""What can be done at once is owed at once (5.2.2a)."""

import json

import pytest

from shouwen.acts import Party
from shouwen.acts.case import accept_case, decide_grant
from shouwen.acts.receiving import receive_application
from shouwen.records.models import Case, Obligation, Paper
from shouwen.rules.words import Channel
from tests.acts.test_walk import codes
from tests.acts.world import at, make_world, owed

pytestmark = pytest.mark.django_db


def test_a_complete_application_for_an_immediate_service_is_owed_its_result_the_same_day():
    world = make_world(only=("registration",))
    case = world.receive("registration", "2026-09-21 10:00")
    accept_case(case, by=world.holder("registration"), at=at("2026-09-21 10:10"))
    assert owed(case)["do_at_once"] == at("2026-09-21 17:00")
    assert "decide" not in owed(case)
    decide_grant(
        case, by=world.holder("registration"), at=at("2026-09-21 10:20"), facts="材料齐全。"
    )
    ended = Obligation.objects.get(matter=case, kind="do_at_once")
    assert (ended.ended_by, ended.outcome) == ("case.decide_grant", "met")


def test_its_papers_name_that_day():
    world = make_world(only=("registration",))
    case = world.receive("registration", "2026-09-21 10:00")
    accept_case(case, by=world.holder("registration"), at=at("2026-09-21 10:10"))
    said = [json.loads(paper.content)["completes"] for paper in Paper.objects.filter(matter=case)]
    assert said == ["2026-09-21", "2026-09-21"]


def test_out_of_hours_it_is_owed_by_the_end_of_the_next_working_day():
    world = make_world(only=("registration",))
    case = world.receive("registration", "2026-09-18 18:00")
    accept_case(case, by=world.holder("registration"), at=at("2026-09-18 18:10"))
    # Sunday the 20th is worked instead of a day of the National Day holiday.
    assert owed(case)["do_at_once"] == at("2026-09-20 17:00")


def test_at_the_window_it_is_done_on_the_spot_or_they_are_told_why_not():
    world = make_world(only=("registration",))
    barred = codes(world.receive, "registration", not_at_once=" ")
    assert barred == ["who_waits_for_what_is_done_at_once_is_told_why"]
    case = world.receive("registration", not_at_once=" 登记系统停机到 11 点 ")
    assert Case.objects.get(pk=case).not_at_once == "登记系统停机到 11 点"
    receipt = json.loads(Paper.objects.get(matter=case).content)
    assert receipt["why_not_at_once"] == "登记系统停机到 11 点"


@pytest.mark.parametrize("channel", [Channel.POST, Channel.ONLINE, Channel.PHONE], ids=str)
def test_who_does_not_stand_there_is_told_nothing_of_it(channel):
    world = make_world(only=("registration",))
    case = world.receive("registration", channel=channel, not_at_once="写错了地方")
    assert Case.objects.get(pk=case).not_at_once == ""


def test_who_applies_alone_owes_no_reason():
    world = make_world(only=("registration",))
    case = receive_application(
        world.versions["registration"],
        by=Party(),
        at=at("2026-09-21 10:00"),
        application=world.application("registration", not_at_once=""),
    ).matter
    assert Case.objects.get(pk=case).not_at_once == ""


def test_what_takes_its_time_needs_no_reason_at_the_window():
    world = make_world(only=("food",))
    assert Case.objects.get(pk=world.receive("food", not_at_once="")).not_at_once == ""
