"""The public doors, as somebody sees them who signs in nowhere."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.views.csrf import csrf_failure

from shouwen.acts import CLOCK
from shouwen.acts.catalogue import Item, draft_version
from shouwen.life.publishing import through
from shouwen.queries.feed import token
from shouwen.queries.regulation import CONSTRAINTS, REVIEWS, WHAT, enforced_by
from shouwen.records.casefile.case import frozen_guide
from shouwen.records.models import Case, Paper, Service
from shouwen.records.triggers import names
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.guide import Guide
from shouwen.rules.judge import MOVES
from shouwen.rules.numbers import case_number
from shouwen.rules.policy import NUMBERS
from shouwen.rules.words import PaperKind, ServiceKind
from shouwen.web.public import answering, applying, frame, materials, views
from tests.acts.world import FOUNDED, at
from tests.web.home import pages

UNKNOWN = case_number("511602", ServiceKind.LICENCE, date(2026, 1, 1), 1)


@pytest.fixture(autouse=True)
def nobody_failed_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def in_september(monkeypatch):
    for door in (answering, applying, materials, views):
        monkeypatch.setattr(door, "now", lambda: at("2026-09-22 12:00"))


def receipt_of(case):
    """What the applicant holds in hand: number and lookup code."""
    row = Case.objects.select_related("matter").get(pk=case)
    return {"number": row.matter.number, "code": row.lookup_code}


def followed(client, case):
    """The address of the case's page, as the applicant gets there."""
    return client.post("/track/", receipt_of(case)).headers["Location"]


def food(world):
    return Service.objects.get(versions=world.versions["food"])


def draft(world, code, name):
    item, guide = Item(code, name), Guide.draft(name, ServiceKind.OTHER)
    draft_version(world.jurisdiction, by=CLOCK, at=FOUNDED, item=item, guide=guide)


# --- Every page --------------------------------------------------------------------------------
@pytest.fixture
def everything(world, client, settings, tmp_path):
    """An address of every public page."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    case = world.delivered()
    page = followed(client, case)
    paper = Paper.objects.filter(matter=case).first().check_code
    draft(world, "D-1", "食品小作坊登记")
    code = food(world).code
    return {
        "home": "/",
        "event": "/events/开店办企业/",
        "section": "/sections/市场准入科/",
        "service": f"/services/{code}/",
        "service-version": f"/services/{code}/versions/1/",
        "draft": "/services/D-1/",
        "service-json": f"/services/{code}.json",
        "service-jsonld": f"/services/{code}.jsonld",
        "services-json": "/open/services.json",
        "services-csv": "/open/services.csv",
        "changes": "/changes.rss",
        "sitemap": "/sitemap.xml",
        "track-find": "/track/",
        "track": page,
        "track-paper": f"{page}papers/{paper}.pdf",
        "ask": "/ask/",
        **asked(client),
        "paper-check": "/paper/",
        "paper-check-token": f"/paper/{paper}",
        "regulation": "/regulation/",
        "duties": "/duties/",
        "other-units": "/others/",
        "promise": "/promise/",
        "promise-section": "/promise/sections/market/",
        "promise-service": f"/promise/services/{code}/",
        "promise-json": "/open/promise.json",
        "promise-csv": "/open/promise.csv",
        "who": "/who/",
        "wall": "/wall/",
        "feed": f"/calendar/{token(world.people['heyutong'])}.ics",
        "healthz": "/healthz",
        "robots": "/robots.txt",
        **pages(world, client),
    }


def asked(client):
    """The pages of a question that was asked from home."""
    sent = client.post("/ask/", {"request_id": uuid4(), "wanted": "几点开门？"})
    slip = sent.headers["Location"]
    return {"asked-slip": slip, "asked": slip.removesuffix("slip/")}


def test_every_public_page_opens_for_everybody_and_leaves_no_cookie(client, everything):
    for name, address in everything.items():
        answer = client.get(address)
        assert answer.status_code == 200, name
        assert not answer.cookies, name
        assert "Cookie" not in answer.headers.get("Vary", ""), name
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"], name
        b"".join(answer)  # a file is closed once it was read
    assert not client.session.keys()


def test_the_addresses_tried_are_all_there_are(everything):
    from shouwen.web.public import data_urls, urls

    there = {route.name for route in (*urls.urlpatterns, *data_urls.urlpatterns)}
    lead_elsewhere = {"favicon", "apply-draft", "track-answer", "asked-more", "asked-rating"}
    assert there - lead_elsewhere == set(everything) - {"draft"}


@pytest.mark.parametrize("language", ["", "/zh-hant", "/en"])
def test_every_page_for_people_says_who_takes_complaints(client, everything, language):
    """The section and its phone, and the hotline of the government (5.4b)."""
    spoken = 0
    for name, address in everything.items():
        answer = client.get(f"{language}{address}", follow=True)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            spoken += 1
            for said in ("效能监督科", "0826-555-0112", "12345"):
                assert said in answer.text, (name, said)
        b"".join(answer)  # a file is closed once it was read
    assert spoken > 20


def test_pages_of_one_case_are_kept_nowhere(client, everything):
    of_one = (
        *("track", "track-paper", "track-find", "paper-check-token"),
        *("apply-page", "apply-file", "apply-sent", "apply-resume"),
        *("track-point", "answer-file", "track-withdraw", "track-return", "track-power"),
        *("track-serving", "track-hearing", "hearing", "ask", "asked", "asked-slip"),
    )
    for name in of_one:
        answer = client.get(everything[name])
        assert "no-store" in answer.headers["Cache-Control"], name
        b"".join(answer)  # a file is closed once it was read


def test_a_page_that_is_not_there_says_so_in_words(client, world):
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


def test_a_form_that_was_open_too_long_is_refused_in_words(rf):
    answer = csrf_failure(rf.post("/desk/"))
    assert answer.status_code == 403
    assert "重新登录" in answer.content.decode()


def test_before_an_office_is_founded_the_pages_stand(client, db):
    for address in ("/", "/track/", "/regulation/"):
        assert client.get(address).status_code == 200


# --- Services ----------------------------------------------------------------------------------
def test_home_lists_what_is_published_by_life_event(client, world):
    draft(world, "D-1", "食品小作坊登记")
    page = client.get("/").text
    assert "开店办企业" in page
    assert food(world).name in page
    assert "食品小作坊登记" not in page


def test_home_names_first_what_people_lately_came_for(client, world):
    assert "常办" not in client.get("/").text
    views.catalogue._often.cache_clear()  # counted once a day
    world.receive()
    often = client.get("/").text.partition("常办")[2].partition("</p>")[0]
    assert food(world).name in often
    assert often.count("<a ") == 1


def test_an_office_may_say_something_at_the_foot_of_every_page(client, world, settings):
    settings.NOTICE = "这是演示单位"
    for address in ("/", "/track/", "/desk/sign-in/"):
        assert "这是演示单位" in client.get(address).text, address


def test_a_search_finds_published_services_by_every_word_and_names_drafts_apart(client, world):
    draft(world, "D-1", "食品小作坊登记")
    page = client.get("/", {"asked": "食品 餐饮"}).text
    assert "找到 1 项" in page
    page = client.get("/", {"asked": "食品"}).text
    assert page.index(food(world).name) < page.index("食品小作坊登记")
    for n in range(2, 23):
        draft(world, f"D-{n}", f"食品小作坊登记 {n}")
    page = client.get("/", {"asked": "小作坊"}).text
    assert page.count("食品小作坊登记") == 20
    assert "还有更多" in page
    assert "没有找到“登月”" in client.get("/", {"asked": "登月"}).text


def test_what_is_searched_for_is_shown_as_text(client, world):
    assert "<b>x</b>" not in client.get("/", {"asked": "<b>x</b>"}).text


def test_home_costs_the_same_whatever_the_office_offers(
    client, world, django_assert_max_num_queries
):
    for n in range(40):
        draft(world, f"D-{n}", f"事项 {n}")
    with django_assert_max_num_queries(10):
        client.get("/")  # the office is read for the first time
    with django_assert_max_num_queries(2):
        client.get("/")


def test_a_guide_says_who_does_it_and_where_to_complain(client, world):
    page = client.get(f"/services/{food(world).code}/").text
    for said in ("罗一鸣", "0826-555-0142", "市场准入科", "0826-555-0112", "广安区政务服务中心"):
        assert said in page, said


def test_an_unchanged_guide_is_not_sent_twice(client, world):
    address = f"/services/{food(world).code}/"
    seen = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": seen}).status_code == 304
    world.withdraw(world.versions["food"], "2026-09-22 09:00")
    assert client.get(address, headers={"If-None-Match": seen}).status_code == 200


def test_an_old_version_stays_readable_and_says_what_it_is(client, world):
    service = food(world)
    office = world.holder("bureau_head")
    guide = frozen_guide(world.versions["food"])
    world.withdraw(world.versions["food"], "2026-09-22 09:00")
    page = client.get(f"/services/{service.code}/").text
    assert "现在不办了" in page
    item = Item(service.code, service.name, section=service.section_id, handler=service.handler_id)
    made = draft_version(
        world.jurisdiction, by=office, at=at("2026-09-22 09:10"), item=item, guide=guide
    )
    assert client.get(f"/services/{service.code}/versions/2/").status_code == 404  # a draft
    through(made.matter, at("2026-09-22 09:20"))
    assert "第 2 版" in client.get(f"/services/{service.code}/").text
    old = client.get(f"/services/{service.code}/versions/1/").text
    assert "第 1 版" in old
    assert "这是以前的版本" in old


def test_a_service_still_being_written_says_whom_to_ask(client, world):
    draft(world, "D-1", "食品小作坊登记")
    answer = client.get("/services/D-1/")
    assert answer.status_code == 200
    assert "0826-555-0100" in answer.text


def test_an_unknown_service_is_not_found(client, world):
    assert client.get("/services/NONE/").status_code == 404
    assert client.get(f"/services/{food(world).code}/versions/9/").status_code == 404


# --- Following a case --------------------------------------------------------------------------
def test_number_and_code_lead_to_the_case(client, world):
    page = client.post("/track/", receipt_of(world.told()), follow=True)
    assert "现在轮到您" in page.text
    assert "没有签名" in page.text


def test_asking_needs_no_token_and_so_no_cookie(world):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/track/", receipt_of(world.receive())).status_code == 302
    assert strict.post("/paper/", {"number": "x", "code": "x"}).status_code == 404


def test_unknown_number_and_wrong_code_get_one_and_the_same_answer(client, world):
    number = receipt_of(world.receive())["number"]
    wrong = client.post("/track/", {"number": number, "code": "WRONGONE"})
    unknown = client.post("/track/", {"number": UNKNOWN, "code": "WRONGONE"})
    assert wrong.status_code == unknown.status_code == 422
    assert "没有找到，请核对编号和查询码。" in wrong.text
    assert wrong.text.replace(number, UNKNOWN) == unknown.text
    assert set(wrong.headers) == set(unknown.headers)


def test_a_number_that_nobody_could_have_been_given_is_told_at_once(client, world):
    answer = client.post("/track/", {"number": UNKNOWN[:-1] + "Y", "code": "WRONGONE"})
    assert answer.status_code == 422
    assert UNKNOWN[-1] != "Y"
    assert "抄错或漏了一位" in answer.text
    assert UNKNOWN[:-1] in answer.text  # what was typed is still there


def test_the_page_of_a_case_shows_nobody_else_its_personal_content(client, world):
    page = client.get(followed(client, world.delivered())).text
    for personal in ("11010519491231002X", "0826-555-0177", "xuhe@example.org", "徐禾", "符合要求"):
        assert personal not in page


def test_the_page_of_a_case_opens_for_a_day(client, world, monkeypatch):
    page = followed(client, world.receive())
    monkeypatch.setattr(frame, "OPENED_FOR", timedelta(seconds=-1))
    answer = client.get(page)
    assert answer.status_code == 410
    assert "请再查一次" in answer.text
    assert client.get(f"{page}papers/X.pdf").status_code == 410


def test_a_made_up_link_opens_nothing(client, world):
    page = followed(client, world.receive())
    assert client.get(page[:-2] + "x/").status_code == 410
    assert client.get("/track/x/").status_code == 410


def test_papers_of_the_case_come_as_pdf(client, world):
    case = world.receive()
    receipt = Paper.objects.get(matter=case)
    page = followed(client, case)
    address = f"{page}papers/{receipt.check_code}.pdf"
    assert address in client.get(page).text
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"%PDF-")
    assert client.get(address).content == answer.content


def test_papers_of_another_case_do_not(client, world):
    page, other = followed(client, world.receive()), world.receive()
    code = Paper.objects.get(matter=other).check_code
    assert client.get(f"{page}papers/{code}.pdf").status_code == 404


# --- Guessing ----------------------------------------------------------------------------------
def test_after_ten_failures_an_address_has_to_wait(client, world):
    right = receipt_of(world.receive())
    for _ in range(10):
        assert client.post("/track/", {"number": UNKNOWN, "code": "WRONG"}).status_code == 422
    answer = client.post("/track/", right)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "600"
    assert "试得太快了" in answer.text
    assert client.post("/track/", right, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_a_number_guessed_at_from_many_addresses_has_to_wait_too(client, world):
    right = receipt_of(world.receive())
    for n in range(10):
        sent = {"number": right["number"], "code": "WRONG"}
        assert client.post("/track/", sent, REMOTE_ADDR=f"198.51.100.{n}").status_code == 422
    assert client.post("/track/", right, REMOTE_ADDR="203.0.113.9").status_code == 429


def test_guessing_check_codes_has_to_wait(client, world):
    for n in range(10):
        assert client.get(f"/paper/GUESS{n}").status_code == 404
    real = Paper.objects.get(matter=world.receive()).check_code
    assert client.get(f"/paper/{real}").status_code == 429


def test_finding_things_never_has_to_wait(client, world):
    right = receipt_of(world.receive())
    for _ in range(12):
        assert client.post("/track/", right).status_code == 302


def test_behind_a_proxy_it_is_the_visitor_who_waits_not_the_proxy(client, world, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    sent = {"number": UNKNOWN, "code": "WRONG"}
    for n in range(10):
        made_up = {"X-Forwarded-For": f"192.0.2.{n}, 198.51.100.7"}
        client.post("/track/", sent, headers=made_up)
    other = {**sent, "number": case_number("511602", ServiceKind.LICENCE, date(2026, 1, 1), 2)}
    again = client.post("/track/", other, headers={"X-Forwarded-For": "198.51.100.7"})
    assert again.status_code == 429
    elsewhere = client.post("/track/", other, headers={"X-Forwarded-For": "198.51.100.8"})
    assert elsewhere.status_code == 422


def test_one_household_counts_as_one_address(client, world):
    sent = {"number": UNKNOWN, "code": "WRONG"}
    for n in range(10):
        client.post("/track/", sent, REMOTE_ADDR=f"2001:db8:1:2::{n}")
    real = Paper.objects.get(matter=world.receive()).check_code
    assert client.get(f"/paper/{real}", REMOTE_ADDR="2001:db8:1:2::ff").status_code == 429
    assert client.get(f"/paper/{real}", REMOTE_ADDR="2001:db8:1:3::ff").status_code == 200


# --- Checking a paper --------------------------------------------------------------------------
def test_a_genuine_paper_says_what_it_must_read(client, world):
    case = world.receive()
    receipt = Paper.objects.get(matter=case)
    page = client.get(f"/paper/{receipt.check_code}").text
    assert "是真的" in page
    for said in (receipt.number, "徐*", "广安区行政审批局", "收件回执单"):
        assert said in page, said
    assert receipt_of(case)["number"] in page  # and leads on to the case
    assert "徐禾" not in page


def test_a_decision_is_called_as_it_is_printed(client, world):
    decision = Paper.objects.get(matter=world.delivered(), kind=PaperKind.DECISION)
    assert "准予行政许可决定书" in client.get(f"/paper/{decision.check_code}").text


def test_nobody_is_told_to_withdraw_what_is_over(client, world):
    assert "可以撤回" in client.get(followed(client, world.receive())).text
    assert "可以撤回" not in client.get(followed(client, world.delivered())).text


def test_where_the_qr_code_leads_is_this_page(world):
    receipt = Paper.objects.get(matter=world.receive())
    address = reverse("paper-check-token", args=[receipt.check_code])
    assert f'{address}"' in receipt.content


def test_a_paper_nobody_issued_is_not_known(client, world):
    answer = client.get("/paper/ABCDEFGHJKLM")
    assert answer.status_code == 404
    assert "没有对上" in answer.text


def test_a_paper_is_checked_by_number_and_code_with_the_brackets_at_hand(client, world):
    receipt = Paper.objects.get(matter=world.receive())
    typed = receipt.number.replace("〔", "(").replace("〕", ")")
    sent = {"number": typed, "code": receipt.check_code.lower()}
    assert "是真的" in client.post("/paper/", sent).text
    wrong = client.post("/paper/", {**sent, "number": typed.replace("1号", "9号")})
    assert wrong.status_code == 404
    assert receipt.number not in wrong.text


# --- The regulation ----------------------------------------------------------------------------
def test_all_clauses_stand_on_the_page_with_what_is_enforced(client, world):
    page = client.get("/regulation/").text
    assert page.count('id="c-') == len(clauses()) == 99
    assert page.count('class="tag ok"') == sum(map(bool, enforced_by().values()))


def test_what_enforces_a_clause_is_read_off_the_tables():
    by = enforced_by()
    assert "act case.issue_correction_notice" in by["4.2c"]
    assert "constraint one_first_correction_notice_per_case" in by["4.2c"]
    assert "obligation answer_receipt" in by["4.2c"]
    assert "constraint who_was_asked_first_stays" in by["1.1a"]
    assert by["1.2d"] == []  # the machine never scores it


def test_constraints_and_reviews_named_are_there(db):
    from django.apps import apps

    held = {
        constraint.name
        for model in apps.get_app_config("records").get_models()
        for constraint in model._meta.constraints
    }
    assert set(CONSTRAINTS) <= held | names(connection)
    needs = {need.name for move in MOVES.values() for need in (*move.needs, *move.leaves)}
    assert set(REVIEWS) <= needs


def test_every_open_number_is_shown_in_words(client, world):
    assert set(WHAT) == set(NUMBERS)
    page = client.get("/regulation/").text
    assert "15 个工作日" in page
    assert all(what in page for what in WHAT.values())


# --- For machines ------------------------------------------------------------------------------
def test_health_is_the_databases(client, db, monkeypatch):
    assert client.get("/healthz").text == "ok\n"
    monkeypatch.setattr(views, "database_answers", lambda: False)
    assert client.get("/healthz").status_code == 503


def test_search_engines_leave_cases_alone(client):
    assert "Disallow: /track/" in client.get("/robots.txt").text


def test_the_sign_of_the_site_is_where_browsers_look(client):
    assert client.get("/favicon.ico").headers["Location"].endswith(".svg")
