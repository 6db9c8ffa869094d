"""The desk's forms of a return: what is asked, what is refused with everything typed still there, and
the slip on file (7.4.4)."""

import pytest

from shouwen.acts import Party
from shouwen.acts.case import withdraw
from shouwen.acts.returning import ask_for_return
from shouwen.records.models import MaterialReturn, Paper
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.facts.returning import Wish
from shouwen.rules.words import PaperKind, Proposer, ServedBy
from tests.acts.world import at
from tests.web.desk import Desk, page, sent

ASK = "return_of_materials.ask_for_return"
BACK = "return_of_materials.hand_back"
OWN = {
    "by": "hand",
    "taker": "applicant",
    "name": "徐禾",
    "document": "resident_id",
    "number": "11010519491231002X",
    "signed": "on",
}


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


@pytest.fixture
def case(desk):
    found = desk.world.receive(when="2026-09-21 10:00")
    signed = Withdrawal("徐禾", Proposer.PARTY)
    withdraw(found, by=Party(), at=at("2026-09-21 11:00"), withdrawal=signed)
    return found


@pytest.fixture
def asked(desk, case):
    ask_for_return(case, by=Party(), at=at("2026-09-21 12:00"), wish=Wish(ServedBy.HAND, "徐禾"))
    return MaterialReturn.objects.get(case=case)


def ticked(client, address, fate="returned"):
    """Every line of the list ticked, as the page draws it."""
    form = client.get(address).context["form"]
    return {f"fate-{sheet.key}": fate for sheet in form.sheets}


def test_whoever_asks_is_taken_down_and_the_return_is_owed(desk, case):
    window = desk.client("heyutong")
    answer = sent(window, page(case, ASK), asked_by="徐禾", by="post", address="滨江路 18 号")
    assert answer.status_code == 302
    assert MaterialReturn.objects.get(case=case).address == "滨江路 18 号"
    assert "待退还" in window.get(page(case)).content.decode()


def test_a_parcel_without_an_address_is_asked_for_it(desk, case):
    answer = sent(desk.client("heyutong"), page(case, ASK), asked_by="徐禾", by="post")
    assert answer.status_code == 409
    assert "写明寄到哪里" in answer.content.decode()


def test_the_list_comes_ticked_with_what_is_proposed_and_each_line_says_what_came(desk, asked):
    address = page(asked.case_id, f"{BACK}:{asked.pk}")
    shown = desk.client("heyutong").get(address)
    form = shown.context["form"]
    assert [line.fate.initial for line in form.lines] == ["copy_kept"] * len(form.sheets)
    assert "1 份" in shown.content.decode()


def test_handed_back_the_slip_lies_with_the_case(desk, asked):
    address = page(asked.case_id, f"{BACK}:{asked.pk}")
    window = desk.client("heyutong")
    assert sent(window, address, **OWN, **ticked(window, address)).status_code == 302
    slip = Paper.objects.get(matter=asked.case_id, kind=PaperKind.RETURN_SLIP)
    shown = window.get(page(asked.case_id)).content.decode()
    assert slip.number in shown and "已签收" in shown


def test_what_is_missing_is_told_by_its_clause_and_nothing_typed_is_lost(desk, asked):
    address = page(asked.case_id, f"{BACK}:{asked.pk}")
    window = desk.client("heyutong")
    said = {**OWN, "taker": "agent", "name": "罗一鸣", "power_agent": "罗一鸣", "proof": "写过的话"}
    answer = sent(window, address, **said, **ticked(window, address, "held_back"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "7.4.4c" in shown and "写过的话" in shown
    assert "要写明依据" in shown
    assert MaterialReturn.objects.get(pk=asked.pk).state == "asked"


def test_no_other_return_of_the_same_case_is_offered_meanwhile(desk, asked):
    shown = desk.client("heyutong").get(page(asked.case_id)).content.decode()
    assert "已经登记过要求退还材料" in shown
