"""Several sections and units: who is asked, who answers, what the applicant is told (4.3a, 4.3b)."""

import pytest

from shouwen.acts import Barred
from shouwen.acts.case import decide_grant, issue_correction_notice, withdraw
from shouwen.acts.consultation import answer, ask, tell_applicant
from shouwen.records.models import Consultation, LedgerEntry, Letter, Obligation
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.words import ConsultationKind, Proposer, ToldHow
from tests.acts.world import HAND_OVER, at, ended, owed

CONSULT, ASSIST = ConsultationKind.CONSULT, ConsultationKind.ASSIST
QUESTION = "这家店的冷藏间要不要单独标注？"


@pytest.fixture
def world(db):
    from tests.acts.world import make_world

    return make_world()


def asked(world, case, when="2026-09-21 14:00", kind=CONSULT, days=3, **whom):
    whom = whom or {"post": world.posts["relief"].pk}
    ask(
        case,
        by=world.holder("food"),
        at=at(when),
        kind=kind,
        question=QUESTION,
        days=days,
        **whom,
    )
    return Consultation.objects.latest("asked_at", "id")


def codes(refused) -> list[str]:
    return [bar.code for bar in refused.value.bars]


def test_the_post_that_is_asked_owes_the_answer_and_the_clocks_of_the_case_run_on(world):
    case = world.accepted()
    before = owed(case)
    row = asked(world, case)
    (debt,) = Obligation.objects.filter(matter=case, kind="answer_consultation")
    assert (debt.bearer_id, debt.about, debt.clause) == (world.posts["relief"].pk, row.pk, "4.3a")
    assert owed(case) == {**before, "answer_consultation": at("2026-09-25 00:00")}


def test_an_answer_is_told_to_the_applicant_by_the_end_of_the_next_working_day(world):
    case = world.accepted()
    row = asked(world, case)
    answer(row.pk, by=world.holder("relief"), at=at("2026-09-22 10:00"), text="要单独标注。")
    assert owed(case)["tell_outcome"] == at("2026-09-24 00:00")
    tell_applicant(
        row.pk,
        by=world.holder("food"),
        at=at("2026-09-22 15:00"),
        how=ToldHow.MESSAGE,
        text="冷藏间要单独标注，请在平面图上补一笔。",
    )
    assert ended(case)["tell_outcome"] == ("tell_applicant", "met")
    letters = Letter.objects.filter(matter=case, template="outcome")
    assert {letter.channel for letter in letters} == {"email", "sms"}
    assert all("单独标注" in letter.params["text"] for letter in letters)


def test_a_call_is_noted_and_no_letter_goes_out(world):
    case = world.accepted()
    row = asked(world, case)
    answer(row.pk, by=world.holder("relief"), at=at("2026-09-22 10:00"), text="要。")
    tell_applicant(
        row.pk, by=world.holder("food"), at=at("2026-09-22 15:00"), how=ToldHow.CALL, text="已说明"
    )
    assert not Letter.objects.filter(matter=case, template="outcome").exists()


def test_what_a_body_outside_answers_the_handler_owes_and_takes_down(world):
    case = world.accepted()
    row = asked(world, case, outside="某区自然资源局")
    (debt,) = Obligation.objects.filter(matter=case, kind="answer_consultation")
    assert debt.bearer_id == world.posts["food"].pk
    with pytest.raises(Barred):
        answer(row.pk, by=world.holder("relief"), at=at("2026-09-22 10:00"), text="已问到")
    answer(row.pk, by=world.holder("food"), at=at("2026-09-22 10:00"), text="该局复函：可以。")


def test_an_assistance_ends_inside_the_promise_and_bars_the_decision_until_it_is_done(world):
    case = world.accepted()
    with pytest.raises(Barred) as too_long:
        asked(world, case, kind=ASSIST, days=30)
    assert codes(too_long) == ["an_assistance_ends_before_the_promise"]
    row = asked(world, case, kind=ASSIST, days=2)
    world.work_steps(case, "2026-09-22 10:00")
    decides = {"by": world.holder("deputy_people"), "facts": "材料齐全，符合条件。"}
    with pytest.raises(Barred) as unfinished:
        decide_grant(case, at=at("2026-09-22 15:00"), **decides)
    assert codes(unfinished) == ["no_assistance_is_under_way"]
    answer(row.pk, by=world.holder("relief"), at=at("2026-09-22 16:00"), text="核过了，符合。")
    assert "tell_outcome" not in owed(case)  # it is a part of the work
    decide_grant(case, at=at("2026-09-22 17:00"), **decides)


def test_before_acceptance_nobody_assists_but_anybody_may_be_asked(world):
    case = world.receive()
    with pytest.raises(Barred) as early:
        asked(world, case, kind=ASSIST)
    assert codes(early) == ["an_assistance_belongs_to_an_accepted_case"]
    assert asked(world, case).state == "asked"


def test_nobody_is_sent_to_the_section_that_is_being_asked(world):
    case = world.receive()
    section = world.posts["relief"].section.name
    asked(world, case, "2026-09-21 10:30")
    from shouwen.acts.case import Judgement, examine_materials
    from shouwen.rules.words import Check

    found = Judgement(Check.FAULTY, "没有盖章", "《食品安全法》第三十五条", f"请到{section}盖章")
    handler = world.holder("food")
    examine_materials(
        case, by=handler, at=at("2026-09-21 11:00"), judgements={"application": found}
    )
    with pytest.raises(Barred) as sent:
        issue_correction_notice(case, by=handler, at=at("2026-09-21 11:10"), handover=HAND_OVER)
    assert "nobody_is_sent_to_who_is_being_asked" in codes(sent)


def test_the_case_at_its_end_nobody_owes_an_answer_any_more(world):
    case = world.accepted()
    row = asked(world, case)
    signed = Withdrawal(signed_by="徐禾", proposed_by=Proposer.PARTY)
    withdraw(case, by=world.holder("window_1"), at=at("2026-09-22 09:00"), withdrawal=signed)
    row.refresh_from_db()
    assert row.state == "void"
    assert ended(case)["answer_consultation"] == ("withdraw", "void")


def test_an_answer_that_does_not_come_in_time_is_missed_by_who_was_asked(world):
    from shouwen.acts.sweeping import sweep

    case = world.accepted()
    asked(world, case)
    sweep(at=at("2026-09-26 09:00"))
    debt = Obligation.objects.get(matter=case, kind="answer_consultation")
    assert (debt.missed_by_id, debt.ended_at) == (world.posts["relief"].pk, None)


def test_each_act_stays_within_twenty_statements(world, django_assert_max_num_queries):
    case = world.accepted()
    with django_assert_max_num_queries(20):
        row = asked(world, case)
    with django_assert_max_num_queries(20):
        answer(row.pk, by=world.holder("relief"), at=at("2026-09-22 10:00"), text="要。")
    with django_assert_max_num_queries(20):
        tell_applicant(
            row.pk,
            by=world.holder("food"),
            at=at("2026-09-22 15:00"),
            how=ToldHow.MESSAGE,
            text="要标注",
        )
    acts = LedgerEntry.objects.filter(matter=case, act__startswith="consultation.")
    assert acts.count() == 3
