"""What the page of a case says of a limit that moves: what runs beside it, its strip, and the filings
before it (6.5)."""

from shouwen.acts import Party
from shouwen.acts.case import start_step, withdraw
from shouwen.acts.extension import approve_extension, ask_extension, tell_extension
from shouwen.acts.special_procedure import begin_special_procedure, end_special_procedure
from shouwen.queries.case_page import case_page
from shouwen.queries.rows import DayKind, Pace
from shouwen.queries.viewer import see
from shouwen.records.models import Extension, Matter, SpecialProcedure, StepRun
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.words import DelayReason, Proposer, SpecialKind
from tests.acts.world import HAND_OVER, at

WHY = {"reason": DelayReason.OTHER_BODY, "text": "要核对界址。"}


def page(world, case, when, sign_in="luoyiming"):
    number = Matter.objects.get(pk=case).number
    return case_page(see(world.people[sign_in], at(when)), number)[1]


def acts(found):
    return {option.act.partition(":")[0] for option in found.may}


def test_what_is_asked_for_stands_on_the_page_with_both_dates_until_it_is_told(world):
    case, handler = world.accepted(), world.holder("food")
    ask_extension(case, by=handler, at=at("2026-09-22 09:00"), days=3, **WHY)
    row = Extension.objects.get()
    (beside,) = page(world, case, "2026-09-22 10:00").beside
    assert (beside.what, beside.state) == ("延期 3 个工作日", "等批准")
    assert "原定 10 月 12 日，延到 10 月 15 日" in beside.note
    leader = world.holders[row.decider_id]
    approve_extension(row.pk, by=leader, at=at("2026-09-22 11:00"))
    told = page(world, case, "2026-09-22 11:30")
    assert "extension.tell_extension" in acts(told)
    assert "extension.ask_extension" not in acts(told)
    tell_extension(row.pk, by=handler, at=at("2026-09-22 12:00"), handover=HAND_OVER)
    days = page(world, case, "2026-09-22 14:00").deadline.days
    extended = [day.date.isoformat() for day in days if day.extended]
    assert extended == ["2026-10-13", "2026-10-14", "2026-10-15"]


def test_while_it_stands_still_the_strip_hatches_the_days_up_to_today(world):
    case, handler = world.accepted(), world.holder("food")
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    begin_special_procedure(case, by=handler, at=at("2026-09-22 09:00"), **told)
    found = page(world, case, "2026-09-24 10:00")
    assert found.deadline.left.pace is Pace.STOPPED
    hatched = [day.date.day for day in found.deadline.days if day.kind is DayKind.EXCLUDED]
    assert hatched == [22, 23, 24]
    assert acts(found) >= {"special_procedure.end_special_procedure"}
    row = SpecialProcedure.objects.get()
    end_special_procedure(row.pk, by=handler, at=at("2026-09-24 11:00"))
    assert page(world, case, "2026-09-25 10:00").deadline.excluded == 3


def test_a_step_says_that_it_stands_still_and_afterwards_which_days_did_not_count(world):
    case, handler = world.accepted(), world.holder("food")
    first = StepRun.objects.filter(case=case).order_by("position").first()
    start_step(first.pk, by=handler, at=at("2026-09-21 14:00"))
    told = {"kind": SpecialKind.TEST, "days": 5, "handover": HAND_OVER}
    begin_special_procedure(case, by=handler, at=at("2026-09-22 09:00"), **told)
    step = page(world, case, "2026-09-23 10:00").steps[0]
    assert (step.left.pace, step.note) == (Pace.STOPPED, "办件停表，这一步也停")
    row = SpecialProcedure.objects.get()
    end_special_procedure(row.pk, by=handler, at=at("2026-09-24 11:00"))
    step = page(world, case, "2026-09-28 10:00").steps[0]
    assert (step.left.n, step.note) == (1, "停表的 3 个工作日不计")


def test_filings_of_one_person_that_follow_one_another_are_shown_as_one_with_their_whole_time(
    world,
):
    first = world.accepted()
    given_up = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(first, by=Party(), at=at("2026-09-24 15:00"), withdrawal=given_up)
    second = world.receive(when="2026-09-24 16:00")
    (before,) = page(world, second, "2026-10-12 10:00").beside
    assert before.key == Matter.objects.get(pk=first).number
    assert "共 10 个工作日" in before.note
    (after,) = page(world, first, "2026-10-12 10:00").beside
    assert after.key == Matter.objects.get(pk=second).number
