"""The public pages in three languages: each at its own address, names untouched, English whole."""

import re
from string import Formatter

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.utils.translation import override

from shouwen.acts.wording import write_in_english
from shouwen.life.office import english, services
from shouwen.life.publishing import hand_of, say_in_english
from shouwen.queries import days
from shouwen.queries.traditional import traditional
from shouwen.records.models import (
    Jurisdiction,
    OutsidePublication,
    Paper,
    Person,
    ServiceVersion,
    Unit,
    Wording,
)
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.wording import texts, unwritten
from shouwen.rules.words import LimitUnit
from shouwen.web.labels import counted
from shouwen.web.templatetags.shouwen import proper, worded
from tests.acts.world import at
from tests.web import home
from tests.web.chinese import unmarked_chinese
from tests.web.desk import Desk, sent
from tests.web.test_public import draft, followed
from tools import catalogues

PREFIXES = {"zh-hans": "", "zh-hant": "/zh-hant", "en": "/en"}
NOON = at("2026-09-21 12:00")
PEOPLE = ("于某", "范某", "余某", "岳某", "沈某", "姜某", "游某", "郁某", "钟某")


@pytest.fixture
def pages(world, client, settings, tmp_path):
    """An address of every public page, in Chinese."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    case = world.delivered()
    track = followed(client, case)
    paper = Paper.objects.filter(matter=case).first().check_code
    draft(world, "D-1", "食品小作坊登记")
    code = ServiceVersion.objects.get(pk=world.versions["food"]).service.code
    at_home = home.pages(world, client).items()
    return {
        "home": "/",
        "event": "/events/开店办企业/",
        "section": "/sections/市场准入科/",
        "promise": "/promise/",
        "promise of a section": "/promise/sections/market/",
        "promise of a service": f"/promise/services/{code}/",
        "found": "/?asked=食品",
        "not found": "/?asked=登月",
        "service": f"/services/{code}/",
        "version": f"/services/{code}/versions/1/",
        "draft": "/services/D-1/",
        "track-find": "/track/",
        "track": track,
        "expired": "/track/nothing/",
        "paper-check": "/paper/",
        "paper": f"/paper/{paper}",
        "no paper": "/paper/AAAABBBBCCCC",
        "regulation": "/regulation/",
        "duties": "/duties/",
        "other-units": "/others/",
        "who": "/who/",
        "wall": "/wall/",
        "nowhere": "/nowhere/",
        **{name: address for name, address in at_home if not name.endswith("-file")},
    }


@pytest.fixture
def version(world):
    return world.versions["food"]


@pytest.fixture
def guide(version):
    """The address of a guide, in Chinese."""
    code = ServiceVersion.objects.get(pk=version).service.code
    return f"/services/{code}/"


def in_english(version):
    guide = Guide.from_json(ServiceVersion.objects.get(pk=version).guide)
    return {place: f"English of {place}" for place in texts(guide)}


# ── one address, one language ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", list(PREFIXES))
def test_every_page_stands_in_every_language_and_says_which(client, pages, language):
    for name, address in pages.items():
        answer = client.get(PREFIXES[language] + address)
        assert answer.status_code == client.get(address).status_code, name
        assert f'<html lang="{language}">' in answer.text, name
        assert answer.headers["Content-Language"] == language, name
        assert "Accept-Language" not in answer.headers.get("Vary", ""), name


def test_what_a_browser_prefers_changes_no_page(client, world):
    plain = client.get("/").content
    assert client.get("/", headers={"Accept-Language": "en"}).content == plain


def test_each_language_has_an_etag_of_its_own(client, guide):
    tags = {client.get(prefix + guide).headers["ETag"] for prefix in PREFIXES.values()}
    assert len(tags) == len(PREFIXES)


def test_a_page_leads_to_itself_in_the_other_languages(client, guide, settings):
    html = client.get("/en" + guide).text
    for language, prefix in PREFIXES.items():
        address = f"{settings.PUBLIC_URL}{prefix}{guide}"
        assert f'<link rel="alternate" hreflang="{language}" href="{address}">' in html
    assert f'<a href="{guide}" lang="zh-hans" hreflang="zh-hans">简体中文</a>' in html
    assert 'href="/en/track/"' in html  # and goes on in the same


def test_a_page_that_is_not_there_leads_to_the_homes(client, world):
    html = client.get("/en/nowhere/").text
    assert "There is no such page" in html
    assert '<a href="/zh-hant/"' in html


def test_the_desk_and_data_stand_in_chinese_alone(client, world):
    for address in ("/en/desk/", "/en/open/services.json", "/en/healthz", "/zh-hans/"):
        assert client.get(address).status_code == 404, address
    assert '<html lang="zh-hans">' in client.get("/desk/sign-in/").text


def test_search_engines_are_told_of_each_language(client, world, settings):
    said = client.get("/sitemap.xml").text
    assert f"<loc>{settings.PUBLIC_URL}/en/who/</loc>" in said
    assert f'hreflang="zh-hant" href="{settings.PUBLIC_URL}/zh-hant/who/"' in said
    robots = client.get("/robots.txt").text
    assert "Disallow: /en/track/" in robots
    assert "Disallow: /zh-hant/paper/" in robots


# ── English ──────────────────────────────────────────────────────────────────────────────────────


def test_no_page_speaks_chinese_in_english_without_saying_so(client, pages):
    for name, address in pages.items():
        assert unmarked_chinese(client.get(f"/en{address}").text) == [], name


def test_a_guide_that_is_not_in_english_is_shown_whole_in_chinese_and_says_so(client, guide):
    html = client.get("/en" + guide).text
    assert "has not been written in English" in html
    assert '<span lang="zh-Hans">食品（含保健食品）经营许可核发</span>' in html


def test_what_is_half_written_is_shown_to_nobody(client, guide, version):
    half = dict(list(in_english(version).items())[:5])
    keeper = hand_of(version, NOON).keeper
    write_in_english(version, by=keeper, at=NOON, texts=half)
    assert "English of" not in client.get("/en" + guide).text


def test_what_is_whole_is_read_in_english_everywhere(client, pages, version):
    say_in_english(version, in_english(version), NOON)
    html = client.get("/en" + pages["service"]).text
    assert "English of steps.review.what" in html
    assert "has not been written in English" not in html
    for name in ("home", "found", "track"):
        assert "English of name" in client.get("/en" + pages[name]).text, name
    assert "English of" not in client.get(pages["service"]).text


def test_services_of_the_demo_office_are_whole_in_english(world):
    guides = {service.code: service.guide for service in services()}
    written = english()
    assert len(written) >= 6
    for code, says in written.items():
        assert unwritten(guides[code], says) == (), code
        assert set(says) == set(texts(guides[code])), code
        assert not [text for text in says.values() if re.search("[\u3400-\u9fff]", text)], code


def test_numbers_and_days_are_said_as_english_says_them():
    with override("en"):
        assert counted(LimitUnit.WORKING_DAY, 1) == "working day"
        assert counted(LimitUnit.WORKING_DAY, 5) == "working days"
        assert days.full_day_said(NOON.date()) == "21 September 2026"
        assert days.weekday_said(NOON.date()) == "Mon"
    assert counted(LimitUnit.WORKING_DAY, 5) == "个工作日"
    assert days.full_day_said(NOON.date()) == "2026 年 9 月 21 日"


# ── traditional characters ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("行政复议", "行政復議"),
        ("公布", "公布"),
        ("台账", "台賬"),
        ("收件回执单", "收件回執單"),
        ("占用城市道路", "占用城市道路"),
        ("办理里面干部", "辦理裡面幹部"),
    ],
)
def test_our_own_words_change_their_script_as_officials_write_them(ours, theirs):
    assert traditional(ours) == theirs


def test_guides_and_frame_change_their_script(client, guide):
    html = client.get("/zh-hant" + guide).text
    assert "需要準備什麼" in html
    assert "食品（含保健食品）經營許可核發" in html


def test_who_asks_in_traditional_characters_finds_what_they_mean(client, world):
    html = client.get("/zh-hant/", {"asked": "食品經營"}).text
    assert "食品（含保健食品）經營許可核發" in html
    assert 'value="食品經營"' in html  # as it was typed


@pytest.mark.parametrize("name", PEOPLE)
def test_no_name_changes_its_characters(client, world, name):
    Person.objects.filter(pk=world.holder("food").person).update(name=name)
    Unit.objects.update(name="云台县于余范发展服务局")
    Jurisdiction.objects.update(
        books_version=F("books_version") + 1, roster_version=F("roster_version") + 1
    )
    html = client.get("/zh-hant/who/").text + client.get("/zh-hant/duties/").text
    assert f'<span lang="zh-Hans">{name}</span>' in html
    assert '<span lang="zh-Hans">云台县于余范发展服务局</span>' in html


def test_names_are_marked_and_words_are_not():
    with override("zh-hant"):
        assert proper("范某") == '<span lang="zh-Hans">范某</span>'
        assert worded("辦事") == "辦事"
    with override("en"):
        assert worded("Bring it to 一楼大厅 3 号窗.") == (
            'Bring it to <span lang="zh-Hans">一楼大厅 3 号窗</span>.'
        )
        assert proper("<b>") == "&lt;b&gt;"
    assert proper("范某") == "范某"


# ── the catalogues ───────────────────────────────────────────────────────────────────────────────


def test_the_english_catalogue_says_everything_the_public_can_meet():
    written = polib.pofile(str(catalogues.CATALOGUE))
    said = {
        catalogues.Message(entry.msgid, entry.msgid_plural or None, entry.msgctxt)
        for entry in written
        if entry.translated()
    }
    assert set(catalogues.messages()) == said, "run `make sentences`, then say what is new"
    assert not written.fuzzy_entries()


GAPS = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>")


def gaps(text: str) -> list[str]:
    named = [name for _text, name, *_rest in Formatter().parse(text) if name is not None]
    return sorted([*GAPS.findall(text), *named])


@pytest.mark.parametrize("language", ["en", "zh_Hant"])
def test_every_sentence_keeps_its_gaps_and_marks(language):
    english = polib.pofile(str(catalogues.CATALOGUE))
    for entry in english if language == "en" else catalogues.in_traditional(english):
        wanted = set(gaps(entry.msgid))
        if not entry.msgid_plural:
            assert set(gaps(entry.msgstr)) == wanted, entry.msgid
        else:
            one, *more = entry.msgstr_plural.values()
            assert set(gaps(one)) | {"%(n)s"} >= wanted, (
                entry.msgid
            )  # of one no number need be said
            assert all(set(gaps(said)) == wanted for said in more), entry.msgid


def test_what_is_compiled_is_fresh():
    for language, content in catalogues.compiled().items():
        assert catalogues.COMPILED[language].read_bytes() == content, "run `make setup`"


# ── at the desk: English is written, publications elsewhere are entered ──────────────────────────


@pytest.fixture
def keeper(world, monkeypatch) -> Client:
    return Desk(world, monkeypatch, now=NOON).client("fangshuhe")


def english_page(version, act):
    return f"/desk/proof/{version}/service_version.{act}/"


def test_english_is_written_text_by_text_and_published_when_it_is_whole(
    client, keeper, guide, version
):
    whole = in_english(version)
    writing, publishing = (
        english_page(version, act) for act in ("write_in_english", "publish_in_english")
    )
    half = {**whole, "summary": ""}
    assert sent(keeper, writing, **half).status_code == 302
    assert "英文还缺 1 处" in keeper.get(publishing).text
    assert sent(keeper, publishing).status_code == 409
    assert sent(keeper, writing, **whole).status_code == 302
    assert sent(keeper, publishing).status_code == 302
    assert Wording.objects.get(version=version).published_at
    assert "English of summary" in client.get("/en" + guide).text


def test_a_publication_elsewhere_is_entered_listed_and_told_to_the_public(
    client, keeper, guide, version
):
    said = {"version": str(version), "medium": "notice_board", "place": "一楼大厅公告栏"}
    without = sent(keeper, "/desk/proof/new/", **said, day="2026-09-21")
    assert without.status_code == 409
    assert "没有它，证明不了公布过" in without.text
    assert "一楼大厅公告栏" in without.text  # what was typed is still there
    image = SimpleUploadedFile("board.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    done = sent(keeper, "/desk/proof/new/", **said, day="2026-09-21", photo=image)
    assert done.status_code == 302
    row = OutsidePublication.objects.get()
    listed = keeper.get("/desk/proof/").text
    assert "一楼大厅公告栏" in listed
    photo = keeper.get(f"/desk/proof/photos/{row.pk}/")
    assert b"".join(photo.streaming_content).startswith(b"\x89PNG")
    assert "也公布在" in client.get(guide).text


def test_the_proof_list_is_for_those_who_answer_for_it(world, monkeypatch):
    desk = Desk(world, monkeypatch, now=NOON)
    assert desk.client("luoyiming").get("/desk/proof/").status_code == 403
    assert desk.client("hanmingzhe").get("/desk/proof/").status_code == 200
