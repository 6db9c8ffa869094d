"""Absences that get in each other's way, and what is owed then (3.1–3.5)."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from shouwen.acts import CLOCK, Barred, leavers
from shouwen.acts import absence as acts
from shouwen.acts.sweeping import sweep
from shouwen.records.casefile import office as books
from shouwen.records.casefile.absence import owed_on
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Absence,
    Cover,
    HandoverLine,
    Jurisdiction,
    Obligation,
    Person,
    Sitting,
)
from shouwen.rules.judge import MOVES
from shouwen.rules.words import AbsenceKind, SeatRule
from tests.acts.test_absence import MONDAY, Desk, bars, owed, state
from tests.acts.world import FOUNDED, at

TUESDAY, THURSDAY = "2026-09-22", "2026-09-24"
BUDGET = 20  # statements an act, those that begin and end transactions not counted


@pytest.fixture
def desk(world):
    """Absences in the demo office."""
    return Desk(world)


def sits_also(desk, who: str, post: str, role: str = "holder") -> None:
    """Somebody sits on one more post, in the place of whoever did."""
    Sitting.objects.filter(post=desk.world.posts[post], role=role).delete()
    Sitting.objects.create(
        id=new_key(FOUNDED),
        post=desk.world.posts[post],
        person_id=desk.world.people[who],
        role=role,
        since=FOUNDED,
    )
    Jurisdiction.objects.update(
        books_version=F("books_version") + 1, roster_version=F("roster_version") + 1
    )


def bearer(absence, kind: str, about=None) -> str:
    found = Obligation.objects.filter(matter=absence, kind=kind, ended_at=None)
    return (found.get(about=about) if about else found.get()).bearer.key


def grant(desk, absence, when: str) -> None:
    """Whoever was asked to stand in agrees, and whoever is asked consents."""
    names = {person: key for key, person in desk.world.people.items()}
    asked = Obligation.objects.filter(matter=absence, kind="agree_to_stand_in", ended_at=None)
    for cover in Cover.objects.filter(pk__in=asked.values("about")):
        desk.do("agree_to_stand_in", cover.pk, names[cover.person_id], when)
    head = desk.world.holder(bearer(absence, "approve_absence")).person
    desk.do("approve_absence", absence, names[head], when)


def week(desk):
    """The food examiner will be away from Tuesday to Thursday; granted, nothing handed over."""
    away = desk.request("luoyiming", f"{MONDAY} 09:40", f"{TUESDAY} 09:00", f"{THURSDAY} 17:00")
    grant(desk, away, f"{MONDAY} 10:10")
    return away


def ready_week(desk):
    """The same, and all of it handed over."""
    away = week(desk)
    cover = desk.cover(away, "food")
    desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 11:00")
    desk.do("take_hand_over", cover, "shenqinghe", f"{MONDAY} 11:10")
    desk.do("see_hand_over", cover, "weisiyuan", f"{MONDAY} 11:20")
    return away


def hour(desk):
    """A window clerk will be away for an hour from ten; granted."""
    away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
    desk.do("agree_to_stand_in", desk.cover(away, "window_1"), "panjiashu", f"{MONDAY} 09:01")
    desk.do("approve_absence", away, "jianglinxi", f"{MONDAY} 09:02")
    return away


class TestIllness:
    """It is a fact, whatever else was planned (3.2a)."""

    @pytest.mark.parametrize("when", [f"{MONDAY} 15:00", f"{TUESDAY} 15:00"])
    def test_who_will_be_or_is_on_leave_falls_ill_all_the_same(self, desk, when):
        ready_week(desk)
        sweep(at(f"{TUESDAY} 09:00"))
        ill = desk.sudden("luoyiming", when, "weisiyuan")
        assert state(ill) == "running"
        assert desk.sits("food", f"{TUESDAY} 16:00")[0] == "shenqinghe"

    def test_what_was_entered_is_not_entered_again(self, desk):
        desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
        with pytest.raises(Barred) as barred:
            desk.sudden("luoyiming", f"{MONDAY} 09:40", "weisiyuan")
        assert bars(barred) == {"it_was_not_entered_before"}

    def test_who_enters_it_names_nobody_to_stand_in_least_of_all_themselves(self, desk):
        # clumsy seed 110: a stand-in who was there when it was entered was away when it was read
        leave = desk.leave(f"{MONDAY} 09:30", None, AbsenceKind.ILLNESS, food="luoyiming")
        with pytest.raises(Barred) as barred:
            acts.enter_sudden_absence(
                desk.world.jurisdiction,
                by=desk.world.staff("luoyiming"),
                at=at(f"{MONDAY} 09:30"),
                person=desk.world.people["luoyiming"],
                leave=leave,
            )
        assert bars(barred) == {"no_stand_in_is_named_yet"}

    def test_somebody_with_leave_next_week_may_stand_in_today(self, desk):
        next_week = desk.request(
            "renxiaoman", f"{MONDAY} 09:00", "2026-10-12 09:00", "2026-10-12 11:00"
        )
        grant(desk, next_week, f"{MONDAY} 09:10")
        ill = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
        who = desk.world.people["renxiaoman"]
        cover = desk.cover(ill, "food")
        desk.do("designate_stand_in", cover, "weisiyuan", f"{MONDAY} 10:00", person=who)
        assert desk.sits("food", f"{MONDAY} 10:00") == ("renxiaoman", SeatRule.STAND_IN)

    def test_a_stand_in_who_falls_ill_is_followed_by_whom_the_leader_of_that_post_names(self, desk):
        ready_week(desk)
        sweep(at(f"{TUESDAY} 09:00"))
        ill = desk.sudden("shenqinghe", f"{TUESDAY} 10:00", "weisiyuan")
        posts = set(Cover.objects.filter(absence=ill).values_list("post__key", flat=True))
        assert posts == {"registration", "food"}
        cover = desk.cover(ill, "food")
        assert bearer(ill, "designate_stand_in", cover) == "market_head"
        who = desk.world.people["renxiaoman"]
        desk.do("designate_stand_in", cover, "weisiyuan", f"{TUESDAY} 10:10", person=who)
        assert desk.sits("food", f"{TUESDAY} 10:10") == ("renxiaoman", SeatRule.STAND_IN)
        desk.do("come_back", ill, "shenqinghe", f"{TUESDAY} 14:00")
        assert desk.sits("food", f"{TUESDAY} 14:00") == ("shenqinghe", SeatRule.STAND_IN)

    def test_for_the_main_leader_nobody_but_a_deputy_is_designated(self, desk):
        ill = desk.sudden("hanmingzhe", f"{MONDAY} 09:00", "fangshuhe")
        cover = desk.cover(ill, "director")
        with pytest.raises(Barred) as barred:
            desk.do(
                "designate_stand_in",
                cover,
                "tangruolan",
                f"{MONDAY} 09:10",
                person=desk.world.people["fangshuhe"],
            )
        assert bars(barred) == {"a_deputy_acts_for_the_main_leader"}

    def test_with_no_known_end_something_is_still_owed(self, desk):
        ill = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
        assert "come_back" in owed(ill)
        assert owed(ill)["come_back"] is None


class TestPosts:
    """Each post has superiors of its own; who has none leaves none empty (3.3b)."""

    def test_each_post_of_somebody_on_two_is_its_own_leaders(self, desk):
        sits_also(desk, "luoyiming", "project")
        ill = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
        covers = {post: desk.cover(ill, post) for post in ("food", "project")}
        found = {post: bearer(ill, "designate_stand_in", cover) for post, cover in covers.items()}
        assert found == {"food": "market_head", "project": "economy_head"}
        who = desk.world.people["tianruyi"]
        with pytest.raises(Barred) as barred:
            desk.do(
                "designate_stand_in", covers["project"], "weisiyuan", f"{MONDAY} 09:40", person=who
            )
        assert bars(barred) == {"this_post_may_not"}
        desk.do(
            "designate_stand_in", covers["project"], "longhaoran", f"{MONDAY} 09:40", person=who
        )
        assert desk.sits("project", f"{MONDAY} 09:40") == ("tianruyi", SeatRule.STAND_IN)

    def test_a_b_role_who_sits_there_by_rule_needs_a_next_one_on_that_post_too(self, desk):
        desk.sudden("luoyiming", f"{MONDAY} 09:30", "weisiyuan")
        assert desk.sits("food", f"{MONDAY} 09:40") == ("shenqinghe", SeatRule.B_ROLE)
        when = (f"{MONDAY} 09:40", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        with pytest.raises(Barred) as barred:
            desk.request("shenqinghe", *when, registration="renxiaoman")
        assert bars(barred) == {"nobody_stands_in_for_themselves"}
        away = desk.request("shenqinghe", *when, registration="renxiaoman", food="weisiyuan")
        grant(desk, away, f"{MONDAY} 09:45")
        assert desk.sits("food", f"{MONDAY} 10:30") == ("weisiyuan", SeatRule.STAND_IN)
        assert desk.sits("food", f"{MONDAY} 09:50") == ("shenqinghe", SeatRule.B_ROLE)

    def test_who_leaves_two_windows_names_two_people(self, desk):
        sits_also(desk, "heyutong", "window_3")
        when = (f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        with pytest.raises(Barred) as barred:
            desk.request("heyutong", *when, window_1="panjiashu", window_3="panjiashu")
        assert bars(barred) == {"no_stand_in_covers_another_window"}

    def test_so_does_the_b_role_of_a_post_that_nobody_holds(self, desk):
        Sitting.objects.filter(post=desk.world.posts["food"], role="holder").delete()
        Jurisdiction.objects.update(
            books_version=F("books_version") + 1, roster_version=F("roster_version") + 1
        )
        ill = desk.sudden("shenqinghe", f"{MONDAY} 09:30", "weisiyuan")
        assert bearer(ill, "designate_stand_in", desk.cover(ill, "food")) == "market_head"

    def test_who_sits_on_no_post_asks_nobody_and_falls_ill_all_the_same(self, desk):
        newcomer = Person.objects.create(
            id=new_key(FOUNDED), jurisdiction_id=desk.world.jurisdiction, name="新来的"
        )
        desk.world.people["newcomer"] = newcomer.pk
        Jurisdiction.objects.update(books_version=F("books_version") + 1)
        with pytest.raises(Barred) as barred:
            desk.request("newcomer", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        assert "they_sit_on_a_post" in bars(barred)
        ill = desk.sudden("newcomer", f"{MONDAY} 09:30", "heyutong")
        assert set(owed(ill)) == {"come_back"}
        desk.do("come_back", ill, "newcomer", f"{MONDAY} 15:00")
        assert state(ill) == "closed"

    def test_nobody_of_no_post_stands_in(self, desk):
        newcomer = Person.objects.create(
            id=new_key(FOUNDED), jurisdiction_id=desk.world.jurisdiction, name="新来的"
        )
        desk.world.people["newcomer"] = newcomer.pk
        Jurisdiction.objects.update(books_version=F("books_version") + 1)
        with pytest.raises(Barred) as barred:
            desk.request(
                "luoyiming",
                f"{MONDAY} 09:00",
                f"{MONDAY} 10:00",
                f"{MONDAY} 11:00",
                food="newcomer",
            )
        assert "every_stand_in_is_of_the_office" in bars(barred)

    def test_nobody_stands_in_who_did_not_come_back_in_time(self, desk):
        hour(desk)
        sweep(at(f"{MONDAY} 11:00"))
        with pytest.raises(Barred) as barred:
            desk.request(
                "qinmanwen",
                f"{MONDAY} 11:30",
                f"{MONDAY} 14:00",
                f"{MONDAY} 15:00",
                window_3="heyutong",
            )
        assert "every_stand_in_is_there" in bars(barred)

    def test_a_clerk_of_the_office_takes_over_where_its_head_is_away(self, desk):
        for who in ("fangshuhe", "xiaanning"):  # the Office's head and their B-role
            desk.sudden(who, f"{MONDAY} 09:00", "zouyichen")
        desk.sudden("longhaoran", f"{MONDAY} 09:10", "zouyichen")
        last = desk.sudden("tianruyi", f"{MONDAY} 09:20", "zouyichen")
        assert desk.sits("bureau_head", f"{MONDAY} 09:30") == ("zouyichen", SeatRule.OFFICE)
        desk.do("confirm_taking_over", last, "zouyichen", f"{MONDAY} 09:30")
        assert "take_over_section" not in owed(last)


class TestAnotherStandIn:
    """Somebody else designated before the start is asked, and taken over to, like the first."""

    def test_at_a_window_the_absence_waits_until_the_new_one_has_agreed(self, desk):
        away = hour(desk)
        cover = desk.cover(away, "window_1")
        who = desk.world.people["qinmanwen"]
        desk.do("designate_stand_in", cover, "jianglinxi", f"{MONDAY} 09:30", person=who)
        assert set(owed(away)) == {"agree_to_stand_in"}
        assert not sweep(at(f"{MONDAY} 09:59")).failed
        cover = desk.cover(away, "window_1")
        desk.do("agree_to_stand_in", cover, "qinmanwen", f"{MONDAY} 10:05")
        assert owed(away) == {"leave": at(f"{MONDAY} 10:05")}
        assert desk.sits("window_1", f"{MONDAY} 10:04")[0] == "heyutong"
        assert desk.sits("window_1", f"{MONDAY} 10:05") == ("qinmanwen", SeatRule.STAND_IN)

    def test_elsewhere_for_an_hour_the_new_one_sits_from_the_start(self, desk):
        away = desk.request("longhaoran", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        grant(desk, away, f"{MONDAY} 09:02")
        who = desk.world.people["weisiyuan"]
        cover = desk.cover(away, "economy_head")
        desk.do("designate_stand_in", cover, "luchengyu", f"{MONDAY} 09:30", person=who)
        assert set(owed(away)) == {"leave"}
        assert desk.sits("economy_head", f"{MONDAY} 09:40") == ("longhaoran", SeatRule.HOLDER)
        assert desk.sits("economy_head", f"{MONDAY} 10:00") == ("weisiyuan", SeatRule.STAND_IN)

    def test_the_new_one_may_decline_as_the_first_might(self, desk):
        away = hour(desk)
        cover = desk.cover(away, "window_1")
        who = desk.world.people["qinmanwen"]
        desk.do("designate_stand_in", cover, "jianglinxi", f"{MONDAY} 09:30", person=who)
        desk.do("decline_to_stand_in", cover, "qinmanwen", f"{MONDAY} 09:35")
        assert set(owed(away)) == {"designate_stand_in"}
        assert desk.sits("window_1", f"{MONDAY} 10:05") == ("heyutong", SeatRule.HOLDER)

    def test_who_was_not_asked_declines_before_the_start_and_nobody_goes(self, desk):
        away = desk.request("longhaoran", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        grant(desk, away, f"{MONDAY} 09:02")
        cover = desk.cover(away, "economy_head")
        stand_in = Cover.objects.get(pk=cover).person_id
        names = {person: key for key, person in desk.world.people.items()}
        desk.do("decline_to_stand_in", cover, names[stand_in], f"{MONDAY} 09:10")
        assert set(owed(away)) == {"designate_stand_in"}
        assert desk.sits("economy_head", f"{MONDAY} 10:30") == ("longhaoran", SeatRule.HOLDER)

    def test_of_a_week_everything_is_handed_over_anew(self, desk):
        away = ready_week(desk)
        who = desk.world.people["renxiaoman"]
        cover = desk.cover(away, "food")
        desk.do("designate_stand_in", cover, "weisiyuan", f"{MONDAY} 14:00", person=who)
        assert set(owed(away)) == {"agree_to_stand_in", "hand_over"}
        cover = desk.cover(away, "food")
        desk.do("agree_to_stand_in", cover, "renxiaoman", f"{MONDAY} 14:05")
        desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 14:10")
        desk.do("take_hand_over", cover, "renxiaoman", f"{MONDAY} 14:20")
        desk.do("see_hand_over", cover, "weisiyuan", f"{MONDAY} 14:30")
        assert desk.sits("food", f"{TUESDAY} 09:00") == ("renxiaoman", SeatRule.STAND_IN)


class TestSomebodyIsNotBack:
    """Whoever was counted on to be back is not: nobody sits there by chance alone (2.4.4, 3.3b)."""

    def away_from_ten(self, desk):
        """The examiner of registration is away until ten, and stands in on food from then."""
        first = desk.request(
            "shenqinghe", f"{MONDAY} 08:40", f"{MONDAY} 09:00", f"{MONDAY} 10:00",
            registration="renxiaoman",
        )  # fmt: skip
        grant(desk, first, f"{MONDAY} 08:45")
        second = desk.request("luoyiming", f"{MONDAY} 08:50", f"{MONDAY} 10:00", f"{MONDAY} 12:00")
        grant(desk, second, f"{MONDAY} 08:55")
        sweep(at(f"{MONDAY} 09:00"))
        sweep(at(f"{MONDAY} 10:00"))
        return second

    def test_a_stand_in_who_is_not_is_followed_by_whom_the_leader_names(self, desk):
        away = self.away_from_ten(desk)
        assert desk.sits("food", f"{MONDAY} 10:01") == ("weisiyuan", SeatRule.HEAD)
        assert owed(away)["designate_stand_in"] == at(f"{MONDAY} 12:00")
        assert bearer(away, "designate_stand_in") == "market_head"
        who = desk.world.people["baizhixing"]
        cover = desk.cover(away, "food")
        desk.do("designate_stand_in", cover, "weisiyuan", f"{MONDAY} 10:10", person=who)
        assert desk.sits("food", f"{MONDAY} 10:10") == ("baizhixing", SeatRule.STAND_IN)

    def test_whom_they_stand_in_for_is_covered_anew_when_the_stand_in_leaves(self, desk):
        first = desk.request(
            "luoyiming", f"{MONDAY} 08:40", f"{MONDAY} 09:00", f"{MONDAY} 10:00", food="renxiaoman"
        )
        grant(desk, first, f"{MONDAY} 08:45")
        second = desk.request("renxiaoman", f"{MONDAY} 08:50", f"{MONDAY} 10:00", f"{MONDAY} 12:00")
        grant(desk, second, f"{MONDAY} 08:55")
        third = desk.sudden("shenqinghe", f"{MONDAY} 09:30", "weisiyuan")
        sweep(at(f"{MONDAY} 09:40"))
        sweep(at(f"{MONDAY} 10:00"))
        assert desk.sits("food", f"{MONDAY} 10:01") == ("weisiyuan", SeatRule.HEAD)
        covers = Cover.objects.filter(post=desk.world.posts["food"], until=None)
        asked = Obligation.objects.filter(kind="designate_stand_in", ended_at=None)
        assert asked.filter(about__in=covers).exclude(matter=third)


class TestHandingOver:
    """What was handed over is what was seen and taken (3.3a)."""

    def test_a_list_written_anew_is_seen_anew(self, desk):
        away = week(desk)
        cover = desk.cover(away, "food")
        desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 11:00")
        desk.do("see_hand_over", cover, "weisiyuan", f"{MONDAY} 11:10")
        desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 11:20")
        assert set(owed(away)) == {"take_hand_over", "see_hand_over"}
        desk.do("take_hand_over", cover, "shenqinghe", f"{MONDAY} 11:30")
        assert Absence.objects.get(pk=away).away_from is None
        desk.do("see_hand_over", cover, "weisiyuan", f"{MONDAY} 11:40")
        assert owed(away) == {"leave": at(f"{TUESDAY} 09:00")}

    def test_who_did_not_hand_over_in_time_is_still_there_and_leaves_when_it_is_done(self, desk):
        away = week(desk)
        sweep(at(f"{TUESDAY} 09:00"))
        assert desk.sits("food", f"{TUESDAY} 10:00") == ("luoyiming", SeatRule.HOLDER)
        assert Obligation.objects.get(matter=away, kind="hand_over").missed_at
        cover = desk.cover(away, "food")
        desk.hand_over(away, "food", "luoyiming", f"{TUESDAY} 10:00")
        desk.do("take_hand_over", cover, "shenqinghe", f"{TUESDAY} 10:10")
        desk.do("see_hand_over", cover, "weisiyuan", f"{TUESDAY} 10:20")
        assert desk.sits("food", f"{TUESDAY} 10:19")[0] == "luoyiming"
        assert desk.sits("food", f"{TUESDAY} 10:20")[0] == "shenqinghe"

    def test_when_the_time_is_over_nothing_is_handed_over_and_it_is_cancelled(self, desk):
        away = week(desk)
        with pytest.raises(Barred) as barred:
            desk.hand_over(away, "food", "luoyiming", f"{THURSDAY} 17:00")
        assert bars(barred) == {"it_may_still_begin"}
        desk.do("cancel_absence", away, "luoyiming", f"{THURSDAY} 17:10")
        assert state(away) == "cancelled" and not owed(away)

    def test_what_never_began_lapses_when_its_time_is_over(self, desk):
        away = week(desk)
        sweep(at(f"{TUESDAY} 09:00"))
        assert owed(away)["begin"] == at(f"{THURSDAY} 17:00")
        assert not sweep(at(f"{THURSDAY} 16:59")).acts
        assert sweep(at(f"{THURSDAY} 17:00")).acts == {"lapse_absence": 1}
        assert state(away) == "cancelled" and not owed(away)

    def test_what_nobody_answered_lapses_too(self, desk):
        away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        sweep(at(f"{MONDAY} 10:00"))
        sweep(at(f"{MONDAY} 11:00"))
        assert state(away) == "cancelled" and not owed(away)

    def test_what_begins_late_does_not_lapse(self, desk):
        away = week(desk)
        sweep(at(f"{TUESDAY} 09:00"))
        cover = desk.cover(away, "food")
        desk.hand_over(away, "food", "luoyiming", f"{TUESDAY} 10:00")
        desk.do("take_hand_over", cover, "shenqinghe", f"{TUESDAY} 10:10")
        desk.do("see_hand_over", cover, "weisiyuan", f"{TUESDAY} 10:20")
        sweep(at(f"{TUESDAY} 10:20"))
        assert state(away) == "running"
        assert set(owed(away)) == {"come_back"}

    def test_where_the_stand_in_is_away_their_leader_hands_back(self, desk):
        away = ready_week(desk)
        sweep(at(f"{TUESDAY} 09:00"))
        desk.do("sign_in", away, "luoyiming", f"{THURSDAY} 16:00")
        cover = desk.cover(away, "food")
        with pytest.raises(Barred) as barred:
            desk.do("hand_back", cover, "weisiyuan", f"{THURSDAY} 16:05")
        assert bars(barred) == {"the_stand_in_or_their_leader_hands_back"}
        desk.sudden("shenqinghe", f"{THURSDAY} 16:10", "weisiyuan")
        desk.do("hand_back", cover, "weisiyuan", f"{THURSDAY} 16:20")
        desk.do("take_back", away, "luoyiming", f"{THURSDAY} 16:30")
        assert state(away) == "closed"


class TestLonger:
    """A longer absence is a new request (3.2a)."""

    def test_an_hour_that_becomes_days_is_handed_over_by_the_direct_leader(self, desk):
        away = hour(desk)
        sweep(at(f"{MONDAY} 10:00"))
        desk.do("ask_extension", away, "heyutong", f"{MONDAY} 10:30", until=at(f"{TUESDAY} 17:00"))
        desk.do("approve_extension", away, "jianglinxi", f"{MONDAY} 10:40")
        assert set(owed(away)) == {"come_back", "hand_over"}
        assert bearer(away, "hand_over") == "window_head"
        desk.hand_over(away, "window_1", "jianglinxi", f"{MONDAY} 11:00")
        assert set(owed(away)) == {"come_back", "take_hand_over"}

    def test_who_is_refused_is_told_why_and_is_back_when_they_said(self, desk):
        away = hour(desk)
        sweep(at(f"{MONDAY} 10:00"))
        desk.do("ask_extension", away, "heyutong", f"{MONDAY} 10:30", until=at(f"{MONDAY} 15:00"))
        with pytest.raises(Barred) as barred:
            desk.do("decline_extension", away, "jianglinxi", f"{MONDAY} 10:40", reason=" ")
        assert bars(barred) == {"the_refusal_has_a_reason"}
        desk.do("decline_extension", away, "jianglinxi", f"{MONDAY} 10:40", reason="下午缺人")
        assert owed(away) == {"come_back": at(f"{MONDAY} 11:00")}
        with pytest.raises(Barred) as barred:
            desk.do("approve_extension", away, "jianglinxi", f"{MONDAY} 10:50")
        assert bars(barred) == {"an_extension_was_asked_for"}

    def test_not_into_a_time_in_which_they_stand_in_for_somebody_themselves(self, desk):
        first = desk.request("shenqinghe", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        grant(desk, first, f"{MONDAY} 09:05")
        later = desk.request("luoyiming", f"{MONDAY} 09:10", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
        grant(desk, later, f"{MONDAY} 09:15")
        sweep(at(f"{MONDAY} 10:00"))
        with pytest.raises(Barred) as barred:
            desk.do(
                "ask_extension", first, "shenqinghe", f"{MONDAY} 10:30", until=at(f"{MONDAY} 16:00")
            )
        assert "nothing_else_waits_for_them" in bars(barred)

    def test_nor_is_a_request_granted_that_was_asked_before_they_came_to_stand_in(self, desk):
        mine = desk.request(
            "shenqinghe",
            f"{MONDAY} 09:00",
            f"{MONDAY} 14:00",
            f"{MONDAY} 15:00",
            registration="renxiaoman",
        )
        desk.do(
            "agree_to_stand_in", desk.cover(mine, "registration"), "renxiaoman", f"{MONDAY} 09:05"
        )
        other = desk.request("luoyiming", f"{MONDAY} 09:10", f"{MONDAY} 14:00", f"{MONDAY} 16:00")
        grant(desk, other, f"{MONDAY} 09:15")
        with pytest.raises(Barred) as barred:
            desk.do("approve_absence", mine, "weisiyuan", f"{MONDAY} 09:20")
        assert bars(barred) == {"nothing_else_waits_for_them"}

    def test_once_they_should_be_back_nobody_consents_to_longer(self, desk):
        away = hour(desk)
        sweep(at(f"{MONDAY} 10:00"))
        desk.do("ask_extension", away, "heyutong", f"{MONDAY} 10:50", until=at(f"{MONDAY} 12:00"))
        sweep(at(f"{MONDAY} 11:00"))
        with pytest.raises(Barred) as barred:
            desk.do("approve_extension", away, "jianglinxi", f"{MONDAY} 11:01")
        assert bars(barred) == {"the_extension_is_approved_in_time"}
        desk.do("decline_extension", away, "jianglinxi", f"{MONDAY} 11:02", reason="已经过了")
        desk.do("come_back", away, "heyutong", f"{MONDAY} 11:10")
        assert not owed(away)

    def test_not_into_a_time_in_which_the_stand_in_covers_another_window(self, desk):
        first = hour(desk)
        later = desk.request(
            "qinmanwen", f"{MONDAY} 09:10", f"{MONDAY} 14:00", f"{MONDAY} 15:00",
            window_3="panjiashu",
        )  # fmt: skip
        grant(desk, later, f"{MONDAY} 09:15")
        sweep(at(f"{MONDAY} 10:00"))
        until = at(f"{MONDAY} 16:00")
        with pytest.raises(Barred) as barred:
            desk.do("ask_extension", first, "heyutong", f"{MONDAY} 10:30", until=until)
        assert bars(barred) == {"no_stand_in_covers_another_window"}


class TestDates:
    """Late entries are declared, and go no further back than what they end (6.5a)."""

    def test_nobody_was_back_before_they_left(self, desk):
        away = hour(desk)
        sweep(at(f"{MONDAY} 10:00"))
        with pytest.raises(Barred) as barred:
            acts.come_back(
                away,
                by=desk.world.staff("heyutong"),
                at=at(f"{MONDAY} 09:50"),
                late_entry=True,
            )
        assert "they_had_left" in bars(barred)

    def test_a_return_entered_late_keeps_its_time(self, desk):
        away = hour(desk)
        sweep(at(f"{MONDAY} 10:00"))
        sweep(at(f"{MONDAY} 11:00"))
        acts.come_back(
            away, by=desk.world.staff("heyutong"), at=at(f"{MONDAY} 10:50"), late_entry=True
        )
        assert Absence.objects.get(pk=away).ended_at == at(f"{MONDAY} 10:50")
        assert not owed(away)


class TestBudget:
    """An act takes no more statements for more posts or a longer list."""

    def walk(self, desk, posts: int, cases: int) -> dict[str, int]:
        world = desk.world
        for key in ("registration", "relief", "civil")[:posts]:
            sits_also(desk, "luoyiming", key)
        for n in range(cases):
            world.receive("food", f"{MONDAY} 09:{n:02}")
        taken: dict[str, int] = {}

        def count(act, subject, by, when, **brings):
            who = world.staff(by) if isinstance(by, str) else by
            with CaptureQueriesContext(connection) as found:
                done = act(subject, by=who, at=at(when), **brings)
            frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
            n = len([query for query in found if not query["sql"].startswith(frame)])
            taken[act.__name__] = max(n, taken.get(act.__name__, 0))
            return done.matter

        sits = ("food", "registration", "relief", "civil")[: posts + 1]
        free = ("renxiaoman", "baizhixing", "tianruyi", "zouyichen")  # at one window each
        stand_ins = dict(zip(sits, free, strict=False))
        names = {person: key for key, person in world.people.items()}
        leave = desk.leave(f"{TUESDAY} 09:00", f"{THURSDAY} 17:00", **stand_ins)
        place = world.jurisdiction
        away = count(acts.request_absence, place, "luoyiming", f"{MONDAY} 10:00", leave=leave)
        covers = list(Cover.objects.filter(absence=away).order_by("pk"))
        first = covers[0]
        asked = {cover.pk: names[cover.person_id] for cover in covers}
        count(acts.decline_to_stand_in, first.pk, asked[first.pk], f"{MONDAY} 10:01")
        leader = world.holder(bearer(away, "designate_stand_in"))
        again = first.person_id
        count(acts.designate_stand_in, first.pk, leader, f"{MONDAY} 10:02", person=again)
        for cover, who in asked.items():
            count(acts.agree_to_stand_in, cover, who, f"{MONDAY} 10:03")
        boss = world.holder(bearer(away, "approve_absence"))
        count(acts.approve_absence, away, boss, f"{MONDAY} 10:10")
        for cover in covers:
            lines = tuple(acts.Line(row.pk, "等核查") for row in owed_on(cover.post_id))
            count(acts.hand_over, cover.pk, "luoyiming", f"{MONDAY} 10:20", lines=lines)
            count(acts.take_hand_over, cover.pk, asked[cover.pk], f"{MONDAY} 10:20")
            head = Obligation.objects.get(kind="see_hand_over", about=cover.pk, ended_at=None)
            count(acts.see_hand_over, cover.pk, world.holders[head.bearer_id], f"{MONDAY} 10:20")
        count(acts.start_absence, away, CLOCK, f"{TUESDAY} 09:00")
        until = {"until": at("2026-09-28 17:00")}
        count(acts.ask_extension, away, "luoyiming", f"{TUESDAY} 10:00", **until)
        count(acts.decline_extension, away, boss, f"{TUESDAY} 10:10", reason="缺人")
        count(acts.ask_extension, away, "luoyiming", f"{TUESDAY} 10:20", **until)
        count(acts.approve_extension, away, boss, f"{TUESDAY} 10:30")
        count(acts.note_overstay, away, CLOCK, "2026-09-28 17:00")
        count(acts.tell_of_absent, away, boss, "2026-09-28 17:10", found="在路上")
        count(acts.sign_in, away, "luoyiming", "2026-09-29 09:00")
        for cover in covers:
            count(acts.hand_back, cover.pk, asked[cover.pk], "2026-09-29 09:10")
        count(acts.take_back, away, "luoyiming", "2026-09-29 09:20")

        ill = desk.leave("2026-09-29 10:00", None, AbsenceKind.ILLNESS)
        who = {"person": world.people["luoyiming"], "leave": ill}
        sick = count(acts.enter_sudden_absence, place, boss, "2026-09-29 10:00", **who)
        count(acts.note_missed, sick, CLOCK, "2026-09-30 10:00")
        count(acts.come_back, sick, "luoyiming", "2026-09-30 10:10")
        for act in (acts.decline_absence, acts.cancel_absence):
            leave = desk.leave("2026-10-12 09:00", "2026-10-12 11:00", **stand_ins)
            next_ = count(acts.request_absence, place, "luoyiming", "2026-09-30 11:00", leave=leave)
            by = "luoyiming" if act is acts.cancel_absence else boss
            brings = {} if act is acts.cancel_absence else {"reason": "缺人"}
            count(act, next_, by, "2026-09-30 11:10", **brings)
        leave = desk.leave("2026-09-30 11:20", "2026-09-30 11:40", **stand_ins)
        late = count(acts.request_absence, place, "luoyiming", "2026-09-30 11:12", leave=leave)
        count(acts.note_missed, late, CLOCK, "2026-09-30 11:20")
        count(acts.lapse_absence, late, CLOCK, "2026-09-30 11:40")
        deputy = {"director": "luchengyu"}
        leave = desk.leave("2026-10-12 09:00", "2026-10-12 11:00", **deputy)
        count(acts.announce_absence, place, "hanmingzhe", "2026-09-30 12:00", leave=leave)
        desk.sudden("longhaoran", "2026-09-30 12:10", "fangshuhe")
        last = desk.sudden("tianruyi", "2026-09-30 12:20", "fangshuhe")
        count(acts.confirm_taking_over, last, "fangshuhe", "2026-09-30 12:30")
        deputies = Sitting.objects.filter(post__rank="deputy", role="holder")
        deputies.update(until=at("2026-09-30 12:35"))
        Jurisdiction.objects.update(books_version=F("books_version") + 1)
        main = desk.cover(desk.sudden("hanmingzhe", "2026-09-30 12:40", "fangshuhe"), "director")
        who = {"person": world.people["weisiyuan"]}
        count(acts.record_appointment, main, "fangshuhe", "2026-09-30 12:50", **who)
        return taken

    def test_every_act_keeps_its_budget_however_many_posts_and_however_long_the_list(
        self, desk, settings
    ):
        settings.SHOUWEN_RECHECK = False
        before = transaction.savepoint()
        few = self.walk(desk, posts=1, cases=1)
        transaction.savepoint_rollback(before)
        books.forget()  # versions are counted from there again
        many = self.walk(desk, posts=3, cases=12)
        assert {act: n for act, n in many.items() if n > BUDGET} == {}
        assert {act: (n, many[act]) for act, n in few.items() if many[act] > n} == {}
        named = {act for act in MOVES if act.startswith("absence.")} - leavers.ACTS.keys()
        assert {act.partition(".")[2] for act in named} == many.keys()


def test_signs_that_no_paper_can_print_are_told_to_whoever_writes_them(desk):
    """Not to whoever consents later, when the form is issued (4.4a)."""
    leave = replace(desk.leave(f"{MONDAY} 10:00", f"{MONDAY} 11:00"), reason="接孩子🙂")
    with pytest.raises(Barred) as barred:
        acts.request_absence(
            desk.world.jurisdiction,
            by=desk.world.staff("heyutong"),
            at=at(f"{MONDAY} 09:00"),
            leave=leave,
        )
    assert bars(barred) == {"characters_cannot_be_drawn"}


def test_of_lines_that_no_page_had_room_for_one_sentence_is_said(desk):
    desk.world.receive("food", f"{MONDAY} 09:30")
    away = desk.request("luoyiming", f"{MONDAY} 09:40", "2026-09-22 09:00", "2026-09-24 17:00")
    cover = desk.cover(away, "food")
    desk.do("agree_to_stand_in", cover, "shenqinghe", f"{MONDAY} 10:00")
    desk.do("approve_absence", away, "weisiyuan", f"{MONDAY} 10:10")
    desk.do("hand_over", cover, "luoyiming", f"{MONDAY} 11:00", rest="都还没有开始办")
    lines = HandoverLine.objects.filter(cover=cover)
    assert {line.comment for line in lines} == {"都还没有开始办"}
