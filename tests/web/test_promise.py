"""The promise page through the door: open to everybody, the same for everybody, and as data (5.1b)."""

import csv
import io
import json

import pytest

from shouwen.acts.figures import count_ended
from shouwen.records.models import Service, Tally
from shouwen.web.public import promise
from tests.acts.world import at

NOW = at("2026-10-12 12:00")
ADDRESSES = (
    "/promise/",
    "/promise/?period=month",
    "/promise/sections/market/",
    "/open/promise.json",
    "/open/promise.csv",
)


@pytest.fixture(autouse=True)
def in_october(monkeypatch):
    monkeypatch.setattr(promise, "now", lambda: NOW)


@pytest.fixture
def kept(world):
    """Six licences for food, granted in September within two working days."""
    world.delivered()
    count_ended(NOW)
    Tally.objects.update(n=6)
    return Service.objects.get(versions=world.versions["food"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_asks_again_for_what_did_not_change_is_told_so(client, kept, address):
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_beside_each_promise_of_a_guide_is_the_way_to_how_it_was_kept(client, kept):
    page = client.get(f"/services/{kept.code}/").text
    assert f'href="/promise/services/{kept.code}/"' in page
    assert kept.code in client.get("/promise/").text


def test_an_unknown_period_is_the_year(client, kept):
    assert "最近十二个月" in client.get("/promise/?period=ever").text


@pytest.mark.parametrize("address", ["/promise/sections/x/", "/promise/services/x/"])
def test_what_is_not_there_is_said_in_words(client, world, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


def test_before_an_office_is_founded_there_is_nothing_to_show(client, db):
    for address in ("/promise/", "/open/promise.json", "/open/promise.csv"):
        assert client.get(address).status_code == 404


def test_the_data_say_what_the_page_says(client, kept):
    (row,) = json.loads(client.get("/open/promise.json").content)
    assert (row["code"], row["section"]) == (kept.code, "市场准入科")
    assert (row["since"], row["until"]) == ("2025-11-01", "2026-10-12")
    assert (row["promise"], row["statute"], row["unit"]) == (10, 20, "working-day")
    assert (row["cases"], row["in_time"], row["late"]) == (6, 6, 0)
    assert (row["median"], row["ninth_decile"], row["days_in"]) == (2, 2, "working-day")
    assert row["fewer_than"] is None


def test_the_table_says_the_same_in_chinese(client, kept):
    content = client.get("/open/promise.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert (row["编码"], row["件数"], row["按时"], row["九成的件"]) == (kept.code, "6", "6", "2")
    assert (row["期限单位"], row["用时单位"]) == ("个工作日", "个工作日")


def test_of_few_cases_the_data_tell_no_more_than_the_page(client, kept):
    Tally.objects.update(n=4)
    (row,) = json.loads(client.get("/open/promise.json").content)
    assert row["fewer_than"] == 5
    told = ("cases", "in_time", "late", "median", "ninth_decile", "corrections", "withdrawn")
    assert [row[name] for name in told] == [None] * len(told)
    content = client.get("/open/promise.csv").content.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(content))
    assert (line["件数"], line["按时"], line["一半的件"]) == ("不足 5", "", "")
    page = client.get("/promise/").text
    assert "不足 5 件" in page
    assert "4 件" not in page


def test_nothing_on_the_page_leads_to_a_person(client, kept, world):
    page = client.get(f"/promise/services/{kept.code}/").text
    assert not [name for name in ("罗一鸣", "沈清和", "青禾餐馆", "何雨桐") if name in page]
