"""A case's own picture: whose days they were, in whose hands it was, and what may follow."""

from datetime import date

from shouwen.acts.case import accept_case, start_step
from shouwen.acts.consultation import answer, ask
from shouwen.queries.case_page import case_life_page
from shouwen.queries.rows.case_life import Span
from shouwen.queries.viewer import see
from shouwen.records.models import Consultation, Matter, StepRun
from shouwen.rules.words import ConsultationKind
from tests.acts.world import at


def picture(world, case, when: str):
    number = Matter.objects.get(pk=case).number
    return case_life_page(see(world.people["luoyiming"], at(when)), number).life


def lanes(life) -> dict[str, tuple[int, int, int]]:
    return {lane.post: (lane.held, lane.touched, lane.idle) for lane in life.lanes}


def days_of(runs, kind: Span) -> set[int]:
    return {run.start + n for run in runs for run_kind in [run.kind] if run_kind is kind
            for n in range(run.days)}  # fmt: skip


def test_days_in_hand_are_touched_where_something_was_done_and_idle_where_nothing_was(world):
    case = world.receive(when="2026-09-14 10:00")  # Monday
    accept_case(case, by=world.holder("food"), at=at("2026-09-16 10:00"))
    life = picture(world, case, "2026-09-16 17:00")
    assert lanes(life) == {"食品经营审批岗": (3, 1, 2)}
    assert life.lanes[0].people == "罗一鸣"


def test_while_a_step_runs_the_case_is_with_who_does_it_and_not_with_who_answers_for_the_whole(
    world,
):
    case = world.accepted(when="2026-09-14 10:00")
    step = StepRun.objects.filter(case=case, needed=True).order_by("position").first()
    doer = world.holders[step.doer_id]
    start_step(step.pk, by=doer, at=at("2026-09-15 09:00"))
    life = picture(world, case, "2026-09-17 09:00")
    found = {lane.post: lane for lane in life.lanes}
    of_the_step = found[next(p.name for p in world.posts.values() if p.pk == step.doer_id)]
    assert (of_the_step.touched, of_the_step.idle) >= (1, 2)


def test_the_applicants_own_days_are_theirs_and_counted_against_nobody(world):
    case = world.told("2026-09-14 10:00", "2026-09-15 10:00")
    life = picture(world, case, "2026-09-18 09:00")
    assert lanes(life)["申请人"] == (4, 0, 4)
    assert days_of(life.calendar, Span.YOURS) == {2, 3, 4}
    assert (life.counted, life.not_counted) == (1, 3)


def test_while_a_body_outside_is_asked_it_is_with_them_until_their_answer_is_taken_down(world):
    case = world.accepted(when="2026-09-14 10:00")
    asked = {"outside": "区自然资源和规划局", "kind": ConsultationKind.CONSULT, "days": 3}
    handler = world.holder("food")
    ask(case, by=handler, at=at("2026-09-14 15:00"), question="要不要另办手续？", **asked)
    row = Consultation.objects.get(case=case)
    answer(row.pk, by=handler, at=at("2026-09-16 10:00"), text="不用。")
    found = lanes(picture(world, case, "2026-09-17 17:00"))
    assert found["区自然资源和规划局"] == (3, 0, 3)
    assert found["食品经营审批岗"] == (3, 2, 1)


def test_days_off_count_for_nobody(world):
    case = world.receive(when="2026-09-10 10:00")  # Thursday
    life = picture(world, case, "2026-09-14 09:00")
    assert lanes(life)["食品经营审批岗"][0] == 3
    assert days_of(life.calendar, Span.OURS) == {1, 4}


def test_it_reaches_to_the_end_of_the_limit_and_says_what_may_follow(world):
    case = world.accepted(when="2026-09-14 10:00")
    life = picture(world, case, "2026-09-15 10:00")
    assert (life.first, life.last) == (date(2026, 9, 14), date(2026, 9, 28))
    assert life.today == 1
    assert days_of(life.calendar, Span.AHEAD)
    assert {each.to for each in life.follows} == {"已决定", "已撤回"}


def test_what_ended_stays_as_it_was(world):
    case = world.delivered()
    now, later = (picture(world, case, when) for when in ("2026-09-24 10:00", "2026-12-24 10:00"))
    assert now == later
    assert (now.today, now.follows) == (None, ())
    assert now.last == date(2026, 9, 23)
