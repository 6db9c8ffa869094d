"""Two at once on absences: the jurisdiction's row is what they wait for, so that whoever comes
second sees who is away by then (3.2c).

First each race is shown, with plain code that looks, decides and writes without a lock; then the
acts that do the same. On SQLite a transaction holds the write lock from its first statement, so
there is no race to show."""

import threading
from collections.abc import Callable

import pytest
from django.db import transaction

from shouwen.acts import Barred, Done
from shouwen.records.models import Absence, Cover, Matter, Obligation
from shouwen.rules.sentences import fill, template
from tests.acts.test_absence import MONDAY, Desk
from tests.acts.world import make_world, state
from tests.databases import at_once

SOON = f"{MONDAY} 09:20"
SOON_AFTER = f"{MONDAY} 10:00"


@pytest.fixture
def desk(committed_db):
    """Absences in the demo office, where commits are real."""
    return Desk(make_world())


def without_a_lock(*writers: tuple[Callable[[], bool], Callable[[], object]]) -> list[bool]:
    """Everybody looks, and when all have looked, whoever found it well writes. Who wrote."""
    all_have_looked = threading.Barrier(len(writers))

    def attempt(look: Callable[[], bool], write: Callable[[], object]) -> bool:
        with transaction.atomic():
            well = look()
            all_have_looked.wait()
            if well:
                write()
            return well

    return at_once(*(lambda each=each: attempt(*each) for each in writers))


def refused(outcomes) -> set[str]:
    """Of all but one that was done, why not: in sentences that people can read."""
    done = [outcome for outcome in outcomes if isinstance(outcome, Done)]
    barred = [outcome for outcome in outcomes if isinstance(outcome, Barred)]
    assert (len(done), len(barred)) == (1, len(outcomes) - 1), outcomes
    bars = [bar for each in barred for bar in each.bars]
    assert all(fill(template(bar.code), bar) for bar in bars)
    return {bar.code for bar in bars}


def approve_in_plain_code(absence):
    """A look at who of the others is granted to be away, and a consent."""

    def look():
        return not Matter.objects.filter(kind="absence", state="approved").exists()

    return look, lambda: Matter.objects.filter(pk=absence).update(state="approved")


# ── a section that two would leave empty ─────────────────────────────────────────────────────────
@pytest.fixture
def last_two(desk):
    """Both people of a section ask to be away in the same hour: neither alone would empty it."""
    head = desk.request("longhaoran", f"{MONDAY} 09:00", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
    clerk = desk.request(
        "tianruyi", f"{MONDAY} 09:01", f"{MONDAY} 14:00", f"{MONDAY} 16:00", project="maozijun"
    )
    for absence in (head, clerk):
        for cover in Cover.objects.filter(absence=absence):
            who = next(k for k, p in desk.world.people.items() if p == cover.person_id)
            if Obligation.objects.filter(about=cover.pk, ended_at=None).exists():
                desk.do("agree_to_stand_in", cover.pk, who, f"{MONDAY} 09:05")
    assert list(Absence.objects.values_list("empties", flat=True)) == [[], []]
    return head, clerk


@pytest.mark.engine("postgresql")
def test_without_a_lock_two_consents_empty_a_section(last_two):
    assert without_a_lock(*map(approve_in_plain_code, last_two)) == [True, True]
    assert Matter.objects.filter(kind="absence", state="approved").count() == 2


def test_of_two_consents_at_once_that_would_empty_a_section_one_waits_for_the_office(
    desk, last_two
):
    head, clerk = last_two
    outcomes = at_once(
        lambda: desk.do("approve_absence", head, "luchengyu", SOON),
        lambda: desk.do("approve_absence", clerk, "luchengyu", SOON),
    )
    assert refused(outcomes) == {"the_office_takes_over_an_empty_section"}
    assert sorted(map(state, last_two)) == ["approved", "requested"]


# ── two who name each other ──────────────────────────────────────────────────────────────────────
@pytest.fixture
def crosswise(desk):
    """Two ask to be away in the same hour, each with the other as stand-in."""
    one = desk.request("luoyiming", f"{MONDAY} 09:00", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
    two = desk.request("shenqinghe", f"{MONDAY} 09:00", f"{MONDAY} 14:30", f"{MONDAY} 15:30")
    desk.do("agree_to_stand_in", desk.cover(one, "food"), "shenqinghe", f"{MONDAY} 09:05")
    desk.do("agree_to_stand_in", desk.cover(two, "registration"), "luoyiming", f"{MONDAY} 09:05")
    return one, two


@pytest.mark.engine("postgresql")
def test_without_a_lock_two_are_let_go_who_stand_in_for_each_other(crosswise):
    assert without_a_lock(*map(approve_in_plain_code, crosswise)) == [True, True]


def test_of_two_who_name_each_other_one_is_let_go(desk, crosswise):
    consents = [
        lambda each=each: desk.do("approve_absence", each, "weisiyuan", SOON) for each in crosswise
    ]
    assert "every_stand_in_is_there" in refused(at_once(*consents))
    assert sorted(map(state, crosswise)) == ["approved", "requested"]


# ── one absence, two acts ────────────────────────────────────────────────────────────────────────
@pytest.fixture
def asked(desk):
    """A window clerk asked to be away for an hour, and the stand-in has agreed."""
    away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
    desk.do("agree_to_stand_in", desk.cover(away, "window_1"), "panjiashu", f"{MONDAY} 09:05")
    return away


@pytest.mark.engine("postgresql")
def test_without_a_lock_one_request_is_granted_twice(asked):
    assert without_a_lock(approve_in_plain_code(asked), approve_in_plain_code(asked)) == [True] * 2


def test_of_two_superiors_one_consents_and_one_is_told(desk, asked):
    outcomes = at_once(
        lambda: desk.do("approve_absence", asked, "jianglinxi", SOON),
        lambda: desk.do("approve_absence", asked, "tangruolan", SOON),
    )
    assert refused(outcomes) == {"not_in_this_state"}
    assert Obligation.objects.filter(matter=asked, kind="leave").count() == 1


def test_consent_and_refusal_at_once_are_not_both_done(desk, asked):
    outcomes = at_once(
        lambda: desk.do("approve_absence", asked, "jianglinxi", SOON),
        lambda: desk.do("decline_absence", asked, "tangruolan", SOON, reason="当天有检查"),
    )
    assert refused(outcomes) == {"not_in_this_state"}


def test_who_cancels_stays_whether_consent_came_before_or_not(desk, asked):
    consent, cancelled = at_once(
        lambda: desk.do("approve_absence", asked, "jianglinxi", SOON),
        lambda: desk.do("cancel_absence", asked, "heyutong", SOON),
    )
    assert isinstance(cancelled, Done)
    assert isinstance(consent, Done) or consent.bars[0].code == "not_in_this_state"
    assert state(asked) == "cancelled"
    assert not Obligation.objects.filter(matter=asked, ended_at=None).exists()
    assert desk.sits("window_1", f"{MONDAY} 10:30")[0] == "heyutong"


# ── a sudden one ─────────────────────────────────────────────────────────────────────────────────
def test_of_two_who_enter_the_same_illness_one_is_told_that_it_was_entered(desk):
    outcomes = at_once(
        lambda: desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong"),
        lambda: desk.sudden("luoyiming", f"{MONDAY} 09:30", "weisiyuan"),
    )
    barred = [outcome for outcome in outcomes if isinstance(outcome, Barred)]
    assert [bar.code for each in barred for bar in each.bars] == ["it_was_not_entered_before"]
    assert Absence.objects.count() == 1


def test_of_two_designations_at_once_the_second_is_told_of_the_first(desk):
    away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
    cover = desk.cover(away, "food")
    people = desk.world.people
    desk.do(
        "designate_stand_in", cover, "weisiyuan", f"{MONDAY} 09:40", person=people["shenqinghe"]
    )
    outcomes = at_once(
        *(
            lambda who=who: desk.do(
                "designate_stand_in", cover, "weisiyuan", SOON_AFTER, person=people[who]
            )
            for who in ("renxiaoman", "baizhixing")
        )
    )
    assert refused(outcomes) == {"nobody_else_was_designated"}
    assert desk.sits("food", SOON_AFTER)[0] in ("renxiaoman", "baizhixing")


def test_a_designation_and_the_return_at_once_leave_nothing_open_on_who_gave_way(desk):
    away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
    cover = desk.cover(away, "food")
    people = desk.world.people
    desk.do(
        "designate_stand_in", cover, "weisiyuan", f"{MONDAY} 09:40", person=people["shenqinghe"]
    )
    designated, back = at_once(
        lambda: desk.do(
            "designate_stand_in", cover, "weisiyuan", SOON_AFTER, person=people["renxiaoman"]
        ),
        lambda: desk.do("come_back", away, "luoyiming", SOON_AFTER),
    )
    assert isinstance(back, Done)
    assert isinstance(designated, Done) or designated.bars[0].code == "not_in_this_state"
    assert state(away) == "closed"
    assert not Obligation.objects.filter(matter=away, ended_at=None).exists()
    assert desk.sits("food", f"{MONDAY} 10:30")[0] == "luoyiming"
