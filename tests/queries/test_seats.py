"""The board of a day: every post, who sits there and why, and what nobody covers."""

from datetime import date

import pytest

from shouwen.rules.words import AbsenceKind, SeatRule
from tests.acts.world import FOUNDED, at

NOW = "2026-09-21 10:00"  # a Monday
TODAY = date(2026, 9, 21)


def ill(world, who: str, since: str = "2026-09-21 09:00", until: str | None = None):
    from shouwen.acts.absence import Leave, enter_sudden_absence

    return enter_sudden_absence(
        world.jurisdiction,
        by=world.staff("zouyichen"),
        at=at(since),
        person=world.people[who],
        leave=Leave(AbsenceKind.ILLNESS, at(since), at(until) if until else None),
    ).matter


def asked(world, who: str, since: str, until: str, when: str = NOW, **stand_ins: str):
    from shouwen.acts.absence import Leave, StandingIn, request_absence

    chosen = tuple(
        StandingIn(world.posts[post].pk, world.people[by]) for post, by in stand_ins.items()
    )
    return request_absence(
        world.jurisdiction,
        by=world.staff(who),
        at=at(when),
        leave=Leave(AbsenceKind.TRAINING, at(since), at(until), "市局业务培训", chosen),
    ).matter


def approved(world, who: str, since: str, until: str, **stand_ins: str):
    """An absence that was asked for, agreed to and approved by the head of the section."""
    from shouwen.acts.absence import agree_to_stand_in, approve_absence
    from shouwen.records.models import Cover

    absence = asked(world, who, since, until, **stand_ins)
    for cover in Cover.objects.filter(absence=absence):
        by = next(key for key, person in world.people.items() if person == cover.person_id)
        agree_to_stand_in(cover.pk, by=world.staff(by), at=at(NOW))
    approve_absence(absence, by=world.staff("jianglinxi"), at=at(NOW))
    return absence


def board(world, who: str = "jianglinxi", when: str = NOW, **asked_for):
    from shouwen.queries.seats import board as of
    from shouwen.queries.viewer import see

    return of(see(world.people[who], at(when)), **asked_for)


def seats(page) -> dict:
    return {seat.key: seat for section in page.sections for seat in section.seats}


# ── every post ───────────────────────────────────────────────────────────────────────────────────


def test_every_post_is_on_it_with_who_sits_there(world):
    page = board(world)
    assert set(seats(page)) == set(world.posts)
    assert page.counts.posts == page.counts.present == len(world.posts)
    assert {seat.why for seat in seats(page).values()} == {"本人在岗"}
    assert page.gaps == ()


def test_windows_stand_first_and_leaders_last_and_the_head_last_of_each(world):
    page = board(world)
    assert page.sections[0].name == "综合受理科"
    assert [section.name for section in page.sections[-2:]] == ["办公室", "局领导"]
    assert page.sections[0].seats[-1].post == "综合受理科科长"


def test_the_b_role_sits_for_somebody_ill_and_its_own_card_says_so(world):
    ill(world, "luoyiming")
    found = seats(board(world))
    food = found["food"]
    assert (food.person, food.rule, food.shape) == ("沈清和", SeatRule.B_ROLE, "standin")
    assert food.why == "B角，代 罗一鸣"
    assert food.absence
    assert found["registration"].why == "本人在岗，同时代食品经营审批岗"


def test_a_fallback_says_why_everybody_before_is_passed_over(world):
    ill(world, "luoyiming")
    ill(world, "shenqinghe")
    food = seats(board(world))["food"]
    assert (food.person, food.rule, food.shape) == ("魏思源", SeatRule.HEAD, "fallback")
    assert "罗一鸣" in food.why and "沈清和" in food.why


def test_a_designated_stand_in_is_named_with_whom_until_when_and_by_whom(world):
    approved(world, "heyutong", "2026-09-21 14:00", "2026-09-21 16:00", window_1="qinmanwen")
    window = seats(board(world, when="2026-09-21 15:00"))["window_1"]
    assert (window.person, window.rule, window.why) == ("秦曼文", SeatRule.STAND_IN, "代 何雨桐")
    assert (window.until, window.designated_by) == (at("2026-09-21 16:00"), "江林溪")


def test_a_post_nobody_holds_is_vacant_whoever_does_its_work(world):
    from shouwen.acts.office import leave_post
    from shouwen.records.models import Matter

    books = Matter.objects.get(kind="office")
    leave_post(
        books.pk,
        by=world.staff("zouyichen"),
        at=at("2026-09-21 09:00"),
        person=world.people["luoyiming"],
        post=world.posts["food"].pk,
    )
    page = board(world)
    food = seats(page)["food"]
    assert food.vacant and food.shape == "vacant"
    assert food.person == "沈清和"
    (gap,) = page.gaps
    assert (gap.post, gap.owes, gap.bearer) == ("食品经营审批岗", "安排责任人", "魏思源")


def test_what_is_owed_on_a_post_stays_on_it(world):
    world.receive()
    before = seats(board(world))["food"]
    ill(world, "luoyiming", "2026-09-21 10:30")
    after = seats(board(world, when="2026-09-21 11:00"))["food"]
    assert before.owed == after.owed > 0
    assert before.nearest == after.nearest


def test_a_window_is_shut_while_its_stand_in_is_at_their_own(world):
    ill(world, "heyutong")
    found = seats(board(world))
    assert not found["window_1"].window.open  # 潘嘉树 is its B-role and at window 3
    assert found["window_2"].window.open
    assert seats(board(world, when="2026-09-21 12:30"))["window_2"].window.open is False


def test_whoever_is_overdue_is_not_said_to_be_back_by_a_time_that_is_past(world):
    ill(world, "luoyiming", until="2026-09-21 09:30")
    food = seats(board(world))["food"]
    assert food.until is None
    assert "说好09-21（周一）09:30回来，还没有签到" in food.why


# ── what is owed ─────────────────────────────────────────────────────────────────────────────────


def test_the_missing_designation_is_owed_by_the_direct_leader_within_two_working_hours(world):
    ill(world, "luoyiming")
    (gap,) = board(world, "weisiyuan").gaps
    assert (gap.bearer, gap.owes, gap.left) == ("魏思源", "指定顶岗人", "1 小时")
    assert gap.due_at == at("2026-09-21 11:00")
    assert gap.act == "去指定"
    assert board(world, "jianglinxi").gaps[0].act == ""
    late = board(world, when="2026-09-21 11:20").gaps[0]
    assert late.late and late.left == "超 20 分钟"


def test_what_is_owed_first_stands_first(world):
    ill(world, "heyutong", "2026-09-21 09:30")
    ill(world, "luoyiming", "2026-09-21 09:00")
    assert [gap.post for gap in board(world).gaps] == ["食品经营审批岗", "综合窗口一"]


def test_no_page_of_seats_says_why_anybody_is_away(world):
    absence = asked(world, "heyutong", "2026-09-22 09:00", "2026-09-22 17:00", window_1="qinmanwen")
    ill(world, "luoyiming")
    said = repr(board(world)) + repr(board(world, day=date(2026, 9, 22)))
    for reason in ("市局业务培训", "培训", "突发疾病", "illness", "training", str(absence)):
        assert reason not in said


# ── the views and the week ───────────────────────────────────────────────────────────────────────


def test_a_view_shows_its_posts_alone_and_says_how_many_there_are(world):
    ill(world, "luoyiming")
    ill(world, "shenqinghe")
    assert set(seats(board(world, view="gaps"))) == {"food", "registration"}
    assert set(seats(board(world, view="away"))) == {"food", "registration"}
    windows = seats(board(world, view="windows"))
    assert set(windows) == {"window_1", "window_2", "window_3", "registration"}
    counts = {view.key: view.count for view in board(world).views}
    assert counts == {"all": len(world.posts), "windows": 4, "away": 2, "gaps": 2}


def test_the_week_says_who_is_away_what_is_asked_for_and_what_nobody_covers(world):
    ill(world, "luoyiming", until="2026-09-22 17:00")
    ill(world, "shenqinghe", until="2026-09-21 17:00")
    asked(world, "heyutong", "2026-09-23 09:00", "2026-09-23 12:00", window_1="qinmanwen")
    week = {day.on.day: (day.gist, day.hole, day.open) for day in board(world).week}
    assert week[21] == ("离岗 2", "缺口 2", "")
    assert week[22] == ("离岗 1，都有人顶", "", "")
    assert week[23] == ("全员在岗", "", "待批 1")
    assert week[25] == ("休息日", "", "")


def test_a_day_to_come_is_shown_as_planned(world):
    approved(world, "heyutong", "2026-09-22 09:00", "2026-09-22 11:00", window_1="qinmanwen")
    page = board(world, day=date(2026, 9, 22))
    assert page.planned and not page.is_today
    assert seats(page)["window_1"].person == "秦曼文"
    assert seats(board(world, day=date(2026, 9, 23)))["window_1"].person == "何雨桐"


def test_what_is_only_asked_for_is_not_planned_with(world):
    asked(world, "heyutong", "2026-09-22 09:00", "2026-09-22 11:00", window_1="qinmanwen")
    assert seats(board(world, day=date(2026, 9, 22)))["window_1"].person == "何雨桐"


def test_a_day_past_is_shown_as_it_was(world):
    from shouwen.acts.absence import come_back

    absence = ill(world, "luoyiming")
    come_back(absence, by=world.staff("luoyiming"), at=at("2026-09-21 16:00"))
    later = "2026-09-23 10:00"
    assert seats(board(world, when=later))["food"].person == "罗一鸣"
    past = board(world, when=later, day=TODAY)
    assert past.past and seats(past)["food"].person == "沈清和"


def test_the_leader_on_duty_is_named_or_the_hole_is_seen(world):
    from shouwen.acts.office import DutyLeader, name_duty_leader
    from shouwen.records.models import Matter

    assert board(world).leader == ""
    name_duty_leader(
        Matter.objects.get(kind="office").pk,
        by=world.staff("zouyichen"),
        at=at("2026-09-21 08:30"),
        duty=(DutyLeader(TODAY, world.posts["deputy_people"].pk),),
    )
    page = board(world)
    assert (page.leader, page.leader_phone) == ("唐若兰", "0826-555-0102")
    assert {day.on.day for day in page.week if day.leader} == {21}


@pytest.mark.parametrize(
    "wrong", [{"view": "elsewhere"}, {"day": date(2026, 6, 1)}, {"day": date(2031, 1, 1)}]
)
def test_what_is_not_there_is_not_found(world, wrong):
    from shouwen.queries.viewer import NotFound

    with pytest.raises(NotFound):
        board(world, **wrong)


# ── what it costs ────────────────────────────────────────────────────────────────────────────────


def statements(call) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured]


def test_seats_cost_two_statements_after_somebody_left_and_none_while_nobody_does(world):
    from shouwen.queries.viewer import see
    from shouwen.records.casefile.office import _office
    from shouwen.rules.regimes.stand_in import seating

    def everybody():
        viewer = see(world.people["jianglinxi"], at(NOW))
        assert len(seating(viewer.office.roster, viewer.at).by_post) == len(world.posts)

    everybody()
    ill(world, "luoyiming")
    _office.cache_clear()  # the act itself had read it
    assert len(statements(everybody)) == 1 + 2  # who looks, and who is away with who stands in
    assert len(statements(everybody)) == 1


def test_a_board_costs_the_same_for_any_number_of_posts(world):
    from shouwen.records.keys import new_key
    from shouwen.records.models import Jurisdiction, Post

    board(world)
    few = len(statements(lambda: board(world)))
    window = world.posts["window_1"]
    Post.objects.bulk_create(
        Post(
            id=new_key(at(NOW)),
            jurisdiction_id=world.jurisdiction,
            section_id=window.section_id,
            key=f"window_{n}",
            name=f"综合窗口{n}",
            phone="0826-555-0199",
            room=f"一楼大厅{n}号窗口",
        )
        for n in range(10, 210)
    )
    Jurisdiction.objects.update(books_version=99)
    assert board(world).counts.posts == len(world.posts) + 200
    assert len(statements(lambda: board(world))) == few <= 4


@pytest.mark.engine("sqlite")
def test_what_a_board_looks_up_is_found_by_index(world):
    from django.db import connection

    board(world)  # the books are kept from now on
    asked_for = [sql for sql in statements(lambda: board(world)) if "records_person" not in sql]
    with connection.cursor() as cursor:
        for sql in asked_for:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " | ".join(row[-1] for row in cursor.fetchall())
            assert "SCAN records_" not in plan.replace('"', ""), plan
            table = next(t for t in ("absence", "obligation") if f'FROM "records_{t}"' in sql)
            index = {"absence": "absences_", "obligation": "open"}[table]
            assert index in plan, plan


# ── why may I ────────────────────────────────────────────────────────────────────────────────────


def answers(world, who: str, when: str = NOW) -> dict:
    from shouwen.queries.powers import my_powers
    from shouwen.queries.viewer import see

    page = my_powers(see(world.people[who], at(when)))
    return {answer.act: answer for group in page.groups for answer in group.answers}


def test_every_act_of_people_has_its_answer(world):
    from shouwen.rules.judge import MOVES

    by_people = {
        move.act
        for move in MOVES.values()
        if move.may.powers or move.may.bearers or move.may.person
    }
    assert set(answers(world, "heyutong")) == by_people


def test_a_power_names_the_post_it_comes_from_and_its_lack_who_has_it(world):
    found = answers(world, "heyutong")
    assert found["case.receive_application"].may
    assert found["case.receive_application"].because == "综合窗口一（本人）有“收件”权限。"
    granting = found["case.decide_grant"]
    assert not granting.may and "要有“决定”权限" in granting.because
    assert "现在是" in granting.because


def test_powers_come_with_the_seat_and_go_with_it(world):
    assert not answers(world, "zouyichen")["case.examine_materials"].may
    assert not answers(world, "xiaanning")["scheme.draft_scheme"].may
    ill(world, "fangshuhe")  # whose B-role on the Office's post is 夏安宁
    drafting = answers(world, "xiaanning")["scheme.draft_scheme"]
    assert drafting.may
    assert drafting.because == "办公室主任（B角）有“管理名册”权限。"


def test_who_approves_absences_is_told_so_and_nobody_else(world):
    assert answers(world, "jianglinxi")["absence.approve_absence"].may
    refused = answers(world, "heyutong")["absence.approve_absence"]
    assert not refused.may and "科室负责人" in refused.because


def test_my_posts_come_with_rule_duties_and_powers(world):
    from shouwen.queries.powers import my_powers
    from shouwen.queries.viewer import see

    ill(world, "luoyiming", until="2026-09-22 17:00")
    page = my_powers(see(world.people["shenqinghe"], at(NOW)))
    own, other = page.seats
    assert (own.post, own.rule) == ("登记注册岗", SeatRule.HOLDER)
    assert own.why == f"您是这个岗位的责任人，{FOUNDED:%Y-%m-%d} 起。"
    assert (other.post, other.rule, other.until) == (
        "食品经营审批岗",
        SeatRule.B_ROLE,
        at("2026-09-22 17:00"),
    )
    assert "罗一鸣" in other.why
    assert other.duties[0].powers == ("收件", "审查")


def test_a_section_with_somebody_in_it_is_not_said_to_be_out(world):
    for who in ("weisiyuan", "duyunfei"):
        ill(world, who)
    page = board(world)
    assert seats(page)["market_head"].rule is SeatRule.OFFICE
    assert next(s for s in page.sections if s.name == "市场准入科").note == ""


def test_who_sits_nowhere_may_nothing(world):
    from shouwen.queries.powers import my_powers
    from shouwen.queries.viewer import see
    from shouwen.records.keys import new_key
    from shouwen.records.models import Person

    nobody = Person.objects.create(
        id=new_key(at(NOW)), jurisdiction_id=world.jurisdiction, name="卫来"
    )
    page = my_powers(see(nobody.pk, at(NOW)))
    assert page.seats == page.groups == ()


def test_the_office_takes_in_for_others_and_decides_nothing(world):
    """With everybody of the section and the B-roles out, the Office sits there (3.2c)."""
    from shouwen.queries.powers import my_powers
    from shouwen.queries.viewer import see

    for who in ("luoyiming", "shenqinghe", "weisiyuan", "duyunfei"):
        ill(world, who)
    food = seats(board(world))["food"]
    assert food.rule is SeatRule.OFFICE
    section = next(s for s in board(world).sections if s.name == "市场准入科")
    assert "由办公室代收代转（方书禾）" in section.note
    mine = my_powers(see(world.people["fangshuhe"], at(NOW)))
    scope = {each.post: each.scope for each in mine.seats}["食品经营审批岗"]
    assert scope == "只能收件、告知、转交，不作决定。"


def test_where_three_people_could_not_look_at_a_no_the_section_says_so(world):
    """Handler and B-role are ill, the head does their work and would review it himself."""
    ill(world, "luoyiming", until="2026-09-22 17:00")
    ill(world, "shenqinghe", until="2026-09-22 17:00")
    page = board(world)
    market = next(each for each in page.sections if each.name == "市场准入科")
    assert market.note.startswith("食品经营审批岗现在凑不齐三个人作否定决定：魏思源一人坐了")
    assert not next(each for each in page.sections if each.name == "社会事务科").note
