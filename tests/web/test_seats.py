"""The doors to who sits where: on the desk, for everybody, and for calendar programs."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shouwen.web.public import views
from tests.acts.world import at
from tests.queries.test_seats import approved, ill
from tests.web.desk import Desk

ON_THE_DESK = (
    "/desk/seats/",
    "/desk/seats/?day=2026-09-23&view=away",
    "/desk/calendar/",
    "/desk/calendar/?from=2026-10-12&section=window",
    "/desk/duties/",
    "/desk/duties/?section=market&post=food",
    "/desk/powers/",
)
FOR_EVERYBODY = ("/who/", "/wall/", "/wall/?screen=2", "/wall/?screen=two")
EVERY_POST = (  # one of each power and rank
    "hanmingzhe tangruolan fangshuhe zouyichen xiaanning guwenbo jianglinxi heyutong luoyiming"
).split()


@pytest.fixture(autouse=True)
def nobody_guessed_yet():
    cache.clear()


@pytest.fixture
def desk(world, monkeypatch):
    desk = Desk(world, monkeypatch, now=at("2026-09-21 10:00"))
    monkeypatch.setattr(views, "now", desk._now)
    return desk


@pytest.fixture
def nobody(desk):
    """Somebody of the office who sits on no post."""
    from shouwen.records.keys import new_key
    from shouwen.records.models import Account, Person

    person = Person.objects.create(
        id=new_key(desk.now), jurisdiction_id=desk.world.jurisdiction, name="卫来"
    )
    Account.objects.create(id=new_key(desk.now), sign_in="weilai", person=person, password="!")
    return desk.client("weilai")


def feed_of(desk: Desk, who: str) -> str:
    from shouwen.queries.feed import token

    return reverse("feed", args=[token(desk.world.people[who])])


# ── every address, everybody ─────────────────────────────────────────────────────────────────────


def test_pages_of_the_desk_ask_who_is_there_first(desk):
    for address in ON_THE_DESK:
        away = Client().get(address)
        assert away.status_code == 302, address
        assert away["Location"].startswith("/desk/sign-in/?next="), address


@pytest.mark.parametrize("who", EVERY_POST)
def test_everybody_of_the_office_sees_who_sits_where(desk, who):
    client = desk.client(who)
    for address in ON_THE_DESK:
        assert client.get(address).status_code == 200, address


def test_so_does_somebody_who_sits_on_no_post(nobody):
    for address in ON_THE_DESK:
        assert nobody.get(address).status_code == 200, address
    assert "现在不在任何岗位上" in nobody.get("/desk/powers/").content.decode()


def test_an_administrator_belongs_to_no_desk(desk):
    client = desk.client("administrator")
    for address in ON_THE_DESK:
        assert client.get(address).status_code == 403, address


def test_what_is_not_there_is_not_found(desk):
    client = desk.client("heyutong")
    for address in (
        "/desk/seats/?day=today",
        "/desk/seats/?day=1990-01-01",
        "/desk/seats/?view=elsewhere",
        "/desk/calendar/?from=soon",
        "/desk/calendar/?from=1990-01-01",
        "/desk/calendar/?section=elsewhere",
        "/desk/duties/?section=elsewhere",
        "/desk/duties/?section=market&post=elsewhere",
        "/calendar/nobody.ics",
    ):
        assert client.get(address).status_code == 404, address


def test_they_only_show(desk):
    client = desk.client("heyutong")
    for address in (*ON_THE_DESK, *FOR_EVERYBODY, feed_of(desk, "heyutong")):
        assert client.post(address).status_code == 405, address


def test_public_pages_open_without_a_cookie_and_are_told_apart_by_what_they_say(desk):
    for address in FOR_EVERYBODY:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies
        same = Client().get(address, headers={"If-None-Match": answer["ETag"]})
        assert same.status_code == 304, address
    before = Client().get("/who/")["ETag"]
    ill(desk.world, "heyutong")
    assert Client().get("/who/")["ETag"] != before


def test_before_an_office_is_founded_there_is_nobody_to_show(db):
    for address in FOR_EVERYBODY:
        assert Client().get(address).status_code == 404


# ── what they say ────────────────────────────────────────────────────────────────────────────────


def test_the_board_leads_to_the_absence_and_to_the_other_days(desk):
    from shouwen.records.models import Matter

    absence = ill(desk.world, "heyutong")
    number = Matter.objects.get(pk=absence).number
    page = desk.client("jianglinxi").get("/desk/seats/").content.decode()
    assert f'href="/desk/absences/{number}/"' in page
    assert "去指定" in page
    assert 'href="?day=2026-09-22"' in page


def test_a_day_past_is_not_called_today(desk):
    page = desk.client("heyutong").get("/desk/seats/?day=2026-09-18").content.decode()
    assert "9 月 18 日谁在岗" in page
    assert "今日在岗" not in page.partition("<main")[2]


def test_public_pages_name_neither_the_absent_nor_why(desk):
    approved(desk.world, "heyutong", "2026-09-21 10:00", "2026-09-21 16:00", window_1="panjiashu")
    ill(desk.world, "luoyiming")
    for address in FOR_EVERYBODY:
        page = Client().get(address).content.decode()
        for private in ("何雨桐", "罗一鸣", "市局业务培训", "培训", "疾病"):
            assert private not in page, (address, private)


def test_the_calendar_gives_everybody_their_own_feed(desk):
    address = feed_of(desk, "heyutong")
    assert f"http://testserver{address}" in desk.client("heyutong").get("/desk/calendar/").text
    assert address not in desk.client("jianglinxi").get("/desk/calendar/").text


# ── for calendar programs ────────────────────────────────────────────────────────────────────────


def test_a_feed_is_fetched_without_signing_in_and_kept_by_nobody(desk):
    approved(desk.world, "heyutong", "2026-09-22 09:00", "2026-09-22 11:00", window_1="qinmanwen")
    answer = Client().get(feed_of(desk, "qinmanwen"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    unfolded = answer.content.decode().replace("\r\n ", "")
    assert "SUMMARY:顶岗：综合受理科综合窗口一（代何雨桐）\r\n" in unfolded
    assert "培训" not in unfolded


def test_whoever_guesses_at_feeds_has_to_wait(desk):
    right = feed_of(desk, "heyutong")
    for n in range(10):
        assert Client().get(f"/calendar/{n}.ics").status_code == 404
    assert Client().get(right).status_code == 429
    assert Client().get(right, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_search_engines_leave_feeds_alone(client):
    assert "Disallow: /calendar/" in client.get("/robots.txt").text


# ── what they cost ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "most"),
    [  # session, account, person and office, what I owe: four; then the page's own
        ("/desk/seats/", 4 + 3),
        ("/desk/calendar/", 4 + 3),
        ("/desk/powers/", 4 + 1),
        ("/who/", 2),
        ("/wall/", 2),
    ],
)
def test_statements_are_few_and_none_is_for_who_sits_where(desk, address, most):
    ill(desk.world, "luoyiming")
    client = desk.client("jianglinxi")
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) <= most, [query["sql"] for query in captured]
    assert not [query for query in captured if "records_sitting" in query["sql"]]
