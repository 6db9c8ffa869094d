"""What an applicant is told besides the one notice: new faults of what was filed anew, a law that
changed, and what may be supplied to what silence accepted (4.2c, 4.2d)."""

from datetime import date
from functools import partial

import pytest

from shouwen.acts import CLOCK, Party
from shouwen.acts.case import (
    Judgement,
    accept_case,
    deem_accepted,
    examine_materials,
    issue_correction_notice,
    lapse_correction,
    return_unmet_points,
    withdraw,
)
from shouwen.acts.correcting import (
    invite_supplement,
    issue_supplementary_notice,
    receive_supplement,
    tell_changed_law,
)
from shouwen.acts.receiving import Filed
from shouwen.acts.sweeping import sweep
from shouwen.queries.beside_refusals import proposal_asked
from shouwen.queries.case_page import case_page
from shouwen.queries.track import track
from shouwen.queries.viewer import see
from shouwen.records.casefile.case import CaseRows
from shouwen.records.models import (
    CaseMaterial,
    ClockEvent,
    Correction,
    CorrectionPoint,
    Letter,
    Matter,
    Obligation,
    Paper,
    ServiceOfPaper,
)
from shouwen.rules.facts.casefile import Demand, Handover, Withdrawal
from shouwen.rules.words import Check, Proposer, ServedBy
from tests.acts.test_walk import codes
from tests.acts.world import HAND_OVER, at, case_row, ended, owed, state

POSTED = Handover(ServedBy.POST, "广安区滨江路 18 号", None, "", tracking="EMS000000117")
SENT = Handover(ServedBy.ELECTRONIC, "", None, "")
BLURRED = Judgement(Check.FAULTY, "印章看不清", "《食品安全法》第三十五条第二款", "请重新盖章")
LAW = {
    "article": "《食品经营许可和备案管理办法》第十五条",
    "commences": date(2026, 9, 22),
    "demands": (Demand("食品安全总监任命书", "原件一份，单位盖章"),),
}


def filed_anew(world, faulty=BLURRED):
    """A case that was told, corrected, and found otherwise at fault in what came anew."""
    case = world.told()
    world.correct(case, "2026-09-22 10:00", "application")
    found = {"application": faulty}
    handler = world.holder("food")
    examine_materials(case, by=handler, at=at("2026-09-22 11:00"), judgements=found)
    return case


def supplement(world, case, when="2026-09-22 14:00", by="market_head", handover=HAND_OVER):
    return issue_supplementary_notice(case, by=world.holder(by), at=at(when), handover=handover)


def silent(world):
    """A case that silence accepted, with nothing examined."""
    case = world.receive(check=Check.UNCHECKED)
    deem_accepted(case, by=CLOCK, at=at("2026-09-30 00:00"))
    return case


class TestService:
    """A notice counts from being handed over, posted or sent, and by its proof."""

    @pytest.fixture
    def faulty(self, world):
        case = world.receive()
        world.fault(case, "application", "2026-09-21 11:00")
        return partial(
            issue_correction_notice, case, by=world.holder("food"), at=at("2026-09-21 11:30")
        )

    def served(self, case):
        return ServiceOfPaper.objects.get(paper__matter=case, paper__kind="correction_notice")

    def test_handed_over_names_who_took_it_and_their_document(self, faulty):
        served = self.served(faulty(handover=HAND_OVER).matter)
        assert (served.by, served.to, served.proof) == ("hand", "徐禾", "11010519491231002X")

    def test_posted_keeps_the_number_of_the_mail(self, faulty):
        served = self.served(faulty(handover=POSTED).matter)
        assert (served.by, served.proof) == ("post", "EMS000000117")

    def test_sent_goes_to_an_address_of_the_case(self, faulty):
        assert self.served(faulty(handover=SENT).matter).to == "xuhe@example.org"

    @pytest.mark.parametrize(
        ("handover", "code"),
        [
            (Handover(ServedBy.HAND, "徐禾", None, ""), "the_handover_is_proven"),
            (Handover(ServedBy.POST, "滨江路 18 号", None, ""), "the_handover_is_proven"),
            (
                Handover(ServedBy.ELECTRONIC, "someone@example.org", None, ""),
                "what_is_sent_goes_where_they_asked",
            ),
        ],
    )
    def test_without_proof_nothing_was_told(self, faulty, handover, code):
        case = faulty.args[0]
        assert codes(faulty, handover=handover) == [code]
        assert state(case) == "received"
        assert not Correction.objects.filter(case=case).exists()

    def test_who_left_no_address_cannot_be_sent_anything(self, world):
        case = world.receive(email="", phone="", phone_declined=True)
        world.fault(case, "application", "2026-09-21 11:00")
        refused = codes(
            issue_correction_notice,
            case,
            by=world.holder("food"),
            at=at("2026-09-21 11:30"),
            handover=SENT,
        )
        assert refused == ["the_handover_is_proven", "what_is_sent_goes_where_they_asked"]


class TestSupplementary:
    def test_a_new_fault_in_what_was_filed_anew_is_the_section_heads_to_tell(self, world):
        case = filed_anew(world)
        row = Obligation.objects.get(matter=case, kind="tell_new_faults")
        assert row.bearer_id == world.posts["market_head"].pk
        assert row.due_at == at("2026-09-24 00:00")

    def test_told_it_is_bound_to_its_item_and_counted(self, world):
        case = filed_anew(world)
        supplement(world, case)
        first, second = Correction.objects.filter(case=case).order_by("told_at")
        assert (first.supplementary, second.supplementary) == (False, True)
        point = CorrectionPoint.objects.get(correction=second)
        assert (point.key, point.filing, point.fault) == ("application", 1, "印章看不清")
        assert second.paper.number == "广审补充〔2026〕1号"

    def test_the_office_waits_again_and_the_applicants_time_begins_anew(self, world):
        case = filed_anew(world)
        supplement(world, case)
        assert (state(case), set(owed(case))) == ("correcting", {"correct"})
        assert owed(case)["correct"] == at("2026-10-21 00:00")
        assert ended(case)["tell_new_faults"] == ("issue_supplementary_notice", "met")
        letters = Letter.objects.filter(matter=case, template="supplementary")
        assert sorted(letters.values_list("channel", flat=True)) == ["email", "sms"]

    def test_answered_and_met_it_is_accepted(self, world):
        case = filed_anew(world)
        supplement(world, case)
        world.correct(case, "2026-09-23 10:00", "application")
        world.met(case, "application", "2026-09-23 10:30")
        accept_case(case, by=world.holder("food"), at=at("2026-09-23 11:00"))
        assert state(case) == "accepted"
        states = Correction.objects.filter(case=case).values_list("state", flat=True)
        assert set(states) == {"met"}

    def test_the_handler_tells_nothing_new_and_sends_nothing_new_back(self, world):
        case = filed_anew(world)
        assert codes(supplement, world, case, by="food") == ["this_post_may_not"]
        handler = world.holder("food")
        refused = codes(return_unmet_points, case, by=handler, at=at("2026-09-22 14:00"))
        assert refused == ["a_told_point_is_unmet", "nothing_new_was_found"]

    def test_what_was_told_in_the_same_words_is_no_new_fault(self, world):
        same = Judgement(Check.FAULTY, " 没有签名\n", "《食品安全法》第三十五条", "请签名")
        case = filed_anew(world, same)
        assert "tell_new_faults" not in owed(case)
        assert codes(supplement, world, case) == ["something_new_was_found"]
        return_unmet_points(case, by=world.holder("food"), at=at("2026-09-22 14:00"))
        assert state(case) == "correcting"

    def test_nothing_new_is_ever_named_of_what_was_not_filed_anew(self, world):
        case = world.told()
        world.correct(case, "2026-09-22 10:00", "application")
        other = next(
            key
            for key in CaseMaterial.objects.filter(case=case).values_list("key", flat=True)
            if key != "application"
        )
        refused = codes(
            examine_materials,
            case,
            by=world.holder("food"),
            at=at("2026-09-22 11:00"),
            judgements={"application": Judgement(Check.MET), other: BLURRED},
        )
        assert refused == ["no_fault_is_named_late"]

    def test_what_the_case_was_never_asked_for_is_not_judged(self, world):
        refused = codes(
            examine_materials,
            world.receive(),
            by=world.holder("food"),
            at=at("2026-09-22 11:00"),
            judgements={"law-1-0": Judgement(Check.MET)},
        )
        assert refused == ["what_came_is_on_the_checklist"]

    def test_a_told_fault_of_what_was_not_filed_anew_keeps_its_words(self, world):
        """Otherwise a second fault would slip in under the name of the first."""
        case = world.receive()
        world.fault(case, "application", "2026-09-21 10:30")
        world.fault(case, "licence", "2026-09-21 10:30") if "licence" in keys(case) else None
        first, second = keys(case)[:2]
        world.fault(case, second, "2026-09-21 10:40")
        world.tell(case, "2026-09-21 11:00")
        world.correct(case, "2026-09-22 10:00", second)
        refused = codes(
            examine_materials,
            case,
            by=world.holder("food"),
            at=at("2026-09-22 11:00"),
            judgements={first: BLURRED, second: Judgement(Check.MET)},
        )
        assert refused == ["no_fault_is_named_late"]

    def test_what_still_waits_goes_back_with_it(self, world):
        case = world.receive()
        first, second = keys(case)[:2]
        for key in (first, second):
            world.fault(case, key, "2026-09-21 10:30")
        world.tell(case, "2026-09-21 11:00")
        world.correct(case, "2026-09-22 10:00", second)
        examine_materials(
            case,
            by=world.holder("food"),
            at=at("2026-09-22 11:00"),
            judgements={second: BLURRED},
        )
        supplement(world, case)
        paper = Paper.objects.get(matter=case, kind="supplementary_notice")
        assert '"nth":1' in paper.content
        assert CorrectionPoint.objects.filter(correction__paper=paper).count() == 1
        world.correct(case, "2026-09-23 10:00", first, second)
        assert state(case) == "received"

    def test_examined_again_and_found_in_order_the_head_owes_nothing(self, world):
        case = filed_anew(world)
        world.met(case, "application", "2026-09-22 11:30")
        assert "tell_new_faults" not in owed(case)
        assert ended(case)["tell_new_faults"] == ("examine_materials", "void")

    def test_examined_again_and_still_at_fault_the_head_owes_it_once(self, world):
        case = filed_anew(world)
        other = Judgement(Check.FAULTY, "日期写错了", "指南", "请改正")
        examine_materials(
            case,
            by=world.holder("food"),
            at=at("2026-09-22 11:30"),
            judgements={"application": other},
        )
        assert Obligation.objects.filter(matter=case, kind="tell_new_faults").count() == 1

    def test_after_the_five_days_silence_has_accepted_and_nothing_new_is_told(self, world):
        case = filed_anew(world)
        assert codes(supplement, world, case, "2026-10-09 10:00") == ["five_days_have_not_passed"]
        deem_accepted(case, by=CLOCK, at=at("2026-10-09 10:00"))
        assert "tell_new_faults" not in owed(case)

    def test_taken_back_nobody_owes_it_any_more(self, world):
        case = filed_anew(world)
        withdrawal = Withdrawal("徐禾", Proposer.PARTY)
        withdraw(case, by=Party(), at=at("2026-09-22 12:00"), withdrawal=withdrawal)
        assert "tell_new_faults" not in owed(case)
        assert not Correction.objects.filter(case=case).exclude(state="void").exists()


def keys(case):
    rows = CaseMaterial.objects.filter(case=case, filing=0).order_by("position")
    return list(rows.values_list("key", flat=True))


class TestChangedLaw:
    def tell(self, world, case, when="2026-09-23 10:00", by="deputy_people", **other):
        brings = {**LAW, "handover": HAND_OVER, **other}
        return tell_changed_law(case, by=world.holder(by), at=at(when), **brings)

    def test_the_leader_tells_it_with_article_and_day_and_it_waits_for_the_applicant(self, world):
        case = world.receive()
        self.tell(world, case)
        told = Correction.objects.get(case=case)
        assert (told.supplementary, told.article) == (True, LAW["article"])
        assert told.commences == LAW["commences"]
        assert (state(case), set(owed(case))) == ("correcting", {"correct"})
        paper = Paper.objects.get(matter=case, kind="changed_law_notice")
        assert paper.number == "广审法变〔2026〕1号"

    def test_what_it_asks_for_stands_on_the_checklist_and_is_filed_like_the_rest(self, world):
        case = world.receive()
        self.tell(world, case)
        row = CaseMaterial.objects.get(case=case, key="law-0-0")
        assert (row.name, row.check_result) == ("食品安全总监任命书", "missing")
        world.correct(case, "2026-09-24 10:00", "law-0-0")
        world.met(case, "law-0-0", "2026-09-24 10:30")
        accept_case(case, by=world.holder("food"), at=at("2026-09-24 11:00"))
        receipt = Paper.objects.filter(matter=case, kind="receipt").latest("issued_at")
        assert "食品安全总监任命书" in receipt.content

    def test_what_nobody_brings_of_it_is_a_ground_with_the_article_of_that_law(self, world):
        case = world.told()
        self.tell(world, case)
        sweep(at("2026-11-05 09:00"))
        rows = CaseRows(case, lock=False)
        asked = proposal_asked(rows, at("2026-11-05 10:00"), None)
        found = next(item for item in next(asked).items if item.key == "law-1-0")
        basis = found.bases[""]
        assert (basis.law, basis.article) == ("食品经营许可和备案管理办法", "第十五条")
        assert (basis.version, basis.is_whole) == ("2026-09-22", True)

    def test_without_it_the_case_is_not_accepted(self, world):
        case = world.told()
        self.tell(world, case)
        world.correct(case, "2026-09-24 10:00", "application")
        world.met(case, "application", "2026-09-24 10:30")
        when = at("2026-09-24 11:00")
        refused = codes(accept_case, case, by=world.holder("food"), at=when)
        assert refused == ["nothing_is_left_to_correct"]
        return_unmet_points(case, by=world.holder("food"), at=when)
        assert state(case) == "correcting"

    def test_while_the_applicant_corrects_their_time_begins_anew_and_never_earlier(self, world):
        case = world.told()
        before = owed(case)["correct"]
        self.tell(world, case)
        assert owed(case)["correct"] > before
        assert Obligation.objects.filter(matter=case, kind="correct").count() == 2

    def test_nobody_but_the_supervising_leader_tells_it(self, world):
        case = world.receive()
        for by in ("food", "market_head", "bureau_head"):
            assert codes(self.tell, world, case, by=by) == ["this_post_may_not"]

    @pytest.mark.parametrize(
        ("other", "code"),
        [
            ({"commences": date(2026, 9, 20)}, "the_law_changed_after_receipt"),
            ({"commences": date(2026, 9, 24)}, "the_changed_law_is_in_force"),
            ({"article": " "}, "the_changed_law_is_named"),
            ({"demands": ()}, "the_changed_law_is_named"),
            ({"handover": Handover(ServedBy.HAND, "", None, "")}, "the_handover_is_proven"),
        ],
    )
    def test_what_is_no_change_of_law_meanwhile_is_refused(self, world, other, code):
        case = world.receive()
        assert codes(self.tell, world, case, **other) == [code]

    def test_it_is_no_way_round_the_one_notice(self, world):
        case = world.receive()
        world.fault(case, "application", "2026-09-21 11:00")
        assert codes(self.tell, world, case) == ["what_was_found_was_told_first"]

    def test_nor_a_way_to_stop_the_clock_before_anybody_has_looked(self, world):
        case = world.receive(check=Check.UNCHECKED)
        assert codes(self.tell, world, case) == ["every_material_was_examined"]

    def test_after_the_applicants_time_lapsed_it_runs_again(self, world):
        case = world.told()
        lapse_correction(case, by=CLOCK, at=at("2026-10-20 00:00"))
        self.tell(world, case, "2026-10-20 10:00")
        assert set(owed(case)) == {"correct"}


class TestInvitation:
    def invite(self, world, case, when="2026-09-30 10:00", by="food", **other):
        brings = {"judgements": {"application": BLURRED}, "handover": HAND_OVER, **other}
        return invite_supplement(case, by=world.holder(by), at=at(when), **brings)

    def test_no_clock_moves_and_nobody_owes_anything_by_it(self, world):
        case = silent(world)
        before, clocks = owed(case), ClockEvent.objects.filter(matter=case).count()
        self.invite(world, case)
        assert owed(case) == before
        assert ClockEvent.objects.filter(matter=case).count() == clocks
        assert state(case) == "accepted"
        assert not Correction.objects.filter(case=case).exists()

    def test_invitations_are_numbered_papers_and_counted(self, world):
        case = silent(world)
        self.invite(world, case)
        self.invite(world, case, "2026-10-08 10:00")
        papers = Paper.objects.filter(matter=case, kind="supply_invitation").order_by("issued_at")
        assert ['"nth":1' in papers[0].content, '"nth":2' in papers[1].content] == [True, True]

    def test_what_is_supplied_is_filed_beside_what_came_first(self, world):
        case = silent(world)
        self.invite(world, case)
        before = owed(case)
        answers = (Filed("application", pages=2),)
        receive_supplement(case, by=Party(), at=at("2026-10-08 10:00"), answers=answers)
        filings = CaseMaterial.objects.filter(case=case, key="application")
        assert sorted(filings.values_list("filing", flat=True)) == [0, 1]
        assert owed(case) == before
        assert case_row(case).materials_at == at("2026-09-21 10:00")

    def test_what_was_accepted_after_being_looked_at_is_asked_for_nothing_more(self, world):
        assert codes(self.invite, world, world.accepted()) == ["silence_accepted_it"]

    def test_without_a_fault_there_is_nothing_to_invite_to(self, world):
        met = {"judgements": {"application": Judgement(Check.MET)}}
        assert codes(self.invite, world, silent(world), **met) == ["something_is_to_be_corrected"]

    @pytest.mark.parametrize(
        ("answers", "code"),
        [
            ((), "something_was_answered"),
            ((Filed("cake", pages=1),), "what_came_is_on_the_checklist"),
            ((Filed("application", pages=0),), "receipt_materials_pages_missing"),
        ],
    )
    def test_what_is_supplied_is_something_with_its_pages(self, world, answers, code):
        when = at("2026-10-08 10:00")
        refused = codes(receive_supplement, silent(world), by=Party(), at=when, answers=answers)
        assert refused == [code]


def test_a_point_names_the_department_that_asked_for_it(world):
    case = world.receive()
    fire = Judgement(
        Check.FAULTY, "没有签名", "《消防法》第十五条", "请签名", department="区消防救援大队"
    )
    handler = world.holder("food")
    examine_materials(case, by=handler, at=at("2026-09-21 11:00"), judgements={"application": fire})
    world.tell(case, "2026-09-21 11:30")
    assert CorrectionPoint.objects.get().department == "区消防救援大队"
    assert "区消防救援大队" in Paper.objects.get(kind="correction_notice").content


class TestWhatIsSeen:
    """Their pages stand whatever was told, and say what was."""

    def tags(self, world, case, when):
        viewer = see(world.people["luoyiming"], at(when))
        number = Matter.objects.values_list("number", flat=True).get(pk=case)
        return [tag.text for tag in case_page(viewer, number)[1].tags]

    def test_supplementary_notices_are_counted_on_the_case(self, world):
        case = filed_anew(world)
        supplement(world, case)
        assert "补充告知 1 次" in self.tags(world, case, "2026-09-22 15:00")
        asked = [point.problem for point in track(case, at("2026-09-22 15:00")).points]
        assert asked == ["印章看不清"]

    def test_invitations_are_counted_on_the_case(self, world):
        case = silent(world)
        TestInvitation().invite(world, case)
        assert "邀请补充 1 次" in self.tags(world, case, "2026-09-30 11:00")
        assert track(case, at("2026-09-30 11:00")).events[0].what == "请您补充材料"

    def test_the_applicant_reads_what_a_changed_law_asks_for(self, world):
        case = world.receive()
        TestChangedLaw().tell(world, case)
        page = track(case, at("2026-09-23 11:00"))
        assert [point.title for point in page.points] == ["食品安全总监任命书"]
        assert "等您" in [stage.note for stage in page.stages]
