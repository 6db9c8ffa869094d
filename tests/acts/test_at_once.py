"""What is done within the visit: one act, one paper, and everything at its end (5.2.2a, 5.2.2b, 6.3)."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import Party
from shouwen.acts.at_once import settle_at_once
from shouwen.acts.case import accept_case
from shouwen.acts.figures import count_ended
from shouwen.acts.receiving import receive_application
from shouwen.queries.rows import StageState
from shouwen.queries.track import track
from shouwen.records.models import (
    CaseMaterial,
    ClockEvent,
    LedgerEntry,
    Matter,
    Obligation,
    Paper,
    ServiceOfPaper,
    Tally,
)
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.words import Bearer, Channel, Check, ServedBy
from tests.acts.test_walk import codes
from tests.acts.world import HAND_OVER, SERVICES, at, case_row, make_world, owed, state

pytestmark = pytest.mark.django_db
FACTS = "材料齐全，符合法定形式。"


@pytest.fixture
def world(db):
    """An office with one service that is done at once, and one that is not."""
    return make_world(only=("registration", "food"))


def settle(world, service="registration", when="2026-09-21 10:00", by="registration", **other):
    brings = {
        "application": world.application(service),
        "facts": FACTS,
        "handover": HAND_OVER,
        **other,
    }
    version = world.versions[service]
    return settle_at_once(version, by=world.holder(by), at=at(when), **brings).matter


def changed(world, **other):
    """The service that is done at once, with a guide that says something otherwise."""
    service = SERVICES["registration"]
    guide = replace(service.guide, **other)
    world.versions["registration"] = world.publish(service.code, "registration", guide)


def test_from_application_to_result_it_is_one_entry_and_nothing_is_owed(world):
    case = settle(world)
    assert (state(case), owed(case)) == ("closed", {})
    assert not Obligation.objects.filter(matter=case).exists()
    assert LedgerEntry.objects.get(matter=case).act == "case.settle_at_once"


def test_one_paper_lists_materials_and_pages_and_is_in_the_applicants_hands(world):
    case = settle(world)
    paper = Paper.objects.get(matter=case)
    said = json.loads(paper.content)
    assert (paper.kind, said["accepted_on"]) == ("decision", "2026-09-21")
    assert [row["pages"] for row in said["materials"]] == [3] * len(said["materials"])
    assert len(said["materials"]) == CaseMaterial.objects.filter(case=case).count()
    served = ServiceOfPaper.objects.get(paper=paper)
    assert (served.by, served.to, served.proof) == ("hand", "徐禾", HAND_OVER.identity_number)


def test_its_clocks_started_and_stopped_so_that_figures_count_it(world):
    case = settle(world)
    kinds = ClockEvent.objects.filter(matter=case, clock="promise").order_by("position")
    assert list(kinds.values_list("kind", flat=True)) == ["start", "stop"]
    row = case_row(case)
    assert row.accepted_at == row.decided_at == row.closed_at == at("2026-09-21 10:00")
    assert row.outcome == "granted"
    assert count_ended(at("2026-09-22 01:00")) == 1
    assert Tally.objects.get(what="taken").value == 0
    assert not Tally.objects.filter(what="late").exists()


def test_what_was_not_needed_is_not_on_the_paper(world):
    application = world.application("registration")
    first, *others = application.materials
    spared = replace(first, check=Check.NOT_NEEDED, pages=0, copies=0)
    case = settle(world, application=replace(application, materials=(spared, *others)))
    assert len(json.loads(Paper.objects.get(matter=case).content)["materials"]) == len(others)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (Check.UNCHECKED, "every_material_was_examined"),
        (Check.FAULTY, "nothing_is_left_to_correct"),
    ],
)
def test_only_what_is_complete_and_in_order_is_settled(world, check, code):
    application = world.application("registration", check)
    assert codes(settle, world, application=application) == [code]
    assert not Matter.objects.filter(kind="case").exists()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"facts": " "}, "the_facts_are_stated"),
        ({"handover": Handover(ServedBy.HAND, "徐禾", None, "")}, "the_handover_is_proven"),
    ],
)
def test_a_result_rests_on_facts_and_arrives_with_proof(world, other, code):
    assert codes(settle, world, **other) == [code]


def test_without_pages_it_is_refused_as_a_receipt_would_be(world):
    application = world.application("registration")
    bare = tuple(replace(each, pages=0) for each in application.materials)
    assert codes(settle, world, application=replace(application, materials=bare)) == [
        "the_receipt_is_complete"
    ]


def test_what_has_its_time_is_not_settled_at_once(world):
    refused = codes(settle, world, "food", by="deputy_people")
    assert refused == ["the_service_is_immediate"]


def test_whose_decision_it_is_the_guide_says(world):
    changed(world, decided_by=Bearer.HEAD)
    assert codes(settle, world) == ["this_post_may_not"]


def test_who_decides_and_takes_nothing_in_leaves_that_to_the_window(world):
    changed(world, decided_by=Bearer.HEAD)
    assert codes(settle, world, by="market_head") == ["whoever_decides_takes_in_too"]


def test_a_clerk_who_decides_nothing_settles_nothing(world):
    assert codes(settle, world, by="window_1") == ["this_post_may_not"]


def test_it_takes_no_more_statements_than_any_act(world):
    settle(world)
    with CaptureQueriesContext(connection) as done:
        settle(world, when="2026-09-21 10:10")
    counted = [q for q in done.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT"))]
    assert len(counted) <= 20


def test_the_applicant_finds_it_done(world):
    case = settle(world)
    page = track(case, at("2026-09-21 11:00"))
    assert [event.what for event in page.events] == ["当场办结"]
    assert {stage.state for stage in page.stages} == {StageState.DONE}


# ── what comes online ────────────────────────────────────────────────────────────────────────────


def online(world, when):
    done = receive_application(
        world.versions["registration"],
        by=Party(),
        at=at(when),
        application=world.application("registration", channel=Channel.ONLINE),
    )
    return done.matter


@pytest.mark.parametrize(
    ("came", "accepted", "due"),
    [
        ("2026-09-21 10:00", "2026-09-21 10:10", "2026-09-22 17:00"),
        ("2026-09-21 22:00", "2026-09-22 09:10", "2026-09-22 17:00"),
        ("2026-09-24 10:00", "2026-09-24 11:00", "2026-09-28 17:00"),  # Mid-Autumn, 25 to 27
        ("2026-09-21 10:00", "2026-09-23 10:00", "2026-09-23 17:00"),  # accepted late: that day
    ],
)
def test_what_came_online_is_due_by_the_end_of_the_next_working_day(world, came, accepted, due):
    case = online(world, came)
    accept_case(case, by=world.holder("registration"), at=at(accepted))
    assert owed(case)["do_at_once"] == at(due)


def test_the_receipt_names_that_day(world):
    paper = Paper.objects.get(matter=online(world, "2026-09-21 10:00"))
    assert date.fromisoformat(json.loads(paper.content)["completes"]) == date(2026, 9, 22)
