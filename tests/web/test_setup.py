"""The administrator's pages: accounts and findings, and nothing of the work (2.4.2)."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver

from shouwen.queries import doctor
from shouwen.queries.setup import FINDINGS
from shouwen.records.models import Account, LedgerEntry, RefusedAttempt
from shouwen.web import throttle
from shouwen.web.desk import urls
from tests.acts.world import at
from tests.web.desk import Desk, page, sent

WHEN = "2026-09-21 10:00"
PASSWORD = "/desk/sign-in/password/"
CHOSEN = "a sentence of one's own"


@pytest.fixture
def desk(world, monkeypatch):
    found = Desk(world, monkeypatch, now=at(WHEN))
    for door in ("setup.views", "desk.sign_in"):
        monkeypatch.setattr(f"shouwen.web.{door}.now", found._now)
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
    newcomer = Client()
    assert newcomer.post("/desk/sign-in/", signing_in)["Location"] == "/desk/"
    assert newcomer.get("/desk/")["Location"] == f"{PASSWORD}?next=/desk/"
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


# ── a password of one's own ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def given(desk, administrator) -> tuple[Client, str]:
    """Somebody who has signed in with the password that the administrator gave them, and that."""
    secret = secret_in(sent(administrator, account_of(desk, "luoyiming", "reset_password")))
    client = Client()
    client.post("/desk/sign-in/", {"username": "luoyiming", "password": secret})
    return client, secret


def choosing(client: Client, now_used: str, chosen: str = CHOSEN, again: str = CHOSEN, to=PASSWORD):
    return sent(client, to, now_used=now_used, chosen=chosen, again=again)


def test_who_was_given_their_password_comes_to_no_page_before_they_chose_another(desk, given):
    client, secret = given
    for address in DESK:
        assert client.get(address)["Location"].startswith(PASSWORD), address
        posted = client.post(address)
        assert posted.status_code == 405 or posted["Location"].startswith(PASSWORD), address
    fragment = client.get("/desk/", headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == f"{PASSWORD}?next=/desk/"
    page_ = client.get(PASSWORD).content.decode()
    assert "换好以后才能办事" in page_ and "不改了，回去" not in page_
    onward = choosing(client, secret, to=f"{PASSWORD}?next=/desk/seats/")
    assert onward["Location"] == "/desk/seats/"
    assert client.get("/desk/seats/").status_code == 200
    for password, right in ((secret, False), (CHOSEN, True)):
        tried = Client().post("/desk/sign-in/", {"username": "luoyiming", "password": password})
        assert (tried.status_code == 302) is right


def test_everybody_changes_their_own_password_and_is_signed_out_elsewhere(desk):
    here, elsewhere = desk.client("luoyiming"), desk.client("luoyiming")
    assert f'href="{PASSWORD}"' in here.get("/desk/powers/").content.decode()
    assert choosing(here, "x")["Location"] == "/desk/"
    assert here.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302
    assert "不改了，回去" in here.get(PASSWORD).content.decode()


def test_the_administrator_changes_theirs_too(desk, administrator):
    Account.objects.filter(is_administrator=True).update(password_given=True)
    assert administrator.get("/setup/")["Location"] == f"{PASSWORD}?next=/setup/"
    assert choosing(administrator, "x")["Location"] == "/setup/"
    assert administrator.get("/setup/").status_code == 200
    assert LedgerEntry.objects.get(act="office.choose_password").actor_kind == "administrator"


@pytest.mark.parametrize(
    ("now_used", "chosen", "again", "said"),
    [
        ("some guess", CHOSEN, CHOSEN, "现在的口令不对。"),
        ("x", "x", "x", "和现在的一样：请换一个。"),
        ("x", "short", "short", "太短了：至少 10 个字符。"),
        ("x", "password123", "password123", "太常见，别人容易猜到：请换一个。"),
        ("x", "82957204613", "82957204613", "不能全是数字：请加上字母或者别的字。"),
        ("x", CHOSEN, CHOSEN + "!", "两遍写得不一样：请再写一遍。"),
        ("x", "", "", "请填写新口令。"),
    ],
)
def test_a_password_that_would_not_do_is_refused_in_a_sentence(desk, now_used, chosen, again, said):
    answer = choosing(desk.client("luoyiming"), now_used, chosen, again)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    for typed in filter(lambda each: len(each) > 4, (now_used, chosen)):
        assert typed not in answer.content.decode()
    assert not LedgerEntry.objects.filter(act="office.choose_password").exists()


def test_who_guesses_the_password_at_an_open_desk_has_to_wait(desk):
    cache.clear()
    inside = desk.client("luoyiming")
    for _ in range(throttle.FAILURES):
        assert choosing(inside, "guess").status_code == 422
    assert choosing(inside, "x").status_code == 429
    assert choosing(desk.client("heyutong"), "x").status_code == 302
    cache.clear()


def test_who_is_not_signed_in_changes_no_password(db):
    for answer in (Client().get(PASSWORD), Client().post(PASSWORD)):
        assert answer["Location"] == f"/desk/sign-in/?next={PASSWORD}"


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
