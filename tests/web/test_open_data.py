"""Guides for programs: the same promise as on the page, whichever face is asked."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from shouwen.acts import CLOCK
from shouwen.acts.catalogue import Item, draft_version
from shouwen.life.publishing import put_in_force
from shouwen.records.casefile.case import frozen_guide
from shouwen.records.models import Service
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import ServiceKind
from shouwen.web.public import open_data, views
from tests.acts.world import FOUNDED, at

HOME = "http://127.0.0.1:8000/"
MAP = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FACES = ("json", "jsonld")
SHARED = ("/open/services.json", "/open/services.csv", "/changes.rss", "/sitemap.xml")


@pytest.fixture(autouse=True)
def in_september(monkeypatch):
    for door in (views, open_data):
        monkeypatch.setattr(door, "now", lambda: at("2026-09-22 12:00"))


def food(world):
    return Service.objects.get(versions=world.versions["food"])


def withdrawn(world, when="2026-09-22 09:00"):
    """The service for food, no longer offered."""
    world.withdraw(world.versions["food"], when)
    return food(world)


def republished(world):
    """The same service in its second version, published at the moment the first one went."""
    guide, service = frozen_guide(world.versions["food"]), withdrawn(world)
    item = Item(service.code, service.name, section=service.section_id, handler=service.handler_id)
    put_in_force(world.jurisdiction, item, guide, at("2026-09-22 09:00"))
    return service


# --- One guide ---------------------------------------------------------------------------------
def test_a_guide_as_json_says_what_the_page_says(client, world):
    service = food(world)
    told = json.loads(client.get(f"/services/{service.code}.json").content)
    assert Guide.from_json(told["guide"]) == frozen_guide(world.versions["food"])
    assert told["address"] == f"{HOME}services/{service.code}/"
    assert (told["version"], told["offered"]) == (1, True)
    assert told["office"]["area"] == "511602"
    page = client.get(f"/services/{service.code}/").text
    phones = [told["section_phone"], told["office"]["complaint_phone"]]
    for said in (told["section"], *phones, *(who["name"] for who in told["staff"])):
        assert said in page, said


def test_the_page_names_its_other_faces(client, world):
    code = food(world).code
    page = client.get(f"/services/{code}/").text
    head = page.partition("</head>")[0]
    for address, kind in (
        (f"/services/{code}.json", "application/json"),
        (f"/services/{code}.jsonld", "application/ld+json"),
        ("/changes.rss", "application/rss+xml"),
    ):
        assert f'href="{address}" type="{kind}"' in head, address
        assert client.get(address).headers["Content-Type"].startswith(kind)
    old = client.get(f"/services/{code}/versions/1/").text
    assert f"/services/{code}.json" in old  # it is the version in force
    republished(world)
    assert f"/services/{code}.json" not in client.get(f"/services/{code}/versions/1/").text


@pytest.mark.parametrize("face", FACES)
def test_what_is_no_longer_offered_says_so(client, world, face):
    address = f"/services/{food(world).code}.{face}"
    before = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": before}).status_code == 304
    withdrawn(world)
    after = client.get(address, headers={"If-None-Match": before})
    assert after.status_code == 200
    assert '"offered": false' in after.text or "/adms/status/Withdrawn" in after.text


@pytest.mark.parametrize("face", FACES)
def test_what_was_never_published_has_no_face(client, world, face):
    item, guide = Item("D-1", "食品小作坊登记"), Guide.draft("食品小作坊登记", ServiceKind.OTHER)
    draft_version(world.jurisdiction, by=CLOCK, at=FOUNDED, item=item, guide=guide)
    assert client.get(f"/services/D-1.{face}").status_code == 404
    assert client.get(f"/services/NONE.{face}").status_code == 404


@pytest.mark.parametrize("face", FACES)
def test_a_face_costs_the_same_whatever_the_guide_holds(
    client, world, django_assert_max_num_queries, face
):
    address = f"/services/{food(world).code}.{face}"
    client.get(address)  # the office and the guide are read for the first time
    with django_assert_max_num_queries(9):
        client.get(address)


# --- All guides --------------------------------------------------------------------------------
def test_all_published_guides_stand_in_one_table_and_in_one_list(client, world):
    rows = json.loads(client.get("/open/services.json").content)
    assert [row["code"] for row in rows] == sorted(
        Service.objects.filter(versions__state="published").values_list("code", flat=True)
    )
    guide = frozen_guide(world.versions["food"])
    row = next(row for row in rows if row["code"] == food(world).code)
    assert (row["name"], row["kind"]) == (guide.name, guide.kind)
    assert (row["promise"], row["statute"]) == (guide.promise.n, guide.statute.n)
    assert row["visits"] == guide.visits
    content = client.get("/open/services.csv").content
    assert content.startswith(b"\xef\xbb\xbf")  # or a spreadsheet would show signs nobody can read
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [line["编码"] for line in table] == [row["code"] for row in rows]
    line = next(line for line in table if line["编码"] == row["code"])
    assert (line["类型"], line["期限单位"], line["收费"]) == ("行政许可", "个工作日", "不收费")
    assert line["网址"] == row["address"] == f"{HOME}services/{row['code']}/"


def test_what_is_withdrawn_leaves_the_list_and_the_map(client, world):
    code = food(world).code
    faces = ("/open/services.json", "/open/services.csv", "/sitemap.xml")
    for face in faces:
        assert code in client.get(face).text
    withdrawn(world)
    for face in faces:
        assert code not in client.get(face).text


@pytest.mark.parametrize("address", SHARED)
def test_what_did_not_change_is_not_sent_or_counted_twice(
    client, world, django_assert_max_num_queries, address
):
    answer = client.get(address)
    assert "no-cache" in answer.headers["Cache-Control"]
    with django_assert_max_num_queries(6):
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", SHARED)
def test_before_an_office_is_founded_there_is_nothing_to_tell(client, db, address):
    assert client.get(address).status_code == 200


def test_pages_of_other_sites_may_read_open_data(client, world):
    answer = client.get("/open/services.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/").headers


# --- News and map ------------------------------------------------------------------------------
def test_news_are_what_was_published_and_withdrawn_newest_first(client, world):
    service = republished(world)
    feed = ElementTree.fromstring(client.get("/changes.rss").content).find("channel")
    items = feed.findall("item")
    assert [item.findtext("title") for item in items[:2]] == [
        f"公布：{service.name}（第 2 版）",
        f"停用：{service.name}（第 1 版）",
    ]
    assert items[0].findtext("link") == f"{HOME}services/{service.code}/versions/2/"
    assert items[0].findtext("pubDate") == "Tue, 22 Sep 2026 01:00:00 +0000"
    keys = [item.findtext("guid") for item in items]
    assert len(set(keys)) == len(keys) == len(world.versions) + 2


def test_a_feed_does_not_grow_for_ever(client, world, monkeypatch):
    republished(world)
    monkeypatch.setattr(open_data.open_data, "MOST_CHANGES", 2)
    feed = ElementTree.fromstring(client.get("/changes.rss").content).find("channel")
    titles = [item.findtext("title") for item in feed.findall("item")]
    assert [title[:2] for title in titles] == ["公布", "停用"]


def test_the_map_leads_to_public_pages_only_and_robots_lead_to_the_map(client, world):
    robots = client.get("/robots.txt").text
    assert f"Sitemap: {HOME}sitemap.xml" in robots
    barred = [line.removeprefix("Disallow: ") for line in robots.splitlines() if "Dis" in line]
    urls = ElementTree.fromstring(client.get("/sitemap.xml").content).findall("url", MAP)
    places = [url.findtext("loc", namespaces=MAP).removeprefix(HOME[:-1]) for url in urls]
    assert f"/services/{food(world).code}/" in places
    for place in places:
        assert client.get(place).status_code == 200, place
        assert not place.startswith(tuple(barred)), place
    days = [url.findtext("lastmod", namespaces=MAP) for url in urls]
    assert days.count("2026-07-06") == len(world.versions)
