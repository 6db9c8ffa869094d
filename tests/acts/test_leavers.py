"""Somebody leaves the office who is away, was to be away, or stands in: nothing stays open for good
(2.4.4)."""

import pytest

from shouwen.acts import CLOCK, Barred, leavers
from shouwen.acts.office import Newcomer, join, leave_post
from shouwen.acts.sweeping import sweep
from shouwen.queries.ledger import verify
from shouwen.records.casefile.books import books_of
from shouwen.records.models import Absence, Cover, Obligation, Person
from shouwen.rules.words import SeatRule
from tests.acts.test_absence import MONDAY, Desk, bars, ranked, state
from tests.acts.world import at


@pytest.fixture
def desk(world):
    ranked()
    return Desk(world)


def leaves(desk, who, when, act=leavers.leave):
    keeper = desk.world.holder("bureau_clerk")
    person = desk.world.people[who]
    return act(books_of(desk.world.jurisdiction), by=keeper, at=at(when), person=person)


def owed(absence):
    return set(
        Obligation.objects.filter(matter=absence, ended_at=None).values_list("kind", flat=True)
    )


def away(desk):
    """Somebody fell ill, and somebody was designated."""
    found = desk.sudden("luoyiming", f"{MONDAY} 09:30", "weisiyuan", f"{MONDAY} 17:00")
    person = desk.world.people["shenqinghe"]
    cover = desk.cover(found, "food")
    desk.do("designate_stand_in", cover, "weisiyuan", f"{MONDAY} 10:00", person=person)
    return found


def planned(desk):
    """Somebody will be away from two to four, and their B-role stands in."""
    found = desk.request("luoyiming", f"{MONDAY} 09:00", f"{MONDAY} 14:00", f"{MONDAY} 16:00")
    desk.do("agree_to_stand_in", desk.cover(found, "food"), "shenqinghe", f"{MONDAY} 09:05")
    desk.do("approve_absence", found, "weisiyuan", f"{MONDAY} 09:10")
    return found


def test_a_stand_in_who_leaves_the_office_sits_no_more_and_another_is_designated(desk):
    found = away(desk)
    assert desk.sits("food", f"{MONDAY} 10:30") == ("shenqinghe", SeatRule.STAND_IN)
    leaves(desk, "shenqinghe", f"{MONDAY} 11:00")
    assert desk.sits("food", f"{MONDAY} 10:30") == ("shenqinghe", SeatRule.STAND_IN)
    assert desk.sits("food", f"{MONDAY} 11:00")[1] is SeatRule.HEAD
    row = Obligation.objects.get(matter=found, kind="designate_stand_in", ended_at=None)
    assert (row.bearer.key, row.due_at) == ("market_head", at(f"{MONDAY} 14:00"))
    person = desk.world.people["tianruyi"]
    cover = desk.cover(found, "food")
    desk.do("designate_stand_in", cover, "weisiyuan", f"{MONDAY} 11:30", person=person)
    assert desk.sits("food", f"{MONDAY} 11:30") == ("tianruyi", SeatRule.STAND_IN)
    assert "designate_stand_in" not in owed(found)
    assert verify(found).broken == ()


def test_a_stand_in_who_left_sits_no_more_even_before_the_clock_has_seen_it(desk):
    found = away(desk)
    leaves(desk, "shenqinghe", f"{MONDAY} 11:00", leave_post)
    assert desk.sits("food", f"{MONDAY} 11:00")[1] is SeatRule.HEAD
    swept = sweep(at(f"{MONDAY} 11:05"))
    assert (swept.acts["replace_leaver"], swept.failed) == (1, 0)
    assert "designate_stand_in" in owed(found)
    assert "replace_leaver" not in sweep(at(f"{MONDAY} 11:06")).acts


def test_who_was_to_stand_in_and_leaves_is_replaced_before_the_absence_begins(desk):
    found = planned(desk)
    leaves(desk, "shenqinghe", f"{MONDAY} 10:00")
    row = Obligation.objects.get(matter=found, kind="designate_stand_in", ended_at=None)
    assert row.due_at == at(f"{MONDAY} 14:00")
    assert Cover.objects.get(absence=found).person_id is None


def test_the_absence_of_somebody_who_leaves_the_office_ends_and_nothing_is_owed_on_it(desk):
    found = away(desk)
    sweep(at(f"{MONDAY} 17:30"))
    assert {"come_back", "find_absent"} <= owed(found)
    leaves(desk, "luoyiming", f"{MONDAY} 17:40")
    assert (state(found), owed(found)) == ("closed", set())
    assert Absence.objects.get().ended_at == at(f"{MONDAY} 17:40")
    assert verify(found).broken == ()


def test_an_absence_that_somebody_planned_who_leaves_is_cancelled(desk):
    found = planned(desk)
    leaves(desk, "luoyiming", f"{MONDAY} 10:00")
    assert (state(found), owed(found)) == ("cancelled", set())
    assert Absence.objects.get().away_from is None


def test_one_that_should_have_begun_begins_and_ends_with_the_sweep(desk):
    found = planned(desk)
    leaves(desk, "luoyiming", f"{MONDAY} 14:30")
    assert state(found) == "approved"
    assert sweep(at(f"{MONDAY} 14:31")).failed == 0
    assert (state(found), owed(found)) == ("closed", set())


def test_nobodys_absence_ends_for_them_while_they_are_of_the_office(desk):
    found = away(desk)
    with pytest.raises(Barred) as barred:
        leavers.end_for_leaver(found, by=CLOCK, at=at(f"{MONDAY} 11:00"))
    assert bars(barred) == {"they_have_left_the_office"}
    with pytest.raises(Barred) as barred:
        leavers.replace_leaver(desk.cover(found, "food"), by=CLOCK, at=at(f"{MONDAY} 11:00"))
    assert bars(barred) == {"the_stand_in_has_left_the_office"}


def test_nobody_who_left_falls_ill_in_the_books(desk):
    leaves(desk, "luoyiming", f"{MONDAY} 09:00")
    with pytest.raises(Barred) as barred:
        desk.sudden("luoyiming", f"{MONDAY} 09:30", "weisiyuan")
    assert bars(barred) == {"they_are_of_the_office"}


def test_somebody_new_who_sits_nowhere_may_still_fall_ill(desk):
    books, keeper = books_of(desk.world.jurisdiction), desk.world.holder("bureau_clerk")
    join(books, by=keeper, at=at(f"{MONDAY} 09:00"), newcomer=Newcomer("xinren", "辛仁"))
    desk.world.people["xinren"] = Person.objects.get(name="辛仁").pk
    assert state(desk.sudden("xinren", f"{MONDAY} 09:30", "weisiyuan")) == "running"
