"""An applicant who is no more while the application lies with the office: nothing is decided against
them nor served on them, until somebody takes it over (7.4.3b; 民法典 art. 13, 59, 67, 1121)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from shouwen.acts import Barred, Party
from shouwen.acts.case import accept_case, decide_grant, deliver_result, withdraw
from shouwen.acts.hearing import ask, give_up, tell_right
from shouwen.acts.refusal import approve_refusal, propose_refusal, review_refusal, serve_refusal
from shouwen.acts.serving import choose_way
from shouwen.acts.succession import Successor, note_applicant_gone, note_successor
from shouwen.acts.sweeping import sweep
from shouwen.records.models import Case, ClockEvent, Hearing, Obligation, Paper, Refusal, Succession
from shouwen.rules.facts.casefile import Handover, Withdrawal
from shouwen.rules.words import PaperKind, PartyEnd, PartyIdKind, Proposer, ServedBy
from tests.acts.test_refusal_races import proposal
from tests.acts.test_serving import MAILED, failed_three_times, noticed, paper_of
from tests.acts.world import HAND_OVER, at, case_row, make_world, owed, state

HEIR = Successor(
    name="徐禾苗",
    id_kind=PartyIdKind.RESIDENT_ID,
    id_number="110105194912310046",
    proof="继承公证书 2026-112 号",
    phone="0826-555-0178",
    address="滨河路 9 号",
)
COMPANY = {
    "applicant": "栖云客栈有限公司",
    "id_kind": PartyIdKind.CREDIT_CODE,
    "id_number": "91350100M000100Y43",
}
TO_THE_HEIR = Handover(ServedBy.HAND, HEIR.name, HEIR.id_kind, HEIR.id_number)


@pytest.fixture
def world(db):
    return make_world(only=("food",))


def codes(act, *args, **brings) -> list[str]:
    with pytest.raises(Barred) as refused:
        act(*args, **brings)
    return [bar.code for bar in refused.value.bars]


def died(world, case, when="2026-09-22 09:00", **other):
    said = {"why": PartyEnd.DIED, "on": date(2026, 9, 20), "proof": "死亡医学证明 301 号", **other}
    note_applicant_gone(case, by=world.holder("window_1"), at=at(when), **said)


def taken_over(world, case, when="2026-09-23 09:00", successor=HEIR):
    row = Succession.objects.filter(case=case).latest("noted_at")
    note_successor(row.pk, by=world.holder("window_1"), at=at(when), successor=successor)


def reviewed(world, case):
    """A refusal of the case, reviewed."""
    said, handler = proposal(case), world.holder("food")
    propose_refusal(case, by=handler, at=at("2026-09-21 10:10"), proposal=said)
    row = Refusal.objects.get(case=case)
    head = world.holder("market_head")
    review_refusal(row.pk, by=head, at=at("2026-09-21 10:20"), words="同意报批。")
    return row


class TestGone:
    def test_a_refusal_on_its_way_is_not_approved_until_an_heir_takes_over(self, world):
        case = world.accepted()
        row = reviewed(world, case)
        died(world, case)
        leader = world.holder("deputy_people")
        approve = {"by": leader, "words": "同意。"}
        assert codes(approve_refusal, row.pk, at=at("2026-09-22 10:00"), **approve) == [
            "somebody_is_there_to_be_told"
        ]
        assert not Paper.objects.filter(matter=case, kind=PaperKind.REFUSAL).exists()
        taken_over(world, case)
        approve_refusal(row.pk, at=at("2026-09-23 10:00"), **approve)
        notice = json.loads(Paper.objects.get(matter=case, kind=PaperKind.REFUSAL).content)
        assert notice["applicant"] == HEIR.name

    def test_of_who_died_no_refusal_is_proposed(self, world):
        case = world.accepted()
        said = proposal(case)
        died(world, case)
        handler = world.holder("food")
        proposed = codes(
            propose_refusal, case, by=handler, at=at("2026-09-22 10:00"), proposal=said
        )
        assert proposed == ["somebody_is_there_to_be_told"]

    def test_of_a_dissolved_company_a_refusal_is_served_on_whoever_liquidates_it(self, world):
        case = world.receive(**COMPANY)
        accept_case(case, by=world.holder("food"), at=at("2026-09-21 10:00"))
        row = reviewed(world, case)
        leader = world.holder("deputy_people")
        approve_refusal(row.pk, by=leader, at=at("2026-09-21 11:00"), words="同意。")
        ended = {"why": PartyEnd.DISSOLVED, "proof": "注销登记通知书 77 号"}
        died(world, case, **ended)
        serve = {"by": world.holder("window_1"), "handover": HAND_OVER}
        assert codes(serve_refusal, row.pk, at=at("2026-09-22 10:00"), **serve) == [
            "somebody_is_there_to_be_told"
        ]
        taken_over(world, case)
        serve["handover"] = TO_THE_HEIR
        serve_refusal(row.pk, at=at("2026-09-23 10:00"), **serve)
        row.refresh_from_db()
        assert (state(case), row.reconsider_by) == ("closed", date(2026, 11, 23))

    def test_a_grant_is_neither_decided_nor_delivered_meanwhile(self, world):
        case = world.accepted()
        world.work_steps(case, "2026-09-21 15:00")
        died(world, case)
        leader, window = world.holder("deputy_people"), world.holder("window_1")
        decide = {"by": leader, "facts": "符合条件。"}
        barred = codes(decide_grant, case, at=at("2026-09-22 10:00"), **decide)
        assert barred == ["somebody_is_there_to_be_told"]
        taken_over(world, case)
        decide_grant(case, at=at("2026-09-23 10:00"), **decide)
        died(world, case, "2026-09-23 11:00")
        deliver = {"by": window, "handover": TO_THE_HEIR}
        barred = codes(deliver_result, case, at=at("2026-09-23 12:00"), **deliver)
        assert barred == ["somebody_is_there_to_be_told"]

    def test_who_is_no_more_is_not_looked_for_in_public(self, world):
        case = world.decided()
        paper = paper_of(case)
        failed_three_times(world, paper)
        died(world, case, "2026-09-28 14:00")
        assert codes(noticed, world, paper) == ["somebody_is_there_to_be_told"]

    def test_nobody_withdraws_for_them(self, world):
        case = world.accepted()
        died(world, case)
        when, signed = at("2026-09-22 10:00"), Withdrawal("徐禾", Proposer.PARTY)
        assert codes(withdraw, case, by=Party(), at=when, withdrawal=signed) == [
            "somebody_is_there_to_be_told"
        ]

    def test_nobody_says_for_them_how_they_are_served(self, world):
        case = world.accepted()
        died(world, case)
        wish = {"by": Party(), "at": at("2026-09-22 10:00"), "wish": MAILED}
        assert codes(choose_way, case, **wish) == ["somebody_is_there_to_be_told"]

    def test_nothing_is_told_them_in_writing(self, world):
        case = world.receive()
        world.fault(case, "application", "2026-09-21 11:00")
        died(world, case)
        assert codes(world.tell, case, "2026-09-22 10:00") == ["somebody_is_there_to_be_told"]
        taken_over(world, case)
        world.tell(case, "2026-09-23 10:00")

    def test_it_is_taken_down_whatever_else_stands_in_the_way_and_no_clock_moves(self, world):
        case = world.accepted()
        before = ClockEvent.objects.filter(matter=case).count()
        died(world, case, "2026-12-01 09:00")  # long after every limit
        assert ClockEvent.objects.filter(matter=case).count() == before
        assert owed(case)["find_successor"] == at("2026-12-23 00:00")
        sweep(at("2026-12-23 08:00"))
        assert Obligation.objects.get(matter=case, kind="find_successor").missed_at

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            pytest.param({"proof": " "}, "the_end_is_proven", id="no_proof"),
            pytest.param({"on": date(2026, 9, 23)}, "the_end_is_proven", id="tomorrow"),
            pytest.param(
                {"why": PartyEnd.DISSOLVED},
                "a_person_dies_and_an_organisation_is_dissolved",
                id="dissolved",
            ),
        ],
    )
    def test_what_proves_it_is_named_and_of_a_day_that_has_come(self, world, said, code):
        case = world.accepted()
        assert codes(died, world, case, **said) == [code]
        assert "find_successor" not in owed(case)

    def test_it_is_taken_down_once(self, world):
        case = world.accepted()
        died(world, case)
        assert codes(died, world, case, "2026-09-22 11:00") == ["the_applicant_is_there"]


class TestTakenOver:
    def test_who_takes_over_stands_in_their_place_and_what_they_allowed_others_ends(self, world):
        power = {"agent": "何立群", "agent_id_number": "11010519491231002X"}
        wish = {"address": "城南街 2 号", "result_by": ServedBy.POST}
        case = world.receive(power_of_attorney=True, sms_declined=True, **power, **wish)
        choose_way(case, by=Party(), at=at("2026-09-21 16:00"), wish=MAILED)
        Case.objects.filter(pk=case).update(agent_power_until=date(2026, 12, 31))
        died(world, case)
        taken_over(world, case)
        row, kept = case_row(case), Succession.objects.get(case=case)
        assert (row.applicant, row.phone, row.email) == (HEIR.name, HEIR.phone, "")
        assert (row.id_number, row.sms_declined) == (HEIR.id_number, False)
        assert (row.agent, row.agent_power_seen, row.agent_power_until) == ("", False, None)
        assert (row.electronic_service, row.electronic_address) == (False, "")
        assert (row.address, row.result_by) == (HEIR.address, "")
        assert (kept.former, kept.successor, kept.successor_proof) == (
            "徐禾",
            HEIR.name,
            HEIR.proof,
        )
        assert "find_successor" not in owed(case)

    def test_they_may_take_the_application_back(self, world):
        case = world.accepted()
        died(world, case)
        taken_over(world, case)
        signed = Withdrawal(HEIR.name, Proposer.PARTY)
        withdraw(case, by=Party(), at=at("2026-09-23 10:00"), withdrawal=signed)
        assert state(case) == "withdrawn"

    def test_the_hearing_that_the_former_one_asked_for_is_theirs_to_give_up(self, world):
        case = world.accepted()
        said = {"stakes": "与楼上住户共用排烟道。", "handover": HAND_OVER}
        tell_right(case, by=world.holder("food"), at=at("2026-09-21 11:00"), **said)
        row = Hearing.objects.get(case=case)
        for hour, name in ((15, "徐禾"), (16, HEIR.name)):  # who lives next door
            ask(row.pk, by=Party(), at=at(f"2026-09-21 {hour}:00"), name=name)
        died(world, case)
        taken_over(world, case)
        when = {"by": Party(), "at": at("2026-09-23 10:00")}
        assert Hearing.objects.get(pk=row.pk).wanted_by == HEIR.name
        assert codes(give_up, row.pk, name="徐禾", **when) == ["who_gives_it_up_asked_for_it"]
        give_up(row.pk, name=HEIR.name, **when)
        assert "hold_hearing" not in owed(case)

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            pytest.param({"proof": ""}, "who_takes_over_proves_it", id="by_no_right"),
            pytest.param({"phone": ""}, "the_applicant_can_be_named", id="not_to_be_reached"),
            pytest.param(
                {"id_number": "110105194912310021"}, "resident_id_check", id="no_such_number"
            ),
        ],
    )
    def test_they_show_who_they_are_and_by_what_right(self, world, said, code):
        case = world.accepted()
        died(world, case)
        successor = replace(HEIR, **said)
        assert codes(taken_over, world, case, successor=successor) == [code]

    def test_nobody_takes_over_a_second_time(self, world):
        case = world.accepted()
        died(world, case)
        taken_over(world, case)
        again = codes(taken_over, world, case, "2026-09-23 10:00")
        assert again == ["a_successor_is_looked_for"]


def test_both_stay_within_twenty_statements(world, django_assert_max_num_queries):
    case = world.accepted()
    said = {"stakes": "与楼上住户共用排烟道。", "handover": HAND_OVER}
    tell_right(case, by=world.holder("food"), at=at("2026-09-21 11:00"), **said)
    ask(Hearing.objects.get(case=case).pk, by=Party(), at=at("2026-09-21 15:00"), name="徐禾")
    with django_assert_max_num_queries(20):
        died(world, case)
    with django_assert_max_num_queries(20):
        taken_over(world, case)
