"""Who hands over wrongly so often has it gone through with them, and what the directory got wrong is its
keeper's (1.2b)."""

from datetime import date

import pytest

from shouwen.acts import Barred, Done
from shouwen.acts.briefing import drop, hold
from shouwen.acts.contact import decline
from shouwen.acts.directory import confirm_entry, mend_entry, report_entry
from shouwen.bench.rows import taken_down
from shouwen.records.models import Briefing, Obligation
from shouwen.rules.facts.contact import GoneThrough, Report
from shouwen.rules.facts.directory import Reach
from shouwen.rules.words import ReportKind
from tests.acts.test_contact import Desk, codes, outcome, owed
from tests.acts.world import at, make_world
from tests.databases import at_once

DAY, NEXT = "2026-09-21", "2026-09-22"
SAID = "三件都是社会事务的，转到了市场准入科。逐件讲了各岗位的职责。"


@pytest.fixture
def desk(world):
    return Desk(world)


def handed(desk, hour, day=DAY, by="window_1", to="food"):
    """A contact that a post handed to another."""
    matter = desk.register(when=f"{day} {hour}:00", post=by)
    post = desk.post(to)
    desk.do("hand_over", matter, by=by, when=f"{day} {hour}:10", post=post, why="像是那边的")
    return matter


def declined(desk, hour, day=DAY, by="window_1", to="food"):
    """One that went to the wrong post, which said so."""
    matter = handed(desk, hour, day, by, to)
    desk.do("decline", matter, by=to, when=f"{day} {hour}:20", why="不是我们的")
    return matter


def often(desk, **where):
    """So many in one morning that a briefing is owed."""
    return [declined(desk, hour, **where) for hour in ("09", "10", "11")]


def briefing():
    return Briefing.objects.get(ended_at=None)


def gone_through(text=SAID, on=DAY):
    return GoneThrough(text, date.fromisoformat(on))


def debt():
    return Obligation.objects.select_related("bearer").get(kind="brief_officer", ended_at=None)


def refused(call):
    with pytest.raises(Barred) as barred:
        call()
    return codes(barred)


class TestItIsOwed:
    def test_the_third_in_thirty_days_is_the_section_heads_to_go_through(self, desk):
        first, second, third = often(desk)
        assert not {"brief_officer"} & (owed(first) | owed(second)).keys()
        assert owed(third)["brief_officer"] == "window_head"
        row = briefing()
        assert (row.person_id, row.post.key) == (desk.person("window_1"), "window_1")
        assert (debt().about, debt().due_at) == (row.pk, at("2026-09-30 00:00"))

    def test_it_is_owed_once_while_it_is_open(self, desk):
        often(desk)
        declined(desk, "14")
        assert Briefing.objects.count() == 1

    def test_two_are_not_often_and_thirty_one_days_are_too_long(self, desk):
        declined(desk, "09", "2026-09-01")
        declined(desk, "10", "2026-09-15")
        declined(desk, "11", "2026-10-09")
        assert not Briefing.objects.exists()

    def test_each_persons_are_counted_apart(self, desk):
        declined(desk, "09")
        declined(desk, "10", by="window_2")
        declined(desk, "11", by="window_3")
        assert not Briefing.objects.exists()

    def test_what_was_taken_over_and_assigned_to_another_section_shows_it_as_well(self, desk):
        declined(desk, "09")
        declined(desk, "10")
        matter = handed(desk, "11")
        desk.do("confirm", matter, by="food", when="11:20")
        desk.do("ask_to_assign", matter, by="food", when="11:30", why="说不清归谁")
        assert not Briefing.objects.exists()
        relief = desk.post("relief")
        desk.do("assign", matter, by="deputy_people", when="11:40", post=relief, why="归救助")
        assert owed(matter)["brief_officer"] == "window_head"

    def test_what_went_right_and_what_nobody_answered_counts_for_nothing(self, desk):
        declined(desk, "09")
        declined(desk, "10")
        kept = handed(desk, "11")
        desk.do("confirm", kept, by="food", when="11:20")
        handed(desk, "14")
        assert not Briefing.objects.exists()

    def test_a_head_is_briefed_by_the_leader_who_supervises_the_section(self, desk):
        *_, third = often(desk, by="window_head")
        assert owed(third)["brief_officer"] == "deputy_people"

    def test_what_reports_on_somebody_is_not_counted(self, desk):
        for hour in ("09", "10", "11"):
            matter = desk.register(when=f"{hour}:00", unseen=True)
            post = desk.post("food")
            desk.do("hand_over", matter, when=f"{hour}:10", post=post, why="像是那边的")
            desk.do("decline", matter, by="food", when=f"{hour}:20", why="不是我们的")
        assert not Briefing.objects.exists()

    def test_it_falls_away_where_the_last_one_turns_out_to_report_on_somebody(self, desk):
        *_, third = often(desk)
        report = Report(ReportKind.COMPLAINT, "李女士", "0826-555-0177")
        desk.do("register_report", third, when="11:30", report=report)
        assert outcome(third, "brief_officer") == "void"
        assert Briefing.objects.get().ended_at == at(f"{DAY} 11:30")

    def test_the_act_that_opens_it_takes_few_statements(self, desk):
        declined(desk, "09")
        declined(desk, "10")
        matter = handed(desk, "11")
        with taken_down() as statements:
            desk.do("decline", matter, by="food", when="11:20", why="不是我们的")
        assert Briefing.objects.exists()
        assert len(statements) <= 20


class TestTheDirectoryWasWrong:
    def reported(self, desk, about, when=f"{DAY} 12:00"):
        report_entry(about, by=desk.world.holder("window_2"), at=at(when), wrong="早就不办这个了")

    @pytest.mark.parametrize("of", ["post", "section"])
    def test_a_line_reported_wrong_is_not_the_officers_misrouting(self, desk, of):
        post = desk.world.posts["food"]
        self.reported(desk, post.pk if of == "post" else post.section_id, f"{DAY} 08:40")
        often(desk)
        assert not Briefing.objects.exists()

    def test_nor_is_one_that_was_mended_since(self, desk):
        first = handed(desk, "09")
        food, head = desk.post("food"), desk.world.holder("market_head")
        self.reported(desk, food, f"{DAY} 09:12")
        reach = Reach("0826-555-0149", "305室")
        mend_entry(food, by=head, at=at(f"{DAY} 09:15"), reach=reach)
        desk.do("decline", first, by="food", when="09:20", why="不是我们的")
        declined(desk, "10")
        declined(desk, "11")
        assert not Briefing.objects.exists()
        declined(desk, "14")
        assert Briefing.objects.exists()

    def test_a_report_that_the_keeper_found_wrong_excuses_nobody(self, desk):
        food, head = desk.post("food"), desk.world.holder("market_head")
        self.reported(desk, food, f"{DAY} 08:40")
        confirm_entry(food, by=head, at=at(f"{DAY} 08:50"))
        often(desk)
        assert Briefing.objects.exists()


class TestItIsGoneThrough:
    @pytest.fixture
    def third(self, desk):
        return often(desk)[-1]

    def held(self, desk, by="window_head", when="15:00", **said):
        row = Briefing.objects.latest("opened_at")
        return hold(
            row.pk,
            by=desk.world.holder(by),
            at=at(f"{DAY} {when}"),
            gone_through=gone_through(**said),
        )

    def test_who_owes_it_writes_what_was_gone_through(self, desk, third):
        self.held(desk)
        row = Briefing.objects.get()
        assert (row.said, row.held_on) == (SAID, date(2026, 9, 21))
        assert (row.ended_at, row.ended_by_id) == (
            at(f"{DAY} 15:00"),
            desk.person("window_head"),
        )
        assert outcome(third, "brief_officer") == "met"

    def test_nobody_else_does(self, desk, third):
        for who in ("window_1", "deputy_people", "oversight_head"):
            assert refused(lambda who=who: self.held(desk, by=who)) == ["this_post_may_not"]

    def test_not_with_nothing_said_nor_on_a_day_to_come_or_before_it_was_owed(self, desk, third):
        assert refused(lambda: self.held(desk, text=" ")) == ["it_is_written_what_was_gone_through"]
        for day in ("2026-09-20", "2026-09-22"):
            assert refused(lambda day=day: self.held(desk, on=day)) == [
                "it_was_gone_through_since_it_is_owed"
            ]

    def test_it_is_done_once(self, desk, third):
        self.held(desk)
        again = refused(lambda: self.held(desk, when="15:10"))
        assert again == ["this_post_may_not"], "it is nobody's any more"

    def test_afterwards_the_count_begins_anew(self, desk, third):
        self.held(desk)
        declined(desk, "09", NEXT)
        declined(desk, "10", NEXT)
        assert not Briefing.objects.filter(ended_at=None).exists()
        declined(desk, "11", NEXT)
        assert briefing().contact_id != third

    def test_it_is_dropped_where_it_is_too_often_no_more(self, desk, third):
        row, head = briefing(), desk.world.holder("window_head")
        when = at(f"{DAY} 15:00")
        assert refused(lambda: drop(row.pk, by=head, at=when)) == [
            "they_hand_over_wrongly_so_often_no_more"
        ]
        desk.do("ask_to_assign", third, when="13:00", why="说不清归谁")
        food = desk.post("food")
        desk.do("assign", third, by="deputy_people", when="13:10", post=food, why="还是归食品")
        drop(row.pk, by=head, at=when)
        row.refresh_from_db()
        assert (row.ended_at, row.held_on, row.said) == (when, None, "")
        assert outcome(third, "brief_officer") == "void"


@pytest.fixture
def committed(committed_db):
    """The demo office where commits are real."""
    return Desk(make_world(only=("food",)))


def test_of_two_that_show_it_at_once_one_owes_it(committed):
    desk = committed
    declined(desk, "09")
    declined(desk, "10")
    waiting = [handed(desk, "11"), handed(desk, "11", to="relief")]

    def says_no(matter, who):
        by, when = desk.world.holder(who), at(f"{DAY} 11:20")
        return lambda: decline(matter, by=by, at=when, why="不是我们的")

    outcomes = at_once(says_no(waiting[0], "food"), says_no(waiting[1], "relief"))
    assert all(isinstance(each, Done) for each in outcomes)
    assert Briefing.objects.count() == 1
    assert Obligation.objects.filter(kind="brief_officer").count() == 1


def test_of_two_seconds_that_are_shown_at_once_one_is_the_third(committed):
    desk = committed
    declined(desk, "09")
    waiting = [handed(desk, "11"), handed(desk, "11", to="relief")]

    def says_no(matter, who):
        by, when = desk.world.holder(who), at(f"{DAY} 11:20")
        return lambda: decline(matter, by=by, at=when, why="不是我们的")

    at_once(says_no(waiting[0], "food"), says_no(waiting[1], "relief"))
    assert Briefing.objects.count() == 1
