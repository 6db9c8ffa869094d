"""From receipt to delivery, and the ways beside it: states, what is owed, by when, what is issued.

Dates lie around Mid-Autumn and National Day of 2026: 25 to 27 September and 1 to 7 October are off,
Sunday 20 September and Saturday 10 October are worked."""

from dataclasses import replace

import pytest

from shouwen.acts import CLOCK, Barred, NotFound, Party
from shouwen.acts.case import (
    Judgement,
    accept_case,
    decide_grant,
    deem_accepted,
    deliver_result,
    escalate_silence,
    examine_materials,
    finish_step,
    issue_correction_notice,
    lapse_correction,
    note_missed,
    return_unmet_points,
    start_step,
    withdraw,
)
from shouwen.acts.receiving import Filed, receive_application
from shouwen.records.models import (
    CaseMaterial,
    ClockEvent,
    Correction,
    CorrectionPoint,
    LedgerEntry,
    Letter,
    Matter,
    Obligation,
    Paper,
    ServiceOfPaper,
    StepRun,
)
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.guide import Limit
from shouwen.rules.words import Bearer, Channel, Check, LimitUnit, Proposer
from tests.acts.world import HAND_OVER, SERVICES, at, case_row, ended, owed, state


def codes(act, *args, **brings):
    """The codes of the bars that an act meets."""
    with pytest.raises(Barred) as refused:
        act(*args, **brings)
    return [bar.code for bar in refused.value.bars]


def step_named(case, key):
    return StepRun.objects.get(case=case, key=key)


class TestReceipt:
    def test_with_everything_examined_at_once_only_the_answer_is_owed(self, world):
        case = world.receive(when="2026-09-21 10:00")
        assert state(case) == "received"
        assert owed(case) == {"answer_receipt": at("2026-09-30 00:00")}

    def test_what_is_not_yet_examined_is_owed_the_same_day(self, world):
        case = world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
        assert owed(case)["examine_materials"] == at("2026-09-21 17:00")

    def test_the_receipt_is_issued_numbered_and_handed_over(self, world):
        case = world.receive()
        paper = Paper.objects.get(matter=case)
        served = ServiceOfPaper.objects.get(paper=paper)
        assert (paper.kind, paper.number) == ("receipt", "广审收〔2026〕1号")
        assert (served.by, served.to) == ("hand", "徐禾")
        assert Matter.objects.get(pk=case).number.startswith("511602-XK-20260921-00001-")

    def test_the_handler_owes_even_what_the_window_received(self, world):
        case = world.receive()
        row = case_row(case)
        assert row.window_id == world.posts["window_1"].pk
        assert Obligation.objects.get(matter=case).bearer_id == world.posts["food"].pk

    def test_online_the_applicant_receives_a_receipt_in_the_same_act(self, world):
        done = receive_application(
            world.versions["food"],
            by=Party(),
            at=at("2026-09-20 23:00"),
            application=world.application("food", Check.UNCHECKED, channel=Channel.ONLINE),
        )
        served = ServiceOfPaper.objects.get(paper__matter=done.matter)
        assert (served.by, case_row(done.matter).window_id) == ("electronic", None)
        assert owed(done.matter) == {
            "examine_materials": at("2026-09-21 17:00"),
            "answer_receipt": at("2026-09-29 00:00"),
        }

    def test_a_material_that_was_not_brought_stands_on_the_checklist_as_missing(self, world):
        case = world.receive(materials=(Filed("application", pages=1, check=Check.MET),))
        found = dict(CaseMaterial.objects.filter(case=case).values_list("key", "check_result"))
        assert found.pop("application") == "met"
        assert set(found.values()) == {"missing"} and len(found) == 5

    def test_letters_go_where_the_applicant_left_an_address_and_nowhere_else(self, world):
        both = world.receive()
        silent = world.receive(email="", phone="", phone_declined=True)
        sent = Letter.objects.filter(matter=both).values_list("channel", flat=True)
        assert sorted(sent) == ["email", "sms"]
        assert not Letter.objects.filter(matter=silent).exists()

    def test_a_wrong_identity_number_is_told_and_nothing_is_written(self, world):
        application = world.application("food", id_number="110105194912310021")
        refused = codes(
            receive_application,
            world.versions["food"],
            by=world.holder("window_1"),
            at=at("2026-09-21 10:00"),
            application=application,
        )
        assert refused == ["resident_id_check"]
        assert not Matter.objects.filter(kind="case").exists()


class TestCorrection:
    def test_the_notice_turns_the_office_to_waiting_and_the_applicant_to_owing(self, world):
        case = world.told(told="2026-09-21 11:00")
        assert state(case) == "correcting"
        assert owed(case) == {"correct": at("2026-10-20 00:00")}
        assert ended(case)["answer_receipt"] == ("issue_correction_notice", "met")
        assert Obligation.objects.get(matter=case, kind="correct").bearer_id is None

    def test_the_notice_names_every_fault_there_is(self, world):
        case = world.receive()
        for key in ("application", "layout_plan"):
            world.fault(case, key, "2026-09-21 10:30")
        world.tell(case, "2026-09-21 11:00")
        points = CorrectionPoint.objects.filter(correction__case=case).order_by("position")
        assert [point.key for point in points] == ["application", "layout_plan"]
        assert all(point.fault and point.ground and point.cure for point in points)

    def test_nothing_is_told_before_everything_was_examined(self, world):
        first, *rest = world.application("food").materials
        faulty = replace(
            first, check=Check.FAULTY, fault="没有签名", ground="第一条", cure="请签名"
        )
        unread = [replace(filed, check=Check.UNCHECKED) for filed in rest]
        case = world.receive(materials=(faulty, *unread))
        with pytest.raises(Barred, match="every_material_was_examined"):
            world.tell(case, "2026-09-21 11:00")

    def test_there_is_never_a_second_notice(self, world):
        case = world.told()
        world.correct(case, "2026-09-22 10:00", "application")
        world.met(case, "application", "2026-09-22 10:30")
        refused = codes(
            issue_correction_notice,
            case,
            by=world.holder("food"),
            at=at("2026-09-22 11:00"),
            handover=HAND_OVER,
        )
        assert refused == ["no_notice_was_told_before", "something_is_to_be_corrected"]

    def test_a_fault_that_could_have_been_told_is_not_found_any_more(self, world):
        case = world.told()
        world.correct(case, "2026-09-22 10:00", "application")
        found = {
            "application": Judgement(Check.MET),
            "layout_plan": Judgement(Check.FAULTY, "不清楚", "第三十五条", "重画"),
        }
        refused = codes(
            examine_materials,
            case,
            by=world.holder("food"),
            at=at("2026-09-22 10:30"),
            judgements=found,
        )
        assert refused == ["no_fault_is_named_late"]
        kept = CaseMaterial.objects.get(case=case, key="layout_plan")
        assert (kept.check_result, kept.fault) == ("met", "")

    def test_what_comes_back_is_filed_anew_and_the_five_days_begin_again(self, world):
        case = world.told()
        world.correct(case, "2026-09-28 10:00", "application")
        filings = CaseMaterial.objects.filter(case=case, key="application").order_by("filing")
        assert [(row.filing, row.check_result) for row in filings] == [
            (0, "faulty"),
            (1, "unchecked"),
        ]
        assert owed(case) == {
            "check_correction": at("2026-09-30 00:00"),
            "answer_receipt": at("2026-10-11 00:00"),  # 24:00 of a worked Saturday
        }
        assert ended(case)["correct"] == ("receive_correction", "met")
        assert Correction.objects.get(case=case).state == "answered"
        stopped = ClockEvent.objects.get(matter=case, clock="correction", kind="stop")
        assert stopped.at == at("2026-09-28 10:00")

    def test_only_what_was_told_is_taken_as_a_correction(self, world):
        case = world.told()
        with pytest.raises(Barred, match="answers_are_on_the_notice"):
            world.correct(case, "2026-09-22 10:00", "application", "layout_plan")
        with pytest.raises(Barred, match="something_was_answered"):
            world.correct(case, "2026-09-22 10:00")

    def test_a_told_point_still_unmet_goes_back_without_a_new_notice(self, world):
        case = world.told()
        world.correct(case, "2026-09-22 10:00", "application")
        world.fault(case, "application", "2026-09-22 11:00")
        return_unmet_points(case, by=world.holder("food"), at=at("2026-09-22 11:30"))
        assert state(case) == "correcting"
        assert owed(case) == {"correct": at("2026-10-21 00:00")}
        assert Paper.objects.filter(matter=case, kind="correction_notice").count() == 1

    def test_nothing_goes_back_that_was_not_told_examined_and_found_in_time(self, world):
        handler = world.holder("food")
        fresh = world.receive()
        world.fault(fresh, "application", "2026-09-21 10:30")
        refused = codes(return_unmet_points, fresh, by=handler, at=at("2026-09-21 11:00"))
        assert refused == ["a_notice_was_told", "a_told_point_is_unmet"]
        case = world.told()
        world.correct(case, "2026-09-22 10:00", "application")
        refused = codes(return_unmet_points, case, by=handler, at=at("2026-09-22 11:00"))
        assert refused == ["every_material_was_examined", "a_told_point_is_unmet"]
        world.fault(case, "application", "2026-09-22 11:30")
        refused = codes(return_unmet_points, case, by=handler, at=at("2026-10-01 00:00"))
        assert refused == ["five_days_have_not_passed"]

    def test_giving_back_ends_the_answer_that_silence_had_put_to_the_head(self, world):
        case = world.receive("relief", "2026-09-21 10:00")
        key = CaseMaterial.objects.filter(case=case).values_list("key", flat=True)[0]
        world.fault(case, key, "2026-09-21 10:30", by="relief")
        world.tell(case, "2026-09-21 11:00", by="relief")
        world.correct(case, "2026-09-22 10:00", key)
        escalate_silence(case, by=CLOCK, at=at("2026-10-01 00:00"))
        world.fault(case, key, "2026-10-08 10:00", by="relief")
        return_unmet_points(case, by=world.holder("relief"), at=at("2026-10-08 10:30"))
        assert set(owed(case)) == {"correct"}
        assert ended(case)["answer_silence"] == ("return_unmet_points", "met")

    def test_when_all_is_met_the_case_is_accepted_and_the_correction_with_it(self, world):
        case = world.told()
        world.correct(case, "2026-09-22 10:00", "application")
        world.met(case, "application", "2026-09-22 11:00")
        accept_case(case, by=world.holder("food"), at=at("2026-09-22 11:30"))
        assert Correction.objects.get(case=case).state == "met"
        assert ended(case)["check_correction"] == ("accept_case", "met")

    def test_when_the_applicants_time_is_over_the_office_owes_what_comes_next(self, world):
        case = world.told()
        lapse_correction(case, by=CLOCK, at=at("2026-10-20 00:00"))
        assert state(case) == "correcting"
        assert owed(case) == {"settle_lapse": at("2026-10-28 00:00")}
        late = Obligation.objects.get(matter=case, kind="correct")
        assert (late.outcome, late.missed_at) == ("void", at("2026-10-20 00:00"))

    def test_it_does_not_lapse_a_second_too_early(self, world):
        case = world.told()
        refused = codes(lapse_correction, case, by=CLOCK, at=at("2026-10-19 23:59:59"))
        assert refused == ["the_applicants_time_is_over", "something_has_run_out"]

    def test_what_comes_late_is_still_received(self, world):
        case = world.told()
        lapse_correction(case, by=CLOCK, at=at("2026-10-20 00:00"))
        world.correct(case, "2026-10-22 10:00", "application")
        assert state(case) == "received"
        assert ended(case)["settle_lapse"] == ("receive_correction", "met")


class TestAcceptance:
    def test_promise_and_statute_begin_to_run(self, world):
        case = world.accepted(when="2026-09-18 10:00")
        assert state(case) == "accepted"
        assert owed(case) == {
            "decide": at("2026-10-10 00:00"),
            "decide_by_law": at("2026-10-23 00:00"),
        }
        assert [
            (run.key, run.state) for run in StepRun.objects.filter(case=case).order_by("position")
        ] == [
            ("review", "waiting"),
            ("site", "waiting"),
            ("sign_off", "waiting"),
        ]

    def test_where_no_law_sets_a_limit_only_the_promise_runs(self, world):
        case = world.accepted("relief", "2026-09-18 10:00")
        assert owed(case) == {"decide": at("2026-10-30 00:00")}

    def test_silence_accepts_a_licence_as_of_the_day_the_materials_came(self, world):
        """Golden vector (行政许可法 art. 32(4)): received 09-21, never answered, accepted as of
        09-21; twenty working days end on 10-26."""
        case = world.receive(when="2026-09-21 10:00")
        deem_accepted(case, by=CLOCK, at=at("2026-09-30 00:00"))
        row = case_row(case)
        assert (state(case), row.deemed) == ("accepted", True)
        assert row.accepted_at == at("2026-09-21 10:00")
        assert owed(case) == {
            "decide": at("2026-10-13 00:00"),
            "decide_by_law": at("2026-10-27 00:00"),  # 24:00 of 10-26
        }
        silent = Obligation.objects.get(matter=case, kind="answer_receipt")
        assert (silent.outcome, silent.missed_at) == ("void", at("2026-09-30 00:00"))

    def test_who_accepts_after_the_five_days_gains_no_time_before_a_sweep_has_said_so(self, world):
        case = world.receive(when="2026-09-21 10:00")
        accept_case(case, by=world.holder("food"), at=at("2026-09-30 08:30"))
        row = case_row(case)
        assert (row.deemed, row.accepted_at) == (True, at("2026-09-21 10:00"))
        assert owed(case)["decide_by_law"] == at("2026-10-27 00:00")
        answer = Obligation.objects.get(matter=case, kind="answer_receipt")
        assert (answer.outcome, answer.missed_at) == ("met", at("2026-09-30 08:30"))

    def test_what_is_done_after_its_time_was_missed_whether_a_sweep_came_before_or_not(self, world):
        case = world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
        keys = [m.key for m in SERVICES["food"].guide.materials]
        judgements = {key: Judgement(Check.MET) for key in keys}
        examine_materials(
            case, by=world.holder("food"), at=at("2026-09-21 17:00"), judgements=judgements
        )
        late = Obligation.objects.get(matter=case, kind="examine_materials")
        assert (late.outcome, late.missed_at) == ("met", at("2026-09-21 17:00"))

    def test_after_a_correction_silence_counts_from_what_came_last(self, world):
        case = world.told()
        world.correct(case, "2026-09-28 10:00", "application")
        deem_accepted(case, by=CLOCK, at=at("2026-10-11 00:00"))
        assert case_row(case).accepted_at == at("2026-09-28 10:00")

    def test_nothing_is_deemed_a_second_too_early_nor_told_a_second_too_late(self, world):
        case = world.receive(when="2026-09-21 10:00")
        world.fault(case, "application", "2026-09-21 10:30")
        early = codes(deem_accepted, case, by=CLOCK, at=at("2026-09-29 23:59:59"))
        late = codes(
            issue_correction_notice,
            case,
            by=world.holder("food"),
            at=at("2026-09-30 00:00"),
            handover=HAND_OVER,
        )
        assert (early, late) == (["five_days_are_over"], ["five_days_have_not_passed"])

    def test_elsewhere_silence_is_a_breach_and_the_head_owes_the_answer(self, world):
        case = world.receive("relief", "2026-09-21 10:00")
        assert codes(deem_accepted, case, by=CLOCK, at=at("2026-09-30 00:00")) == ["silence_deems"]
        escalate_silence(case, by=CLOCK, at=at("2026-09-30 00:00"))
        assert state(case) == "received"
        assert owed(case)["answer_silence"] == at("2026-10-09 00:00")
        head = Obligation.objects.get(matter=case, kind="answer_silence").bearer_id
        assert head == world.posts["society_head"].pk
        assert Obligation.objects.get(matter=case, kind="answer_receipt").missed_at
        accept_case(case, by=world.holder("relief"), at=at("2026-09-30 10:00"))
        assert ended(case)["answer_silence"] == ("accept_case", "met")

    def test_silence_is_not_escalated_for_something_else_that_ran_out(self, world):
        case = world.receive("relief", "2026-09-21 10:00", check=Check.UNCHECKED)
        early = at("2026-09-21 17:00")  # the examination is late by now, the answer is not
        assert codes(escalate_silence, case, by=CLOCK, at=early) == ["five_days_are_over"]

    def test_where_silence_does_not_accept_a_late_notice_is_still_told(self, world):
        case = world.receive("relief", "2026-09-21 10:00")
        key = CaseMaterial.objects.filter(case=case).values_list("key", flat=True)[0]
        escalate_silence(case, by=CLOCK, at=at("2026-09-30 00:00"))
        world.fault(case, key, "2026-09-30 10:00", by="relief")
        world.tell(case, "2026-09-30 10:30", by="relief")
        assert set(owed(case)) == {"correct"}
        assert ended(case)["answer_silence"] == ("issue_correction_notice", "met")

    def test_materials_are_examined_all_at_once_and_ended_by_it(self, world):
        case = world.receive(check=Check.UNCHECKED)
        handler, when = world.holder("food"), at("2026-09-21 11:00")
        keys = list(CaseMaterial.objects.filter(case=case).values_list("key", flat=True))
        met = {key: Judgement(Check.MET) for key in keys}
        refused = codes(
            examine_materials, case, by=handler, at=when, judgements={keys[0]: met[keys[0]]}
        )
        assert refused == ["every_material_was_examined"]
        examine_materials(case, by=handler, at=when, judgements=met)
        assert ended(case)["examine_materials"] == ("examine_materials", "met")

    def test_an_unexamined_case_is_not_accepted(self, world):
        case = world.receive(check=Check.UNCHECKED)
        refused = codes(accept_case, case, by=world.holder("food"), at=at("2026-09-21 11:00"))
        assert refused == ["every_material_was_examined"]


class TestSteps:
    def test_an_examination_has_the_limit_of_the_guide(self, world):
        case = world.accepted()
        run = step_named(case, "review")
        start_step(run.pk, by=world.holder("food"), at=at("2026-09-21 11:00"))
        owing = Obligation.objects.get(matter=case, kind="finish_step")
        assert (owing.about, owing.due_at) == (run.pk, at("2026-09-24 00:00"))

    @pytest.mark.parametrize("unit", [LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR])
    def test_one_of_no_days_is_due_the_same_day(self, world, unit):
        guide = SERVICES["food"].guide
        first, *rest = guide.steps
        today = replace(first, needed=False, limit=Limit(0, unit))
        version = world.publish("S-0", "food", replace(guide, steps=(today, *rest)))
        world.versions["food"] = version
        run = step_named(world.accepted(), "review")
        start_step(run.pk, by=world.holder("food"), at=at("2026-09-21 11:00"))
        assert Obligation.objects.get(about=run.pk).due_at == at("2026-09-21 17:00")

    @pytest.mark.parametrize(
        ("begun", "due"),
        [
            ("2026-09-22 15:59", "2026-09-22 17:00"),
            ("2026-09-22 16:00", "2026-09-23 12:00"),
            ("2026-09-24 16:30", "2026-09-28 12:00"),
        ],
    )
    def test_a_sign_off_is_due_the_same_day_or_by_noon_of_the_next(self, world, begun, due):
        case = world.accepted()
        for key in ("review", "site"):
            run = step_named(case, key)
            for act, brings in ((start_step, {}), (finish_step, {"opinion": "符合"})):
                act(run.pk, by=world.holder("food"), at=at("2026-09-22 10:00"), **brings)
        run = step_named(case, "sign_off")
        start_step(run.pk, by=world.holder("food"), at=at(begun))
        owing = Obligation.objects.get(matter=case, kind="sign_off_step")
        assert owing.due_at == at(due)
        assert owing.bearer_id == world.posts["market_head"].pk

    def test_steps_are_taken_in_their_order_once_and_by_their_doer(self, world):
        case = world.accepted()
        handler, when = world.holder("food"), at("2026-09-22 10:00")
        review, site = step_named(case, "review"), step_named(case, "site")
        assert codes(start_step, site.pk, by=handler, at=when) == ["earlier_steps_are_done"]
        assert codes(finish_step, review.pk, by=handler, at=when, opinion="符合") == [
            "the_step_runs"
        ]
        start_step(review.pk, by=handler, at=when)
        assert codes(start_step, review.pk, by=handler, at=when) == ["the_step_waits"]
        other = world.holder("registration")
        assert codes(finish_step, review.pk, by=other, at=when, opinion="符合") == [
            "this_post_may_not"
        ]
        assert codes(finish_step, review.pk, by=handler, at=when, opinion=" ") == [
            "the_opinion_is_written"
        ]

    def test_after_the_last_step_the_decision_is_owed_by_whoever_decides(self, world):
        case = world.accepted()
        world.work_steps(case, "2026-09-22 10:00")
        assert owed(case)["sign_decision"] == at("2026-09-24 00:00")
        row = Obligation.objects.get(matter=case, kind="sign_decision")
        assert row.bearer_id == world.posts["deputy_people"].pk
        assert set(owed(case)) == {"decide", "decide_by_law", "sign_decision"}


class TestDecisionAndDelivery:
    def test_a_grant_ends_what_was_owed_and_opens_the_delivery(self, world):
        case = world.decided("2026-09-22 15:00")
        assert state(case) == "decided"
        assert set(owed(case)) == {"deliver", "remind_holder"}
        kinds = ("decide", "decide_by_law", "sign_decision")
        assert {ended(case)[kind] for kind in kinds} == {("decide_grant", "met")}

    def test_a_result_is_due_within_the_promise_where_that_is_the_sooner(self, world):
        """Promised by the end of 10-12; ten working days after 09-22 end on 10-13."""
        case = world.decided("2026-09-22 15:00")
        assert owed(case)["deliver"] == at("2026-10-13 00:00")

    def test_and_within_ten_working_days_of_the_decision_where_the_promise_is_later(self, world):
        """A benefit promised within 25 working days and granted on the second."""
        case = world.accepted("relief", "2026-09-21 10:00")
        world.work_steps(case, "2026-09-22 10:00")
        by = world.holder("deputy_people")
        decide_grant(case, by=by, at=at("2026-09-22 15:00"), facts="符合条件。")
        assert owed(case)["deliver"] == at("2026-10-14 00:00")

    def test_a_result_that_is_late_already_is_still_due_within_ten_working_days(self, world):
        case = world.decided("2026-10-13 10:00")
        assert owed(case)["deliver"] == at("2026-10-28 00:00")

    def test_the_statute_stops_with_the_decision_and_the_promise_with_the_result(self, world):
        stopped = ClockEvent.objects.filter(kind="stop").values_list("clock", "at")
        case = world.decided("2026-09-22 15:00")
        decided = [("answer", at("2026-09-21 10:00")), ("statute", at("2026-09-22 15:00"))]
        assert sorted(stopped.filter(matter=case)) == decided
        by, when = world.holder("window_1"), at("2026-09-23 09:30")
        deliver_result(case, by=by, at=when, handover=HAND_OVER)
        assert sorted(stopped.filter(matter=case)) == sorted([*decided, ("promise", when)])

    def test_nothing_is_decided_before_its_steps_nor_without_facts(self, world):
        case = world.accepted()
        leader, when = world.holder("deputy_people"), at("2026-09-22 15:00")
        assert codes(decide_grant, case, by=leader, at=when, facts="齐全") == [
            "every_needed_step_is_done"
        ]
        world.work_steps(case, "2026-09-22 10:00")
        assert codes(decide_grant, case, by=leader, at=when, facts=" ") == ["the_facts_are_stated"]

    def test_with_the_result_in_hand_only_the_clock_owes_and_proof_is_kept(self, world):
        """That the holder is reminded, before the licence ends."""
        case = world.delivered()
        assert (state(case), set(owed(case))) == ("closed", {"remind_holder"})
        decision = Paper.objects.get(matter=case, kind="decision")
        served = ServiceOfPaper.objects.get(paper=decision)
        assert (served.by, served.to, served.proof) == ("hand", "徐禾", HAND_OVER.identity_number)
        assert case_row(case).closed_at == at("2026-09-23 09:30")

    def test_the_whole_walk_is_one_chain_in_order(self, world):
        case = world.delivered()
        acts = LedgerEntry.objects.filter(matter=case).order_by("seq").values_list("seq", "act")
        assert list(acts) == list(
            enumerate(
                [
                    "case.receive_application",
                    "case.accept_case",
                    *("step.start_step", "step.finish_step") * 3,
                    "case.decide_grant",
                    "case.deliver_result",
                ],
                start=1,
            )
        )

    def test_a_closed_case_stays_closed(self, world):
        case = world.delivered()
        when = at("2026-09-24 10:00")
        by = world.holder("window_1")
        assert codes(deliver_result, case, by=by, at=when, handover=HAND_OVER) == [
            "not_in_this_state"
        ]
        withdrawal = Withdrawal("徐禾", Proposer.PARTY)
        assert codes(withdraw, case, by=Party(), at=when, withdrawal=withdrawal) == [
            "not_in_this_state"
        ]


class TestWithdrawal:
    WITHDRAWAL = Withdrawal("徐禾", Proposer.OFFICE)

    @pytest.mark.parametrize("where", ["received", "correcting", "accepted", "in_a_step"])
    def test_whatever_was_owed_falls_away(self, world, where):
        case = {
            "received": world.receive,
            "correcting": world.told,
            "accepted": world.accepted,
            "in_a_step": world.accepted,
        }[where]()
        if where == "in_a_step":
            run = step_named(case, "review")
            start_step(run.pk, by=world.holder("food"), at=at("2026-09-21 11:00"))
        withdraw(case, by=Party(), at=at("2026-09-21 12:00"), withdrawal=self.WITHDRAWAL)
        assert (state(case), set(owed(case))) == (
            "withdrawn",
            {"call_back"},
        )  # the office proposed it
        assert {how for _, how in ended(case).values()} <= {"met", "void"}
        assert not StepRun.objects.filter(case=case, state__in=["waiting", "running"]).exists()
        assert not Correction.objects.filter(case=case).exclude(state="void").exists()

    def test_who_proposed_it_is_on_record(self, world):
        case = world.receive()
        withdraw(case, by=Party(), at=at("2026-09-21 12:00"), withdrawal=self.WITHDRAWAL)
        row = case_row(case)
        assert (row.withdrawal_signed_by, row.withdrawal_proposed_by) == ("徐禾", "office")

    def test_nobody_withdraws_for_the_applicant(self, world):
        case = world.receive()
        refused = codes(
            withdraw,
            case,
            by=world.holder("window_1"),
            at=at("2026-09-21 12:00"),
            withdrawal=Withdrawal("", Proposer.OFFICE),
        )
        assert refused == ["the_applicant_signed_the_withdrawal"]


class TestMissing:
    def test_what_ran_out_is_marked_once_and_goes_on(self, world):
        case = world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
        note_missed(case, by=CLOCK, at=at("2026-09-21 17:00"))
        again = codes(note_missed, case, by=CLOCK, at=at("2026-09-22 09:00"))
        assert again == ["something_has_run_out"]
        late = Obligation.objects.get(matter=case, kind="examine_materials")
        assert (late.missed_at, late.ended_at) == (at("2026-09-21 17:00"), None)
        assert Obligation.objects.get(matter=case, kind="answer_receipt").missed_at is None

    def test_what_was_missed_can_still_be_met(self, world):
        case = world.receive(when="2026-09-21 10:00", check=Check.UNCHECKED)
        note_missed(case, by=CLOCK, at=at("2026-09-21 17:00"))
        rows = CaseMaterial.objects.filter(case=case).values_list("key", flat=True)
        examine_materials(
            case,
            by=world.holder("food"),
            at=at("2026-09-22 09:00"),
            judgements={key: Judgement(Check.MET) for key in rows},
        )
        late = Obligation.objects.get(matter=case, kind="examine_materials")
        assert (late.outcome, late.missed_at) == ("met", at("2026-09-21 17:00"))


@pytest.mark.parametrize("act", ["lapse_correction", "escalate_silence"])
def test_the_clock_may_ring_twice(world, act):
    """What was done is barred then, not done again and not an error."""
    if act == "lapse_correction":
        case, when = world.told(), at("2026-10-20 00:00")
        ring, bars = lapse_correction, ["something_has_run_out"]
    else:
        case, when = world.receive("relief", "2026-09-21 10:00"), at("2026-09-30 00:00")
        ring, bars = escalate_silence, ["something_has_run_out", "silence_has_not_escalated"]
    ring(case, by=CLOCK, at=when)
    assert codes(ring, case, by=CLOCK, at=when) == bars


@pytest.mark.parametrize("silent", [False, True])
def test_without_steps_the_decision_is_owed_as_soon_as_the_case_is_accepted(world, silent):
    service = SERVICES["registration"]
    guide = replace(service.guide, decided_by=Bearer.HEAD)
    world.versions["registration"] = world.publish(service.code, "registration", guide)
    case = world.receive("registration", "2026-09-21 10:00")
    if silent:
        deem_accepted(case, by=CLOCK, at=at("2026-09-30 00:00"))
    else:
        accept_case(case, by=world.holder("registration"), at=at("2026-09-29 10:00"))
    assert owed(case)["sign_decision"] == at("2026-10-09 00:00" if silent else "2026-10-01 00:00")
    row = Obligation.objects.get(matter=case, kind="sign_decision")
    assert row.bearer_id == world.posts["market_head"].pk


def test_of_two_steps_at_once_each_ends_only_its_own_obligation(world):
    service = SERVICES["water"]
    world.versions["water"] = world.publish(service.code, "water", service.guide)
    case = world.accepted("water", "2026-09-18 10:00")
    handler, head, when = world.holder("water"), world.holder("planning_head"), "2026-09-22 10:00"
    review, hearing, weighing = (step_named(case, k) for k in ("review", "hearing", "weighing"))
    start_step(review.pk, by=handler, at=at(when))
    finish_step(review.pk, by=handler, at=at(when), opinion="符合")
    start_step(weighing.pk, by=handler, at=at(when))
    start_step(hearing.pk, by=head, at=at(when))
    finish_step(hearing.pk, by=head, at=at(when), opinion="已听证")
    left = Obligation.objects.get(matter=case, kind="finish_step", ended_at=None)
    assert left.about == weighing.pk


def test_an_optional_step_taken_last_does_not_ask_for_the_decision_twice(world):
    service = SERVICES["water"]
    world.versions["water"] = world.publish(service.code, "water", service.guide)
    case = world.accepted("water", "2026-09-18 10:00")
    world.work_steps(case, "2026-09-22 10:00")
    hearing = step_named(case, "hearing")
    head = world.holder("planning_head")
    start_step(hearing.pk, by=head, at=at("2026-09-23 10:00"))
    finish_step(hearing.pk, by=head, at=at("2026-09-23 11:00"), opinion="已听证")
    assert Obligation.objects.filter(matter=case, kind="sign_decision", ended_at=None).count() == 1


@pytest.mark.parametrize("act", [accept_case, note_missed, start_step])
def test_what_is_not_there_is_said_to_be_not_there(world, act):
    with pytest.raises(NotFound):
        act(world.people["heyutong"], by=CLOCK, at=at("2026-09-21 10:00"))


def test_a_matter_of_another_kind_is_not_found_either(world):
    with pytest.raises(NotFound):
        accept_case(world.versions["food"], by=CLOCK, at=at("2026-09-21 10:00"))
