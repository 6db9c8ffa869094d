"""What went round a filed refusal, and refusals that all say the same: each is a lead where it
happened, and none where it did not (7.1, domain of E)."""

from datetime import date

import pytest

from shouwen.acts import Party
from shouwen.acts.case import decide_grant, withdraw
from shouwen.acts.refusal import approve_refusal, leave_out, propose_refusal, review_refusal
from shouwen.queries.leads import leads
from shouwen.queries.viewer import see
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import Refusal, StepRun
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.refusal import Ground, Proposal
from shouwen.rules.words import Proposer, RefusalKind
from tests.acts.test_refusal import BEYOND
from tests.acts.test_succession import died, taken_over
from tests.acts.world import at

SUPERVISION = "xiaanning"
NEAR = "后厨与公厕相距不到三米，没有隔断。"
WHEN = "2026-09-22 16:00"


def found(world, name, when=WHEN):
    page = leads(see(world.people[SUPERVISION], at(when)))
    return next(group.leads for group in page.groups if group.name == name)


def take_back(world, case, by=None):
    own = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(case, by=by or world.holder("food"), at=at("2026-09-22 11:00"), withdrawal=own)


def refuse(world, case, fact=NEAR, basis=None):
    world.work_steps(case, "2026-09-22 10:00")
    guide = CaseRows(case, lock=False).guide
    step = StepRun.objects.filter(case=case, state="done").first().pk
    first = guide.conditions[0]
    said = Proposal(
        kind=RefusalKind.REFUSED,
        conditions={each.key: each is not first for each in guide.conditions},
        grounds=(Ground(first.key, fact, step, basis or first.basis),),
        opinion="建议不予许可。",
    )
    propose_refusal(case, by=world.holder("food"), at=at("2026-09-22 14:00"), proposal=said)


def beyond_the_guide(world, *, approved=True) -> Refusal:
    """A no on an article that the guide shows nowhere, approved by the leader."""
    case = world.accepted()
    refuse(world, case, basis=BEYOND)
    row = Refusal.objects.get(case=case)
    head, leader = world.holder("market_head"), world.holder("deputy_people")
    review_refusal(row.pk, by=head, at=at("2026-09-22 15:00"), words="同意报批。")
    if approved:
        approve_refusal(row.pk, by=leader, at=at("2026-09-24 09:00"), words="指南漏写。")
    row.refresh_from_db()
    return row


class TestTakenBackInstead:
    NAME = "撤回多、报备少"

    def test_accepted_cases_that_one_person_had_taken_back_are_a_lead(self, world):
        for case in [world.accepted() for _ in range(2)]:
            take_back(world, case)
        (lead,) = found(world, self.NAME)
        assert lead.text == "罗一鸣经手的已受理申请撤回 2 件，提出否定报备 0 件。"
        assert lead.matter and len(lead.evidence) == 3

    def test_none_where_a_window_only_took_down_what_applicants_wished(self, world):
        for case in [world.accepted() for _ in range(3)]:
            take_back(world, case, world.holder("window_1"))
        assert found(world, self.NAME) == ()

    def test_none_where_as_many_were_filed(self, world):
        for case in [world.accepted() for _ in range(2)]:
            take_back(world, case)
        for case in [world.accepted() for _ in range(2)]:
            refuse(world, case)
        assert found(world, self.NAME) == ()

    @pytest.mark.parametrize("how", ["from home", "before acceptance", "only one"])
    def test_none_where_nobody_looks_to_have_pressed(self, world, how):
        for _ in range(1 if how == "only one" else 2):
            case = world.receive() if how == "before acceptance" else world.accepted()
            take_back(world, case, Party() if how == "from home" else None)
        assert found(world, self.NAME) == ()


class TestBeyondTheGuide:
    NAME = "指南里没有的不予理由"

    def test_a_no_on_an_article_that_the_guide_lacks_is_one_and_says_what_became_of_it(self, world):
        row = beyond_the_guide(world)
        (lead,) = found(world, self.NAME, "2026-09-25 09:00")
        assert lead.clause == "5.3a"
        assert "第 1 版没有这样写" in lead.text
        assert lead.evidence == (
            f"文书 {row.form.number}",
            "批准时写的理由：指南漏写。",
            "指南要改",
        )
        leader = world.holder("deputy_people")
        leave_out(row.pk, by=leader, at=at("2026-09-25 09:00"), words="总则里写了。")
        (lead,) = found(world, self.NAME, "2026-09-25 10:00")
        assert lead.evidence[-1] == "指南不改：总则里写了。"

    def test_none_before_it_was_approved_nor_on_what_the_guide_says(self, world):
        refuse(world, world.accepted())
        beyond_the_guide(world, approved=False)
        assert found(world, self.NAME, "2026-09-25 09:00") == ()

    def test_what_is_long_past_is_looked_at_no_more(self, world):
        beyond_the_guide(world)
        assert found(world, self.NAME, "2026-10-25 09:00") == ()


class TestDecidedOnNobody:
    NAME = "对已经不在的申请人作的决定"

    @pytest.mark.parametrize(
        ("on", "seen"),
        [
            pytest.param(date(2026, 9, 21), True, id="the_day_before_the_decision"),
            pytest.param(date(2026, 9, 22), False, id="the_day_of_the_decision"),
        ],
    )
    def test_a_decision_made_after_its_applicant_died_is_one(self, world, on, seen):
        case = world.decided()
        died(world, case, "2026-09-24 09:00", on=on)
        leads_now = found(world, self.NAME, "2026-09-25 09:00")
        assert [lead.text for lead in leads_now] == (
            ["2026-09-22 作出决定时，申请人已经在 2026-09-21 去世。"] if seen else []
        )

    def test_none_where_it_was_heard_of_before(self, world):
        case = world.accepted()
        died(world, case, "2026-09-22 09:00")
        taken_over(world, case)
        world.work_steps(case, "2026-09-23 10:00")
        leader = world.holder("deputy_people")
        decide_grant(case, by=leader, at=at("2026-09-24 10:00"), facts="符合条件。")
        assert found(world, self.NAME, "2026-09-25 09:00") == ()


class TestTheSameFact:
    NAME = "否定的事实一字不差"

    def test_three_refusals_on_the_same_words_are_a_lead_and_two_are_none(self, world):
        for _ in range(2):
            refuse(world, world.accepted())
        refuse(world, world.accepted(), "操作间没有上下水，现场拍照。")
        assert found(world, self.NAME) == ()
        refuse(world, world.accepted())
        (lead,) = found(world, self.NAME)
        assert "3 件" in lead.text and NEAR in lead.text
        assert len(lead.evidence) == 2
