"""The desk from its door: who gets in, what they see, and how much it asks of the database."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shouwen.records.models import Jurisdiction, Sitting
from shouwen.rules.identity import mask_number
from tests.web.desk import Desk, number, page


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


# --- Signing in ----------------------------------------------------------------------------------
def test_whoever_is_not_signed_in_is_asked_to_and_comes_back_to_where_they_were_going(desk):
    from shouwen.records.models import Account

    case = desk.world.receive()
    Account.objects.filter(sign_in="luoyiming").update(password=make_password("open sesame"))
    client = Client()
    away = client.get(page(case))
    assert away.status_code == 302
    wrong = client.post(away["Location"], {"username": "luoyiming", "password": "open"})
    assert wrong.status_code == 422
    assert "账号或口令不对" in wrong.content.decode()
    right = client.post(away["Location"], {"username": "luoyiming", "password": "open sesame"})
    assert right["Location"] == page(case)
    assert client.get(right["Location"]).status_code == 200


def test_who_guesses_too_often_has_to_wait_and_nobody_else(desk):
    from django.core.cache import cache

    from shouwen.records.models import Account

    cache.clear()
    Account.objects.update(password=make_password("open sesame"))
    client, right = Client(), {"username": "luoyiming", "password": "open sesame"}
    for _ in range(10):
        client.post("/desk/sign-in/", {**right, "password": "wrong"})
    assert client.post("/desk/sign-in/", right).status_code == 429
    other = {**right, "username": "maozijun"}
    assert client.post("/desk/sign-in/", other).status_code == 302
    cache.clear()


def test_signing_in_leads_nowhere_else(desk):
    client = desk.client("luoyiming")
    away = client.get("/desk/sign-in/?next=https://example.org/")
    assert away["Location"] == "/desk/"


def test_whoever_signs_out_is_out(desk):
    client = desk.client("luoyiming")
    assert client.get("/desk/sign-out/").status_code == 405
    client.post("/desk/sign-out/")
    assert client.get("/desk/").status_code == 302


def test_a_fragment_takes_the_whole_page_to_the_sign_in(desk):
    away = Client().get("/desk/", headers={"HX-Request": "true"})
    assert away["HX-Redirect"] == "/desk/sign-in/?next=/desk/"


# --- Every address, everybody --------------------------------------------------------------------
ACTS = (
    "case.examine_materials",
    "case.receive_correction",
    "case.return_unmet_points",
    "case.accept_case",
    "case.decide_grant",
    "case.deliver_result",
    "case.withdraw",
)


def addresses(desk: Desk) -> list[str]:
    from shouwen.records.models import Obligation, Paper, Service

    case = desk.world.told()
    own = Obligation.objects.get(matter=desk.world.receive("relief"), kind="answer_receipt")
    service = Service.objects.filter(versions__pk=desk.world.versions["food"]).get()
    paper = Paper.objects.filter(matter=case).first()
    return [
        "/desk/",
        f"/desk/peek/{own.pk}/",
        "/desk/find/?number=徐",
        "/desk/overnight/",
        "/desk/intake/",
        f"/desk/intake/{service.code}/",
        f"/desk/papers/{paper.check_code}.pdf",
        page(case),
        *(f"{page(case)}{part}/" for part in ("received", "correction", "ledger", "life")),
        *(page(case, act) for act in ACTS),
    ]


def test_every_address_asks_who_is_there_first(desk):
    for address in addresses(desk):
        away = Client().get(address)
        assert away.status_code == 302, address
        assert away["Location"].startswith("/desk/sign-in/?next="), address


@pytest.mark.parametrize(
    ("address", "who", "status"),
    [
        ("/desk/leads/", "baizhixing", 403),
        ("/desk/leads/", "weisiyuan", 403),
        ("/desk/leads/", "tangruolan", 403),
        ("/desk/leads/", "xiaanning", 200),
        ("/desk/refusals/", "baizhixing", 403),
        ("/desk/refusals/", "weisiyuan", 200),
        ("/desk/refusals/", "tangruolan", 200),
        ("/desk/refusals/", "xiaanning", 200),
    ],
)
def test_leads_are_for_supervision_and_the_register_for_who_looks_at_a_no(
    desk, address, who, status
):
    away = Client().get(address)
    assert (away.status_code, away["Location"]) == (302, f"/desk/sign-in/?next={address}")
    client = desk.client(who)
    assert client.get(address).status_code == status
    assert (f'href="{address}"' in client.get("/desk/").content.decode()) is (status == 200)


@pytest.mark.parametrize("who", ["heyutong", "baizhixing", "weisiyuan", "tangruolan", "xiaanning"])
def test_the_register_of_licences_is_for_who_works_on_cases(desk, who):
    register = "/desk/licences/"
    away = Client().get(register)
    assert (away.status_code, away["Location"]) == (302, f"/desk/sign-in/?next={register}")
    assert desk.client(who).get(register).status_code == 200
    Sitting.objects.filter(person=desk.world.people[who]).delete()
    Jurisdiction.objects.update(books_version=F("books_version") + 1)
    assert desk.client(who).get(register).status_code == 403


def test_an_officer_sees_the_cases_and_takes_applications_in(desk):
    client = desk.client("baizhixing")  # handles rent subsidies, so the obligation is theirs
    for address in addresses(desk):
        assert client.get(address).status_code == 200, address


def test_a_leader_sees_the_cases_and_takes_nothing_in(desk):
    client = desk.client("tangruolan")
    for address in addresses(desk):
        expected = 403 if "/intake/" in address else 404 if "/peek/" in address else 200
        assert client.get(address).status_code == expected, address


def test_a_page_that_is_not_theirs_names_the_power_it_takes_and_leads_back(desk):
    client = desk.client("tangruolan")
    answer = client.get("/desk/intake/")
    assert answer.status_code == 403
    assert "“收件”" in answer.text
    assert '<a class="btn" href="/desk/">回我的应办</a>' in answer.text


def test_taking_in_is_offered_only_to_whoever_may(desk):
    for sign_in, offered in (("heyutong", True), ("xiaanning", False)):
        assert ('href="/desk/intake/"' in desk.client(sign_in).get("/desk/").text) is offered


def test_who_sits_on_no_post_has_an_empty_queue_and_sees_nothing_else(desk, nobody):
    for address in addresses(desk):
        expected = 200 if address == "/desk/" else 404 if "/peek/" in address else 403
        assert nobody.get(address).status_code == expected, address


def test_what_is_not_there_is_not_found(desk):
    client, case = desk.client("luoyiming"), desk.world.receive()
    for address in (
        "/desk/?view=elsewhere",
        f"/desk/peek/{uuid4()}/",
        "/desk/intake/none/",
        "/desk/papers/none.pdf",
        "/desk/cases/511602-XK-20260921-09999-0/",
        page(case, "case.note_missed"),
        page(case, "case.receive_application"),
        page(case, "step.start_step"),
        page(case, f"step.start_step:{uuid4()}"),
        f"{page(case)}files/{uuid4()}/",
        f"{page(case)}ledger/?actor=ghost",
    ):
        assert client.get(address).status_code == 404, address


def test_a_case_of_another_jurisdiction_is_not_there(desk):
    from shouwen.acts.founding import found_office
    from shouwen.life.office import office
    from shouwen.records.models import Account

    case = desk.world.receive()
    elsewhere = replace(
        office(),
        area="511603",
        people=tuple(replace(person, key=f"{person.key}2") for person in office().people),
        posts=tuple(
            replace(post, holder=f"{post.holder}2", b_role=f"{post.b_role}2")
            for post in office().posts
        ),
    )
    found_office(elsewhere, at=desk.now, password="x", chosen=True)
    stranger = Client()
    stranger.force_login(Account.objects.get(sign_in="luoyiming2"))
    assert stranger.get(page(case)).status_code == 404
    assert number(case) not in stranger.get("/desk/find/?number=徐").content.decode()


def test_the_desk_is_kept_in_no_cache(desk):
    assert "no-store" in desk.client("luoyiming").get("/desk/")["Cache-Control"]


# --- The queue -----------------------------------------------------------------------------------
def test_the_queue_costs_the_same_for_one_case_and_for_three_hundred(desk):
    client = desk.client("luoyiming")
    desk.world.receive()
    client.get("/desk/")
    one = statements(client, "/desk/")
    assert one <= 8
    for _ in range(300):
        desk.world.receive()
    assert statements(client, "/desk/") == one


def test_the_queue_refreshes_its_list_alone(desk):
    desk.world.receive()
    client = desk.client("luoyiming")
    part = client.get("/desk/", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="obligations"')
    assert "<html" not in part


# --- Finding -------------------------------------------------------------------------------------
def test_a_case_is_found_by_its_number_however_it_is_typed(desk):
    case = desk.world.receive()
    client = desk.client("luoyiming")
    for typed in (number(case), f" {number(case).lower()} ", number(case).replace("-", "")):
        assert client.get("/desk/find/", {"number": typed})["Location"] == page(case)


def test_a_mistyped_number_is_told_apart_from_one_that_is_not_there(desk):
    client = desk.client("luoyiming")
    right = number(desk.world.receive())
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    assert "编号抄错了" in client.get("/desk/find/", {"number": wrong}).content.decode()
    assert "没有找到" in client.get("/desk/find/", {"number": "登月"}).content.decode()


def test_cases_are_found_by_how_the_applicants_name_begins(desk):
    case = desk.world.receive(applicant="红岩面馆")
    shown = desk.client("luoyiming").get("/desk/find/", {"number": "红岩"}).content.decode()
    assert page(case) in shown


# --- A case, its papers --------------------------------------------------------------------------
def test_a_case_costs_the_same_whatever_it_holds(desk, monkeypatch):
    from tests.acts.world import SERVICES

    guide = SERVICES["food"].guide
    few = replace(guide, materials=guide.materials[:2])
    many = replace(
        guide,
        materials=tuple(replace(guide.materials[0], key=f"m{n}") for n in range(40)),
    )
    counted = []
    client = desk.client("luoyiming")
    for code, each in (("few", few), ("many", many)):
        desk.world.versions[code] = desk.world.publish(code, "food", each)
        case = desk.world.receive(code)
        client.get(page(case))  # the guide is read once and kept
        counted.append(statements(client, page(case)))
    assert counted[0] == counted[1] <= 16


def test_identity_numbers_are_shown_in_full_only_to_posts_with_a_part_in_the_case(desk):
    case = desk.world.receive("food")
    full = "11010519491231002X"
    assert full in desk.client("luoyiming").get(page(case)).content.decode()
    shown = desk.client("maozijun").get(page(case)).content.decode()
    assert full not in shown
    assert "0826-555-0177" not in shown
    assert mask_number(full) in shown


def test_a_paper_is_drawn_when_it_is_first_asked_for_and_then_kept(desk):
    from shouwen.records.models import Paper, Rendering

    case = desk.world.receive()
    paper = Paper.objects.get(matter=case)
    client = desk.client("luoyiming")
    first = client.get(f"/desk/papers/{paper.check_code}.pdf")
    assert first.content.startswith(b"%PDF-")
    assert first["Content-Type"] == "application/pdf"
    again = client.get(f"/desk/papers/{paper.check_code}.pdf")
    assert again.content == first.content
    assert Rendering.objects.filter(paper=paper).count() == 1
