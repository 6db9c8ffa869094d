"""Licences that end, through the pages: named at the window and from home, on the register, on the
case and on its holder's page (行政许可法 art. 50)."""

from datetime import date

import pytest

from shouwen.acts.applying import begin_application, write_page
from shouwen.acts.sweeping import sweep
from shouwen.queries.applying import writing_page
from shouwen.records.models import Case, Licence, Service
from shouwen.web.public.frame import TRACK
from tests.acts.test_renewal import renewing
from tests.acts.world import SERVICES, at
from tests.web.desk import Desk, intake_form, number, page

KEYS = [material.key for material in SERVICES["food"].guide.materials]
OLD = {"renews": "首食〔2021〕7号", "renews_until": "2026-10-31"}


@pytest.fixture
def desk(world, monkeypatch):
    desk = Desk(world, monkeypatch)
    service = Service.objects.get(versions=world.versions["food"])
    desk.address = f"/desk/intake/{service.code}/"
    desk.window = desk.client("heyutong")
    return desk


def test_the_window_takes_down_which_licence_is_renewed_and_the_case_says_by_when(desk):
    assert "要延续的证照编号" in desk.window.get(desk.address).text
    answer = desk.window.post(desk.address, intake_form(KEYS, **OLD))
    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.renews, case.renews_until) == (OLD["renews"], date(2026, 10, 31))
    assert "延续 首食〔2021〕7号：2026-10-31 届满前决定" in desk.window.get(page(case.pk)).text
    assert "届满前决定是否延续" in desk.client("luoyiming").get("/desk/").text


def test_a_number_that_is_not_on_the_register_asks_for_its_last_day_and_keeps_what_was_typed(desk):
    answer = desk.window.post(desk.address, intake_form(KEYS, renews="首食〔2021〕7号"))
    assert answer.status_code == 409
    assert "台账里没有编号“首食〔2021〕7号”的证照" in answer.text
    assert 'value="首食〔2021〕7号"' in answer.text


def test_the_register_says_what_ends_when_and_which_case_renews_it(desk):
    line = Licence.objects.get(case=desk.world.decided())
    desk.now = at("2031-08-01 10:00")
    shown = desk.window.get("/desk/licences/").context["page"]
    (row,) = shown.lasting
    assert (row.number, row.until, row.state.text) == (line.number, date(2031, 9, 21), "快到期")
    renewal = desk.world.receive(when="2031-08-01 09:00", renews=line.number)
    (row,) = desk.window.get("/desk/licences/").context["page"].lasting
    assert (row.state.text, row.renewal) == ("延续在办", number(renewal))
    assert not desk.window.get("/desk/licences/?asked=秦").context["page"].lasting
    desk.now = at("2031-10-08 10:00")
    sweep(desk.now)
    shown = desk.window.get("/desk/licences/").context["page"]
    assert [row.state.text for row in shown.lasting] == ["有效，视为准予延续"]
    assert shown.ended == ()


def test_the_register_takes_as_many_statements_for_many_lines(desk, django_assert_num_queries):
    desk.world.decided()
    desk.window.get("/desk/licences/")
    with django_assert_num_queries(7):
        desk.window.get("/desk/licences/")


def test_its_holder_sees_until_when_and_how_to_renew(desk, client):
    case = desk.world.delivered()
    shown = client.get(f"/track/{TRACK.to(case)}/").text
    assert "2026-09-22 到 2031-09-21" in shown and "最晚 2031-08-22 申请" in shown


def test_who_applied_sees_what_silence_does(desk, client):
    in_time = renewing(desk.world)
    assert "到时没有决定的，就算准予延续" in client.get(f"/track/{TRACK.to(in_time)}/").text


def test_who_applied_late_sees_that_silence_does_nothing(desk, client):
    late = renewing(desk.world, renews_until=date(2026, 10, 15))
    assert "不算准予延续" in client.get(f"/track/{TRACK.to(late)}/").text


def test_from_home_the_licence_is_asked_for_where_what_is_granted_ends(desk):
    when = at("2026-09-21 10:00")
    draft = begin_application(desk.world.versions["food"], when)
    assert writing_page(draft, "who", when).timed
    write_page(draft, when, "who", {"applicant": "徐禾", "id_number": "11010519491231002X", **OLD})
    assert writing_page(draft, "who", when).said["renews"] == OLD["renews"]
    relief = begin_application(desk.world.versions["relief"], when)
    assert not writing_page(relief, "who", when).timed
