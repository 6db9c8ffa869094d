"""Nobody leaves before somebody sits in (3.1–3.5)."""

from datetime import datetime
from functools import partial
from uuid import UUID

import pytest

from shouwen.acts import CLOCK, Barred
from shouwen.acts import absence as acts
from shouwen.acts.absence import Leave, Line, StandingIn
from shouwen.acts.case import examine_materials
from shouwen.acts.office import leave_post
from shouwen.acts.sweeping import sweep
from shouwen.records.casefile.absence import owed_on
from shouwen.records.casefile.books import books_of
from shouwen.records.casefile.office import office
from shouwen.records.models import (
    Absence,
    Cover,
    Jurisdiction,
    LedgerEntry,
    Matter,
    Obligation,
    Sitting,
)
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import AbsenceKind, SeatRule

from .world import at

MONDAY = "2026-09-21"  # to Thursday 24; Friday 25 is the mid-autumn festival


@pytest.fixture
def desk(world):
    ranked()
    return Desk(world)


def ranked():
    from shouwen.records.models import Post, Section

    if Post.objects.filter(rank="main").exists():
        return
    Post.objects.filter(key="director").update(rank="main")
    Post.objects.filter(heads_section=True).exclude(key="director").update(rank="head")
    Post.objects.filter(key="deputy_people").update(rank="deputy", deputy_order=1)
    Post.objects.filter(key="deputy_projects").update(rank="deputy", deputy_order=2)
    Section.objects.filter(key="bureau").update(is_office=True)
    Section.objects.filter(key="window").update(is_window=True)
    Jurisdiction.objects.update(books_version=2, roster_version=2)


class Desk:
    """Absences in the demo office: people by sign-in, posts by key."""

    def __init__(self, world) -> None:
        self.world = world

    def leave(self, since: str, until: str | None, kind=AbsenceKind.LEAVE, **stand_ins: str):
        return Leave(
            kind=kind,
            leaves_at=at(since),
            returns_at=at(until) if until else None,
            reason="外出办事",
            stand_ins=tuple(
                StandingIn(self.world.posts[post].pk, self.world.people[who])
                for post, who in stand_ins.items()
            ),
        )

    def request(self, who: str, when: str, since: str, until: str, **stand_ins: str) -> UUID:
        done = acts.request_absence(
            self.world.jurisdiction,
            by=self.world.staff(who),
            at=at(when),
            leave=self.leave(since, until, **stand_ins),
        )
        return done.matter

    def sudden(self, who: str, when: str, by: str, until: str | None = None) -> UUID:
        leave = self.leave(when, until, AbsenceKind.ILLNESS)
        return acts.enter_sudden_absence(
            self.world.jurisdiction,
            by=self.world.staff(by),
            at=at(when),
            person=self.world.people[who],
            leave=leave,
        ).matter

    def do(self, act: str, subject: UUID, by: str | None, when: str, **brings):
        who = self.world.staff(by) if by else CLOCK
        return getattr(acts, act)(subject, by=who, at=at(when), **brings)

    def cover(self, absence: UUID, post: str) -> UUID:
        found = Cover.objects.filter(absence=absence, post=self.world.posts[post], until=None)
        return found.get().pk

    def hand_over(self, absence: UUID, post: str, by: str, when: str) -> None:
        lines = tuple(
            Line(row.pk, "材料已齐，等现场核查") for row in owed_on(self.world.posts[post].pk)
        )
        self.do("hand_over", self.cover(absence, post), by, when, lines=lines, things="公章一枚")

    def sits(self, post: str, when: str) -> tuple[str, SeatRule]:
        place = Jurisdiction.objects.get(pk=self.world.jurisdiction)
        roster = office(place).roster
        found = seat(roster, self.world.posts[post].pk, at(when))
        names = {person: key for key, person in self.world.people.items()}
        return names[found.person], found.rule


def bars(barred) -> set[str]:
    return {bar.code for bar in barred.value.bars}


def state(matter: UUID) -> str:
    return Matter.objects.get(pk=matter).state


def owed(matter: UUID) -> dict[str, datetime]:
    found = Obligation.objects.filter(matter=matter, ended_at=None)
    return {row.kind: row.due_at for row in found}


class TestAnHourAway:
    """A window officer leaves for an hour: a delegate first, then consent (3.2a, 3.2b)."""

    def test_the_delegate_agrees_the_head_consents_and_the_seat_changes_by_itself(self, desk):
        away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        assert set(owed(away)) == {"agree_to_stand_in", "approve_absence"}
        with pytest.raises(Barred) as barred:
            desk.do("approve_absence", away, "jianglinxi", f"{MONDAY} 09:05")
        assert bars(barred) == {"window_stand_ins_agreed"}
        desk.do("agree_to_stand_in", desk.cover(away, "window_1"), "panjiashu", f"{MONDAY} 09:06")
        desk.do("approve_absence", away, "jianglinxi", f"{MONDAY} 09:10")
        assert desk.sits("window_1", f"{MONDAY} 09:59") == ("heyutong", SeatRule.HOLDER)
        assert desk.sits("window_1", f"{MONDAY} 10:00") == ("panjiashu", SeatRule.STAND_IN)
        desk.do("start_absence", away, None, f"{MONDAY} 10:00")
        assert set(owed(away)) == {"come_back"}
        desk.do("come_back", away, "heyutong", f"{MONDAY} 10:50")
        assert state(away) == "closed" and not owed(away)
        assert desk.sits("window_1", f"{MONDAY} 10:50") == ("heyutong", SeatRule.HOLDER)
        assert desk.sits("window_1", f"{MONDAY} 10:20") == ("panjiashu", SeatRule.STAND_IN)

    def test_nobody_else_agrees_for_the_delegate(self, desk):
        away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        with pytest.raises(Barred) as barred:
            desk.do(
                "agree_to_stand_in", desk.cover(away, "window_1"), "heyutong", f"{MONDAY} 09:01"
            )
        assert bars(barred) == {"the_stand_in_acts_in_person"}

    def test_who_covers_one_window_covers_no_other(self, desk):
        first = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        desk.do("agree_to_stand_in", desk.cover(first, "window_1"), "panjiashu", f"{MONDAY} 09:01")
        desk.do("approve_absence", first, "jianglinxi", f"{MONDAY} 09:02")
        with pytest.raises(Barred) as barred:
            desk.request(
                "qinmanwen",
                f"{MONDAY} 09:10",
                f"{MONDAY} 10:30",
                f"{MONDAY} 11:30",
                window_3="panjiashu",
            )
        assert "no_stand_in_covers_another_window" in bars(barred)

    def test_a_stand_in_who_leaves_needs_a_next_one_for_what_they_stand_in_on(self, desk):
        first = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:30")
        desk.do("agree_to_stand_in", desk.cover(first, "window_1"), "panjiashu", f"{MONDAY} 09:01")
        desk.do("approve_absence", first, "jianglinxi", f"{MONDAY} 09:02")
        second = desk.request(
            "panjiashu",
            f"{MONDAY} 10:05",
            f"{MONDAY} 10:30",
            f"{MONDAY} 11:00",
            window_2="jianglinxi",
            window_1="qinmanwen",
        )
        assert set(Cover.objects.filter(absence=second).values_list("post__key", flat=True)) == {
            "window_1",
            "window_2",
        }

    def test_two_do_not_stand_in_for_each_other(self, desk):
        first = desk.request("luoyiming", f"{MONDAY} 09:00", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
        desk.do("agree_to_stand_in", desk.cover(first, "food"), "shenqinghe", f"{MONDAY} 09:01")
        second = desk.request("shenqinghe", f"{MONDAY} 09:02", f"{MONDAY} 14:30", f"{MONDAY} 15:30")
        desk.do(
            "agree_to_stand_in", desk.cover(second, "registration"), "luoyiming", f"{MONDAY} 09:03"
        )
        desk.do("approve_absence", first, "weisiyuan", f"{MONDAY} 09:10")
        with pytest.raises(Barred) as barred:
            desk.do("approve_absence", second, "weisiyuan", f"{MONDAY} 09:11")
        assert "every_stand_in_is_there" in bars(barred)

    def test_consent_comes_before_leaving(self, desk):
        away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        desk.do("agree_to_stand_in", desk.cover(away, "window_1"), "panjiashu", f"{MONDAY} 09:01")
        with pytest.raises(Barred) as barred:
            desk.do("approve_absence", away, "jianglinxi", f"{MONDAY} 10:01")
        assert bars(barred) == {"it_is_asked_beforehand"}
        with pytest.raises(Barred) as barred:
            desk.request("qinmanwen", f"{MONDAY} 10:01", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        assert bars(barred) == {"it_is_asked_beforehand"}

    def test_nobody_approves_their_own_absence_not_even_as_a_stand_in_above(self, desk):
        head = desk.request("jianglinxi", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        with pytest.raises(Barred) as barred:
            desk.do("approve_absence", head, "jianglinxi", f"{MONDAY} 09:01")
        assert bars(barred) & {"nobody_decides_on_their_own", "this_post_may_not"}

    def test_it_ends_after_it_began(self, desk):
        with pytest.raises(Barred) as barred:
            desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 11:00", f"{MONDAY} 10:00")
        assert "it_ends_after_it_begins" in bars(barred)

    def test_who_does_not_come_back_in_time_is_looked_for_and_stays_covered(self, desk):
        away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        desk.do("agree_to_stand_in", desk.cover(away, "window_1"), "panjiashu", f"{MONDAY} 09:06")
        desk.do("approve_absence", away, "jianglinxi", f"{MONDAY} 09:10")
        desk.do("start_absence", away, None, f"{MONDAY} 10:00")
        desk.do("note_overstay", away, None, f"{MONDAY} 11:00")
        assert owed(away)["find_absent"] == at(f"{MONDAY} 12:00")
        assert desk.sits("window_1", f"{MONDAY} 11:30") == ("panjiashu", SeatRule.STAND_IN)
        with pytest.raises(Barred) as barred:
            desk.do("tell_of_absent", away, "jianglinxi", f"{MONDAY} 11:20", found=" ")
        assert bars(barred) == {"what_was_found_out_is_said"}
        found = "车在路上坏了，十二点前到"
        desk.do("tell_of_absent", away, "jianglinxi", f"{MONDAY} 11:20", found=found)
        assert Absence.objects.get(pk=away).found_out == found
        assert set(owed(away)) == {"come_back"}
        desk.do("come_back", away, "heyutong", f"{MONDAY} 11:40")
        assert not owed(away)


class TestAWeekAway:
    """A day or more: report and hand over first (3.3a)."""

    def ready(self, desk) -> UUID:
        case = desk.world.receive("food", f"{MONDAY} 09:30")
        away = desk.request("luoyiming", f"{MONDAY} 09:40", "2026-09-22 09:00", "2026-09-24 17:00")
        desk.do("agree_to_stand_in", desk.cover(away, "food"), "shenqinghe", f"{MONDAY} 10:00")
        desk.do("approve_absence", away, "weisiyuan", f"{MONDAY} 10:10")
        self.case = case
        return away

    def test_it_begins_only_when_the_list_is_commented_taken_and_seen(self, desk):
        away = self.ready(desk)
        assert desk.sits("food", "2026-09-22 10:00") == ("luoyiming", SeatRule.HOLDER)
        cover = desk.cover(away, "food")
        with pytest.raises(Barred) as barred:
            desk.do("hand_over", cover, "luoyiming", f"{MONDAY} 11:00")
        assert bars(barred) == {"every_line_is_commented"}
        desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 11:00")
        desk.do("take_hand_over", cover, "shenqinghe", f"{MONDAY} 11:10")
        assert desk.sits("food", "2026-09-22 10:00") == ("luoyiming", SeatRule.HOLDER)
        desk.do("see_hand_over", cover, "weisiyuan", f"{MONDAY} 11:20")
        assert desk.sits("food", "2026-09-22 10:00") == ("shenqinghe", SeatRule.STAND_IN)
        assert owed(away) == {"leave": at("2026-09-22 09:00")}

    def test_the_stand_in_does_the_work_and_hands_it_back(self, desk):
        away = self.ready(desk)
        cover = desk.cover(away, "food")
        desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 11:00")
        desk.do("take_hand_over", cover, "shenqinghe", f"{MONDAY} 11:10")
        desk.do("see_hand_over", cover, "weisiyuan", f"{MONDAY} 11:20")
        desk.do("start_absence", away, None, "2026-09-22 09:00")
        with pytest.raises(Barred) as barred:  # who is away sits nowhere
            examine_materials(
                self.case,
                by=desk.world.staff("luoyiming"),
                at=at("2026-09-22 10:00"),
                judgements={},
            )
        assert bars(barred) == {"this_post_may_not"}
        with pytest.raises(Barred) as barred:
            desk.do("hand_back", cover, "shenqinghe", "2026-09-23 10:00")
        assert bars(barred) == {"not_in_this_state"}
        desk.do("sign_in", away, "luoyiming", "2026-09-24 16:00")
        assert set(owed(away)) == {"hand_back"}
        with pytest.raises(Barred) as barred:
            desk.do("take_back", away, "luoyiming", "2026-09-24 16:05")
        assert bars(barred) == {"everything_was_handed_back"}
        desk.do("hand_back", cover, "shenqinghe", "2026-09-24 16:10")
        desk.do("take_back", away, "luoyiming", "2026-09-24 16:20")
        assert state(away) == "closed" and not owed(away)

    def test_an_absence_is_extended_only_when_approved_anew(self, desk):
        away = self.ready(desk)
        cover = desk.cover(away, "food")
        desk.hand_over(away, "food", "luoyiming", f"{MONDAY} 11:00")
        desk.do("take_hand_over", cover, "shenqinghe", f"{MONDAY} 11:10")
        desk.do("see_hand_over", cover, "weisiyuan", f"{MONDAY} 11:20")
        desk.do("start_absence", away, None, "2026-09-22 09:00")
        desk.do(
            "ask_extension", away, "luoyiming", "2026-09-24 09:00", until=at("2026-09-28 17:00")
        )
        assert owed(away)["come_back"] == at("2026-09-24 17:00")
        desk.do("approve_extension", away, "weisiyuan", "2026-09-24 10:00")
        assert owed(away) == {"come_back": at("2026-09-28 17:00")}

    def test_before_it_begins_it_may_be_cancelled(self, desk):
        away = self.ready(desk)
        desk.do("cancel_absence", away, "luoyiming", f"{MONDAY} 12:00")
        assert state(away) == "cancelled" and not owed(away)


class TestSudden:
    """Illness is never refused: it holds at once, on anyone's entry (3.2a)."""

    def test_nothing_is_entered_as_done_before_it_was_entered_itself(self, desk):
        away = desk.sudden("luoyiming", f"{MONDAY} 09:00", "weisiyuan", f"{MONDAY} 15:00")
        late = {"until": at(f"{MONDAY} 17:00"), "late_entry": True}
        with pytest.raises(Barred) as barred:
            desk.do("ask_extension", away, "luoyiming", f"{MONDAY} 08:50", **late)
        assert "nothing_is_done_before_it_was_owed" in bars(barred)

    def test_it_holds_at_once_and_the_direct_leader_owes_list_and_stand_in(self, desk):
        away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
        assert state(away) == "running"
        assert desk.sits("food", f"{MONDAY} 09:30") == ("shenqinghe", SeatRule.B_ROLE)
        row = Obligation.objects.get(matter=away, kind="designate_stand_in")
        assert row.due_at == at(f"{MONDAY} 11:30")
        assert row.bearer == desk.world.posts["market_head"]
        cover = desk.cover(away, "food")
        desk.do(
            "designate_stand_in",
            cover,
            "weisiyuan",
            f"{MONDAY} 10:00",
            person=desk.world.people["renxiaoman"],
        )
        assert desk.sits("food", f"{MONDAY} 09:59") == ("shenqinghe", SeatRule.B_ROLE)
        assert desk.sits("food", f"{MONDAY} 10:00") == ("renxiaoman", SeatRule.STAND_IN)
        desk.hand_over(away, "food", "weisiyuan", f"{MONDAY} 10:30")
        desk.do("agree_to_stand_in", cover, "renxiaoman", f"{MONDAY} 10:35")
        desk.do("take_hand_over", cover, "renxiaoman", f"{MONDAY} 10:40")
        assert Cover.objects.get(pk=cover).signed_for
        assert owed(away) == {"come_back": None}  # nobody knows when

    def test_for_an_hour_too_the_direct_leader_says_what_is_owed_on_the_post(self, desk):
        away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong", f"{MONDAY} 11:30")
        assert owed(away)["hand_over"] == at(f"{MONDAY} 11:30")
        cover, person = desk.cover(away, "food"), desk.world.people["shenqinghe"]
        desk.do("designate_stand_in", cover, "weisiyuan", f"{MONDAY} 09:40", person=person)
        desk.hand_over(away, "food", "weisiyuan", f"{MONDAY} 09:50")
        desk.do("take_hand_over", cover, "shenqinghe", f"{MONDAY} 10:00")
        desk.do("sign_in", away, "luoyiming", f"{MONDAY} 11:00")
        assert set(owed(away)) == {"hand_back"}

    def test_who_is_back_before_the_list_was_written_gets_nothing_back(self, desk):
        away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong", f"{MONDAY} 11:30")
        desk.do("come_back", away, "luoyiming", f"{MONDAY} 10:30")
        assert state(away) == "closed" and not owed(away)

    def test_one_that_lasts_longer_than_was_said_has_its_list_once(self, desk):
        away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong", f"{MONDAY} 11:30")
        until = at("2026-09-23 17:00")
        desk.do("ask_extension", away, "luoyiming", f"{MONDAY} 10:00", until=until)
        desk.do("approve_extension", away, "weisiyuan", f"{MONDAY} 10:10")
        assert Obligation.objects.filter(matter=away, kind="hand_over").count() == 1

    def test_who_is_designated_for_a_window_sits_at_once_and_confirms_it(self, desk):
        away = desk.sudden("heyutong", f"{MONDAY} 09:30", "jianglinxi")
        cover, person = desk.cover(away, "window_1"), desk.world.people["panjiashu"]
        desk.do("designate_stand_in", cover, "jianglinxi", f"{MONDAY} 09:40", person=person)
        assert desk.sits("window_1", f"{MONDAY} 09:40") == ("panjiashu", SeatRule.STAND_IN)
        assert owed(away)["agree_to_stand_in"] == at(f"{MONDAY} 11:40")
        with pytest.raises(Barred) as barred:
            desk.do("decline_to_stand_in", cover, "panjiashu", f"{MONDAY} 09:45")
        assert bars(barred) == {"not_in_this_state"}
        desk.do("agree_to_stand_in", cover, "panjiashu", f"{MONDAY} 09:45")
        assert "agree_to_stand_in" not in owed(away)

    def test_the_ledger_names_the_post_from_which_it_was_entered_and_the_list_written(self, desk):
        """Who stands in for the head does both from the head's post, and from no other of theirs."""
        desk.sudden("weisiyuan", f"{MONDAY} 09:00", "fangshuhe")
        assert desk.sits("market_head", f"{MONDAY} 09:00") == ("duyunfei", SeatRule.B_ROLE)
        away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "duyunfei")
        cover, person = desk.cover(away, "food"), desk.world.people["renxiaoman"]
        desk.do("designate_stand_in", cover, "duyunfei", f"{MONDAY} 10:00", person=person)
        desk.hand_over(away, "food", "duyunfei", f"{MONDAY} 10:30")
        desk.do("take_hand_over", cover, "renxiaoman", f"{MONDAY} 10:40")
        posts = {post.pk: key for key, post in desk.world.posts.items()}
        told = LedgerEntry.objects.filter(matter=away).order_by("seq")
        assert [posts[row.post] for row in told] == [*["market_head"] * 3, "civil"]

    def test_a_planned_reason_is_not_entered_afterwards(self, desk):
        with pytest.raises(Barred) as barred:
            acts.enter_sudden_absence(
                desk.world.jurisdiction,
                by=desk.world.staff("heyutong"),
                at=at(f"{MONDAY} 10:00"),
                person=desk.world.people["luoyiming"],
                leave=desk.leave(f"{MONDAY} 09:00", f"{MONDAY} 12:00"),
            )
        assert bars(barred) == {"it_is_sudden"}

    def test_the_next_stand_in_sits_from_when_they_were_designated(self, desk):
        away = desk.sudden("luoyiming", f"{MONDAY} 09:30", "heyutong")
        for who, when in (("renxiaoman", "10:00"), ("baizhixing", "11:00")):
            desk.do(
                "designate_stand_in",
                desk.cover(away, "food"),
                "weisiyuan",
                f"{MONDAY} {when}",
                person=desk.world.people[who],
            )
        assert desk.sits("food", f"{MONDAY} 10:59")[0] == "renxiaoman"
        assert desk.sits("food", f"{MONDAY} 11:00")[0] == "baizhixing"


class TestAnEmptySection:
    """The last one out asks the Office first (3.2c)."""

    def test_the_office_confirms_before_the_last_one_may_leave(self, desk):
        head = desk.request("longhaoran", f"{MONDAY} 09:00", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
        desk.do("approve_absence", head, "luchengyu", f"{MONDAY} 09:05")
        last = desk.request("tianruyi", f"{MONDAY} 09:10", f"{MONDAY} 14:00", f"{MONDAY} 16:00")
        assert Absence.objects.get(pk=last).empties == [str(desk.world.posts["project"].section_id)]
        desk.do("agree_to_stand_in", desk.cover(last, "project"), "maozijun", f"{MONDAY} 09:11")
        with pytest.raises(Barred) as barred:
            desk.do("approve_absence", last, "longhaoran", f"{MONDAY} 09:12")
        assert bars(barred) == {"the_office_takes_over_an_empty_section"}
        desk.do("confirm_taking_over", last, "fangshuhe", f"{MONDAY} 09:15")
        desk.do("approve_absence", last, "longhaoran", f"{MONDAY} 09:20")
        assert state(last) == "approved"

    def test_what_the_office_confirmed_for_a_day_it_confirms_anew_for_a_longer_one(self, desk):
        """Each section and each time is confirmed: it takes over what it said, and no more."""
        head = desk.request("longhaoran", f"{MONDAY} 09:00", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
        desk.do("approve_absence", head, "luchengyu", f"{MONDAY} 09:05")
        last = desk.sudden("tianruyi", f"{MONDAY} 14:10", "fangshuhe", f"{MONDAY} 14:40")
        desk.do("confirm_taking_over", last, "fangshuhe", f"{MONDAY} 14:15")
        assert "take_over_section" not in owed(last)
        until = at(f"{MONDAY} 16:00")
        desk.do("ask_extension", last, "tianruyi", f"{MONDAY} 14:20", until=until)
        assert owed(last)["take_over_section"] == at(f"{MONDAY} 14:40")
        deputy = "luchengyu"
        with pytest.raises(Barred) as barred:
            desk.do("approve_extension", last, deputy, f"{MONDAY} 14:25")
        assert bars(barred) == {"the_office_takes_over_an_empty_section"}
        desk.do("decline_extension", last, deputy, f"{MONDAY} 14:26", reason="缺人")
        assert "take_over_section" not in owed(last)
        desk.do("ask_extension", last, "tianruyi", f"{MONDAY} 14:27", until=until)
        desk.do("confirm_taking_over", last, "fangshuhe", f"{MONDAY} 14:28")
        desk.do("approve_extension", last, deputy, f"{MONDAY} 14:29")
        assert owed(last)["come_back"] == until

    def test_a_colleague_who_did_not_come_back_in_time_is_not_counted_as_there(self, desk):
        desk.sudden("longhaoran", f"{MONDAY} 09:30", "tianruyi", f"{MONDAY} 10:00")
        last = desk.sudden("tianruyi", f"{MONDAY} 10:30", "longhaoran", f"{MONDAY} 12:00")
        assert Absence.objects.get(pk=last).empties == [str(desk.world.posts["project"].section_id)]
        assert "take_over_section" in owed(last)


class TestLeaders:
    """Leaders too (3.4a, 3.4b)."""

    def test_the_main_leader_names_exactly_one_deputy(self, desk):
        world = desk.world

        def announce(who: str):
            return acts.announce_absence(
                world.jurisdiction,
                by=world.staff("hanmingzhe"),
                at=at(f"{MONDAY} 09:00"),
                leave=desk.leave(f"{MONDAY} 10:00", f"{MONDAY} 12:00", director=who),
            )

        with pytest.raises(Barred) as barred:
            announce("fangshuhe")
        assert bars(barred) == {"a_deputy_acts_for_the_main_leader"}
        announce("luchengyu")
        assert desk.sits("director", f"{MONDAY} 10:30") == ("luchengyu", SeatRule.STAND_IN)

    def test_the_deputy_named_passes_the_post_on_to_nobody(self, desk):
        world = desk.world
        leave = desk.leave(f"{MONDAY} 10:00", f"{MONDAY} 12:00", director="tangruolan")
        away = acts.announce_absence(
            world.jurisdiction, by=world.staff("hanmingzhe"), at=at(f"{MONDAY} 09:00"), leave=leave
        ).matter
        sweep(at(f"{MONDAY} 10:00"))
        other, cover = {"person": world.people["luchengyu"]}, desk.cover(away, "director")
        with pytest.raises(Barred) as barred:
            desk.do("designate_stand_in", cover, "tangruolan", f"{MONDAY} 10:20", **other)
        assert bars(barred) == {"the_deputy_named_stays"}
        desk.sudden("tangruolan", f"{MONDAY} 10:30", "fangshuhe")
        desk.do("designate_stand_in", cover, "luchengyu", f"{MONDAY} 10:40", **other)
        assert desk.sits("director", f"{MONDAY} 10:40") == ("luchengyu", SeatRule.STAND_IN)

    def test_a_suddenly_absent_main_leader_is_followed_in_the_order_of_deputies(self, desk):
        desk.sudden("hanmingzhe", f"{MONDAY} 09:00", "fangshuhe")
        assert desk.sits("director", f"{MONDAY} 09:00") == ("tangruolan", SeatRule.DEPUTY)

    def test_who_acts_for_a_main_leader_who_named_nobody_takes_down_whom_the_order_names(
        self, desk
    ):
        """No deputy chooses herself, nor another: the main leader's order does."""
        away = desk.sudden("hanmingzhe", f"{MONDAY} 09:00", "fangshuhe")
        cover, people = desk.cover(away, "director"), desk.world.people
        other = {"person": people["luchengyu"]}
        with pytest.raises(Barred) as barred:
            desk.do("designate_stand_in", cover, "tangruolan", f"{MONDAY} 09:10", **other)
        assert bars(barred) == {"the_order_of_deputies_holds"}
        first = {"person": people["tangruolan"]}
        desk.do("designate_stand_in", cover, "tangruolan", f"{MONDAY} 09:20", **first)
        assert desk.sits("director", f"{MONDAY} 09:20") == ("tangruolan", SeatRule.STAND_IN)

    def test_who_acts_for_the_main_leader_is_let_go_by_the_next_deputy_in_the_order(self, desk):
        """Nobody decides on their own; the deputy who comes next acts lawfully (3.4a, 3.4b)."""
        desk.sudden("hanmingzhe", f"{MONDAY} 09:00", "fangshuhe")
        stand_ins = {"deputy_people": "luchengyu"}
        times = (f"{MONDAY} 09:30", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
        leave = desk.request("tangruolan", *times, **stand_ins)
        row = Obligation.objects.get(matter=leave, kind="approve_absence")
        assert row.bearer == desk.world.posts["deputy_projects"]
        with pytest.raises(Barred) as barred:
            desk.do("approve_absence", leave, "tangruolan", f"{MONDAY} 09:40")
        assert bars(barred) == {"this_post_may_not"}
        cover, agreed = desk.cover(leave, "deputy_people"), f"{MONDAY} 09:35"
        desk.do("agree_to_stand_in", cover, "luchengyu", agreed)
        desk.do("approve_absence", leave, "luchengyu", f"{MONDAY} 09:40")
        assert desk.sits("director", f"{MONDAY} 14:00") == ("luchengyu", SeatRule.DEPUTY)

    def test_the_only_deputy_there_who_acts_for_the_main_leader_asks_nobody(self, desk):
        for who in ("hanmingzhe", "luchengyu"):
            desk.sudden(who, f"{MONDAY} 09:00", "fangshuhe")
        with pytest.raises(Barred) as barred:
            desk.request("tangruolan", f"{MONDAY} 09:30", f"{MONDAY} 14:00", f"{MONDAY} 15:00")
        assert "somebody_above_is_there" in bars(barred)

    def test_the_last_leader_who_is_there_may_fall_ill_too(self, desk):
        """What that leaves is read again: who acts for the main leader, were they there, is still
        the same."""
        for who in ("hanmingzhe", "luchengyu", "tangruolan"):
            last = desk.sudden(who, f"{MONDAY} 09:00", "fangshuhe")
        assert state(last) == "running"

    @pytest.fixture
    def without_deputies(self, desk):
        held = Sitting.objects.filter(post__rank="deputy", role="holder", until=None)
        for sitting in held.select_related("person"):
            leave_post(
                books_of(desk.world.jurisdiction),
                by=desk.world.holder("bureau_clerk"),
                at=at(f"{MONDAY} 08:30"),
                person=sitting.person_id,
            )
        return desk

    def test_where_there_is_no_deputy_the_office_takes_down_whom_the_superior_body_appoints(
        self, without_deputies
    ):
        desk, world = without_deputies, without_deputies.world
        leave = desk.leave(f"{MONDAY} 10:00", "2026-09-23 18:00")
        announce = partial(acts.announce_absence, world.jurisdiction, by=world.staff("hanmingzhe"))
        named = desk.leave(f"{MONDAY} 10:00", "2026-09-23 18:00", director="weisiyuan")
        with pytest.raises(Barred) as barred:
            announce(at=at(f"{MONDAY} 09:00"), leave=named)
        assert "a_deputy_acts_for_the_main_leader" in bars(barred)
        away = announce(at=at(f"{MONDAY} 09:00"), leave=leave).matter
        row = Obligation.objects.get(matter=away, kind="designate_stand_in")
        assert (row.bearer.key, row.due_at) == ("bureau_head", at(f"{MONDAY} 10:00"))
        cover, said = desk.cover(away, "director"), {"person": world.people["weisiyuan"]}
        with pytest.raises(Barred) as barred:
            desk.do("record_appointment", cover, "weisiyuan", f"{MONDAY} 09:05", **said)
        assert bars(barred) == {"this_post_may_not"}
        desk.do("record_appointment", cover, "fangshuhe", f"{MONDAY} 09:10", **said)
        desk.hand_over(away, "director", "hanmingzhe", f"{MONDAY} 09:20")
        desk.do("take_hand_over", cover, "weisiyuan", f"{MONDAY} 09:30")
        assert desk.sits("director", f"{MONDAY} 10:00") == ("weisiyuan", SeatRule.STAND_IN)

    def test_so_it_is_where_the_main_leader_falls_ill(self, without_deputies):
        desk = without_deputies
        away = desk.sudden("hanmingzhe", f"{MONDAY} 09:00", "fangshuhe")
        row = Obligation.objects.get(matter=away, kind="designate_stand_in")
        assert row.bearer.key == "bureau_head"
        cover, said = desk.cover(away, "director"), {"person": desk.world.people["weisiyuan"]}
        desk.do("record_appointment", cover, "fangshuhe", f"{MONDAY} 09:10", **said)
        assert desk.sits("director", f"{MONDAY} 09:10") == ("weisiyuan", SeatRule.STAND_IN)

    def test_where_there_is_a_deputy_nobody_else_is_taken_down(self, desk):
        away = desk.sudden("hanmingzhe", f"{MONDAY} 09:00", "fangshuhe")
        said = {"person": desk.world.people["weisiyuan"]}
        cover = desk.cover(away, "director")
        with pytest.raises(Barred) as barred:
            desk.do("record_appointment", cover, "fangshuhe", f"{MONDAY} 09:10", **said)
        assert bars(barred) == {"the_superior_body_appoints"}

    def test_only_the_main_leader_designates_for_a_deputy(self, desk):
        away = desk.sudden("tangruolan", f"{MONDAY} 09:00", "fangshuhe")
        assert desk.sits("deputy_people", f"{MONDAY} 09:00") == ("luchengyu", SeatRule.PROPOSED)
        cover = desk.cover(away, "deputy_people")
        with pytest.raises(Barred):
            desk.do(
                "designate_stand_in",
                cover,
                "luchengyu",
                f"{MONDAY} 09:10",
                person=desk.world.people["luchengyu"],
            )
        desk.do(
            "designate_stand_in",
            cover,
            "hanmingzhe",
            f"{MONDAY} 09:20",
            person=desk.world.people["luchengyu"],
        )
        assert desk.sits("deputy_people", f"{MONDAY} 09:20") == ("luchengyu", SeatRule.STAND_IN)


class TestTheClock:
    """What nobody does, time does (3.1, 3.5)."""

    def test_an_absence_begins_and_is_missed_by_itself(self, desk):
        away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        desk.do("agree_to_stand_in", desk.cover(away, "window_1"), "panjiashu", f"{MONDAY} 09:06")
        desk.do("approve_absence", away, "jianglinxi", f"{MONDAY} 09:10")
        assert not sweep(at(f"{MONDAY} 09:59")).acts
        assert sweep(at(f"{MONDAY} 10:00")).acts == {"start_absence": 1}
        assert state(away) == "running"
        assert not Obligation.objects.filter(matter=away, missed_at__isnull=False)
        assert sweep(at(f"{MONDAY} 11:00")).acts == {"note_overstay": 1}
        assert not sweep(at(f"{MONDAY} 11:01")).acts

    def test_a_request_nobody_answered_is_a_miss_of_whoever_was_asked(self, desk):
        away = desk.request("heyutong", f"{MONDAY} 09:00", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
        assert sweep(at(f"{MONDAY} 10:00")).acts == {"note_missed": 1}
        missed = Obligation.objects.filter(matter=away, missed_at__isnull=False)
        assert {row.kind for row in missed} == {"agree_to_stand_in", "approve_absence"}
        assert desk.sits("window_1", f"{MONDAY} 10:30") == ("heyutong", SeatRule.HOLDER)
