"""Asking from home: a question with number and code, how far it is, going on, and how it was."""

import re

import pytest
from django.core.cache import cache

from shouwen.acts.contact import Report, answer, register_report, take
from shouwen.records.models import Contact, ContactFile, ContactMessage, Letter
from shouwen.rules.words import ReportKind
from shouwen.web.public import asking, views
from tests.acts.world import at
from tests.web.home import pdf

NOW = at("2026-09-21 12:00")


@pytest.fixture(autouse=True)
def doors(monkeypatch, settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "uploads"
    for module in (asking, views):
        monkeypatch.setattr(module, "now", lambda: NOW)


def request_id(client, address):
    return re.search(r'name="request_id" value="([^"]+)"', client.get(address).text)[1]


def ask(client, **said):
    fresh = {"request_id": request_id(client, "/ask/"), "wanted": "开饭馆要什么证？"}
    return client.post("/ask/", {**fresh, **said})


def find(client, contact):
    """The address of its page, found by number and code."""
    said = {"number": contact.matter.number, "code": contact.lookup_code.lower()}
    return client.post("/track/", said).headers["Location"]


@pytest.fixture
def asked(world, client):
    ask(client)
    return Contact.objects.get()


@pytest.fixture
def answered(world, asked):
    take(asked.pk, by=world.holder("window_1"), at=NOW)
    answer(asked.pk, by=world.holder("window_1"), at=NOW, text="到窗口办食品经营许可。")
    return asked


def test_a_question_gets_a_slip_with_number_code_who_answers_and_until_when(world, client):
    sent = ask(client, email="xuhe@example.org", files=pdf("照片.pdf"))
    contact = Contact.objects.get()
    slip = client.get(sent.headers["Location"]).text
    for said in (contact.matter.number, contact.lookup_code, "9 月 21 日", "17:00"):
        assert said in slip
    assert (contact.channel, contact.matter.state) == ("web", "waiting")
    assert ContactFile.objects.get(contact=contact).name == "照片.pdf"
    assert Letter.objects.get(matter=contact.pk).params["code"] == contact.lookup_code


def test_neither_name_nor_phone_nor_address_is_needed(asked):
    assert (asked.name, asked.phone, asked.email) == ("", "", "")


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"wanted": "  "}, "请填写要问什么"),
        ({"wanted": "字" * 20_001}, "20000"),
        ({"email": "不是邮箱"}, "邮箱"),
    ],
    ids=["nothing", "too long", "no address"],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(world, client, said, complaint):
    shown = ask(client, name="徐禾", **said)
    assert shown.status_code == 422
    assert complaint in shown.text
    assert "徐禾" in shown.text
    assert not Contact.objects.exists()


def test_twenty_thousand_signs_and_pasted_html_are_taken_as_they_are(world, client):
    ask(client, wanted="<b>" + "字" * 19_990)
    here = find(client, Contact.objects.get())
    assert "&lt;b&gt;字" in client.get(here).text


def test_the_same_form_sent_twice_is_one_question(world, client):
    said = {"request_id": request_id(client, "/ask/"), "wanted": "几点开门？"}
    assert client.post("/ask/", said).status_code == client.post("/ask/", said).status_code == 302
    assert Contact.objects.count() == 1
    assert client.post("/ask/", {**said, "wanted": "另一件"}).status_code == 409


def test_one_visitor_asks_twenty_times_in_ten_minutes_at_most(world, client):
    for _ in range(20):
        assert ask(client).status_code == 302
    assert ask(client).status_code == 429


def test_it_is_found_by_number_and_code_and_by_nothing_less(client, asked):
    shown = client.get(find(client, asked))
    assert "收到了，马上有人接手" in shown.text
    wrong = client.post("/track/", {"number": asked.matter.number, "code": "AAAAAAAA"})
    assert wrong.status_code == 422
    assert client.get("/asked/made-up/").status_code == 410


def test_what_came_of_it_is_read_there_and_rated_by_nobody_else(client, answered):
    here = find(client, answered)
    shown = client.get(here).text
    assert "到窗口办食品经营许可。" in shown
    assert "checked" not in shown  # nothing is chosen for them
    unchosen = client.post(f"{here}rating/", {})
    assert (unchosen.status_code, Contact.objects.get().rating) == (422, None)
    assert client.post(f"{here}rating/", {"stars": "9"}).status_code == 422
    client.post(f"{here}rating/", {"stars": "2"})
    assert Contact.objects.get().rating == 2
    again = client.get(here).text
    assert 'name="stars"' not in again
    assert client.post(f"{here}rating/", {"stars": "5"}).status_code == 409


def test_what_is_written_before_the_answer_lies_with_it(client, asked):
    here = find(client, asked)
    said = {"request_id": request_id(client, here), "text": "补一句"}
    assert client.post(f"{here}more/", said).status_code == 302
    assert client.post(f"{here}more/", said).status_code == 302
    assert [row.text for row in ContactMessage.objects.all()] == ["补一句"]
    assert "补一句" in client.get(here).text


def test_written_after_the_answer_it_goes_on(client, answered):
    here = find(client, answered)
    assert "没有解决？接着问" in client.get(here).text
    client.post(f"{here}more/", {"request_id": request_id(client, here), "text": "还是不明白"})
    answered.matter.refresh_from_db()
    assert answered.matter.state == "open"


def test_later_than_that_it_is_a_new_question(monkeypatch, client, answered):
    here = find(client, answered)
    token = request_id(client, here)
    monkeypatch.setattr(asking, "now", lambda: at("2026-11-02 12:00"))
    monkeypatch.setattr(asking.CONTACT, "opens", lambda _: answered.pk)
    assert 'name="text"' not in client.get(here).text
    late = client.post(f"{here}more/", {"request_id": token, "text": "还有一问"})
    assert late.status_code == 409


def test_what_reports_on_somebody_names_nobody_of_the_office(world, client):
    ask(client, unseen="on", wanted="窗口的人态度很差")
    contact = Contact.objects.get()
    assert contact.sealed
    take(contact.pk, by=world.holder("bureau_head"), at=NOW)
    about = frozenset({world.people["window_1"]} if "window_1" in world.people else ())
    report = Report(ReportKind.COMPLAINT, "徐禾", "0826-555-0177", about=about)
    register_report(contact.pk, by=world.holder("bureau_head"), at=NOW, report=report)
    shown = client.get(find(client, contact)).text
    assert world.posts["bureau_head"].name not in shown


def test_a_letter_with_a_nul_is_no_bare_500(world, client):
    assert ask(client, wanted="a\0b").status_code in {302, 422}
