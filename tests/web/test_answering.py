"""From the page of one's own case: a notice answered, an application taken back."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from shouwen.acts.correcting import tell_changed_law
from shouwen.records.models import (
    Attachment,
    Case,
    CaseMaterial,
    Draft,
    DraftFile,
    LedgerEntry,
    Matter,
)
from shouwen.rules.facts.casefile import Demand
from shouwen.web.public import answering, applying, frame, materials, views
from tests.acts.world import HAND_OVER, at
from tests.web.desk import Desk, page
from tests.web.home import pdf, tracked

NOW = at("2026-09-22 12:00")
SIGNED = {"signed_by": "徐 禾", "proposed_by": "party"}


@pytest.fixture(autouse=True)
def doors(monkeypatch, settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "uploads"
    for module in (answering, applying, materials, views):
        monkeypatch.setattr(module, "now", lambda: NOW)


def told(world, *keys):
    """A case of which these materials are to be corrected."""
    case = world.receive()
    for key in keys or ("application",):
        world.fault(case, key, "2026-09-21 11:00")
    world.tell(case, "2026-09-21 11:00")
    return case


def state(case):
    return Matter.objects.get(pk=case).state


def request_id(client, address):
    return re.search(r'name="request_id" value="([^"]+)"', client.get(address).text)[1]


# --- The notice ---------------------------------------------------------------------------------
def test_a_notice_is_answered_point_by_point_and_sent_together(world, client):
    case = told(world, "application", "equipment_list")
    here = tracked(client, case)
    shown = client.get(here).text
    assert shown.count("拍照上传，或者写一句") == 2
    assert "发送补正" not in shown
    client.post(f"{here}answer/application/", {"files": pdf(), "add": "1"})
    client.post(f"{here}answer/equipment_list/", {"words": "消毒柜一台，每客一换。"})
    shown = client.get(here).text
    assert shown.count("写好了，还没发送") == 2
    assert "全部答完了" in shown
    assert state(case) == "correcting"
    client.post(f"{here}answer/")
    assert state(case) == "received"
    again = CaseMaterial.objects.filter(case=case, filing=1)
    assert {row.key: (row.pages, row.answer) for row in again} == {
        "application": (3, ""),
        "equipment_list": (1, "消毒柜一台，每客一换。"),
    }
    assert Attachment.objects.filter(case=case, key="application", filing=1).exists()
    assert (Draft.objects.get().said, DraftFile.objects.count()) == ({}, 0)


def test_some_points_may_be_answered_first_and_the_rest_comes_back(world, client):
    case = told(world, "application", "equipment_list")
    here = tracked(client, case)
    client.post(f"{here}answer/application/", {"files": pdf(), "add": "1"})
    assert "2 处里答了 1 处" in client.get(here).text
    client.post(f"{here}answer/")
    assert state(case) == "received"
    assert not CaseMaterial.objects.filter(case=case, key="equipment_list", filing=1).exists()


def test_an_answer_sent_twice_is_received_once(world, client):
    case = told(world)
    here = tracked(client, case)
    client.post(f"{here}answer/application/", {"files": pdf(), "add": "1"})
    for _ in range(2):
        assert client.post(f"{here}answer/").status_code == 302
    assert LedgerEntry.objects.filter(matter=case, act="case.receive_correction").count() == 1


def test_an_answer_begun_at_home_and_brought_to_the_window_meanwhile_says_what_happened(
    world, client
):
    case = told(world)
    here = tracked(client, case)
    client.post(f"{here}answer/application/", {"files": pdf(), "add": "1"})
    world.correct(case, "2026-09-22 11:00", "application")
    answer = client.post(f"{here}answer/")
    assert answer.status_code == 409
    assert "写好的都在" in answer.text


def test_only_what_the_notice_names_can_be_answered(world, client):
    here = tracked(client, told(world))
    for key in ("equipment_list", "nothing"):
        assert client.get(f"{here}answer/{key}/").status_code == 404
        assert client.post(f"{here}answer/{key}/", {"words": "x"}).status_code == 404
    assert not Draft.objects.exists()
    assert client.post(f"{here}answer/").status_code == 302  # nothing was written


def test_nothing_is_answered_while_it_is_the_offices_turn(world, client):
    here = tracked(client, world.receive())
    assert client.get(f"{here}answer/application/").status_code == 404


def test_the_examiner_reads_what_the_applicant_wrote(world, client, monkeypatch):
    case = told(world)
    here = tracked(client, case)
    client.post(f"{here}answer/application/", {"words": "这个人已经不在店里了。"})
    client.post(f"{here}answer/")
    desk = Desk(world, monkeypatch, NOW)
    officer = desk.client("luoyiming")
    assert "这个人已经不在店里了" in officer.get(page(case)).text
    assert "这个人已经不在店里了" in officer.get(page(case, "case.examine_materials")).text


def test_nobody_answers_by_an_address_that_is_not_theirs(world, client, monkeypatch):
    case = told(world)
    here = tracked(client, case)
    client.post(f"{here}answer/application/", {"files": pdf(), "add": "1"})
    file = f"{here}answer/files/{DraftFile.objects.get().pk}"
    assert b"".join(client.get(file)).startswith(b"%PDF")
    other = tracked(client, world.receive(when="2026-09-21 12:00"))
    assert client.get(file.replace(here, other)).status_code == 404
    assert client.post("/track/none/answer/").status_code == 410
    assert client.get("/track/none/answer/application/").status_code == 410
    monkeypatch.setattr(frame, "OPENED_FOR", timedelta(seconds=-1))
    for where in ("answer/application/", "withdraw/"):
        assert client.get(here + where).status_code == 410
    assert client.get(file).status_code == 404


# --- Taken back ---------------------------------------------------------------------------------
def test_an_application_is_taken_back_with_who_proposed_it_and_why(world, client):
    case = world.receive()
    here = f"{tracked(client, case)}withdraw/"
    said = SIGNED | {"request_id": request_id(client, here), "reason": "店不开了。"}
    said["proposed_by"] = "office"
    assert client.post(here, said).status_code == 302
    row = Case.objects.get(pk=case)
    assert state(case) == "withdrawn"
    assert (row.withdrawal_proposed_by, row.withdrawal_reason) == ("office", "店不开了。")
    assert client.post(here, said).status_code == 302  # there is nothing to take back any more


def test_no_reason_is_owed_but_a_name_is(world, client):
    here = f"{tracked(client, world.receive())}withdraw/"
    drawn = {"request_id": request_id(client, here)}
    assert client.post(here, SIGNED | drawn | {"signed_by": ""}).status_code == 422
    stranger = client.post(here, SIGNED | drawn | {"signed_by": "别人"})
    assert stranger.status_code == 422
    assert "名字对不上" in stranger.text
    assert client.post(here, SIGNED | drawn).status_code == 302


def test_names_are_guessed_slowly(world, client):
    here = f"{tracked(client, world.receive())}withdraw/"
    wrong = SIGNED | {"request_id": request_id(client, here), "signed_by": "别人"}
    for _ in range(10):
        client.post(here, wrong)
    assert client.post(here, wrong | SIGNED).status_code == 429


def test_what_is_decided_is_not_taken_back_from_home(world, client):
    here = tracked(client, world.decided("2026-09-22 11:00"))
    assert "可以撤回</a>" not in client.get(here).text
    assert client.get(f"{here}withdraw/").status_code == 302


# --- The result ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("by", "says"), [("hand", "带身份证到"), ("post", "按您写的地址寄出"), ("electronic", "电子件")]
)
def test_the_page_says_how_the_result_comes(world, client, by, says):
    case = world.decided("2026-09-22 11:00")
    Case.objects.filter(pk=case).update(result_by=by)
    assert says in client.get(tracked(client, case)).text


def test_of_a_hand_over_no_number_of_a_document_is_shown(world, client):
    shown = client.get(tracked(client, world.delivered())).text
    assert "当面交给您" in shown
    assert HAND_OVER.identity_number not in shown


def test_what_a_changed_law_asks_for_is_answered_from_home_like_the_rest(world, client):
    """It stands on no guide of the case."""
    case = world.receive()
    tell_changed_law(
        case,
        by=world.holder("deputy_people"),
        at=at("2026-09-22 10:00"),
        article="《食品安全法》第四十四条",
        commences=date(2026, 9, 22),
        demands=(Demand("食品安全总监任命书", "原件一份"),),
        handover=HAND_OVER,
    )
    here = tracked(client, case)
    assert "食品安全总监任命书" in client.get(here).text
    assert client.get(f"{here}answer/law-0-0/").status_code == 200
    client.post(f"{here}answer/law-0-0/", {"files": pdf(), "add": "1"})
    client.post(f"{here}answer/")
    assert state(case) == "received"
    assert Attachment.objects.filter(case=case, key="law-0-0", filing=2).exists()
