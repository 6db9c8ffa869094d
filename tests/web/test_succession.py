"""An applicant who is no more, and who takes over, through the pages (7.4.3b)."""

import pytest

from shouwen.records.models import Succession
from tests.acts.test_succession import HEIR
from tests.web.desk import Desk, page, sent
from tests.web.test_serving import tracked

DIED = {"why": "died", "on": "2026-09-20", "proof": "死亡医学证明 301 号"}
TAKES_OVER = {
    "applicant": HEIR.name,
    "id_kind": "resident_id",
    "id_number": HEIR.id_number,
    "phone": HEIR.phone,
    "address": HEIR.address,
    "proof": HEIR.proof,
}


def successor_page(case):
    return page(case, f"succession.note_successor:{Succession.objects.get(case=case).pk}")


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


def test_it_is_taken_down_bars_what_needs_somebody_and_the_heir_goes_on(desk):
    case = desk.world.accepted()
    window, handler = desk.client("heyutong"), desk.client("luoyiming")
    assert sent(window, page(case, "succession.note_applicant_gone"), **DIED).status_code == 302
    shown = handler.get(page(case)).text
    assert "申请人已经去世或者终止，还没有记下谁来承受" in shown
    assert "2026-09-20，凭死亡医学证明 301 号" in shown
    assert "查明谁承受申请" in handler.get("/desk/").text
    assert sent(window, successor_page(case), **TAKES_OVER).status_code == 302
    shown = handler.get(page(case)).text
    assert f"由{HEIR.name}承受，凭{HEIR.proof}" in shown
    assert "还没有记下谁来承受" not in shown
    assert HEIR.address in shown


def test_from_home_one_reads_that_somebody_is_to_take_it_over(desk, client):
    case = desk.world.accepted()
    home, window, turn = tracked(client, case), desk.client("heyutong"), "登记谁承受申请"
    assert turn not in client.get(home).text
    sent(window, page(case, "succession.note_applicant_gone"), **DIED)
    shown = client.get(home).text
    assert turn in shown and "现在轮到我们" not in shown
    assert "/withdraw/" not in shown  # nobody is there to sign it
    sent(window, successor_page(case), **TAKES_OVER)
    assert turn not in client.get(home).text


@pytest.mark.parametrize("left_out", ["why", "on", "proof"])
def test_what_is_missing_is_said_and_what_was_typed_stays(desk, left_out):
    case = desk.world.accepted()
    said = {**DIED, left_out: ""}
    answer = sent(desk.client("heyutong"), page(case, "succession.note_applicant_gone"), **said)
    assert answer.status_code == 422
    assert all(typed in answer.text for typed in said.values() if typed != "died")


def test_who_shows_no_right_is_refused_with_what_proves_one(desk):
    case = desk.world.accepted()
    window = desk.client("heyutong")
    sent(window, page(case, "succession.note_applicant_gone"), **DIED)
    wrong = {**TAKES_OVER, "id_number": "110105194912310021"}
    answer = sent(window, successor_page(case), **wrong)
    assert answer.status_code == 409
    assert HEIR.proof in answer.text
