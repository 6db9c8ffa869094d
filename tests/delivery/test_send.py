"""What letters say, and how they leave."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from threading import Thread
from urllib.error import HTTPError

import pytest
from django.core import mail

from shouwen.delivery.send import compose, send
from shouwen.rules.words import LetterChannel

NUMBER = "511602-XK-20260921-00001-4"
PARAMS = {
    "received": {"number": NUMBER, "code": "ABCD2345"},
    "correction": {"number": NUMBER, "points": 2},
    "outcome": {"number": NUMBER, "text": "不用另办消防手续。"},
    "hearing": {"number": NUMBER, "when": "2026年10月12日9:30", "place": "二楼会议室"},
    "hearing_for_others": {"number": NUMBER, "when": "2026年10月12日9:30", "place": "二楼会议室"},
    "refused": {"number": NUMBER, "decision": "广审不许〔2026〕6号"},
    "not_accepted": {"number": NUMBER, "decision": "广审不受〔2026〕2号"},
    "refusal_served": {"number": NUMBER, "until": "2026-12-14"},
    "reversed": {"number": NUMBER},
    "correction_received": {"number": NUMBER},
    "unmet_points": {"number": NUMBER, "points": 1},
    "supplementary": {"number": NUMBER, "points": 1},
    "changed_law": {"number": NUMBER, "points": 1},
    "invitation": {"number": NUMBER, "points": 2},
    "supplied": {"number": NUMBER},
    "accepted": {"number": NUMBER, "by": "2026-10-12"},
    "decided": {"number": NUMBER, "result": "食品经营许可证"},
    "delivered": {"number": NUMBER},
    "settled": {"number": NUMBER, "code": "ABCD2345"},
    "extended": {
        "number": NUMBER,
        "old": "2026-10-12",
        "by": "2026-10-15",
        "reason": "需要其他机关出具意见或者提供数据",
    },
    "special_procedure": {"number": NUMBER, "procedure": "检测", "until": "2026-09-29"},
    "clock_goes_on": {"number": NUMBER, "procedure": "检测", "by": "2026-10-19"},
    "renewal_due": {
        "number": NUMBER,
        "licence": "首食〔2021〕7号",
        "until": "2026-10-31",
        "by": "2026-10-08",
    },
    "renewal_late": {"number": NUMBER, "licence": "首食〔2021〕7号", "until": "2026-10-31"},
    "renewed_by_silence": {
        "number": NUMBER,
        "licence": "首食〔2021〕7号",
        "decision": "首决〔2026〕9号",
    },
    "withdrawn": {"number": NUMBER},
    "return_asked": {"number": NUMBER, "due": "2026-09-28T16:00:00+00:00"},
    "returned": {"number": NUMBER},
    "unlisted_received": {"number": NUMBER, "due": "2026-09-28T16:00:00+00:00"},
    "referred": {"number": NUMBER, "body": "区综合行政执法局", "phone": "0826-555-0190"},
    "contact_received": {
        "number": NUMBER,
        "code": "ABCD2345",
        "due": "2026-09-28T09:00:00+00:00",
    },
    "contact_settled": {"number": NUMBER, "code": "ABCD2345", "text": "带身份证就行。\n\n不收费。"},
    "contact_told": {"number": NUMBER, "text": "原件当天退还。"},
    "contact_promised": {"number": NUMBER, "code": "ABCD2345"},
    "no_in_time": {"number": NUMBER, "due": "2026-10-11T16:00:00+00:00"},
    "warned": {"number": NUMBER, "kind": "decide", "due": "2026-10-11T16:00:00+00:00"},
    "reminded": {"number": NUMBER, "kind": "correct", "due": "2026-10-19T16:00:00+00:00"},
}


def test_there_is_a_template_for_every_letter_and_no_other():
    found = files("shouwen.delivery").joinpath("templates").iterdir()
    assert {file.name for file in found} == {f"{name}.txt" for name in PARAMS}


@pytest.mark.parametrize("template", PARAMS)
def test_a_letter_names_the_case_and_fits_a_short_message(template):
    text = compose(template, PARAMS[template])
    assert NUMBER in text.subject
    assert NUMBER in text.gist
    assert len(text.gist) <= 140
    assert "{" not in "".join(text)


def test_a_limit_that_ends_at_midnight_is_told_as_24_oclock_of_its_last_day():
    assert "2026年10月11日24时" in compose("warned", PARAMS["warned"]).gist


def test_a_limit_within_a_day_is_told_with_its_hour():
    params = PARAMS["warned"] | {"due": "2026-09-21T09:00:00+00:00"}
    assert "2026年9月21日17:00" in compose("warned", params).gist


def test_what_is_owed_is_called_by_its_chinese_name():
    assert "“办结”" in compose("warned", PARAMS["warned"]).gist


def test_an_email_carries_its_key_so_that_sent_twice_it_is_shown_once():
    for _ in range(2):
        send(LetterChannel.EMAIL, "a@example.org", "received", PARAMS["received"], key="x:1:y")
    one, other = mail.outbox
    assert one.extra_headers["Message-ID"] == other.extra_headers["Message-ID"]
    assert one.extra_headers["Message-ID"] == "<x.1.y@localhost>"
    assert one.extra_headers["Auto-Submitted"] == "auto-generated"  # no robot answers it
    assert one.to == ["a@example.org"]
    assert "ABCD2345" in one.body
    assert "http://127.0.0.1:8000/track/" in one.body


def test_without_a_gateway_a_short_message_is_printed(capsys):
    send(LetterChannel.SMS, "0826-555-0177", "accepted", PARAMS["accepted"], key="k")
    assert capsys.readouterr().out == (
        f"[sms] 0826-555-0177: 您的申请 {NUMBER} 已受理，承诺在 2026-10-12 前办结。\n"
    )


@pytest.fixture
def gateway(settings) -> Iterator[HTTPServer]:
    """A gateway of our own that keeps what it was given, and answers with its ``answers``."""

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.given.append((dict(self.headers), json.loads(said)))
            self.send_response(self.server.answers)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = HTTPServer(("127.0.0.1", 0), Takes)
    server.given, server.answers = [], 202
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_TOKEN = "not a real one"
    yield server
    server.shutdown()
    server.server_close()


def test_a_gateway_is_given_the_gist_once_under_the_letters_key(gateway, capsys):
    send(LetterChannel.SMS, "0826-555-0177", "accepted", PARAMS["accepted"], key="x:1:y")
    ((headers, said),) = gateway.given
    text = f"您的申请 {NUMBER} 已受理，承诺在 2026-10-12 前办结。"
    assert said == {"to": "0826-555-0177", "text": text}
    assert headers["Idempotency-Key"] == "x:1:y"
    assert headers["Authorization"] == "Bearer not a real one"
    assert capsys.readouterr().out == ""


def test_a_gateway_that_says_no_is_no_letter_sent(gateway):
    gateway.answers = 503
    with pytest.raises(HTTPError):
        send(LetterChannel.SMS, "0826-555-0177", "accepted", PARAMS["accepted"], key="k")


def test_the_console_is_no_short_message(gateway, capsys):
    send(LetterChannel.CONSOLE, "窗口一", "warned", PARAMS["warned"], key="k")
    assert gateway.given == []
    assert NUMBER in capsys.readouterr().out
