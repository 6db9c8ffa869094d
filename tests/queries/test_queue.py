"""What the posts somebody sits on owe: in which order, under which heading, and why."""

import pytest

from shouwen.queries.rows import Pace
from shouwen.rules.words import Card, Check
from tests.acts.world import at


def see(world, sign_in: str, when: str):
    from shouwen.queries.viewer import see

    return see(world.people[sign_in], at(when))


def queue(world, sign_in: str, when: str, view: str = "all"):
    from shouwen.queries.queue import queue

    return queue(see(world, sign_in, when), view)


def listed(page) -> dict[str, list[str]]:
    return {group.title: [row.what for row in group.rows] for group in page.groups}


def test_obligations_stand_under_the_day_they_are_due_late_ones_today(world):
    world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
    page = queue(world, "luoyiming", "2026-09-22 10:00")
    assert listed(page) == {"今天": ["审核材料"], "以后": ["受理或告知"]}
    assert page.groups[0].note == "9 月 22 日 周二 · 1 件，超期 1"
    assert (page.total, page.late) == (2, 1)


def test_tomorrow_and_this_week_have_headings_of_their_own(world):
    world.receive(when="2026-09-18 10:00")  # to be answered by the 24th, with a make-up Sunday
    assert listed(queue(world, "luoyiming", "2026-09-22 10:00")) == {"本周": ["受理或告知"]}
    assert listed(queue(world, "luoyiming", "2026-09-23 10:00")) == {"明天": ["受理或告知"]}
    assert listed(queue(world, "luoyiming", "2026-09-24 10:00")) == {"今天": ["受理或告知"]}


def test_a_limit_behind_a_tighter_one_does_not_stand_in_the_queue(world):
    world.accepted()
    kinds = [row.what for group in queue(world, "luoyiming", "2026-09-22 10:00").groups
             for row in group.rows]  # fmt: skip
    assert kinds == ["办结"]


def test_past_the_statute_the_card_is_black(world):
    world.accepted(when="2026-09-21 10:00")
    late, hopeless = (
        queue(world, "luoyiming", day).groups[0].rows[0]
        for day in ("2026-10-15 10:00", "2026-10-30 10:00")
    )
    assert (late.card, hopeless.card) == (Card.RED, Card.BLACK)


def test_nobody_else_sees_what_a_post_owes(world):
    world.receive()
    assert queue(world, "maozijun", "2026-09-22 10:00").total == 0


def test_a_stand_in_has_the_posts_obligations_and_a_view_of_them(world):
    from shouwen.records.models import Sitting

    world.receive()
    Sitting.objects.filter(post=world.posts["food"], role="holder").update(
        until=at("2026-09-22 09:00")
    )
    from shouwen.records.models import Jurisdiction

    Jurisdiction.objects.update(books_version=2, roster_version=2)
    page = queue(world, "shenqinghe", "2026-09-22 10:00")
    (row,) = page.groups[-1].rows
    assert row.stands_for == "食品经营审批岗"
    view = next(v for group in page.views for v in group.views if v.name == "代 食品经营审批岗")
    assert view.count == 1
    assert queue(world, "shenqinghe", "2026-09-22 10:00", view.key).groups
    assert queue(world, "luoyiming", "2026-09-22 10:00").total == 0


def test_each_view_counts_what_it_lists(world):
    world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
    world.receive(when="2026-09-22 09:00", check=Check.UNCHECKED)
    when = "2026-09-22 10:00"
    page = queue(world, "luoyiming", when)
    counts = {view.key: view.count for group in page.views for view in group.views}
    assert counts == {"all": 4, "own": 4, "late": 1, "today": 2, "stopped": 0}
    for view, count in counts.items():
        groups = queue(world, "luoyiming", when, view).groups
        assert sum(len(group.rows) for group in groups) == count, view


def test_a_long_queue_says_how_much_of_it_is_not_shown(world, monkeypatch):
    monkeypatch.setattr("shouwen.queries.queue.MOST", 2)
    for _ in range(3):
        world.receive()
    page = queue(world, "luoyiming", "2026-09-22 10:00")
    assert sum(len(group.rows) for group in page.groups) == 2
    assert page.total == 3
    assert page.groups[-1].note.endswith("后面还有 1 件")


def test_what_is_looked_into_says_where_it_came_from_and_what_ends_it(world):
    world.receive(check=Check.UNCHECKED)
    peek = queue(world, "luoyiming", "2026-09-21 11:00").peek
    assert peek is not None
    assert (peek.row.what, peek.opened_by) == ("审核材料", "收件并出具回执")
    assert peek.seat.person == "罗一鸣"
    assert [option.act for option in peek.acts] == ["case.examine_materials"]
    assert peek.deadline is not None


def test_where_the_officer_is_to_choose_the_case_is_opened(world):
    world.receive()
    peek = queue(world, "luoyiming", "2026-09-21 11:00").peek
    assert peek is not None
    assert (peek.row.what, peek.acts) == ("受理或告知", ())


def test_whoever_may_not_decide_is_offered_no_decision(world):
    world.accepted()
    peek = queue(world, "luoyiming", "2026-09-21 11:00").peek
    assert peek is not None
    assert (peek.row.what, peek.acts) == ("办结", ())


def test_a_step_is_ended_by_its_own_act(world):
    from shouwen.acts.case import start_step
    from shouwen.records.models import StepRun

    case = world.accepted()
    step = StepRun.objects.filter(case=case).order_by("position").first()
    start_step(step.pk, by=world.holder("food"), at=at("2026-09-21 11:00"))
    peek = queue(world, "luoyiming", "2026-09-22 10:00").peek
    assert peek is not None
    assert [option.act for option in peek.acts] == [f"step.finish_step:{step.pk}"]


def test_what_waits_for_the_applicant_is_in_nobodys_queue(world):
    world.told()
    assert queue(world, "luoyiming", "2026-09-22 10:00").total == 0


def test_another_persons_obligation_is_not_looked_into(world):
    from shouwen.queries.queue import peek
    from shouwen.queries.viewer import NotFound
    from shouwen.records.models import Obligation

    world.receive()
    owed = Obligation.objects.get(kind="answer_receipt")
    with pytest.raises(NotFound):
        peek(see(world, "maozijun", "2026-09-22 10:00"), owed.pk)
    assert peek(see(world, "luoyiming", "2026-09-22 10:00"), owed.pk).row.left.pace is Pace.EASY


def test_whatever_the_office_may_owe_is_said_in_a_sentence():
    from shouwen.queries.queue import TODO
    from shouwen.rules.owed import OWED
    from shouwen.rules.words import Bearer

    nobodys_post = (Bearer.PARTY, Bearer.PERSON)
    ours = {
        kind for kind, owed in OWED.items() if owed.bearer not in nobodys_post and not owed.backstop
    }
    assert set(TODO) == ours
