"""The acts on the directory: other units listed, lines reported wrong, mended and confirmed."""

from functools import partial

import pytest

from shouwen.acts import Barred
from shouwen.acts.directory import (
    confirm_entry,
    list_units,
    mend_entry,
    report_entry,
    unlist_unit,
)
from shouwen.bench.rows import taken_down
from shouwen.queries.find import find
from shouwen.queries.viewer import see
from shouwen.records.casefile.books import books_of
from shouwen.records.models import Entry, Obligation, OtherUnit, Post, Section
from shouwen.rules.facts.directory import Listed, Reach
from tests.acts.world import at

NOW, LATER = at("2026-09-21 10:00"), at("2026-09-21 15:00")
SIGNS = Listed(
    "区综合执法局", "市容管理股", "户外招牌、占道经营", "0826-555-0260", "城南路 18 号", "工作日"
)
HOTLINE = Listed("12345 热线", "", "查不到承办单位的", "12345")


@pytest.fixture
def desk(world):
    return Desk(world)


class Desk:
    """The directory as people of the office use it."""

    def __init__(self, world):
        self.world = world
        self.books = books_of(world.jurisdiction)
        self.keeper = world.holder("bureau_head")

    def list(self, *listing, when=NOW):
        list_units(self.books, by=self.keeper, at=when, listing=listing)
        return OtherUnit.objects.get(name=listing[0].name) if listing else None

    def units(self, asked, when=LATER):
        return find(see(self.world.holder("window_1").person, when), asked).units

    def posts(self, asked, when=LATER):
        return find(see(self.world.holder("window_1").person, when), asked).posts


def owed(entry):
    return Obligation.objects.filter(kind="mend_entry", about=entry, ended_at=None)


def codes(barred):
    return [(bar.clause, bar.code) for bar in barred.value.bars]


# --- Other units ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "asked",
    ["户外招牌归谁管", "招牌", "综合执法局", "zhifaju", "zonghe zhifa", "555-0260", "市容股"],
)
def test_another_unit_is_found_by_what_it_does_its_name_and_its_phone(desk, asked):
    desk.list(SIGNS, HOTLINE)
    assert desk.units(asked)[0].phone == "0826-555-0260"


def test_what_changed_is_changed_and_what_did_not_stays(desk):
    row = desk.list(SIGNS, HOTLINE)
    confirm_entry(row.pk, by=desk.keeper, at=NOW)
    desk.list(SIGNS, HOTLINE, when=LATER)
    assert OtherUnit.objects.count() == 2
    assert desk.units("招牌")[0].confirmed == NOW.date()
    moved = Listed("区综合执法局", "市容管理股", "户外招牌", "0826-555-0261")
    desk.list(moved, when=LATER)
    (hit,) = desk.units("招牌")
    assert (hit.phone, hit.confirmed) == ("0826-555-0261", None), "nobody called the new number"


def test_another_unit_without_a_phone_is_not_listed(desk):
    with pytest.raises(Barred) as barred:
        desk.list(Listed("某局", "", "某事", ""))
    assert codes(barred) == [("1.3.3", "other_units_have_tasks_and_phones")]


def test_a_unit_that_is_listed_no_more_is_not_found_until_it_is_listed_again(desk):
    row = desk.list(SIGNS)
    unlist_unit(row.pk, by=desk.keeper, at=NOW)
    assert desk.units("招牌") == ()
    desk.list(SIGNS, when=LATER)
    assert [hit.name for hit in desk.units("招牌")] == ["区综合执法局"]


def test_our_own_posts_are_not_taken_off_the_list(desk, world):
    with pytest.raises(Barred) as barred:
        unlist_unit(world.posts["food"].pk, by=desk.keeper, at=NOW)
    assert codes(barred) == [("1.3.3", "the_entry_is_another_units")]


# --- What is wrong is mended ----------------------------------------------------------------------
def test_whoever_finds_a_line_wrong_says_so_and_its_keeper_owes_a_mend(desk, world):
    post = world.posts["food"].pk
    report_entry(post, by=world.holder("window_1"), at=NOW, wrong="打过去是传真")
    row = owed(post).get()
    assert row.bearer_id == world.posts["market_head"].pk
    assert row.due_at == at("2026-09-23 00:00"), "24:00 of the next working day"
    assert Entry.objects.get(pk=post).wrong == "打过去是传真"
    with pytest.raises(Barred) as barred:
        report_entry(post, by=world.holder("window_2"), at=LATER)
    assert codes(barred) == [("1.2b", "nobody_reported_it_yet")]


def test_mended_it_is_confirmed_found_by_the_new_phone_and_owed_no_more(desk, world):
    post, head = world.posts["food"].pk, world.holder("market_head")
    report_entry(post, by=world.holder("window_1"), at=NOW, wrong="打过去是传真")
    mend_entry(post, by=head, at=LATER, reach=Reach("0826-555-0149", "305室"))
    assert not owed(post).exists()
    row = Post.objects.get(pk=post)
    assert (row.phone, row.room) == ("0826-555-0149", "305室")
    line = Entry.objects.get(pk=post)
    assert (line.confirmed_at, line.confirmed_by_id) == (LATER, head.person)
    assert (line.wrong, line.reported_at, line.reported_by_id) == ("", None, None)
    (hit,) = desk.posts("0149")
    assert (hit.name, hit.phone, hit.room) == ("食品经营审批岗", "0826-555-0149", "305室")


def test_confirmed_as_it_stands_it_is_owed_no_more(desk, world):
    section = Section.objects.get(key="society").pk
    report_entry(section, by=world.holder("window_1"), at=NOW)
    assert owed(section).get().bearer_id == world.posts["society_head"].pk
    confirm_entry(section, by=world.holder("society_head"), at=LATER)
    assert not owed(section).exists()
    assert Entry.objects.get(pk=section).confirmed_at == LATER


def test_a_line_is_mended_by_whoever_keeps_it_alone(desk, world):
    line = desk.list(SIGNS).pk
    for act in (partial(mend_entry, reach=Reach("12345", "")), confirm_entry):
        with pytest.raises(Barred) as barred:
            act(line, by=world.holder("market_head"), at=LATER)
        assert codes(barred) == [("2.4.2", "this_post_may_not")]
    mend_entry(line, by=desk.keeper, at=LATER, reach=Reach("0826-555-0262", "城北路 1 号"))
    assert desk.units("招牌")[0].address == "城北路 1 号"


def test_without_a_phone_nothing_is_mended(desk, world):
    with pytest.raises(Barred) as barred:
        mend_entry(
            world.posts["food"].pk,
            by=world.holder("market_head"),
            at=NOW,
            reach=Reach(" ", "305室"),
        )
    assert codes(barred) == [("1.3.2b", "it_can_be_called")]


def test_people_have_no_line_of_their_own(world):
    with pytest.raises(LookupError):
        report_entry(world.people["luoyiming"], by=world.holder("window_1"), at=NOW)


def test_the_acts_take_few_statements(desk, world):
    line = desk.list(SIGNS).pk
    person = world.holder("window_1")
    for act, by in (
        (partial(list_units, desk.books, listing=(HOTLINE,)), desk.keeper),
        (partial(report_entry, line), person),
        (partial(mend_entry, line, reach=Reach("12345", "")), desk.keeper),
        (partial(report_entry, line), person),
        (partial(confirm_entry, line), desk.keeper),
        (partial(unlist_unit, line), desk.keeper),
    ):
        with taken_down() as statements:
            act(by=by, at=LATER)
        assert len(statements) <= 20, act
