"""How papers reach somebody, through the pages: the applicant's own wish from home and at the window,
what the post says later, and a hearing asked for from home (4.4b, 7.4.3b, 行政许可法 art. 47)."""

import json
from datetime import date

import pytest
from django.urls import reverse

from shouwen.acts.hearing import tell_right
from shouwen.queries.track import track
from shouwen.records.models import Hearing, Paper, ServiceOfPaper, ServiceWish
from shouwen.rules.papers import CORRECTABLE
from shouwen.rules.words import PaperKind
from shouwen.web.public import answering
from tests.acts.test_serving import sent_by_post
from tests.acts.world import HAND_OVER, at, case_row
from tests.web.desk import Desk, page, sent
from tests.web.home import tracked

WAY, RECEIPT = "service_of_paper.choose_way", "service_of_paper.note_receipt"
KEY = "5d1d3f0e-6a40-4d1e-8f3f-3a3d7c1f0b11"


@pytest.fixture
def desk(world, monkeypatch):
    monkeypatch.setattr(answering, "now", lambda: at("2026-09-30 09:00"))
    return Desk(world, monkeypatch, now=at("2026-09-30 09:00"))


def said(client, here, **typed):
    return client.post(here, {"request_id": KEY, "signed_by": "徐禾", **typed})


def test_from_home_the_applicant_says_where_papers_are_sent_and_takes_it_back(desk, client):
    case = desk.world.receive(electronic_service=False)
    home = tracked(client, case)
    assert "换一种、换个地址" in client.get(home).text
    answer = said(client, f"{home}serving/", electronic="yes", address="he@example.org")
    assert answer.status_code == 302
    row = case_row(case)
    assert (row.electronic_service, row.electronic_address) == (True, "he@example.org")
    assert track(case, at("2026-09-30 09:05")).sent_to == "h***@example.org"
    again = {"electronic": "no", "request_id": "5d1d3f0e-6a40-4d1e-8f3f-3a3d7c1f0b12"}
    assert said(client, f"{home}serving/", **again).status_code == 302
    row = case_row(case)
    assert (row.electronic_service, row.electronic_address) == (False, "")
    kept = ServiceWish.objects.filter(case=case)
    assert sorted(wish.electronic for wish in kept) == [False, True]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"electronic": "yes", "address": ""}, "请写明发到哪里"),
        ({"electronic": "no", "signed_by": "何人"}, "名字对不上，请照回执"),
    ],
    ids=["nowhere", "another"],
)
def test_what_is_missing_is_said_and_nothing_changes(desk, client, typed, words):
    case = desk.world.receive()
    answer = said(client, f"{tracked(client, case)}serving/", **typed)
    assert answer.status_code == 422 and words in answer.text
    assert not ServiceWish.objects.exists()


def test_once_the_case_is_closed_there_is_nothing_to_choose(desk, client):
    home = tracked(client, desk.world.delivered())
    assert "换一种、换个地址" not in client.get(home).text
    assert client.get(f"{home}serving/").status_code == 302


def test_at_the_window_the_wish_is_taken_down_with_who_said_it(desk):
    case = desk.world.receive()
    window = desk.client("heyutong")
    barred = sent(window, page(case, WAY), electronic="yes", signed_by="徐禾")
    assert barred.status_code == 409 and "邮箱或者手机号" in barred.text
    typed = {"electronic": "yes", "address": "he@example.org", "signed_by": "徐禾"}
    assert sent(window, page(case, WAY), **typed).status_code == 302
    assert ServiceWish.objects.get(case=case).signed_by == "徐禾"


def test_the_receipt_is_asked_for_where_a_paper_was_posted_and_stands_with_it_then(desk):
    case, notice = sent_by_post(desk.world)
    window = desk.client("heyutong")
    assert RECEIPT in window.get(page(case)).text
    act = f"{RECEIPT}:{notice}"
    answer = sent(window, page(case, act), on="2026-09-29", signed_by="徐禾")
    assert answer.status_code == 302
    shown = window.get(page(case)).text
    assert "回执：2026-09-29 徐禾签收，邮件号码 EMS1" in shown and RECEIPT not in shown
    assert ServiceOfPaper.objects.filter(paper=notice, outcome="proven").count() == 1
    record = f"service_of_paper.issue_record:{notice}"
    assert sent(window, page(case, record)).status_code == 302
    assert "2026-09-29" in Paper.objects.get(kind=PaperKind.SERVICE_RECORD).content


def test_a_paper_is_corrected_from_the_list_of_papers_and_each_then_names_the_other(desk, client):
    case = desk.world.accepted()
    old = Paper.objects.get(matter=case, kind=PaperKind.ACCEPTANCE_NOTICE)
    act = f"service_of_paper.correct_paper:{old.pk}"
    handler = desk.client("luoyiming")
    assert page(case, act) in handler.get(page(case)).text
    assert act not in desk.client("heyutong").get(page(case)).text
    assert 'value="徐禾"' in handler.get(page(case, act)).text
    said = {f"part-{part}": json.loads(old.content)[part] for part in CORRECTABLE[old.kind]}
    barred = sent(handler, page(case, act), why="写错了", **said)
    assert barred.status_code == 409 and "还没有改动" in barred.text and "写错了" in barred.text
    typed = {**said, "part-applicant": "徐荷", "why": "打印时写错了"}
    assert sent(handler, page(case, act), **typed).status_code == 302
    new = Paper.objects.get(corrects=old)
    shown = handler.get(page(case)).text
    assert f"已由 {new.number} 更正，作废" in shown and f"更正 {old.number}" in shown
    assert page(case, act) not in shown
    void = client.get(reverse("paper-check-token", args=[old.check_code])).text
    assert f"这一份已由 {new.number} 更正，作废了" in void
    held = client.get(reverse("paper-check-token", args=[new.check_code])).text
    assert f"这一份更正 {old.number}" in held and "作废了" not in held
    assert "更正了给您的文书" in client.get(tracked(client, case)).text


def test_a_hearing_is_asked_for_from_home_until_the_five_days_are_over(desk, client):
    case = desk.world.accepted(when="2026-09-29 10:00")
    told = {"stakes": "相邻住户的通行", "handover": HAND_OVER}
    tell_right(case, by=desk.world.holder("food"), at=at("2026-09-29 11:00"), **told)
    home = tracked(client, case)
    assert "可以要求听证" in client.get(home).text
    assert track(case, at("2026-09-30 09:00")).hearing.until == date(2026, 10, 12)
    assert said(client, f"{home}hearing/").status_code == 302
    row = Hearing.objects.get(case=case)
    assert (row.state, row.wanted_by) == ("asked", "徐禾")
    assert "/hearing/" not in client.get(home).text


def test_asked_for_late_it_is_barred_with_its_clause_and_what_was_typed_stays(desk, client):
    case = desk.world.accepted(when="2026-09-21 10:00")
    told = {"stakes": "相邻住户的通行", "handover": HAND_OVER}
    tell_right(case, by=desk.world.holder("food"), at=at("2026-09-21 11:00"), **told)
    answer = said(client, f"{tracked(client, case)}hearing/")
    assert answer.status_code == 409
    assert "要求听证的五个工作日已过" in answer.text and "6.1" in answer.text
    assert 'value="徐禾"' in answer.text
