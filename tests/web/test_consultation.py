"""Asking others on a case, through the pages (4.3)."""

import pytest

from shouwen.records.models import Consultation
from tests.acts.test_consultation import QUESTION, asked
from tests.acts.world import at
from tests.web.desk import Desk, page, sent


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


def test_a_question_is_asked_answered_and_told_and_its_standing_is_on_the_case(desk):
    world = desk.world
    case = world.accepted()
    handler, other = desk.client("luoyiming"), desk.client("baizhixing")
    whom = str(world.posts["relief"].pk)
    said = {"kind": "consult", "question": QUESTION, "post": whom, "days": "3"}
    assert sent(handler, page(case, "consultation.ask"), **said).status_code == 302
    row = Consultation.objects.get(case=case)
    shown = handler.get(page(case)).text
    assert QUESTION in shown and "等答复" in shown

    answered = sent(other, page(case, f"consultation.answer:{row.pk}"), text="要单独标注。")
    assert answered.status_code == 302
    assert "告诉申请人" in handler.get(page(case)).text
    told = sent(
        handler,
        page(case, f"consultation.tell_applicant:{row.pk}"),
        how="call",
        text="10 点打的电话，说要补一笔。",
    )
    assert told.status_code == 302
    assert "已答复，已告诉申请人" in handler.get(page(case)).text


def test_what_bars_is_said_and_what_was_typed_stays(desk):
    case = desk.world.receive()
    said = {
        "kind": "assist",
        "question": QUESTION,
        "post": str(desk.world.posts["relief"].pk),
        "days": "2",
    }
    answer = sent(desk.client("luoyiming"), page(case, "consultation.ask"), **said)
    assert answer.status_code == 409
    assert "还没有受理的不能请协办" in answer.text and QUESTION in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"), [({"days": ""}, "几个工作日"), ({"question": " "}, "要问的事")]
)
def test_what_is_missing_is_said(desk, typed, sentence):
    case = desk.world.receive()
    said = {"kind": "consult", "question": QUESTION, "outside": "某局", "days": "2", **typed}
    answer = sent(desk.client("luoyiming"), page(case, "consultation.ask"), **said)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Consultation.objects.exists()


def test_nobody_else_answers(desk):
    case = desk.world.accepted()
    row = asked(desk.world, case)
    answer = sent(
        desk.client("maozijun"), page(case, f"consultation.answer:{row.pk}"), text="我看行"
    )
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.state == "asked"


def test_the_question_waits_in_the_queue_of_who_was_asked(desk):
    asked(desk.world, desk.world.accepted(), when="2026-09-21 13:00")
    assert desk.now == at("2026-09-21 14:00")
    assert "答复咨询、协办" in desk.client("baizhixing").get("/desk/").text
