"""Papers of the scheme of duties: the table of A and B roles, issued when a version is published,
and a post's description, whenever somebody asks for it (2.7.3, 2.7.4)."""

import json
from dataclasses import replace

import pytest

from shouwen.acts import CLOCK, Administrator, Barred, NotFound
from shouwen.acts.office import leave_post, name_duty_leader
from shouwen.acts.scheme import issue_post_description
from shouwen.records.casefile.books import books_of
from shouwen.records.models import LedgerEntry, Paper
from shouwen.rules.facts.books import DutyLeader
from tests.acts.test_scheme import DAY, Reform, changed, without
from tests.acts.world import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def reform(world):
    return Reform(world)


def said(kind):
    return json.loads(Paper.objects.filter(kind=kind).latest("issued_at").content)


def in_table(post):
    return next(row for row in said("ab_table")["posts"] if row["post"] == post)


def describe(world, key, when="15:00", by=None):
    by = by or world.holder("window_1")
    return issue_post_description(world.posts[key].pk, by=by, at=at(f"{DAY} {when}"))


def test_the_table_says_what_the_version_says_that_is_published(reform):
    reform.publish(changed(reform.now, "food", b_role="weisiyuan"))
    row = in_table("食品经营审批岗")
    assert (row["holder"], row["b_role"]) == ("罗一鸣", "魏思源")
    assert row["designated_by"] == "市场准入科科长"
    assert said("ab_table")["scheme_number"] == "第2版"


def test_each_rank_has_who_names_somebody_for_it(reform):
    reform.publish(reform.now)
    found = {row["post"]: row["designated_by"] for row in said("ab_table")["posts"]}
    assert found["局长"] == "按副职代行次序"
    assert found["副局长（分管受理、社会、市场）"] == "局长"
    assert found["市场准入科科长"] == "副局长（分管受理、社会、市场）"


def test_the_leader_on_duty_that_day_stands_in_the_table(reform):
    world = reform.world
    duty = (DutyLeader(at(f"{DAY} 08:00").date(), world.posts["deputy_people"].pk),)
    books = books_of(world.jurisdiction)
    name_duty_leader(books, by=reform.keeper, at=at(f"{DAY} 08:00"), duty=duty)
    reform.publish(reform.now)
    assert said("ab_table")["duty_leader"] == "唐若兰"
    assert said("ab_table")["deputies"][0].startswith("唐若兰")


def test_a_post_without_a_phone_of_its_own_keeps_no_version_from_being_published(reform):
    reform.publish(changed(reform.now, "food", phone=""))
    section = reform.now.section["market"].phone
    assert in_table("食品经营审批岗")["phone"] == section
    bare = tuple(replace(each, phone="") for each in reform.now.sections)
    reform.publish(replace(reform.now, sections=bare), "13:00")
    assert in_table("食品经营审批岗")["phone"]


def test_a_description_says_who_sits_there_now_and_on_what_version_it_rests(reform):
    world = reform.world
    reform.publish(reform.now)
    leave_post(
        books_of(world.jurisdiction),
        by=reform.keeper,
        at=at(f"{DAY} 14:00"),
        person=world.people["luoyiming"],
        post=world.posts["food"].pk,
    )
    describe(world, "food")
    found = said("post_description")
    assert (found["holder"], found["b_role"]) == ("", "沈清和")
    assert (found["approved_by"], found["scheme_number"]) == ("韩明哲", "第2版")
    assert {duty["group"] for duty in found["duties"]} == {"业务职责"}


def test_a_leaders_description_has_all_three_groups_of_duties(reform):
    describe(reform.world, "deputy_people")
    groups = [duty["group"] for duty in said("post_description")["duties"]]
    assert list(dict.fromkeys(groups)) == ["业务职责", "党风廉政建设", "思想政治工作"]


def test_each_is_numbered_in_its_own_series_and_the_ledger_says_about_which_post(reform):
    world = reform.world
    describe(world, "food")
    describe(world, "water", "15:01")
    numbers = Paper.objects.order_by("issued_at").values_list("number", flat=True)
    assert [number.partition("〕")[2] for number in numbers] == ["1号", "2号"]
    entry = LedgerEntry.objects.filter(act="scheme.issue_post_description").latest("seq")
    assert f'"about":"{world.posts["water"].pk}"' in entry.text
    assert "涉水" not in entry.text


def test_a_post_that_was_closed_has_no_description_any_more(reform):
    world = reform.world
    reform.publish(without(reform.now, "food", "registration"))
    with pytest.raises(NotFound):
        describe(world, "food")


def test_neither_the_clock_nor_the_administrator_asks_for_one(reform):
    for by in (CLOCK, Administrator(reform.world.people["luoyiming"])):
        with pytest.raises(Barred):
            describe(reform.world, "food", by=by)
    assert not Paper.objects.exists()
