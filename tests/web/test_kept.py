"""Public pages are drawn once and kept: they cost next to nothing, and never say what is over."""

import gzip
from datetime import date
from urllib.parse import quote

import pytest
from django.db import connection

from shouwen.acts.absence import come_back
from shouwen.acts.catalogue import announce_version, approve_version, submit_version
from shouwen.life.publishing import hand_of
from shouwen.queries.open_data import newest
from shouwen.records.models import Jurisdiction
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import ServiceKind
from shouwen.web.public import kept, views
from tests.acts.world import SERVICES, at
from tests.queries.test_seats import ill

FOOD = f"/services/{SERVICES['food'].code}/"
RELIEF = f"/services/{SERVICES['relief'].code}/"
HOLDER = "罗一鸣"  # of the post that handles food


@pytest.fixture
def clock(monkeypatch):
    """Sets the door's clock."""

    def set_to(when):
        monkeypatch.setattr(views, "now", lambda: at(when))

    set_to("2026-09-21 10:00")
    return set_to


def staff(client, address=FOOD):
    """What the page says of who does it."""
    return client.get(address).text.partition("承办科室")[2].partition("</dl>")[0]


# ── never what is over ───────────────────────────────────────────────────────────────────────────


def test_whoever_has_left_is_not_on_the_next_page(client, world, clock):
    before = client.get(FOOD)
    assert HOLDER in staff(client)
    absence = ill(world, "luoyiming", "2026-09-21 10:30")
    clock("2026-09-21 10:31")
    assert HOLDER not in staff(client)
    again = client.get(FOOD, headers={"If-None-Match": before.headers["ETag"]})
    assert again.status_code == 200
    come_back(absence, by=world.staff("luoyiming"), at=at("2026-09-21 14:00"))
    clock("2026-09-21 14:01")
    assert HOLDER in staff(client)


def test_what_is_published_and_withdrawn_is_seen_at_the_next_request(client, world, clock):
    faces = ("/", "/events/住房和生活保障/", "/open/services.json", "/sitemap.xml", "/changes.rss")
    before = {face: client.get(face).text for face in faces}
    assert all(SERVICES["relief"].code in text for text in before.values())
    world.withdraw(world.versions["relief"], "2026-09-21 09:00")
    assert "现在不办了" in client.get(RELIEF).text
    assert client.get("/events/住房和生活保障/").status_code == 404
    for face in ("/", "/open/services.json", "/sitemap.xml"):
        assert SERVICES["relief"].code not in client.get(face).text, face
    assert "停用" in client.get("/changes.rss").text
    world.publish(
        SERVICES["relief"].code, "relief", SERVICES["relief"].guide, at("2026-09-21 09:30")
    )
    assert "第 2 版" in client.get(RELIEF).text
    assert SERVICES["relief"].code in client.get("/").text


def test_each_language_keeps_its_own_page(client, world, clock):
    said = [client.get(f"{language}{FOOD}").text for language in ("", "/zh-hant", "/en")]
    assert len(set(said)) == 3
    assert [client.get(f"{language}{FOOD}").text for language in ("", "/zh-hant", "/en")] == said


def test_another_notice_at_the_foot_is_another_page(client, world, clock, settings):
    client.get(FOOD)
    settings.NOTICE = "这是演示单位"
    assert "这是演示单位" in client.get(FOOD).text


def test_every_act_that_changes_what_the_public_reads_says_so(world):
    place = Jurisdiction.objects.filter(pk=world.jurisdiction)
    seen = [place.get().catalogue_version]

    def changed():
        seen.append(place.get().catalogue_version)
        return seen[-1] > seen[-2]

    world.withdraw(world.versions["relief"], "2026-09-21 09:00")
    assert changed()
    world.publish(
        SERVICES["relief"].code, "relief", SERVICES["relief"].guide, at("2026-09-21 09:30")
    )
    assert changed()
    world.draft(SERVICES["food"].code, "relief", SERVICES["food"].guide, "2026-09-21 10:00")
    assert changed()  # another post handles it


# ── next to nothing ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "statements"),
    [
        (FOOD, 2),
        (f"{FOOD}?in-agent=self", 2),
        (f"/en{FOOD}", 2),
        ("/", 2),
        ("/en/", 2),
        ("/events/开店办企业/", 2),
        ("/sections/市场准入科/", 2),
        ("/changes.rss", 2),
        ("/sitemap.xml", 1),
        ("/open/services.csv", 1),
    ],
)
def test_a_kept_page_costs_a_look_at_the_versions(
    client, world, clock, django_assert_num_queries, address, statements
):
    client.get(address)
    with django_assert_num_queries(statements):
        assert client.get(address).status_code == 200


def test_a_kept_page_is_not_drawn_twice(client, world, clock, monkeypatch):
    first = client.get(FOOD).content
    monkeypatch.setattr(kept, "render_to_string", None)
    assert client.get(FOOD).content == first
    with pytest.raises(TypeError):
        client.get(RELIEF)


def test_it_is_sent_compressed_to_whoever_takes_that(client, world, clock):
    plain = client.get(FOOD)
    small = client.get(FOOD, headers={"Accept-Encoding": "br, gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2
    for answer in (plain, small):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "Cookie" not in answer.headers["Vary"]
        seen = {"If-None-Match": answer.headers["ETag"], "Accept-Encoding": "gzip"}
        assert client.get(FOOD, headers=seen).status_code == 304


def test_only_what_everybody_may_keep_is_compressed(client, world, clock):
    def sent(address):
        return client.get(address, headers={"Accept-Encoding": "gzip"}).headers

    for shared in ("/open/services.csv", "/changes.rss", "/regulation/"):
        assert sent(shared).get("Content-Encoding") == "gzip", shared
    for of_one in ("/track/", "/desk/sign-in/"):
        assert "Content-Encoding" not in sent(of_one), of_one


def test_the_newest_news_are_found_by_an_index(world):
    for when, index in (
        ("published_at", "versions_by_publication"),
        ("withdrawn_at", "versions_by_withdrawal"),
    ):
        plan = _plan(newest(world.jurisdiction, when))
        assert index in plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan


def _plan(found):
    """How the database would find it, were there many."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    return found.explain()


# ── one's own case ───────────────────────────────────────────────────────────────────────────────


def test_answers_narrow_the_list_and_are_named(client, world, clock):
    guide = SERVICES["food"].guide
    everything = client.get(FOOD).text
    assert f"全部就这 {len(guide.materials)} 样" in everything
    page = client.get(FOOD, {"in-agent": "self"}).text
    assert f"您要准备 {len(guide.materials) - 1} 样" in page
    assert "有 1 样不用交" in page
    answers = page.partition('id="narrowed-said"')[2].partition("</ul>")[0]
    assert guide.situations[0].options[0].text in answers
    needed, _, spared = page.partition('id="narrowed"')[2].partition("您不用交")
    assert "授权委托书" not in needed
    assert "授权委托书" in spared
    assert "授权委托书" in client.get(FOOD, {"in-agent": "agent"}).text.partition("您不用交")[0]


@pytest.mark.parametrize(
    "said", [{"in-agent": "nobody"}, {"in-x": "y"}, {"in-": ""}, {"in": "agent"}]
)
def test_an_answer_that_was_not_asked_for_spares_nothing(client, world, clock, said):
    assert client.get(FOOD, said).content == client.get(FOOD).content


# ── finding it ───────────────────────────────────────────────────────────────────────────────────


def test_home_leads_to_what_is_published_by_life_event_and_by_section(client, world, clock):
    page = client.get("/").text
    for way in ("/events/住房和生活保障/", "/sections/社会事务科/"):
        assert f'href="{quote(way)}"' in page
        assert SERVICES["relief"].guide.name in client.get(way).text
    assert "0826-555-0130" in client.get("/sections/社会事务科/").text


def test_a_draft_is_found_by_its_name_and_says_whom_to_ask_meanwhile(client, world, clock):
    guide = Guide.draft("食品小作坊登记", ServiceKind.OTHER)
    world.draft("D-1", "food", guide, "2026-09-21 09:00")
    for address in ("/?asked=小作坊", "/services/D-1/"):
        page = client.get(address).text
        for said in ("食品小作坊登记", "市场准入科", "0826-555-0140", "指南正在完善"):
            assert said in page, (address, said)
    assert "食品小作坊登记" not in client.get("/sections/市场准入科/").text


def test_a_long_list_has_pages(client, world, clock, monkeypatch):
    monkeypatch.setattr(views.catalogue, "PAGE", 1)
    for n in (1, 2):
        world.publish(f"more-{n}", "food", SERVICES["food"].guide)
    first = client.get("/sections/市场准入科/").text
    assert "共 3 项" in first
    assert "第 1 页，共 3 页" in first
    assert 'href="?page=2"' in first
    last = client.get("/sections/市场准入科/?page=9").text
    assert "第 3 页，共 3 页" in last
    assert "more-2" in last
    assert client.get("/sections/市场准入科/?page=x").text == first


@pytest.mark.parametrize("address", ["/events/没有/", "/sections/没有/"])
def test_what_nothing_is_published_under_is_not_there(client, world, clock, address):
    assert client.get(address).status_code == 404


def test_what_is_announced_says_from_when_and_the_version_in_force_goes_on(client, world, clock):
    guide, when = SERVICES["food"].guide, at("2026-09-21 09:00")
    made = world.draft(SERVICES["food"].code, "food", guide, "2026-09-21 09:00")
    hand = hand_of(made, when)
    submit_version(made, by=hand.keeper, at=when)
    approve_version(made, by=hand.reviewer, at=when)
    announce_version(made, by=hand.leader, at=when, on=date(2026, 10, 12))
    now = client.get(FOOD).text
    assert "第 1 版" in now
    assert "从 2026 年 10 月 12 日起施行" in now
    coming = client.get(f"{FOOD}versions/2/").text
    assert "在那以前收的件不按它办" in coming
    assert "现在不办了" not in coming


def test_withdrawn_says_since_when_and_why(client, world, clock):
    world.withdraw(world.versions["food"], "2026-09-21 09:00")
    page = client.get(FOOD).text
    assert "2026 年 9 月 21 日" in page
    assert "事项已划转" in page


def test_time_alone_does_not_draw_a_page_anew(client, world, clock):
    first = client.get(FOOD).headers["ETag"]
    clock("2026-09-21 11:59")
    assert client.get(FOOD).headers["ETag"] == first
