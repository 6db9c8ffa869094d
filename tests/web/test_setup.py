"""The administrator's pages: accounts and findings, and nothing of the work (2.4.2)."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from shouwen.queries import doctor
from shouwen.queries.setup import FINDINGS
from shouwen.records.models import Account, LedgerEntry, RefusedAttempt
from shouwen.web.desk import urls
from tests.acts.world import at
from tests.web.desk import Desk, page, sent

WHEN = "2026-09-21 10:00"


@pytest.fixture
def desk(world, monkeypatch):
    found = Desk(world, monkeypatch, now=at(WHEN))
    monkeypatch.setattr("shouwen.web.setup.views.now", found._now)
    return found


@pytest.fixture
def administrator(desk) -> Client:
    return desk.client("administrator")


def account_of(desk, who: str, act: str) -> str:
    return f"/setup/accounts/{desk.world.people[who]}/office.{act}/"


def secret_in(answer) -> str:
    found = re.search(r'class="secret">([^<]+)<', answer.content.decode())
    assert found
    return found[1]


def addresses(patterns, before: str = "/desk/") -> list[str]:
    """Every address of the desk, with something in each place of its parts."""
    filled = {"uuid": str(uuid4()), "str": "x", "int": "1"}
    found = []
    for each in patterns:
        here = before + re.sub(r"<(\w+):\w+>", lambda m: filled[m[1]], str(each.pattern))
        if isinstance(each, URLResolver):
            found += addresses(each.url_patterns, here)
        else:
            assert isinstance(each, URLPattern)
            found.append(here)
    return found


DESK = [each for each in addresses(urls.urlpatterns) if "/sign-" not in each]


# ── what the administrator does not see ──────────────────────────────────────────────────────────


def test_every_page_of_the_desk_tells_the_administrator_why_it_is_closed(administrator):
    assert len(DESK) > 30
    for address in DESK:
        answer = administrator.get(address)
        assert answer.status_code == 403, address
        assert "管理员账号不属于任何岗位" in answer.content.decode(), address
        assert "#c-2.4.2" in answer.content.decode(), address


def test_every_page_of_the_desk_asks_first_who_is_there(db):
    for address in DESK:
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/desk/sign-in/"), address


def test_neither_a_case_nor_an_absence_is_read_by_the_administrator(desk, administrator):
    case = desk.world.receive(when=WHEN)
    for address in (page(case), f"{page(case)}ledger/", page(case, "case.accept_case")):
        answer = administrator.get(address)
        assert answer.status_code == 403
        assert "徐禾" not in answer.content.decode()


def test_the_administrators_pages_say_nothing_of_the_work(desk, administrator):
    case = desk.world.receive(when=WHEN)
    said = administrator.get("/setup/").content.decode()
    assert page(case).split("/")[3] not in said
    assert "徐禾" not in said


@pytest.mark.parametrize("who", ["hanmingzhe", "zouyichen", "luoyiming"])
def test_nobody_of_the_office_comes_in_whatever_their_posts(desk, who):
    client = desk.client(who)
    for address in ("/setup/", account_of(desk, "luoyiming", "reset_password")):
        assert client.get(address).status_code == 403
        assert client.post(address, {"request_id": str(uuid4())}).status_code in (403, 405)
    assert not LedgerEntry.objects.filter(act="office.reset_password").exists()


def test_who_is_not_signed_in_is_asked_to(db):
    answer = Client().get("/setup/")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/sign-in/?next=/setup/")


def test_the_administrator_is_led_to_their_own_pages(desk):
    client = Client()
    answer = client.post("/desk/sign-in/", {"username": "administrator", "password": "x"})
    assert answer["Location"] == "/setup/"
    assert client.get(answer["Location"]).status_code == 200


# ── accounts ─────────────────────────────────────────────────────────────────────────────────────


def test_a_newcomer_signs_in_with_the_password_that_was_shown_once(desk, administrator):
    keeper = desk.client("zouyichen")
    joined = sent(keeper, "/desk/office/acts/office.join/", name="谢子涵", sign_in="xiezihan")
    assert joined.status_code == 302
    person = Account.objects.get(sign_in="xiezihan").person_id
    address = f"/setup/accounts/{person}/office.open_account/"
    answer = sent(administrator, address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    signing_in = {"username": "xiezihan", "password": secret_in(answer)}
    assert Client().post("/desk/sign-in/", signing_in)["Location"] == "/desk/"
    entry = LedgerEntry.objects.get(act="office.open_account")
    assert entry.actor_kind == "administrator"
    assert secret_in(answer) not in entry.text


def test_a_new_password_ends_the_old_one_and_whoever_was_signed_in(desk, administrator):
    inside = desk.client("luoyiming")
    assert inside.get("/desk/").status_code == 200
    answer = sent(administrator, account_of(desk, "luoyiming", "reset_password"))
    assert inside.get("/desk/").status_code == 302
    for password, right in (("x", False), (secret_in(answer), True)):
        tried = Client().post("/desk/sign-in/", {"username": "luoyiming", "password": password})
        assert (tried.status_code == 302) is right


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(desk, administrator):
    inside = desk.client("luoyiming")
    answer = sent(administrator, account_of(desk, "luoyiming", "close_account"))
    assert answer["Location"] == "/setup/"
    assert inside.get("/desk/").status_code == 302
    assert administrator.get(account_of(desk, "luoyiming", "close_account")).status_code == 404
    assert administrator.get(account_of(desk, "luoyiming", "open_account")).status_code == 200


def test_a_form_sent_twice_gives_no_second_password(desk, administrator):
    address = account_of(desk, "luoyiming", "reset_password")
    form = {"request_id": str(uuid4())}
    first, second = administrator.post(address, form), administrator.post(address, form)
    assert (first.status_code, second.status_code) == (200, 409)
    assert "口令那时显示过" in second.content.decode()
    signing_in = {"username": "luoyiming", "password": secret_in(first)}
    assert Client().post("/desk/sign-in/", signing_in).status_code == 302


def test_who_left_has_no_account_to_open(desk, administrator):
    form = {"leaving": f"{desk.world.people['luoyiming']}:"}
    sent(desk.client("zouyichen"), "/desk/office/acts/office.leave_post/", **form)
    assert administrator.get(account_of(desk, "luoyiming", "open_account")).status_code == 404
    assert "已离开" in administrator.get("/setup/").content.decode()


@pytest.mark.parametrize("act", ["office.join", "office.leave_post", "case.accept_case", "x"])
def test_no_other_act_has_a_door_here(desk, administrator, act):
    address = f"/setup/accounts/{desk.world.people['luoyiming']}/{act}/"
    assert administrator.post(address, {"request_id": str(uuid4())}).status_code == 404
    assert not RefusedAttempt.objects.exists()


# ── the doctor ───────────────────────────────────────────────────────────────────────────────────


def test_what_the_doctor_found_is_told_in_the_readers_language(desk, administrator):
    person, post = desk.world.people["luoyiming"], desk.world.posts["food"].pk
    form = {"leaving": f"{person}:{post}"}
    sent(desk.client("zouyichen"), "/desk/office/acts/office.leave_post/", **form)
    said = administrator.get("/setup/").content.decode()
    assert "岗位没有责任人" in said
    assert "has no holder" not in said


def test_everything_the_doctor_may_find_has_its_words():
    source = Path(doctor.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'Problem\(\s*"(\w+)"', source))
    assert len(codes) > 10
    assert codes | {"post_without_holder", "post_without_b_role"} == FINDINGS.keys()
