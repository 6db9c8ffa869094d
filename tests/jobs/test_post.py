"""The mailbox, read from a real Dovecot: nothing is lost, nothing comes twice, nobody's letter opens
another's (1.3.4a)."""

from email.message import EmailMessage

import pytest

from shouwen.acts.contact import answer, take
from shouwen.exchange import mailbox as reading
from shouwen.exchange.mailbox import Down, Mark, unread
from shouwen.jobs import post
from shouwen.jobs.post import read_mailbox_now
from shouwen.jobs.rounds import deliver_now
from shouwen.queries.doctor import health
from shouwen.records.models import (
    Contact,
    ContactFile,
    ContactMessage,
    Letter,
    Mail,
    Mailbox,
    RefusedAttempt,
)
from tests.acts.world import at
from tests.dovecot import dovecot

pytestmark = pytest.mark.needs("dovecot")


@pytest.fixture(scope="module")
def running():
    with dovecot() as server:
        yield server


@pytest.fixture
def box(running, world, settings, monkeypatch, tmp_path):
    """The office's mailbox; what lies there of another test was read before. The clock stands."""
    settings.IMAP_URL = running.url
    settings.MEDIA_ROOT = tmp_path
    running.clock = at("2026-09-21 10:00")
    for module in ("shouwen.jobs.post.now", "shouwen.jobs.rounds.now"):
        monkeypatch.setattr(module, lambda: running.clock)
    with monkeypatch.context() as quietly:
        quietly.setattr(post, "take_in", lambda box, found: post.go_on_after(
            box, found.mark.numbering, found.mark.last, running.clock))  # fmt: skip
        read_mailbox_now()
    return running


def letter(text="开饭馆要什么证？", subject="问一件事", key="one", **headers) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.pop("From", "徐禾 <xuhe@example.org>")
    message["Subject"] = subject
    message["Message-ID"] = f"<{key}@example.org>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def arrive(box, *messages) -> int:
    for message in messages:
        box.put(message.as_bytes())
    return read_mailbox_now()


@pytest.fixture
def asked(box):
    """A mail that became a contact."""
    arrive(box, letter())
    return Contact.objects.get()


@pytest.fixture
def answered(world, box, asked):
    box.clock = at("2026-09-21 11:00")
    take(asked.pk, by=world.holder("window_1"), at=at("2026-09-21 10:20"))
    said = "到窗口办食品经营许可。"
    answer(asked.pk, by=world.holder("window_1"), at=at("2026-09-21 10:30"), text=said)
    return asked


def fates():
    """By the names of the mails: one, two."""
    return list(Mail.objects.order_by("message_id").values_list("fate", flat=True))


def test_a_mail_is_a_contact_that_waits_to_be_taken(asked):
    assert (asked.channel, asked.name, asked.email) == ("email", "徐禾", "xuhe@example.org")
    assert asked.wanted == "问一件事\n\n开饭馆要什么证？"
    assert asked.matter.state == "waiting"
    assert Letter.objects.get(matter=asked.pk).template == "contact_received"


def test_the_mailbox_is_changed_by_nothing(box, asked):
    assert b"\\Seen" not in box.flags()[-1]
    assert b"\\Deleted" not in box.flags()[-1]


def test_the_same_mail_twice_is_one(box, asked):
    assert arrive(box, letter(), letter()) == 2
    assert Contact.objects.count() == 1


def test_read_again_from_the_beginning_nothing_comes_twice(box, asked):
    Mailbox.objects.update(numbering=1)  # the server numbers its mail anew
    Mail.objects.exclude(contact=asked).delete()
    assert read_mailbox_now() >= 1
    assert list(Contact.objects.filter(email="xuhe@example.org", wanted=asked.wanted)) == [asked]


def test_whoever_was_killed_before_it_was_noted_does_it_once(box, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr(post, "note_mail", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            arrive(box, letter())
    assert (Contact.objects.count(), Mail.objects.count()) == (1, 0)
    assert read_mailbox_now() == 0  # it is leased
    box.clock = at("2026-09-21 10:11")
    assert read_mailbox_now() == 1
    assert (Contact.objects.count(), fates()) == (1, ["contact"])


def test_an_answer_to_our_letter_lies_with_what_it_answers(box, asked, settings):
    key = Letter.objects.get(matter=asked.pk).key.replace(":", ".")
    arrive(box, letter("还想问收费", "Re: 收到", "two", In_Reply_To=f"<{key}@localhost>"))
    assert ContactMessage.objects.get(contact=asked).text == "Re: 收到\n\n还想问收费"
    assert Contact.objects.count() == 1


def test_the_message_id_of_a_letter_that_left_is_the_one_that_is_known_again(
    box, asked, mailoutbox
):
    deliver_now()
    (sent,) = mailoutbox
    name = sent.extra_headers["Message-ID"]
    arrive(box, letter("补一句", "x", "two", References=f"<elsewhere@x> {name}"))
    assert ContactMessage.objects.filter(contact=asked).exists()


def test_an_answer_to_ones_own_mail_lies_with_it_too(box, asked):
    arrive(box, letter("补一句", "x", "two", In_Reply_To="<one@example.org>"))
    assert fates() == ["contact", "message"]


@pytest.mark.parametrize(
    ("sender", "fate"), [("XUHE@example.org", "message"), ("other@example.org", "contact")]
)
def test_a_number_in_the_subject_is_enough_from_who_asked_and_from_nobody_else(
    box, asked, sender, fate
):
    arrive(box, letter("补一句", f"关于 {asked.matter.number}", "two", From=sender))
    assert fates() == ["contact", fate]


def test_an_answer_that_settled_nothing_goes_on(box, answered):
    arrive(box, letter("还是不明白", "x", "two", In_Reply_To="<one@example.org>"))
    answered.matter.refresh_from_db()
    assert (answered.matter.state, fates()[-1]) == ("open", "message")


@pytest.mark.parametrize(
    ("text", "headers", "fate"),
    [
        ("收到，非常感谢！", {}, "thanks"),
        ("我在休假", {"Auto_Submitted": "auto-replied"}, "automatic"),
        ("邮件退回", {"From": "MAILER-DAEMON@example.org"}, "automatic"),
    ],
    ids=["thanks", "absence", "bounce"],
)
def test_thanks_and_what_programs_answer_reopen_nothing(box, answered, text, headers, fate):
    arrive(box, letter(text, "Re: x", "two", In_Reply_To="<one@example.org>", **headers))
    answered.matter.refresh_from_db()
    assert (answered.matter.state, fates()[-1]) == ("settled", fate)
    assert Mail.objects.get(message_id="two@example.org").contact == answered
    assert RefusedAttempt.objects.count() == 0


def test_after_the_days_in_which_one_may_go_on_it_is_a_new_one_that_follows_the_old(box, answered):
    box.clock = at("2026-11-02 10:00")
    arrive(box, letter("还有一问", "x", "two", In_Reply_To="<one@example.org>"))
    assert Contact.objects.get(follows=answered).matter.state == "waiting"


def test_files_are_kept_and_what_is_not_is_said(box, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    message = letter()
    for name, content in (
        ("执照.pdf", b"%PDF-1.7 one"),
        ("太大.pdf", b"%PDF-" + b"0" * 1024 * 1024),
        ("程序.exe", b"MZ"),
    ):
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    arrive(box, message)
    contact = Contact.objects.get()
    assert [file.name for file in ContactFile.objects.filter(contact=contact)] == ["执照.pdf"]
    assert "“太大.pdf”超过 1 MB" in contact.wanted
    assert "“程序.exe”的内容不是" in contact.wanted


def test_of_a_mail_too_large_to_fetch_who_wrote_what_is_read(box, monkeypatch):
    monkeypatch.setattr(reading, "MOST_FETCHED", 50_000)
    monkeypatch.setattr(reading, "BEGINNING", 20_000)
    message = letter()
    content = b"%PDF-" + b"0" * 90_000
    message.add_attachment(content, maintype="application", subtype="pdf", filename="扫描.pdf")
    arrive(box, message)
    contact = Contact.objects.get()
    assert "开饭馆要什么证？" in contact.wanted
    assert "“扫描.pdf”太大，没有从邮箱里取" in contact.wanted
    assert not contact.files.exists()


def test_twenty_thousand_signs_are_kept_and_of_more_the_rest_is_named(box):
    arrive(box, letter("字" * 20_000, "x", "a"), letter("书" * 20_005, "x", "b"))
    assert Contact.objects.get(wanted__contains="字字").wanted == "x\n\n" + "字" * 20_000
    assert "后面还有 5 字" in Contact.objects.get(wanted__contains="书书").wanted


@pytest.mark.parametrize("raw", [b"\r\n", b"From:\r\n\r\n"], ids=["empty", "nobody"])
def test_a_mail_of_nothing_is_somebodys_too(box, raw):
    box.put(raw)
    read_mailbox_now()
    assert "没有能读出来的文字" in Contact.objects.get().wanted


def test_what_hinders_one_mail_hinders_no_other_and_the_doctor_says_so(box, monkeypatch, caplog):
    was = post.receive

    def jam(office, *, wanted, **said):
        if "卡住" in wanted.text:
            raise ValueError("stuck")
        return was(office, wanted=wanted, **said)

    monkeypatch.setattr(post, "receive", jam)
    arrive(box, letter("卡住", "x", "one"), letter("不卡", "x", "two"))
    assert fates() == ["hindered", "contact"]
    assert Mail.objects.get(message_id="one@example.org").failure == "ValueError: stuck"
    assert "mails_not_taken_in" in {found.code for found in health(box.clock).problems}


def test_a_mailbox_that_is_down_is_read_when_it_is_back_and_the_doctor_says_so(box, world):
    arrive(box, letter())
    box.stop()
    try:
        assert read_mailbox_now() == 0
        row = Mailbox.objects.get()
        assert "ConnectionRefused" in row.failure
        assert "mailbox_down" not in codes(box, "2026-09-21 10:10")  # a moment is no trouble
        assert "mailbox_down" in codes(box, "2026-09-21 10:30")
    finally:
        box.start()
    box.clock = at("2026-09-21 10:31")
    assert arrive(box, letter("第二封", "x", "two")) == 1
    assert Contact.objects.count() == 2
    assert not codes(box, "2026-09-21 10:40") & {"mailbox_down", "mailbox_unread"}


def test_a_mailbox_that_nobody_reads_is_said(box):
    read_mailbox_now()
    assert "mailbox_unread" in codes(box, "2026-09-21 11:00")


def codes(box, when):
    return {found.code for found in health(at(when)).problems}


def test_without_an_address_nothing_is_read(world, settings):
    settings.IMAP_URL = ""
    assert read_mailbox_now() == 0
    assert not Mailbox.objects.exists()


def test_a_wrong_password_is_said_and_is_not_shown(running):
    with pytest.raises(Down) as down:
        list(unread(running.url.replace("not", "wrong"), Mark()))
    assert "AUTHENTICATIONFAILED" in str(down.value)
    assert "wrong" not in str(down.value)
