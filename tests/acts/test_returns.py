"""Materials are given back on request: all of them against the receipt, to whoever may take them, by
a signed slip on file (7.4.4)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.acts import Barred, Party
from shouwen.acts.case import withdraw
from shouwen.acts.receiving import Upload
from shouwen.acts.returning import ask_for_return, hand_back
from shouwen.records.models import (
    Attachment,
    CaseMaterial,
    LedgerEntry,
    MaterialReturn,
    Paper,
    ReturnLine,
    ServiceOfPaper,
)
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.returning import Mark, Power, Shown, Taking, Wish
from shouwen.rules.words import (
    Check,
    Fate,
    IdDocument,
    MaterialForm,
    PaperKind,
    PartyIdKind,
    Proposer,
    ReturnState,
    ServedBy,
    Taker,
)
from tests.acts.world import at, ended, owed

OWN = Shown("徐禾", IdDocument.RESIDENT_ID, "11010519491231002x", date(2030, 1, 1))
IN_PERSON = Taking(ServedBy.HAND, Taker.APPLICANT, OWN, signed=True)
WISH = Wish(ServedBy.HAND, "徐禾")
SCAN = Upload("委托书.pdf", "application/pdf", 1234, "sha256:" + "a" * 64)
POWER = Power(
    agent="罗一鸣",
    since=date(2026, 9, 1),
    until=date(2026, 9, 30),
    signed=True,
    to_receive=True,
    principal_seen=True,
)
BY_AGENT = replace(
    IN_PERSON,
    taker=Taker.AGENT,
    shown=Shown("罗一鸣", IdDocument.TEMPORARY_ID, "110101199003070134", date(2026, 9, 24)),
    power=POWER,
)


def withdrawn(world, **other):
    """A case whose applicant took it back."""
    case = world.receive(when="2026-09-21 10:00", **other)
    signed = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(case, by=Party(), at=at("2026-09-21 15:00"), withdrawal=signed)
    return case


def asked(world, case, wish=WISH, by=None, when="2026-09-22 09:00"):
    ask_for_return(case, by=by or world.holder("window_1"), at=at(when), wish=wish)
    return MaterialReturn.objects.get(case=case, state=ReturnState.ASKED).pk


def all_marked(case, fate=Fate.RETURNED, **other):
    """Every material ticked; others by their key."""
    rows = CaseMaterial.objects.filter(case=case).values_list("key", "filing")
    keys = [f"{key}.{filing}" if filing else key for key, filing in rows]
    return {key: other.get(key, Mark(fate)) for key in keys}


def given(world, row, marks, taking=IN_PERSON, scans=(), when="2026-09-24 10:00"):
    hand_back(
        row, by=world.holder("window_1"), at=at(when), marks=marks, taking=taking, scans=scans
    )


def codes(barred):
    return [bar.code for bar in barred.value.bars]


def test_asking_opens_the_return_for_the_post_that_received_the_case(world):
    case = withdrawn(world)
    asked(world, case)
    assert owed(case) == {"return_materials": at("2026-10-01 00:00")}  # five working days


def test_the_applicant_may_ask_from_home(world):
    case = withdrawn(world)
    row = asked(world, case, Wish(ServedBy.POST, "徐禾", "滨江路 18 号"), by=Party())
    found = MaterialReturn.objects.get(pk=row)
    assert (found.wished_by, found.address) == ("post", "滨江路 18 号")


def test_handed_back_in_person_the_slip_says_line_by_line_what_went_to_whom(world):
    case = withdrawn(world)
    row = asked(world, case)
    held = Mark(Fate.HELD_BACK, "《食品安全法》第三十五条第二款")
    marks = all_marked(case, Fate.COPY_KEPT, application=held)
    given(world, row, marks)
    found = MaterialReturn.objects.get(pk=row)
    assert (found.state, found.taker, found.document_number) == (
        "handed_back",
        "applicant",
        "11010519491231002X",
    )
    slip = Paper.objects.get(matter=case, kind=PaperKind.RETURN_SLIP)
    assert found.slip == slip and slip.number.endswith("退〔2026〕1号")
    assert "11010519491231002X" not in slip.content
    assert "《食品安全法》第三十五条第二款" in slip.content
    fates = dict(
        ReturnLine.objects.filter(material_return=row).values_list("material__key", "fate")
    )
    assert fates == {key: mark.fate for key, mark in marks.items()}
    assert ended(case)["return_materials"] == ("hand_back", "met")
    assert ServiceOfPaper.objects.get(paper=slip).to == "徐禾"
    assert "11010519491231002X" not in LedgerEntry.objects.filter(matter=case).last().text


def test_an_agent_takes_them_with_a_power_of_attorney_that_is_kept(world):
    case = withdrawn(world)
    row = asked(world, case)
    given(world, row, all_marked(case), BY_AGENT, (SCAN,))
    found = MaterialReturn.objects.get(pk=row)
    assert (found.power_agent, found.power_until) == ("罗一鸣", date(2026, 9, 30))
    assert Attachment.objects.get(case=case, key=str(row)).name == "委托书.pdf"


def test_by_post_they_go_where_it_was_asked_with_the_number_of_the_parcel(world):
    case = withdrawn(world)
    row = asked(world, case, Wish(ServedBy.POST, "徐禾", "滨江路 18 号"))
    parcel = replace(
        IN_PERSON, by=ServedBy.POST, signed=False, asked_in_writing=True, tracking="EMS1"
    )
    given(world, row, all_marked(case), parcel)
    found = MaterialReturn.objects.get(pk=row)
    assert (found.address, found.tracking) == ("滨江路 18 号", "EMS1")


@pytest.mark.parametrize(
    ("taking", "scans", "code"),
    [
        (
            replace(BY_AGENT, power=replace(POWER, until=date(2026, 9, 23))),
            1,
            "the_power_lasts_today",
        ),
        (
            replace(BY_AGENT, power=replace(POWER, to_receive=False)),
            1,
            "the_power_lists_to_receive",
        ),
        (replace(BY_AGENT, power=replace(POWER, agent="何立群")), 1, "the_power_names_who_comes"),
        (replace(BY_AGENT, power=replace(POWER, gone=True)), 1, "the_principal_is_still_there"),
        (BY_AGENT, 0, "the_power_of_attorney_is_on_file"),
        (
            replace(IN_PERSON, shown=replace(OWN, valid_until=date(2026, 9, 23))),
            0,
            "the_document_is_valid",
        ),
        (replace(IN_PERSON, shown=BY_AGENT.shown), 0, "the_name_shown_is_the_applicants"),
        (
            replace(IN_PERSON, shown=replace(OWN, number="110105194912310021")),
            0,
            "resident_id_check",
        ),
        (replace(IN_PERSON, taker=Taker.HEIR), 0, "who_comes_in_their_place_proves_it"),
        (replace(IN_PERSON, signed=False, witnesses=("沈清河",)), 0, "the_slip_is_signed"),
    ],
)
def test_whoever_may_not_take_them_is_told_why_and_nothing_is_done(world, taking, scans, code):
    case = withdrawn(world)
    row = asked(world, case)
    with pytest.raises(Barred) as barred:
        given(world, row, all_marked(case), taking, (SCAN,) * scans)
    assert code in codes(barred)
    assert MaterialReturn.objects.get(pk=row).state == ReturnState.ASKED
    assert not Paper.objects.filter(kind=PaperKind.RETURN_SLIP).exists()


def test_nothing_is_handed_back_twice(world):
    case = withdrawn(world)
    row = asked(world, case)
    given(world, row, all_marked(case))
    with pytest.raises(Barred) as barred:
        given(world, row, all_marked(case), when="2026-09-24 11:00")
    assert codes(barred) == ["the_return_waits"]
    with pytest.raises(Barred) as barred:
        asked(world, case, when="2026-09-24 12:00")
    assert codes(barred) == ["something_is_left_to_return"]


def test_what_the_law_held_back_may_be_asked_for_again(world):
    case = withdrawn(world)
    row = asked(world, case)
    held = Mark(Fate.HELD_BACK, "《食品安全法》第三十五条第二款")
    given(world, row, all_marked(case, application=held))
    again = asked(world, case, when="2026-10-12 09:00")
    one = CaseMaterial.objects.get(case=case, key="application")
    given(world, again, {"application": Mark(Fate.RETURNED)}, when="2026-10-12 10:00")
    assert ReturnLine.objects.filter(material=one).count() == 2


def test_what_was_filed_anew_is_given_back_with_what_was_filed_first(world):
    case = world.told()
    world.correct(case, "2026-09-22 09:00", "application")
    signed = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(case, by=Party(), at=at("2026-09-22 10:00"), withdrawal=signed)
    row = asked(world, case, when="2026-09-22 11:00")
    marks = all_marked(case)
    del marks["application.1"]
    with pytest.raises(Barred) as barred:
        given(world, row, marks)
    assert codes(barred) == ["every_line_is_answered"]


def test_while_the_office_still_decides_nothing_is_asked_back(world):
    with pytest.raises(Barred) as barred:
        asked(world, world.accepted(), when="2026-09-22 09:00")
    assert codes(barred) == ["not_in_this_state"]


def test_of_files_there_is_nothing_to_give_back(world):
    case = withdrawn(world)
    CaseMaterial.objects.filter(case=case).update(form=MaterialForm.ELECTRONIC)
    with pytest.raises(Barred) as barred:
        asked(world, case)
    assert codes(barred) == ["something_is_left_to_return"]


def test_an_organisation_takes_its_materials_by_whom_it_sends(world):
    company = {
        "applicant": "栖云客栈有限公司",
        "id_kind": PartyIdKind.CREDIT_CODE,
        "id_number": "91350100M000100Y43",
        "check": Check.MET,
    }
    case = withdrawn(world, **company)
    row = asked(world, case)
    with pytest.raises(Barred) as barred:
        given(world, row, all_marked(case))
    assert codes(barred) == ["the_taker_fits_the_applicant"]
    sent = replace(IN_PERSON, taker=Taker.COMPANY_AGENT, proof="介绍信 2026-12 号")
    given(world, row, all_marked(case), sent)


def test_a_return_keeps_the_budget_however_many_materials_there_are(world, settings):
    settings.SHOUWEN_RECHECK = False
    case = withdrawn(world)
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")

    def statements(call):
        with CaptureQueriesContext(connection) as taken:
            call()
        return len([query for query in taken if not query["sql"].startswith(frame)])

    assert statements(lambda: asked(world, case)) - 1 <= 20  # one finds the return
    row = MaterialReturn.objects.get(case=case).pk
    marks = all_marked(case)
    assert statements(lambda: given(world, row, marks, BY_AGENT, (SCAN,))) <= 20
