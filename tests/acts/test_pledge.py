"""Promises on conduct and fees, and why a month went beyond the law (5.2.4, 5.1b)."""

from datetime import date
from functools import partial

import pytest

from shouwen.acts import CLOCK, Barred
from shouwen.acts.catalogue import (
    Item,
    approve_version,
    draft_version,
    publish_version,
    submit_version,
)
from shouwen.acts.pledge import (
    Saying,
    draft_pledge,
    publish_pledge,
    withdraw_pledge,
    write_pledge,
)
from shouwen.life.publishing import hand_of
from shouwen.records.models import Pledge, Service
from shouwen.rules.words import Measure, PledgeKind
from tests.acts.world import SERVICES, at, state
from tests.databases import at_once

FEES = Saying(
    PledgeKind.FEES, "不收费", "指南写明免费的，一分不收。", "不收费的事项数", Measure.FREE
)
NOW = at("2026-09-22 10:00")


@pytest.fixture
def says(world):
    """Writes something down; answers with its matter."""

    def write(saying=FEES):
        keeper = world.holder("bureau_head")
        return draft_pledge(world.jurisdiction, by=keeper, at=NOW, saying=saying).matter

    return write


@pytest.fixture
def public(world, says):
    """Writes something down and makes it public."""

    def publish(saying=FEES):
        matter = says(saying)
        publish_pledge(matter, by=world.holder("director"), at=NOW)
        return matter

    return publish


def standing():
    """The promise on fees that the office was founded with."""
    return Pledge.objects.get(kind=PledgeKind.FEES, published_at__lt=NOW).pk


def refused(act, *given, **named):
    with pytest.raises(Barred) as barred:
        act(*given, **named)
    return {bar.code for bar in barred.value.bars}


def why(world, month=date(2026, 9, 1)):
    service = Service.objects.get(versions=world.versions["food"])
    text = "系统停了两天。已向申请人说明。"
    return Saying(PledgeKind.OVERRUN, "系统停机", text, service=service.pk, month=month)


def test_who_keeps_the_guides_writes_and_the_main_leader_promises(world, says):
    matter = says()
    keeper, director = world.holder("bureau_head"), world.holder("director")
    write_pledge(
        matter, by=keeper, at=NOW, saying=Saying(FEES.kind, "免费", FEES.text, FEES.indicator)
    )
    assert refused(publish_pledge, matter, by=keeper, at=NOW) == {"this_post_may_not"}
    publish_pledge(matter, by=director, at=NOW)
    row = Pledge.objects.get(pk=matter)
    assert (row.title, row.measure, row.published_at) == ("免费", "", NOW)
    assert state(matter) == "published"


def test_what_is_public_is_not_rewritten(world, public):
    matter = public()
    keeper = world.holder("bureau_head")
    assert refused(write_pledge, matter, by=keeper, at=NOW, saying=FEES) == {"not_in_this_state"}


def test_a_promise_that_nobody_can_measure_is_not_written_down(world, says):
    assert refused(says, Saying(PledgeKind.CONDUCT, "热情", "热情服务。")) == {"it_can_be_measured"}


def test_the_last_promise_of_its_kind_stays(world, public):
    director = world.holder("director")
    first, second = standing(), public()
    withdraw_pledge(first, by=director, at=NOW)
    assert state(first) == "withdrawn"
    assert refused(withdraw_pledge, second, by=director, at=NOW) == {
        "another_promise_of_its_kind_stays"
    }


def test_no_guide_goes_out_before_fees_are_promised(world):
    code = Service.objects.get(versions=world.versions["food"]).code
    item, guide = Item(code, "食品经营许可"), SERVICES["food"].guide
    drafted = draft_version(world.jurisdiction, by=CLOCK, at=NOW, item=item, guide=guide).matter
    hand = hand_of(drafted, NOW)
    submit_version(drafted, by=hand.keeper, at=NOW)
    approve_version(drafted, by=hand.reviewer, at=NOW)
    Pledge.objects.filter(kind=PledgeKind.FEES).delete()
    assert refused(publish_version, drafted, by=hand.leader, at=NOW) == {
        "the_office_has_promised_on_conduct_and_fees"
    }


def test_a_month_of_a_service_is_explained_once(world, public):
    matter = public(why(world))
    assert refused(public, why(world)) == {"a_month_is_explained_once"}
    public(why(world, date(2026, 8, 1)))
    withdraw_pledge(matter, by=world.holder("director"), at=NOW)
    public(why(world))


def test_what_has_not_happened_yet_is_not_explained(world, says):
    assert refused(says, why(world, date(2026, 10, 1))) == {"an_explanation_names_what_it_explains"}


def test_of_two_that_stand_for_each_other_only_one_is_withdrawn(committed_db):
    from tests.acts.world import make_world  # the office of this database

    world = make_world()
    keeper, director = world.holder("bureau_head"), world.holder("director")
    other = draft_pledge(world.jurisdiction, by=keeper, at=NOW, saying=FEES).matter
    publish_pledge(other, by=director, at=NOW)
    both = [standing(), other]

    def withdraw(matter):
        try:
            withdraw_pledge(matter, by=director, at=NOW)
        except Barred:
            return "barred"
        return "withdrawn"

    done = at_once(*(partial(withdraw, matter) for matter in both))
    assert sorted(done) == ["barred", "withdrawn"]
