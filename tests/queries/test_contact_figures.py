"""The figures of first contact: what they count, what they leave out, and who sees them (1.1b, 1.2b,
1.2c, 1.3.4b)."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection

from shouwen.acts.absence import come_back
from shouwen.acts.contact import hand_over
from shouwen.acts.directory import report_entry
from shouwen.acts.sweeping import sweep
from shouwen.bench.rows import taken_down
from shouwen.queries.contact_figures import figures
from shouwen.queries.rows.contact_figures import (
    AgainRow,
    FigureLine,
    Handed,
    MisroutedRow,
    MisrouterRow,
    StaleRow,
)
from shouwen.queries.viewer import NotForYou, NotFound, see
from shouwen.records.casefile.office import forget
from shouwen.records.models import Absence, Matter, Person
from shouwen.rules.facts.contact import Report, Wanted
from shouwen.rules.words import ContactChannel, ContactDisposition, ReportKind
from tests.acts.test_contact import CALLED, NOODLES, Desk
from tests.acts.world import at
from tests.queries.test_search import explained

NOW = "2026-09-30 10:00"
MONDAY = "2026-09-21 09:30"
SUPERVISION, MAIN, DEPUTY, HEAD = "xiaanning", "hanmingzhe", "tangruolan", "jianglinxi"
WINDOW, MARKET, SOCIETY = "综合受理科", "市场准入科", "社会事务科"


@pytest.fixture
def desk(world):
    return Desk(world)


def seen(desk, who=SUPERVISION, **asked):
    return figures(see(desk.world.people[who], at(NOW)), **asked)


def number(matter):
    return Matter.objects.get(pk=matter).number


def answered(desk, when="10:00", minutes=10, **other):
    """A call that is answered."""
    matter = desk.register(when=when, **other)
    day, _, clock = when.rpartition(" ")
    then = at(f"{day or '2026-09-21'} {clock}") + timedelta(minutes=minutes)
    by = other.get("post", "window_1")
    desk.do("answer", matter, by=by, when=f"{then:%Y-%m-%d %H:%M}", text=NOODLES)
    return matter


def declined(desk, to="relief", hour="10", then="food"):
    """A contact that went to the wrong post first; a superior then said whose it is."""
    matter = desk.register(when=f"{hour}:00")
    desk.do("hand_over", matter, when=f"{hour}:10", post=desk.post(to), why="像是那边的")
    desk.do("decline", matter, by=to, when=f"{hour}:20", why="不是我们的")
    if then:
        desk.do("ask_to_assign", matter, when=f"{hour}:30", why="说不清归谁")
        post, when = desk.post(then), f"{hour}:40"
        desk.do("assign", matter, by="deputy_people", when=when, post=post, why="面馆归食品")
        service = desk.service(then)
        desk.do("answer", matter, by=then, when=f"{hour}:50", text=NOODLES, service=service)
    return matter


class TestHowTheyCame:
    def test_channels_and_what_they_came_to(self, desk):
        answered(desk)
        desk.register(Wanted(ContactChannel.VISIT, "问路"))
        desk.receive()
        found = seen(desk)
        assert [(row.disposition, row.by_channel) for row in found.came_to] == [
            (ContactDisposition.ANSWERED, (0, 1, 0, 0, 0)),
            (None, (1, 0, 0, 0, 1)),
        ]
        assert (found.by_channel, found.asked) == ((1, 1, 0, 0, 1), 3)
        assert [(row.section, row.asked, row.open) for row in found.sections] == [
            (WINDOW, 2, 1),
            ("", 1, 1),
        ]
        assert found.lines[0] == FigureLine("", ContactChannel.WEB, None, 1, 0)

    def test_how_soon(self, desk):
        for minutes in (10, 20, 90):
            answered(desk, minutes=minutes)
        answered(desk, "16:00", minutes=0)
        assert seen(desk).median == timedelta(minutes=10)

    def test_what_came_to_nothing_by_close_of_business_is_late_for_good(self, desk):
        answered(desk)
        late = desk.register()
        desk.register(when="2026-09-30 09:00")
        sweep(at("2026-09-21 17:01"))
        desk.do("answer", late, when="2026-09-22 09:00", text=NOODLES)
        found = seen(desk)
        assert (found.judged, found.late, found.in_time) == (2, 1, 50)
        assert [(row.late, row.open) for row in found.sections] == [(1, 1)]

    def test_what_the_asker_opened_again_is_said(self, desk):
        matter = answered(desk)
        desk.do("reopen", matter, when="2026-09-22 09:00", text="还是不清楚")
        assert seen(desk).reopened == 1

    def test_only_the_days_asked_for(self, desk):
        for day in ("21", "22", "23"):
            answered(desk, f"2026-09-{day} 10:00")
        assert seen(desk).asked == 3
        that_day = date(2026, 9, 22)
        assert seen(desk, since=that_day, until=that_day).asked == 1
        assert (seen(desk).since, seen(desk).until) == (date(2026, 9, 1), date(2026, 9, 30))
        with pytest.raises(NotFound):
            seen(desk, since=date(2026, 9, 22), until=date(2026, 9, 21))

    def test_of_what_is_longer_than_a_year_the_last_year_is_counted(self, desk):
        found = seen(desk, since=date(2008, 1, 1), until=date(2026, 9, 30))
        assert (found.since, found.until) == (date(2025, 9, 30), date(2026, 9, 30))

    def test_nothing_at_all(self, desk):
        found = seen(desk)
        assert (found.asked, found.median, found.in_time, found.came_to) == (0, None, None, ())
        assert (found.sections, found.misrouted, found.again) == ((), (), ())


class TestHandedOver:
    def test_how_many_and_how_far(self, desk):
        for _ in range(2):
            matter = desk.register()
            desk.do("hand_over", matter, post=desk.post("food"), why="面馆归食品")
            desk.do("confirm", matter, by="food")
        desk.do("ask_to_assign", matter, by="food", when="10:20", why="说不清归谁")
        desk.do(
            "assign", matter, by="deputy_people", when="10:30", post=desk.post("relief"), why="定"
        )
        waits = desk.register()
        desk.do("hand_over", waits, post=desk.post("food"), why="面馆归食品")
        found = seen(desk)
        assert found.handed == Handed(once=1, more=1, longest=2, waiting=1)
        assert [row.handed for row in found.sections] == [2]

    def test_what_was_misrouted_says_whose_it_was(self, desk):
        numbers = [number(declined(desk, hour=f"1{n}")) for n in range(2)]
        still = number(declined(desk, "food", "12", then=""))
        found = seen(desk)
        approval = f"{MARKET}食品经营审批岗"
        service = found.misrouted[0].service
        assert found.misrouted == (
            MisroutedRow(service, WINDOW, SOCIETY, approval, 2, (numbers[1], numbers[0])),
            MisroutedRow("", WINDOW, MARKET, "", 1, (still,)),
        )
        assert "经营许可" in service
        assert found.misrouters == (MisrouterRow("何雨桐", WINDOW, 3, briefed=True),)
        assert found.misroutings == 3

    def test_people_of_one_name_are_counted_apart(self, desk):
        Person.objects.filter(pk=desk.person("window_2")).update(name="何雨桐")
        forget()
        for window in ("window_1", "window_1", "window_2"):
            matter = desk.register(post=window)
            desk.do("hand_over", matter, by=window, post=desk.post("relief"), why="像是那边的")
            desk.do("decline", matter, by="relief", when="10:20", why="不是我们的")
        assert [(row.person, row.times, row.briefed) for row in seen(desk).misrouters] == [
            ("何雨桐", 2, False),
            ("何雨桐", 1, False),
        ]

    def test_what_a_stale_line_of_the_directory_led_to_is_its_keepers(self, desk):
        line, by = desk.post("food"), desk.world.holder("window_2")
        report_entry(line, by=by, at=at("2026-09-21 08:40"), wrong="早就不办这个了")
        declined(desk, "food", "10", then="")
        declined(desk, "relief", "11", then="")
        found = seen(desk)
        assert found.stale == (StaleRow("市场准入科科长", f"{MARKET}食品经营审批岗", 1),)
        assert [(row.person, row.times) for row in found.misrouters] == [("何雨桐", 1)]
        assert found.misroutings == 1
        assert seen(desk, HEAD).stale == (), "another section keeps it"

    def test_where_it_was_guided_in_the_end_is_whose_it_was(self, desk):
        matter = declined(desk, "food", then="")
        desk.do("guide", matter, when="10:40", post=desk.post("relief"), told=True)
        (row,) = seen(desk).misrouted
        assert row.right.startswith(SOCIETY)

    def test_back_to_who_was_away_is_not_misrouted(self, desk):
        matter, food = desk.register(when="09:00"), desk.post("food")
        desk.away("heyutong", "09:10", "15:00")
        hand_over(matter, by=desk.world.staff("panjiashu"), at=at(MONDAY), post=food, why="没有人")
        desk.do("confirm", matter, by="food", when="09:40")
        away = Absence.objects.get().pk
        come_back(away, by=desk.world.holder("window_1"), at=at("2026-09-21 09:50"))
        back = {"post": desk.post("window_1"), "why": "回来了"}
        desk.do("hand_over", matter, by="food", when="10:00", **back)
        desk.do("confirm", matter, when="10:05")
        found = seen(desk)
        assert found.handed.longest == 2
        assert found.misrouted == ()


class TestAskedAgain:
    AGAIN = "想在城南开一家面馆要办哪些手续啊"

    def again(self, desk, when="2026-09-23 10:00", text=AGAIN, **other):
        wanted = {"phone": CALLED.phone, **other}
        return desk.register(Wanted(ContactChannel.VISIT, text, "李女士", **wanted), when=when)

    def test_the_same_person_about_the_same_within_ten_working_days(self, desk):
        first = answered(desk)
        second = self.again(desk)
        found = seen(desk)
        assert found.again == (AgainRow(number(first), number(second), WINDOW, 2),)
        assert [row.again for row in found.sections] == [1]

    @pytest.mark.parametrize(
        "other",
        [
            {"phone": "0826-555-0178"},
            {"phone": ""},
            {"text": "低保怎么申请，要带什么材料"},
            {"when": "2026-10-13 10:00"},
        ],
        ids=["another phone", "no phone", "another matter", "an eleventh working day"],
    )
    def test_anybody_else_and_anything_else_is_none(self, desk, other):
        answered(desk)
        self.again(desk, **other)
        assert seen(desk, since=date(2026, 9, 1), until=date(2026, 10, 31)).again == ()

    def test_the_same_phone_is_the_same_however_it_is_written(self, desk):
        answered(desk)
        self.again(desk, phone=f"+86 {CALLED.phone.replace('-', ' ')}")
        assert len(seen(desk).again) == 1

    def test_the_tenth_working_day_counts_and_what_was_asked_before_the_period(self, desk):
        answered(desk)
        self.again(desk, "2026-10-12 10:00")
        found = seen(desk, since=date(2026, 10, 1), until=date(2026, 10, 31))
        assert [row.days for row in found.again] == [10]

    def test_who_asked_again_before_the_period_is_none_of_it(self, desk):
        answered(desk)
        self.again(desk, "2026-09-23 10:00")
        assert seen(desk, since=date(2026, 9, 24)).again == ()

    def test_what_follows_another_is_about_the_same_whatever_it_says(self, desk):
        first = answered(desk)
        desk.register(
            Wanted(ContactChannel.VISIT, "还是那件事", "李女士", CALLED.phone),
            when="2026-09-23 10:00",
            follows=first,
        )
        assert len(seen(desk).again) == 1


class TestWindows:
    def test_a_day_on_which_somebody_sat_there_and_registered_nothing(self, desk):
        answered(desk, "2026-09-28 10:00", post="window_2")
        day = date(2026, 9, 28)
        found = {
            row.window: row for row in seen(desk, since=day, until=date(2026, 9, 30)).nothing_at
        }
        two, three = (next(found[w] for w in found if f"{n}号窗口" in w) for n in (3, 4))
        assert (two.days, two.empty) == (2, (date(2026, 9, 29),)), "today is not over"
        assert three.empty == (day, date(2026, 9, 29))

    def test_who_was_away_sat_nowhere(self, desk):
        desk.away("panjiashu")
        day = date(2026, 9, 21)
        found = seen(desk, since=day, until=day)
        windows = [row.window for row in found.nothing_at]
        assert any("2号窗口" in window for window in windows)
        assert sum("3号窗口" in window for window in windows) == 0

    def test_who_went_at_noon_did_not_sit_there_all_day(self, desk):
        desk.away("panjiashu", "13:30")
        day = date(2026, 9, 21)
        windows = [row.window for row in seen(desk, since=day, until=day).nothing_at]
        assert sum("3号窗口" in window for window in windows) == 0

    def test_who_was_never_told_to_sit_there_sat_elsewhere(self, desk):
        for who in ("panjiashu", "qinmanwen"):  # the B-role of the other, so it falls to the head
            desk.away(who)
        day = date(2026, 9, 21)
        windows = [row.window for row in seen(desk, since=day, until=day).nothing_at]
        assert any("2号窗口" in window for window in windows)
        assert sum("3号窗口" in window or "4号窗口" in window for window in windows) == 0

    def test_an_application_received_is_somebody_registered(self, desk):
        desk.world.receive()
        day = date(2026, 9, 21)
        windows = [row.window for row in seen(desk, since=day, until=day).nothing_at]
        assert not any("2号窗口" in window for window in windows)

    def test_on_a_day_of_rest_nobody_is_missed(self, desk):
        day = date(2026, 9, 27)
        assert seen(desk, since=day, until=day).nothing_at == ()


class TestWhoSeesWhat:
    def test_what_reports_on_somebody_is_in_no_figure(self, desk):
        matter = declined(desk, then="")
        report = Report(
            ReportKind.COMPLAINT,
            "李女士",
            CALLED.phone,
            about=frozenset({desk.person("food")}),
        )
        desk.do("register_report", matter, when="10:40", report=report)
        answered(desk, "2026-09-22 10:00", wanted=CALLED)
        found = seen(desk)
        assert (found.asked, found.misrouted, found.again) == (1, (), ())
        assert found.handed == Handed()

    @pytest.mark.parametrize(
        ("who", "sections"),
        [
            (SUPERVISION, {WINDOW, MARKET}),
            (MAIN, {WINDOW, MARKET}),
            (DEPUTY, {WINDOW, MARKET}),
            (HEAD, {WINDOW}),
            ("weisiyuan", {MARKET}),
        ],
    )
    def test_everybody_sees_what_they_lead(self, desk, who, sections):
        answered(desk)
        answered(desk, post="food")
        found = seen(desk, who)
        assert {row.section for row in found.sections} == sections
        assert found.asked == len(sections)
        assert (found.nothing_at is None) is (who not in (SUPERVISION, MAIN))

    @pytest.mark.parametrize("who", ["heyutong", "luoyiming", "zouyichen"])
    def test_nobody_else_sees_any(self, desk, who):
        with pytest.raises(NotForYou):
            seen(desk, who)

    def test_one_section_of_them_is_chosen_and_no_other(self, desk):
        answered(desk)
        answered(desk, post="food")
        places = {choice.name: choice.key for choice in seen(desk).places}
        found = seen(desk, of=places[MARKET])
        assert ([row.section for row in found.sections], found.asked) == ([MARKET], 1)
        assert found.median == timedelta(minutes=10)
        with pytest.raises(NotFound):
            seen(desk, HEAD, of=places[MARKET])

    def test_a_section_is_shown_what_it_misrouted_wherever_it_was_asked_first(self, desk):
        matter = desk.register()
        desk.do("hand_over", matter, post=desk.post("relief"), why="像是那边的")
        desk.do("confirm", matter, by="relief")
        desk.do("ask_to_assign", matter, by="relief", when="10:20", why="说不清归谁")
        food = desk.post("food")
        desk.do("assign", matter, by="deputy_people", when="10:30", post=food, why="归食品")
        assert [row.wrong for row in seen(desk, HEAD).misrouted] == [SOCIETY]
        assert seen(desk, "weisiyuan").misrouted == ()


def test_however_much_there_is_it_asks_the_same_of_indexes(desk):
    viewer = see(desk.world.people[SUPERVISION], at(NOW))
    declined(desk)
    figures(viewer)
    counts = []
    for day in (22, 23):
        with taken_down() as statements:
            figures(viewer)
        counts.append(len(statements))
        for hour in range(11, 14):
            declined(desk, hour=f"2026-09-{day} {hour}")
    assert counts == [10, 10]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # a small table would be read whole
    plans = [explained(sql, params) for sql, params in statements]
    assert not [plan for plan in plans if re.search(WHOLE, plan)], plans
    # without statistics PostgreSQL takes either index that has the office and the time in it
    of_the_time = [plan for plan in plans if re.search("contacts_by_(time|phone)", plan)]
    assert len(of_the_time) == 4


WHOLE = r"SCAN|Seq Scan on records_(contact|contacthandover|disposition|ledgerentry|obligation)\b"
"""A table read whole: any, or where there are no statistics, a large one."""
