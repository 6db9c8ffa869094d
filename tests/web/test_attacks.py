"""What somebody sends who means harm, or whose machine does: no page breaks, nothing gets in."""

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client, RequestFactory

from tests.acts.world import at
from tests.web.desk import Desk, intake_form, page, sent

ODD = {
    "nul": "徐\x00禾",
    "long": "字" * 20_000,
    "emoji": "徐禾😀👨\u200d👩\u200d👧",
    "turned": "徐\u202e禾",
    "lines": "徐\r\nBcc: x@example.org\n禾",
    "script": "<script>alert(1)</script>\"'{{7*7}}{% now %}",
    "typst": '#eval("1+1") $x$ @a *b* \\ #let',
    "sql": "'; DROP TABLE records_case; --",
    "format": "%s%(x)s{0}{x}",
    "blank": " \u3000\u200b",
    "noncharacter": "徐\ufffe\U0010ffff",
}
NUMBERS = (
    *("-1", "0", "1.5", "1e3", "9999", "32768", "99999", "1000000000000", "9" * 5000),
    *("９", "٣", "1_000", "NaN", "+3", "0x10"),
)
ANSWERED = (302, 409, 422)  # done, barred, or asked to mend it
SCRIPT = "<script>alert"


@pytest.fixture(autouse=True)
def nobody_failed_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def desk(world, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return Desk(world, monkeypatch)


def food(desk: Desk) -> tuple[str, list[str]]:
    """The address where food licences are taken in, and the keys of what is asked for."""
    from shouwen.records.models import ServiceVersion

    version = ServiceVersion.objects.select_related("service").get(pk=desk.world.versions["food"])
    return f"/desk/intake/{version.service.code}/", [m["key"] for m in version.guide["materials"]]


# --- What is typed -------------------------------------------------------------------------------
FAULTY = {f"form-0-{name}": name for name in ("problem", "ground", "cure")}
AGENT = {"agent": "王木", "agent_id_number": "11010519491231002X", "power_of_attorney": "on"}
FIELDS = {
    **{name: {} for name in ("applicant", "phone", "subject", "address", "email")},
    **{name: {} for name in ("request_id", "version", "channel", "id_kind", "form-0-check")},
    "id_number": {"id_kind": "passport"},
    "agent": AGENT,
    "agent_id_number": AGENT,
    **{name: {"form-0-check": "faulty", **FAULTY} for name in FAULTY},
}


@pytest.mark.parametrize("field", FIELDS)
def test_whatever_stands_in_a_field_of_an_intake_it_is_taken_or_asked_for_anew(desk, field):
    address, keys = food(desk)
    window = desk.client("heyutong")
    for odd in ODD.values():
        answer = window.post(address, intake_form(keys, **{**FIELDS[field], field: odd}))
        assert answer.status_code in ANSWERED, odd
        if answer.status_code == 302:
            assert SCRIPT not in window.get(answer["Location"]).content.decode()
        else:
            assert SCRIPT not in answer.content.decode()


@pytest.mark.parametrize("odd", ["script", "typst", "format", "sql"])
def test_what_was_typed_is_text_on_every_page_and_paper(desk, odd):
    from shouwen.acts.rendering import rendering
    from shouwen.records.models import Paper

    address, keys = food(desk)
    typed = dict.fromkeys(("applicant", "subject", "address", "phone", "agent"), ODD[odd][:40])
    typed |= {"agent_id_number": AGENT["agent_id_number"], "power_of_attorney": "on"}
    window, officer = desk.client("heyutong"), desk.client("luoyiming")
    answer = window.post(address, intake_form(keys, **typed))
    assert answer.status_code == 302
    receipt = Paper.objects.get()
    assert rendering(receipt.pk).startswith(b"%PDF")
    case = page(receipt.matter_id)
    found = f"/desk/find/?number={quote(ODD[odd][:3])}"
    for shown in (answer["Location"], case, f"{case}ledger/", found, f"{case}correction/"):
        assert SCRIPT not in officer.get(shown).content.decode()
    assert SCRIPT not in officer.get(f"/paper/{receipt.check_code}").content.decode()


def test_what_nobody_sees_is_no_name_and_turns_nothing_round(desk):
    from shouwen.records.models import Case

    address, keys = food(desk)
    window = desk.client("heyutong")
    odd = {
        "phone": "\u202d0826-555-0177\u202c",
        "subject": ODD["turned"],
        "address": "一号\r\n二楼",
    }
    assert window.post(address, intake_form(keys, **odd)).status_code == 302
    case = Case.objects.get()
    assert (case.phone, case.subject, case.address) == ("0826-555-0177", "徐禾", "一号 二楼")
    signing, who = withdrawing(desk)
    said = {"signed_by": ODD["blank"], "proposed_by": "party"}
    assert sent(desk.client(who), signing, **said).status_code == 422


def test_an_opinion_has_an_end(desk):
    address, who = finishing(desk)
    answer = sent(desk.client(who), address, opinion=ODD["long"])
    assert answer.status_code == 422
    assert ODD["long"] in answer.content.decode()


def test_a_letter_goes_to_no_address_longer_than_one_can_be(desk):
    address, keys = food(desk)
    long = f"x@{'a' * 60}.{'b' * 60}.org"
    answer = desk.client("heyutong").post(address, intake_form(keys, email=long))
    assert answer.status_code == 422


def test_a_number_of_pages_is_a_number_of_pages(desk):
    address, keys = food(desk)
    window = desk.client("heyutong")
    taken = [
        number
        for number in NUMBERS
        if window.post(address, intake_form(keys, **{"form-0-pages": number})).status_code == 302
    ]
    assert taken == ["9999", "９", "٣", "1_000", "+3"]


def told(desk: Desk):
    case = desk.world.receive()
    desk.world.fault(case, "application", "2026-09-21 11:00")
    return f"{page(case)}correction/", "luoyiming"


def accepting(desk: Desk):
    return page(desk.world.receive(), "case.accept_case"), "luoyiming"


def withdrawing(desk: Desk):
    return page(desk.world.receive(), "case.withdraw"), "luoyiming"


def finishing(desk: Desk):
    from shouwen.acts.case import start_step
    from shouwen.records.models import StepRun

    case = desk.world.accepted()
    step = StepRun.objects.filter(case=case, needed=True).earliest("position")
    doer = desk.world.holders[step.doer_id]
    start_step(step.pk, by=doer, at=at("2026-09-22 10:00"))
    return page(case, f"step.finish_step:{step.pk}"), whose(desk, doer)


def deciding(desk: Desk):
    case = desk.world.accepted()
    desk.world.work_steps(case, "2026-09-22 10:00")
    return page(case, "case.decide_grant"), whose(desk, desk.world.holder("deputy_people"))


def delivering(desk: Desk):
    return page(desk.world.decided(), "case.deliver_result"), "heyutong"


def whose(desk: Desk, staff) -> str:
    return next(name for name, key in desk.world.people.items() if key == staff.person)


HANDED = {
    "served_by": "post",
    "to": "徐禾",
    "identity": "resident_id",
    "identity_number": "11010519491231002X",
    "tracking": "1",
}
FORMS = {
    "tell": (told, {"served_by": "hand", "to": "徐禾"}),
    "accept": (accepting, {"served_by": "hand"}),
    "withdraw": (withdrawing, {"signed_by": "徐禾", "proposed_by": "party"}),
    "finish": (finishing, {"opinion": "符合要求"}),
    "decide": (deciding, {"facts": "材料齐全。"}),
    "deliver": (delivering, HANDED),
}


@pytest.mark.parametrize("form", FORMS)
def test_whatever_stands_in_a_field_of_an_act_it_is_taken_or_asked_for_anew(desk, form):
    prepared, fields = FORMS[form]
    desk.now = at("2026-09-22 16:00")
    address, who = prepared(desk)
    officer = desk.client(who)
    for field in (*fields, "seen", "request_id"):
        for odd in (*ODD.values(), "-1", "9" * 30):
            said = {"request_id": str(uuid4()), "seen": "1", **fields, field: odd}
            answer = officer.post(address, said)
            assert answer.status_code in ANSWERED, (field, odd)
            assert SCRIPT not in officer.get(f"{address.split('/acts')[0]}/").content.decode()


@pytest.mark.parametrize("address", ["/track/", "/paper/", "/desk/sign-in/"])
def test_whatever_is_asked_for_in_public_there_is_an_answer(world, address):
    for odd in ODD.values():
        cache.clear()
        for said in (
            {"number": odd, "code": "x", "username": odd, "password": "x"},
            {"number": "511602-XK-20260101-00001-L", "code": odd, "username": "x", "password": odd},
        ):
            answer = Client().post(address, said)
            assert answer.status_code in (404, 422)
            assert SCRIPT not in answer.content.decode()


# --- Addresses -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        *("/?asked=%00", "/services/%00/", "/track/%00/", "/track/?number=%00", "/paper/%00"),
        *("/desk/find/?number=a%00", "/desk/intake/?asked=%00", "/desk/intake/%00/"),
        *("/desk/papers/%00.pdf", "/desk/cases/%00/", "/desk/cases/%00/ledger/"),
    ],
)
def test_an_address_with_a_sign_that_no_database_keeps_is_refused_in_words(desk, address):
    answer = desk.client("heyutong").get(address)
    assert answer.status_code == 400
    assert "这个请求看不懂" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        *("/paper/%ED%A0%80", f"/paper/{'A' * 3000}", "/track/x:y:z/", "/services/%ff/"),
        *(f"/services/x/versions/{'9' * 20}/", f"/services/x/versions/{'9' * 4400}/"),
        *("/desk/?view=x", "/desk/cases/x/acts/__class__/", "/desk/cases/%0d%0aX:1/"),
        *(f"/desk/find/?number={'9' * 4400}", f"/desk/find/?number=511602XK20260917{'0' * 4000}1"),
    ],
)
def test_an_address_that_somebody_made_up_breaks_nothing(desk, address):
    assert desk.client("heyutong").get(address).status_code in (200, 404, 410)


@pytest.mark.parametrize(
    "claims",
    [
        *(f"text/plain; charset={name}" for name in ("base64", "rot13", "idna", "unicode_escape")),
        *("multipart/form-data; boundary=x; charset=utf-16", "text/plain; charset=\0"),
    ],
)
def test_text_in_another_encoding_is_refused_in_words(claims):
    answer, page = through_the_door(CONTENT_TYPE=claims, QUERY_STRING="asked=%5Cud800")
    assert answer == "400 Bad Request"
    assert "请用 UTF-8" in page


def test_text_in_utf8_is_read_whether_it_says_so_or_not(committed_db):
    for claims in ("", "text/plain", "text/plain; charset=UTF8"):
        answer, _page = through_the_door(CONTENT_TYPE=claims, QUERY_STRING="asked=%E8%AF%8A")
        assert answer == "200 OK"


def through_the_door(**environ: str) -> tuple[str, str]:
    """The answer to a request as a server hands it on: status line and page."""
    from shouwen.config.wsgi import application

    lines: list[str] = []
    asked = RequestFactory().get("/robots.txt").environ | environ
    pages = application(asked, lambda status, _headers, _error=None: lines.append(status))
    return lines[0], b"".join(pages).decode()


# --- Too much ------------------------------------------------------------------------------------
def test_who_is_not_signed_in_brings_no_more_than_a_form(world, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client()
    client.get("/desk/sign-in/")
    for address in ("/track/", "/paper/", "/desk/sign-in/"):
        answer = client.post(address, {"scan": BytesIO(b"%PDF-" + b"x" * 2000)})
        assert answer.status_code == 413
        assert "一次交得太多" in answer.content.decode()


def test_a_form_with_more_than_it_may_bring_is_told_how_much_it_may(desk, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    address, keys = food(desk)
    window, form = desk.client("heyutong"), intake_form(keys)
    many = [BytesIO(b"%PDF-") for _ in range(4)]
    answer = window.post(address, form | {"form-0-files": many})
    assert answer.status_code == 413
    assert "一张表最多带 3 个文件" in answer.content.decode()
    huge = str(4 * configured.UPLOAD_MAX_BYTES)
    assert window.post(address, form, CONTENT_LENGTH=huge).status_code == 413


# --- Twice ---------------------------------------------------------------------------------------
def test_an_intake_changed_after_it_was_received_is_not_taken_for_the_same(desk):
    from shouwen.records.models import Case

    address, keys = food(desk)
    window, form = desk.client("heyutong"), intake_form(keys)
    assert window.post(address, form).status_code == 302
    again = window.post(address, form | {"applicant": "另一个人"})
    assert again.status_code == 409
    assert "已经交过一次" in again.content.decode()
    assert "另一个人" in again.content.decode()
    assert Case.objects.count() == 1


# --- Acts of others ------------------------------------------------------------------------------
@pytest.mark.engine("sqlite")  # refused before anything is written; test_desk_acts asks on both
def test_acts_on_the_cases_of_others_change_nothing(desk):
    from shouwen.records.models import Account, LedgerEntry, Matter, StepRun
    from shouwen.web.desk.acts import DOORS

    desk.now = at("2026-09-22 16:00")
    address, _ = finishing(desk)
    case = Matter.objects.get(number=address.split("/")[3]).pk
    step = StepRun.objects.filter(case=case, state="running").get()
    cases = {"running": case, "told": desk.world.told(), "received": desk.world.receive()}
    entries = LedgerEntry.objects.count()
    Account.objects.create(id=uuid4(), sign_in="nobody", password="!")
    allowed = ("case.receive_correction", "case.withdraw")  # whoever takes things in, does
    for who in ("shenqinghe", "baizhixing", "tangruolan", "xiaanning", "fangshuhe", "nobody"):
        client = desk.client(who)
        for act in set(DOORS) - {*allowed}:
            for each in cases.values():
                name = f"{act}:{step.pk}" if act.startswith("step") else act
                said = {"request_id": str(uuid4()), "seen": "1", "served_by": "hand"}
                said |= {"opinion": "x", "facts": "x", "to": "x", "signed_by": "x"}
                answer = client.post(page(each, name), said)
                assert answer.status_code in (302, 403, 404, 409, 422), (who, act)
                assert LedgerEntry.objects.count() == entries, (who, act)


def test_a_step_of_another_case_is_no_step_of_this_one(desk):
    from shouwen.records.models import StepRun

    mine, other = desk.world.accepted(), desk.world.accepted()
    step = StepRun.objects.filter(case=other).earliest("position")
    address = page(mine, f"step.start_step:{step.pk}")
    said = {"request_id": str(uuid4()), "seen": "1"}
    assert desk.client("luoyiming").post(address, said).status_code == 404


# --- The database is not there -------------------------------------------------------------------
def locked(*_given, **_said):
    raise OperationalError("database is locked")


def test_while_the_database_is_locked_nothing_typed_is_lost(desk, monkeypatch):
    address, keys = food(desk)
    window, officer = desk.client("heyutong"), desk.client("luoyiming")
    deciding_, who = deciding(desk)
    desk.now = at("2026-09-22 16:00")
    monkeypatch.setattr("shouwen.web.desk.intake.receive_application", locked)
    monkeypatch.setattr("shouwen.acts._frame.frame._open", locked)
    answers = [
        window.post(address, intake_form(keys, applicant="青禾餐馆")),
        sent(desk.client(who), deciding_, facts="青禾餐馆材料齐全"),
    ]
    for answer in answers:
        assert answer.status_code == 503
        assert "没有记下" in answer.content.decode()
        assert "青禾餐馆" in answer.content.decode()
    assert officer.get("/desk/").status_code == 200


def test_without_a_database_every_page_says_that_it_will_pass(client, db, monkeypatch):
    client.raise_request_exception = False
    for address in ("/", "/regulation/", "/services/x/"):
        with monkeypatch.context() as away:
            away.setattr("django.db.backends.utils.CursorWrapper.execute", locked)
            answer = client.get(address)
        assert answer.status_code == 503
        assert "系统这会儿忙" in answer.content.decode()
        assert answer["Retry-After"] == "60"
        assert "Content-Security-Policy" in answer


def test_a_page_that_breaks_for_another_reason_says_so_in_words(client, world, monkeypatch):
    def broken(*_given):
        raise ZeroDivisionError

    monkeypatch.setattr("shouwen.web.public.views.catalogue.home", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "系统出了错" in answer.content.decode()
