"""The post: paper letters one after another with their scans, and what became of the mails."""

import pytest

from shouwen.acts.contact import Wanted, register
from shouwen.acts.post import Came, note_mail, take_mailbox
from shouwen.records.models import Contact, ContactFile, Mail
from shouwen.rules.words import ContactChannel, MailFate
from tests.acts.world import at
from tests.web.desk import Desk, sent
from tests.web.home import pdf


@pytest.fixture
def desk(world, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    found = Desk(world, monkeypatch)
    monkeypatch.setattr("shouwen.web.desk.post.now", lambda: found.now)
    return found


@pytest.fixture
def opens(desk):
    """Who opens the post."""
    return desk.client("heyutong")


@pytest.fixture
def stuck(desk):
    """A mail that could not be taken in."""
    box = take_mailbox(desk.world.jurisdiction, "post@example.org", at("2026-09-21 09:00"))
    came = Came("one@example.org", "xuhe@example.org", "读不了的信", at("2026-09-21 09:00"))
    note_mail(box, came, MailFate.HINDERED, failure="ValueError: stuck")
    return Mail.objects.get()


def test_letters_are_registered_with_their_scans_one_after_another(opens):
    for wanted in ("第一封", "第二封"):
        answer = sent(opens, "/desk/post/", wanted=wanted, files=pdf("信.pdf"), name="徐禾")
        assert answer.headers["Location"] == "/desk/post/#letters"
    assert set(Contact.objects.values_list("channel", "matter__state")) == {("letter", "waiting")}
    assert ContactFile.objects.count() == 2
    shown = opens.get("/desk/post/").text
    assert "第一封" in shown
    assert "第二封" in shown


def test_a_scan_is_opened_from_the_page_of_the_letter(desk, opens):
    sent(opens, "/desk/post/", wanted="一封", files=pdf("信.pdf"))
    here = f"/desk/contact/{Contact.objects.get().matter.number}/"
    scan = f"{here}files/{ContactFile.objects.get().pk}/"
    assert scan in opens.get(here).text
    assert b"".join(opens.get(scan)).startswith(b"%PDF-")
    Contact.objects.update(sealed=True)
    assert opens.get(scan).status_code == 404


def test_what_was_typed_and_chosen_stays_where_a_letter_says_nothing(opens):
    answer = sent(opens, "/desk/post/", wanted=" ", files=pdf("信.pdf"), name="徐禾")
    assert answer.status_code == 422
    for said in ("徐禾", "信.pdf", "请填写来信要什么。"):
        assert said in answer.text
    assert not Contact.objects.exists()


def test_the_same_form_sent_twice_is_one_letter(opens):
    said = {**opens.get("/desk/post/").context["form"].initial, "wanted": "一封"}
    assert [opens.post("/desk/post/", said).status_code for _ in range(2)] == [302, 302]
    assert Contact.objects.count() == 1


def test_a_letter_about_somebody_is_listed_to_nobody_before_it_is_taken(opens):
    sent(opens, "/desk/post/", wanted="窗口的人态度很差", unseen="on")
    assert Contact.objects.get().sealed
    assert "窗口的人态度很差" not in opens.get("/desk/post/").text


def test_a_mail_that_could_not_be_taken_in_is_looked_at_by_somebody(opens, stuck):
    shown = opens.get("/desk/post/").text
    assert "读不了的信" in shown
    assert "看过邮箱里的原件了" in shown
    assert opens.post(f"/desk/post/mails/{stuck.pk}/").status_code == 302
    stuck.refresh_from_db()
    assert stuck.by_hand_at is not None
    assert "看过邮箱里的原件了" not in opens.get("/desk/post/").text
    assert opens.post(f"/desk/post/mails/{stuck.mailbox_id}/").status_code == 404


def test_a_call_is_no_letter(desk, opens):
    wanted = Wanted(ContactChannel.PHONE, "打来问的")
    register(desk.world.jurisdiction, by=desk.world.holder("window_1"), at=desk.now, wanted=wanted)
    assert "打来问的" not in opens.get("/desk/post/").text


def test_who_works_on_no_cases_opens_no_post(desk, client):
    assert client.get("/desk/post/").status_code == 302
