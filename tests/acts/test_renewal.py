"""Licences that end, and are renewed: applied for in time they are decided before, and silence renews
(行政许可法 art. 50)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from shouwen.acts import CLOCK, Barred
from shouwen.acts.case import accept_case, decide_grant, withdraw
from shouwen.acts.receiving import receive_application
from shouwen.acts.refusal import propose_refusal
from shouwen.acts.renewal import deem_renewed, remind_holder
from shouwen.acts.sweeping import sweep
from shouwen.records.models import Case, Letter, Licence, Obligation, Paper
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.guide import Basis, Term
from shouwen.rules.words import CaseOutcome, PaperKind, PartyIdKind, Proposer
from tests.acts.world import SERVICES, at, case_row, ended, make_world, owed, state

BASIS = Basis("农药管理条例", "第二十五条第二款", "2022-03-29")


@pytest.fixture(scope="module")
def for_a_year():
    """The food licence, valid for a year."""
    guide = SERVICES["food"].guide
    return replace(guide, result=replace(guide.result, term=Term(12)))


@pytest.fixture
def world(db, for_a_year):
    made = make_world(only=("relief",))
    made.versions["food"] = made.publish(SERVICES["food"].code, "food", for_a_year)
    return made


def granted(world) -> Licence:
    """A licence for food, granted on 22 September 2026."""
    return Licence.objects.get(case=world.decided())


def renewing(world, when="2026-09-21 10:00", **other):
    """A case accepted when it was received, which renews a licence that was given before."""
    said = {"renews": "首食〔2021〕7号", "renews_until": date(2026, 10, 31), **other}
    case = world.receive(when=when, **said)
    accept_case(case, by=world.holder("food"), at=at(when))
    return case


def codes(act, *args, **brings) -> list[str]:
    with pytest.raises(Barred) as refused:
        act(*args, **brings)
    return [bar.code for bar in refused.value.bars]


def decide(world, case, when):
    decide_grant(case, by=world.holder("deputy_people"), at=at(when), facts="材料齐全，符合条件。")


class TestGranted:
    def test_what_is_granted_for_a_period_is_on_the_register_and_the_decision_says_until_when(
        self, world
    ):
        line = granted(world)
        assert (line.valid_from, line.valid_until) == (date(2026, 9, 22), date(2027, 9, 21))
        assert line.apply_by == date(2027, 8, 23)  # thirty days before is a Sunday
        assert (line.number, line.by_silence) == (line.paper.number, False)
        assert json.loads(line.paper.content)["validity"] == "自2026年9月22日起至2027年9月21日止"

    def test_what_is_granted_without_end_is_not(self, world):
        world.accepted("relief")
        assert not Licence.objects.exists()

    def test_its_holder_is_reminded_twice_before_the_last_day_to_apply(self, world):
        line = granted(world)
        assert owed(line.case_id)["remind_holder"] == at(
            "2027-07-26 09:00"
        )  # the 24th is a Saturday
        assert sweep(at("2027-07-26 09:00")).acts["remind_holder"] == 1
        assert owed(line.case_id)["remind_holder"] == at("2027-08-16 09:00")
        assert sweep(at("2027-08-16 09:00")).acts["remind_holder"] == 1
        assert "remind_holder" not in owed(line.case_id)
        line.refresh_from_db()
        assert line.reminded_at == at("2027-08-16 09:00")
        told = Letter.objects.filter(template="renewal_due", channel="sms")
        assert [letter.params["by"] for letter in told] == ["2027-08-23"] * 2

    def test_nobody_is_reminded_who_has_applied(self, world):
        line = granted(world)
        world.receive(when="2027-07-20 10:00", renews=line.number)
        remind_holder(line.case_id, by=CLOCK, at=at("2027-07-26 09:00"))
        assert not Letter.objects.filter(template="renewal_due").exists()
        assert "remind_holder" not in owed(line.case_id)


class TestApplying:
    def test_applied_for_in_time_it_is_decided_before_the_licence_ends(self, world):
        case = renewing(world)
        assert owed(case)["decide_renewal"] == at("2026-11-01 00:00")
        decide(world, case_with_steps(world, case), "2026-10-12 15:00")
        line = Licence.objects.get(case=case)
        assert (line.number, line.valid_from) == ("首食〔2021〕7号", date(2026, 11, 1))
        assert line.valid_until == date(2027, 10, 31)
        assert ended(case)["decide_renewal"] == ("decide_grant", "met")
        paper = json.loads(line.paper.content)
        assert paper["title"] == "准予延续行政许可决定书"

    @pytest.mark.parametrize(
        ("until", "in_time"),
        [
            pytest.param(date(2026, 10, 21), True, id="on_the_thirtieth_day"),
            pytest.param(date(2026, 10, 20), False, id="a_day_later"),
        ],
    )
    def test_thirty_days_before_are_counted_by_the_calendar(self, world, until, in_time):
        case = world.receive(renews="首食〔2021〕7号", renews_until=until)
        assert case_row(case).renews_in_time is in_time

    def test_applied_for_late_it_is_an_ordinary_case_and_they_are_told(self, world):
        case = case_with_steps(world, renewing(world, renews_until=date(2026, 10, 15)))
        assert "decide_renewal" not in owed(case)
        assert Letter.objects.filter(template="renewal_late", matter=case).exists()
        sweep(at("2026-10-16 00:00"))
        assert state(case) == "accepted"
        decide(world, case, "2026-10-19 15:00")
        assert Licence.objects.get(case=case).valid_from == date(2026, 10, 19)

    def test_another_law_says_how_long_before(self, world, for_a_year):
        term = Term(12, 45, BASIS)
        longer = replace(for_a_year, result=replace(for_a_year.result, term=term))
        code = SERVICES["food"].code
        world.versions["food"] = world.publish(code, "food", longer, at("2026-09-01 09:00"))
        case = world.receive(renews="首食〔2021〕7号", renews_until=date(2026, 10, 31))
        assert not case_row(case).renews_in_time

    def test_the_register_knows_until_when_better_than_who_asks(self, world):
        line = granted(world)
        case = world.receive(
            when="2027-08-20 10:00", renews=line.number, renews_until=date(2029, 1, 1)
        )
        assert case_row(case).renews_until == line.valid_until

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            pytest.param(
                {"service": "relief"}, "what_is_granted_for_a_period_is_renewed", id="ever"
            ),
            pytest.param({"renews_until": None}, "the_licence_says_until_when", id="no_last_day"),
        ],
    )
    def test_what_cannot_be_renewed_is_said(self, world, said, code):
        named = {"renews": "首食〔2021〕7号", "renews_until": date(2026, 10, 31), **said}
        assert codes(world.receive, **named) == [code]

    def test_nobody_renews_anothers_licence(self, world):
        line = granted(world)
        other = {"id_kind": PartyIdKind.PASSPORT, "id_number": "E00000001", "applicant": "秦岚"}
        assert codes(world.receive, when="2027-08-20 10:00", renews=line.number, **other) == [
            "the_holder_renews_it"
        ]

    def test_one_application_at_a_time(self, world):
        renewing(world)
        again = {"renews": "首食〔2021〕7号", "renews_until": date(2026, 10, 31)}
        assert codes(world.receive, when="2026-09-22 10:00", **again) == ["nothing_else_renews_it"]


def case_with_steps(world, case):
    world.work_steps(case, "2026-09-22 10:00")
    return case


class TestSilence:
    OVER = "2026-11-01 00:00"

    def silent(self, world):
        case = renewing(world)
        sweep(at(self.OVER))
        return case

    def test_silence_renews_for_the_same_period_and_stays_a_miss(self, world):
        case = self.silent(world)
        row, line = case_row(case), Licence.objects.get(case=case)
        assert (state(case), row.outcome) == ("decided", CaseOutcome.GRANTED)
        assert (line.valid_from, line.valid_until) == (date(2026, 11, 1), date(2027, 10, 31))
        assert line.by_silence
        missed = Obligation.objects.get(matter=case, kind="decide_renewal")
        assert (missed.missed_at, missed.outcome) == (at(self.OVER), "void")
        assert list(owed(case)) == ["deliver", "remind_holder"]

    def test_the_decision_says_that_nothing_was_decided_and_by_which_article(self, world):
        paper = Paper.objects.get(matter=self.silent(world), kind=PaperKind.DECISION)
        said = json.loads(paper.content)
        assert said["by_silence"]
        assert said["basis"] == ["《中华人民共和国行政许可法》第五十条第二款"]
        assert "没有作出" in said["facts"][1]
        assert Letter.objects.filter(template="renewed_by_silence").exists()

    def test_a_sweep_that_comes_late_takes_no_day_from_it(self, world):
        case = renewing(world)
        sweep(at("2026-11-05 08:00"))
        assert Licence.objects.get(case=case).valid_from == date(2026, 11, 1)

    def test_not_a_second_too_early(self, world):
        case = renewing(world)
        early = at("2026-10-31 23:59:59")
        assert codes(deem_renewed, case, by=CLOCK, at=early) == ["the_licence_has_ended_in_silence"]

    def test_nothing_else_is_decided_once_it_has_ended_before_any_sweep(self, world):
        case = case_with_steps(world, renewing(world))
        late = at("2026-11-01 08:30")
        leader, handler = world.holder("deputy_people"), world.holder("food")
        grants = codes(decide_grant, case, by=leader, at=late, facts="符合条件。")
        refuses = codes(propose_refusal, case, by=handler, at=late, proposal=None)
        assert grants == refuses == ["silence_has_not_renewed_it"]

    def test_a_decision_before_the_end_stands(self, world):
        case = case_with_steps(world, renewing(world))
        decide(world, case, "2026-10-30 15:00")
        sweep(at(self.OVER))
        assert not Licence.objects.get(case=case).by_silence

    def test_an_application_whose_materials_were_never_accepted_is_renewed_all_the_same(
        self, world
    ):
        """It lay with the office: a correction that came shortly before the end."""
        case = world.receive(renews="首食〔2021〕7号", renews_until=date(2026, 10, 31))
        world.fault(case, "application", "2026-09-21 11:00")
        world.tell(case, "2026-09-21 11:00")
        assert "decide_renewal" not in owed(case)
        world.correct(case, "2026-10-30 10:00", "application")
        assert owed(case)["decide_renewal"] == at(self.OVER)
        sweep(at(self.OVER))
        assert (state(case), case_row(case).deemed) == ("decided", True)

    def test_what_the_applicant_still_has_to_correct_is_not_renewed_by_silence(self, world):
        case = world.receive(renews="首食〔2021〕7号", renews_until=date(2026, 10, 31))
        world.fault(case, "application", "2026-09-21 11:00")
        world.tell(case, "2026-09-21 11:00")
        sweep(at(self.OVER))
        assert state(case) == "correcting"
        world.correct(case, "2026-11-02 10:00", "application")
        assert "decide_renewal" not in owed(case)

    def test_what_was_taken_back_is_not_renewed(self, world):
        case = renewing(world)
        gone = Withdrawal("徐禾", Proposer.PARTY)
        withdraw(case, by=world.holder("window_1"), at=at("2026-10-01 09:00"), withdrawal=gone)
        sweep(at(self.OVER))
        assert (state(case), Licence.objects.count()) == ("withdrawn", 0)

    def test_it_is_renewed_again(self, world):
        line = Licence.objects.get(case=self.silent(world))
        again = world.receive(when="2027-09-30 10:00", renews=line.number)
        assert case_row(again).renews_until == date(2027, 10, 31)


def test_each_act_stays_within_twenty_statements(world, django_assert_max_num_queries):
    line = granted(world)
    application = world.application("food", renews=line.number)
    with django_assert_max_num_queries(22):  # BEGIN and COMMIT among them
        case = receive_application(
            world.versions["food"],
            by=world.holder("window_1"),
            at=at("2027-08-20 10:00"),
            application=application,
        ).matter
    accept_case(case, by=world.holder("food"), at=at("2027-08-20 10:00"))
    with django_assert_max_num_queries(22):
        deem_renewed(case, by=CLOCK, at=at("2027-09-22 00:00"))
    with django_assert_max_num_queries(22):
        remind_holder(line.case_id, by=CLOCK, at=at("2027-09-22 09:00"))
    assert Case.objects.get(pk=case).outcome == CaseOutcome.GRANTED
