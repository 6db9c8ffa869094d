"""Clocks stopped to gain time, cases filed again, acts entered late: each is a lead where it happened,
and none where it did not (6.5a, domain of E)."""

import pytest

from shouwen.acts import Party
from shouwen.acts.case import accept_case, decide_grant, finish_step, start_step, withdraw
from shouwen.acts.contact import register, register_report
from shouwen.acts.special_procedure import begin_special_procedure, end_special_procedure
from shouwen.acts.sweeping import sweep
from shouwen.queries.leads import leads
from shouwen.queries.viewer import see
from shouwen.records.models import Matter, SpecialProcedure, StepRun
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.contact import Report
from shouwen.rules.words import Proposer, ReportKind, SpecialKind
from tests.acts.test_contact import CALLED
from tests.acts.world import HAND_OVER, at

SUPERVISION = "xiaanning"


def found(world, name, when):
    page = leads(see(world.people[SUPERVISION], at(when)))
    return next(group.leads for group in page.groups if group.name == name)


def stop(world, case, when, days=3, kind=SpecialKind.TEST):
    told = {"kind": kind, "days": days, "handover": HAND_OVER}
    begin_special_procedure(case, by=world.holder("food"), at=at(when), **told)
    return SpecialProcedure.objects.get(case=case)


class TestAClockThatWasStopped:
    @pytest.mark.parametrize(
        ("when", "leads"),
        [
            ("2026-09-22 10:00", 0),
            ("2026-10-09 10:00", 0),
            ("2026-10-10 10:00", 1),
            ("2026-10-12 10:00", 1),
        ],
    )
    def test_with_a_day_left_or_none_is_a_lead(self, world, when, leads):
        stop(world, world.accepted(), when)
        seen = found(world, "快到期才停表", "2026-10-12 16:00")
        assert len(seen) == leads
        if leads:
            assert "检测" in seen[0].text
            assert seen[0].evidence[0].startswith("文书 ")

    def test_for_longer_than_told_is_a_lead(self, world):
        kept, overran = world.accepted(), world.accepted()
        end_special_procedure(
            stop(world, kept, "2026-09-22 10:00").pk,
            by=world.holder("food"),
            at=at("2026-09-23 10:00"),
        )
        stop(world, overran, "2026-09-22 10:00")
        sweep(at("2026-09-30 00:00"))
        (lead,) = found(world, "停表超过告知的时间", "2026-09-30 10:00")
        assert lead.text == "“检测”到 2026-09-24 没有结束，自动恢复了计时。"

    @pytest.mark.parametrize(
        ("kind", "decided", "leads"),
        [(SpecialKind.TEST, "23", 1), (SpecialKind.TEST, "24", 0), (SpecialKind.HEARING, "23", 0)],
    )
    def test_until_the_decision_is_a_lead_unless_a_hearing_was_held(
        self, world, kind, decided, leads
    ):
        case = world.accepted()
        procedure = stop(world, case, "2026-09-22 10:00", kind=kind)
        world.work_steps(case, "2026-09-22 11:00")
        head = {"by": world.holder("food"), "at": at("2026-09-23 10:00")}
        end_special_procedure(procedure.pk, **head)
        leader = world.holder("deputy_people")
        decide_grant(case, by=leader, at=at(f"2026-09-{decided} 16:00"), facts="符合。")
        seen = found(world, "停表停到作决定那天", "2026-09-25 10:00")
        assert len(seen) == leads

    @pytest.mark.parametrize(("accepted", "stopped", "leads"), [(6, 5, 1), (6, 4, 0), (17, 5, 0)])
    def test_in_more_than_three_of_ten_cases_of_one_person_is_a_lead(
        self, world, accepted, stopped, leads
    ):
        cases = [world.accepted() for _ in range(accepted)]
        for case in cases[:stopped]:
            stop(world, case, "2026-09-22 10:00")
        seen = found(world, "一个人停表过多", "2026-09-22 16:00")
        assert len(seen) == leads


class TestACaseFiledAgain:
    NAME = "撤回、否定后重新申请"

    def take_back(self, case, when):
        given_up = Withdrawal("徐禾", Proposer.OFFICE)
        withdraw(case, by=Party(), at=at(when), withdrawal=given_up)

    def test_soon_after_it_was_withdrawn_is_one_chain_with_its_whole_time(self, world):
        first = world.accepted()
        self.take_back(first, "2026-09-24 15:00")
        world.receive(when="2026-09-24 16:00")
        (lead,) = found(world, self.NAME, "2026-10-12 10:00")
        assert lead.text == "同一申请人、同一事项第 2 次收件，从第一次起共 10 个工作日。"
        assert len(lead.evidence) == 1

    def test_long_after_or_while_the_first_goes_on_is_none(self, world):
        self.take_back(world.accepted(), "2026-09-24 15:00")
        world.receive(when="2026-10-26 10:00")
        world.receive(when="2026-10-26 11:00")
        assert found(world, self.NAME, "2026-10-26 12:00") == ()

    def test_another_service_or_another_person_is_none(self, world):
        self.take_back(world.accepted(), "2026-09-24 15:00")
        world.receive("relief", "2026-09-24 16:00")
        world.receive(when="2026-09-24 16:00", id_number="P1234567", id_kind="passport")
        assert found(world, self.NAME, "2026-09-25 10:00") == ()


class TestWhatWasEnteredLate:
    def test_more_than_a_working_day_after_it_was_done_is_a_lead(self, world):
        case = world.receive(when="2026-09-21 10:00")
        late = {"by": world.holder("food"), "at": at("2026-09-21 11:00"), "late_entry": True}
        accept_case(case, recorded_at=at("2026-09-23 11:30"), **late)
        (lead,) = found(world, "事后补录", "2026-09-24 10:00")
        assert "晚了 2 个工作日" in lead.text

    def test_an_asker_written_down_later_is_one_however_long_ago_they_came(self, world):
        late = {"at": at("2026-08-03 10:00"), "recorded_at": at("2026-09-23 09:00")}
        window = world.holder("window_1")
        came = register(world.jurisdiction, by=window, wanted=CALLED, **late).matter
        (lead,) = found(world, "事后补录", "2026-09-24 10:00")
        assert (lead.matter, lead.of_a_contact) == (Matter.objects.get(pk=came).number, True)
        assert "补录 2026-08-03 10:00 的事" in lead.text
        report = Report(ReportKind.COMPLAINT, "李女士", CALLED.phone)
        register_report(came, by=window, at=at("2026-09-23 09:10"), report=report)
        assert found(world, "事后补录", "2026-09-24 10:00") == ()

    def test_the_next_day_or_over_a_weekend_is_none(self, world):
        case = world.accepted(when="2026-09-18 10:00")
        run = StepRun.objects.get(case=case, key="review")
        by = {"by": world.holder("food")}
        start_step(run.pk, at=at("2026-09-18 11:00"), **by)
        said = {"opinion": "符合", "late_entry": True, "recorded_at": at("2026-09-20 09:00")}
        finish_step(run.pk, at=at("2026-09-18 16:00"), **said, **by)
        assert found(world, "事后补录", "2026-09-24 10:00") == ()
