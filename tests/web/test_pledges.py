"""Other promises and explanations through the pages: from the desk to the public (5.2.4, 5.1b)."""

from datetime import date

import pytest

from shouwen.records.keys import new_key
from shouwen.records.models import Pledge, Service, Tally
from shouwen.web.public import promise
from tests.acts.world import at
from tests.web.desk import Desk, sent

PLEDGES = "/desk/pledges/"
NOW = at("2026-10-12 10:00")
SAID = {
    "title": "多收一分，退还十分",
    "text": "多收的当日退还。",
    "indicator": "不收费的事项数",
    "measure": "free",
}


@pytest.fixture
def desk(world, monkeypatch):
    monkeypatch.setattr(promise, "now", lambda: NOW)
    return Desk(world, monkeypatch, now=NOW)


@pytest.fixture
def keeper(desk):
    return desk.client("fangshuhe")


@pytest.fixture
def director(desk):
    return desk.client("hanmingzhe")


@pytest.fixture
def beyond_the_law(world):
    """Six cases of September, one of them four working days beyond the law."""
    food = Service.objects.get(versions=world.versions["food"])
    for what, of, value, n in (
        ("taken", "working-day", 3, 5),
        ("taken", "working-day", 24, 1),
        ("late", "sign_off", 14, 1),
        ("beyond_law", "sign_off", 4, 1),
    ):
        Tally.objects.create(
            id=new_key(NOW),
            jurisdiction_id=world.jurisdiction,
            service=food,
            month=date(2026, 9, 1),
            what=what,
            of=of,
            value=value,
            n=n,
        )
    return food


def address(act):
    return f"{PLEDGES}{Pledge.objects.latest('pk').pk}/acts/{act}/"


def test_a_promise_goes_from_the_keepers_desk_by_the_main_leader_to_the_public(
    client, keeper, director
):
    assert sent(keeper, f"{PLEDGES}new/fees/", **SAID).status_code == 302
    assert SAID["title"] not in client.get("/promise/").text
    assert sent(keeper, address("pledge.publish_pledge")).status_code == 409
    assert sent(director, address("pledge.publish_pledge")).status_code == 302
    page = client.get("/promise/").text
    for said in (SAID["title"], SAID["text"], SAID["indicator"], "2 项里 2 项不收费"):
        assert said in page
    assert sent(director, address("pledge.withdraw_pledge")).status_code == 302
    assert SAID["title"] not in client.get("/promise/").text


def test_what_was_typed_stays_where_something_is_missing(keeper):
    answer = sent(keeper, f"{PLEDGES}new/fees/", **{**SAID, "indicator": " "})
    assert answer.status_code == 422
    assert SAID["text"] in answer.text
    assert not Pledge.objects.filter(title=SAID["title"]).exists()


def test_a_draft_is_written_anew(keeper):
    sent(keeper, f"{PLEDGES}new/fees/", **SAID)
    form = keeper.get(address("pledge.write_pledge"))
    assert SAID["text"] in form.text
    sent(keeper, address("pledge.write_pledge"), **{**SAID, "title": "免费就是免费"})
    assert Pledge.objects.latest("pk").title == "免费就是免费"


def test_a_month_beyond_the_law_is_pointed_out_until_it_is_explained_in_public(
    client, keeper, director, beyond_the_law
):
    assert "还没有书面说明" in client.get("/promise/").text
    shown = keeper.get(PLEDGES).text
    way = f"{PLEDGES}new/overrun/?service={beyond_the_law.pk}&amp;month=2026-09"
    assert way in shown
    form = keeper.get(way.replace("&amp;", "&")).context["form"]
    assert form["month"].initial == date(2026, 9, 1)
    why = {"title": "系统停了两天", "text": "已向申请人说明。"}
    about = {"service": str(beyond_the_law.pk), "month": "2026-09"}
    sent(keeper, f"{PLEDGES}new/overrun/", **why, **about)
    sent(director, address("pledge.publish_pledge"))
    for shown in (client.get("/promise/"), client.get(f"/promise/services/{beyond_the_law.code}/")):
        assert "系统停了两天" in shown.text
        assert "还没有书面说明" not in shown.text
    assert "写说明" not in keeper.get(PLEDGES).text


def test_a_month_that_has_not_come_is_not_explained(keeper, beyond_the_law):
    about = {"service": str(beyond_the_law.pk), "month": "2026-11"}
    answer = sent(keeper, f"{PLEDGES}new/overrun/", title="提前说", text="会晚。", **about)
    assert answer.status_code == 409
    assert "以后的月份还没有到" in answer.text
    assert "会晚。" in answer.text


def test_who_may_not_write_reads_who_may(desk, keeper):
    sent(keeper, f"{PLEDGES}new/fees/", **SAID)
    page = desk.client("heyutong").get(PLEDGES).text
    assert SAID["title"] in page
    assert "写收费承诺" not in page
    assert "没有办这件事的职责" in page


@pytest.mark.parametrize(
    "where", ["new/slogan/", "019f34f0-6e80-7000-8000-000000000000/acts/pledge.write_pledge/"]
)
def test_what_is_not_there_is_404(keeper, where):
    assert keeper.get(f"{PLEDGES}{where}").status_code == 404


def test_the_statements_of_the_page_do_not_grow_with_what_was_said(
    keeper, django_assert_max_num_queries
):
    for _ in range(6):
        sent(keeper, f"{PLEDGES}new/fees/", **SAID)
    keeper.get(PLEDGES)
    with django_assert_max_num_queries(18):
        keeper.get(PLEDGES)
