"""What the desk finds while somebody types (1.2b): services, sections, posts and people with who is
there now, phones, rooms."""

import re

import pytest
from django.db import connection

from shouwen.acts.absence import Leave, enter_sudden_absence
from shouwen.acts.office import Newcomer, join, leave_post, take_up_post
from shouwen.bench.rows import taken_down
from shouwen.queries.find import MOST_ASKED, find
from shouwen.queries.viewer import see
from shouwen.records.casefile.books import books_of
from shouwen.records.models import Person
from shouwen.rules.words import AbsenceKind, SeatRule
from tests.acts.world import at
from tests.queries.test_search import explained

NOW = at("2026-09-21 10:00")


@pytest.fixture
def ask(world):
    """What somebody at the window finds, asking now or later."""

    def found(asked, when=NOW):
        return find(see(world.holder("window_1").person, when), asked)

    return found


def ill(world, post, since="2026-09-21 09:00", until="2026-09-23 09:00"):
    """The holder of a post does not come."""
    enter_sudden_absence(
        world.jurisdiction,
        by=world.holder("window_1"),
        at=at(since),
        person=world.holder(post).person,
        leave=Leave(AbsenceKind.ILLNESS, at(since), returns_at=at(until)),
    )


# --- What people type ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "post"),
    [
        ("食品经营审批岗", "食品经营审批岗"),
        ("食品经营谁审批", "食品经营审批岗"),
        ("罗一鸣", "食品经营审批岗"),
        ("luoyiming", "食品经营审批岗"),
        ("luo yiming", "食品经营审批岗"),
        ("lym", "食品经营审批岗"),
        ("罗一名", "食品经营审批岗"),
        ("luoyimng", "食品经营审批岗"),
        ("555-0142", "食品经营审批岗"),
        ("0142", "食品经营审批岗"),
        ("08265550142", "食品经营审批岗"),
        ("投诉找谁", "投诉受理岗"),
        ("tousu", "投诉受理岗"),
        ("局长在不在", "局长"),
    ],
)
def test_a_post_is_found_by_its_task_its_holder_and_its_phone(ask, asked, post):
    assert post in [hit.name for hit in ask(asked).posts[:3]]


@pytest.mark.parametrize(
    ("asked", "section"),
    [
        ("社会事务科", "社会事务科"),
        ("shehui shiwu", "社会事务科"),
        ("社会事务课", "社会事务科"),
        ("301", "社会事务科"),
        ("301室", "社会事务科"),
        ("0826-555-0140", "市场准入科"),
    ],
)
def test_a_section_is_found_by_its_name_its_room_and_its_phone(ask, asked, section):
    assert section in [hit.name for hit in ask(asked).sections]


def test_services_come_with_what_the_caller_is_told_first(ask):
    hit = ask("开饭馆要办什么证").services[0]
    assert hit.service.name.startswith("食品")
    assert (hit.version, hit.statute, hit.materials > 3, hit.visits) == (1, 20, True, 1)


@pytest.mark.parametrize("asked", ["", "  ", "登月", "qqqq", "？！", "🦊", "'; --", "x" * 20_000])
def test_nonsense_finds_nothing(ask, asked):
    assert ask(asked).total == 0


def test_of_a_long_letter_the_end_is_looked_for(ask):
    found = ask("一" * 20_000 + "。我要找食品经营审批岗")
    assert "食品经营审批岗" in [hit.name for hit in found.posts]
    assert len(found.asked) == MOST_ASKED


# --- Who is there now -----------------------------------------------------------------------------
def test_who_is_at_their_desk_is_said_to_be(ask):
    (hit,) = [each for each in ask("食品经营审批岗").posts if each.name == "食品经营审批岗"]
    assert (hit.person, hit.rule, hit.there, hit.why) == ("罗一鸣", SeatRule.HOLDER, True, "")


def test_of_somebody_away_it_is_said_who_sits_there_and_until_when_never_why(world, ask):
    ill(world, "food")
    hit = next(each for each in ask("罗一鸣").posts if each.name == "食品经营审批岗")
    assert hit.person != "罗一鸣"
    assert "罗一鸣离岗至09-23" in hit.why
    assert "病" not in hit.why


def test_of_a_section_where_nobody_is_its_phone_is_told(world, ask):
    """1.3.2b."""
    (before,) = ask("规划建设科").sections
    assert (before.person, before.phone) == ("毛子君", "0826-555-0161")
    ill(world, "water")
    ill(world, "planning_head")
    (after,) = ask("规划建设科").sections
    assert (after.person, after.post, after.phone) == ("", "", "0826-555-0160")


# --- What is kept up to date ----------------------------------------------------------------------
def test_a_newcomer_is_found_where_they_sit_and_no_longer_where_they_left(world, ask):
    keeper, books = world.holder("bureau_head"), books_of(world.jurisdiction)
    post, when = world.posts["registration"].pk, at("2026-09-22 09:00")
    join(books, by=keeper, at=when, newcomer=Newcomer("ouyangyun", "欧阳芸"))
    assert ask("欧阳芸", when).posts == ()
    person = Person.objects.get(name="欧阳芸").pk
    take_up_post(books, by=keeper, at=when, post=post, person=person)
    later = at("2026-09-22 10:00")
    assert ask("oyy", later).posts[0].name == "登记注册岗"
    leave_post(books, by=keeper, at=later, person=person)
    assert ask("欧阳芸", at("2026-09-22 11:00")).posts == ()


# --- What it costs --------------------------------------------------------------------------------
def test_finding_costs_the_same_few_statements_whatever_is_asked(ask):
    ask("食品")
    for asked in ("罗一鸣", "罗一名", "luoyimng", "科", "开饭馆要办什么证"):
        with taken_down() as statements:
            ask(asked)
        assert len(statements) <= 18, asked


def test_entries_are_looked_up_in_an_index_alone(ask):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # a small table would be read whole
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    ask("罗一鸣")
    with taken_down() as statements:
        ask("罗一鸣")
    lookups = [each for each in statements if "entrytoken" in each[0]]
    assert len(lookups) == 3
    for sql, params in lookups:
        plan = explained(sql, params)
        assert re.search(r"entrytoken.* \(jurisdiction_id=|Index Cond", plan), plan
        assert not re.search(r"SCAN records_entrytoken|Seq Scan on records_entrytoken", plan)
