"""The directory at the desk: found while typing, looked at, reported wrong, mended."""

import pytest
from django.test import Client

from shouwen.records.models import Entry, Obligation, OtherUnit, Section
from tests.web.desk import Desk, sent
from tests.web.test_desk import statements

SIGNS = {
    "name": "区综合执法局",
    "section": "市容管理股",
    "tasks": "户外招牌、占道经营",
    "phone": "0826-555-0260",
    "address": "城南路 18 号",
    "hours": "工作日 9:00–17:00",
}
LIST = "/desk/office/acts/office.list_units/"


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


def line(key, act=""):
    address = f"/desk/directory/{key}/"
    return f"{address}acts/office.{act}/" if act else address


def listed(desk):
    assert sent(desk.client("fangshuhe"), LIST, **SIGNS).status_code == 302
    return OtherUnit.objects.get().pk


def test_what_is_found_comes_as_a_part_of_a_page_with_what_each_hit_is(desk):
    unit = listed(desk)
    text = desk.client("heyutong").get("/desk/find/hits/?q=招牌").text
    assert text.startswith('<div class="hits" id="hits"')
    assert f'data-kind="unit" data-key-of="{unit}"' in text
    assert "0826-555-0260" in text
    assert "号码还没有核实过" in text
    post = desk.world.posts["food"].pk
    text = desk.client("heyutong").get("/desk/find/hits/?q=lym").text
    assert f'data-kind="post" data-key-of="{post}"' in text
    assert "没有找到" in desk.client("heyutong").get("/desk/find/hits/?q=登月").text


def test_without_scripts_the_directory_page_finds_the_same(desk):
    text = desk.client("heyutong").get("/desk/directory/?q=罗一鸣").text
    assert 'id="hits"' in text
    assert line(desk.world.posts["food"].pk) in text


def test_anybody_reports_a_line_with_one_key_and_its_keeper_finds_it_in_the_queue(desk):
    post = desk.world.posts["food"].pk
    client = desk.client("heyutong")
    assert 'data-key="E"' in client.get(line(post)).text
    assert sent(client, line(post, "report_entry"), wrong="打过去是传真").status_code == 302
    text = client.get(line(post)).text
    assert "打过去是传真" in text
    assert "何雨桐" in text
    head = desk.client("weisiyuan")
    assert "更正名录" in head.get("/desk/").text
    owed = Obligation.objects.get(kind="mend_entry")
    assert head.get(f"/desk/owed/{owed.pk}/")["Location"] == line(post)
    done = sent(head, line(post, "mend_entry"), phone="0826-555-0149", place="305室")
    assert done["Location"] == line(post)
    text = head.get(line(post)).text
    assert "0826-555-0149" in text
    assert "打过去是传真" not in text


def test_what_another_unit_is_called_stands_in_its_keepers_queue(desk):
    unit = listed(desk)
    sent(desk.client("heyutong"), line(unit, "report_entry"), wrong="")
    text = desk.client("fangshuhe").get("/desk/").text
    assert "更正名录" in text
    assert "区综合执法局" in text


def test_nothing_typed_is_lost_where_an_act_is_barred(desk):
    answer = sent(desk.client("fangshuhe"), LIST, **{**SIGNS, "phone": ""})
    assert answer.status_code == 422
    assert "户外招牌、占道经营" in answer.text
    barred = sent(desk.client("heyutong"), LIST, **SIGNS)
    assert barred.status_code == 409
    assert "户外招牌、占道经营" in barred.text


def test_a_line_that_is_not_there_is_not_found(desk):
    client = desk.client("heyutong")
    person = Entry.objects.filter(person__isnull=False).first()
    for address in (
        line(person.pk),
        line(desk.world.jurisdiction),
        "/desk/directory/?section=none",
        line(desk.world.posts["food"].pk, "found_office"),
    ):
        assert client.get(address).status_code == 404, address


def test_everybody_of_the_office_looks_and_nobody_else(desk):
    unit, section = listed(desk), Section.objects.get(key="society").pk
    addresses = [
        "/desk/directory/",
        "/desk/find/hits/?q=招牌",
        line(unit),
        line(section),
        line(section, "report_entry"),
    ]
    for address in addresses:
        assert desk.client("tangruolan").get(address).status_code == 200, address
        assert Client().get(address)["Location"].startswith("/desk/sign-in/"), address


def test_the_pages_cost_the_same_few_statements(desk):
    unit = listed(desk)
    client = desk.client("fangshuhe")
    for address in ("/desk/directory/", line(unit), line(desk.world.posts["food"].pk)):
        client.get(address)
        assert statements(client, address) <= 16, address


def test_everybody_reads_whose_it_is_where_it_is_not_ours(desk):
    unit = listed(desk)
    text = Client().get("/others/").text
    assert "户外招牌、占道经营" in text
    assert "0826-555-0260" in text
    sent(desk.client("fangshuhe"), line(unit, "unlist_unit"))
    assert "户外招牌" not in Client().get("/others/").text
