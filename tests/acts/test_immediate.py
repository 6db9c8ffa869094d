"""What can be done at once is owed at once (5.2.2a)."""

import json

import pytest

from shouwen.acts.case import accept_case, decide_grant
from shouwen.records.models import Obligation, Paper
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
