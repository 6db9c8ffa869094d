"""The guards of the directory, both ways, and who keeps a line of it."""

from dataclasses import replace
from uuid import UUID

import pytest

from shouwen.rules.facts.directory import Entry, Listed, Reach
from shouwen.rules.facts.seats import Leadership, Post, Roster
from shouwen.rules.regimes.first_contact.directory import (
    another_unit_is_entered,
    another_unit_is_listed_once,
    it_can_be_called,
    keeper,
    nobody_reported_it_yet,
    other_units_have_tasks_and_phones,
    the_entry_is_another_units,
    the_entry_is_listed,
)
from shouwen.rules.words import Rank

SIGNS = Listed("区综合执法局", "市容管理股", "户外招牌", "0826-555-0260")
LINE = Entry("投诉受理岗", listed=True, reported=False)


def test_something_is_entered():
    assert another_unit_is_entered.check((SIGNS,)) is None
    assert another_unit_is_entered.check(()) is not None


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({}, None),
        ({"section": ""}, None),
        ({"phone": " "}, "电话"),
        ({"tasks": "", "phone": ""}, "办什么、电话"),
        ({"name": ""}, "单位名称"),
    ],
)
def test_another_unit_is_entered_with_its_tasks_and_its_phone(changed, lacks):
    found = other_units_have_tasks_and_phones.check((SIGNS, replace(SIGNS, **changed)))
    assert (found and found["lacks"]) == lacks


def test_another_unit_is_written_once():
    other = replace(SIGNS, section="户外广告股")
    assert another_unit_is_listed_once.check((SIGNS, other)) is None
    assert another_unit_is_listed_once.check(()) is None
    found = another_unit_is_listed_once.check((SIGNS, other, replace(SIGNS, tasks="占道经营")))
    assert found == {"unit": "区综合执法局市容管理股"}


def test_only_what_is_listed_is_looked_after():
    assert the_entry_is_listed.check(LINE) is None
    assert the_entry_is_listed.check(replace(LINE, listed=False)) == {"name": "投诉受理岗"}


def test_what_is_reported_is_not_reported_again():
    assert nobody_reported_it_yet.check(LINE) is None
    said = nobody_reported_it_yet.check(replace(LINE, reported=True, keeper="效能监督科科长"))
    assert said == {"name": "投诉受理岗", "keeper": "效能监督科科长"}


def test_our_own_posts_come_and_go_with_the_scheme():
    assert the_entry_is_another_units.check(replace(LINE, outside=True)) is None
    assert the_entry_is_another_units.check(LINE) == {"name": "投诉受理岗"}


def test_whoever_is_listed_can_be_called():
    assert it_can_be_called.check(Reach("0826-555-0113", "")) is None
    assert it_can_be_called.check(Reach(" ", "402室")) is not None


# --- Who keeps a line -----------------------------------------------------------------------------
UNIT, STAFF, HEAD, OFFICE, MAIN = (UUID(int=n) for n in range(1, 6))


def post(key, rank=Rank.STAFF, head=None):
    return Post(key, str(key), "某岗", "某科", "", "", frozenset(), head, None, rank, UNIT)


def roster(office=(OFFICE,), main=MAIN):
    posts = (post(STAFF, head=HEAD), post(HEAD, Rank.HEAD, HEAD), post(MAIN, Rank.MAIN))
    leads = Leadership(main=main, office=office)
    return Roster({each.id: each for each in posts}, {}, {}, leadership={UNIT: leads})


@pytest.mark.parametrize(
    ("line", "keeps"), [(STAFF, HEAD), (HEAD, HEAD), (MAIN, OFFICE), (None, OFFICE)]
)
def test_a_head_keeps_their_section_and_the_office_the_rest(line, keeps):
    assert keeper(roster(), UNIT, line) == keeps


def test_without_an_office_the_main_leader_keeps_it():
    assert keeper(roster(office=()), UNIT, None) == MAIN
    assert keeper(roster(office=(), main=None), UNIT, None) is None
