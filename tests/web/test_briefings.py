"""What is gone through with whoever handed over wrongly so often, through the pages: by whom it is owed,
and seen by nobody else (1.2b)."""

import pytest

from shouwen.records.models import Briefing, Matter, Obligation
from tests.acts import test_contact
from tests.acts.test_briefing import often
from tests.acts.world import at
from tests.web.desk import Desk, sent

LISTED = "/desk/briefings/"
OFFICER, HEAD, SUPERVISION = "heyutong", "jianglinxi", "xiaanning"
OTHERS = ("panjiashu", "luoyiming", "weisiyuan", "tangruolan")


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch, now=at("2026-09-21 15:00"))


@pytest.fixture
def matters(desk):
    return often(test_contact.Desk(desk.world))


@pytest.fixture
def one(matters):
    return f"{LISTED}{Briefing.objects.get().pk}/"


@pytest.mark.parametrize("who", [OFFICER, HEAD, SUPERVISION])
def test_the_officer_whoever_owes_it_and_supervision_read_it(desk, one, who):
    client = desk.client(who)
    assert one in client.get(LISTED).content.decode()
    said = client.get(one).content.decode()
    assert "何雨桐" in said
    assert said.count("不是我们的") == 3, "each hand-over, with what the other said"


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_knows_of_it(desk, one, matters, who):
    client = desk.client(who)
    assert one not in client.get(LISTED).content.decode()
    assert client.get(one).status_code == 404
    assert client.get(f"{one}acts/briefing.hold/").status_code == 404
    number = Matter.objects.get(pk=matters[-1]).number
    there = client.get(f"/desk/contact/{number}/")
    assert "业务辅导" not in there.content.decode()


def test_it_stands_in_the_queue_of_whoever_owes_it_and_leads_there(desk, one):
    head = desk.client(HEAD)
    said = head.get("/desk/").content.decode()
    assert "对多次转错的人做业务辅导" in said
    owed = Obligation.objects.get(kind="brief_officer")
    assert head.get(f"/desk/owed/{owed.pk}/").url == one


def test_it_is_written_what_was_gone_through(desk, one):
    head, act = desk.client(HEAD), f"{one}acts/briefing.hold/"
    refused = sent(head, act, text="逐件讲过", on="2026-09-23")
    assert "业务辅导的日期要在 2026-09-21 和今天之间" in refused.content.decode()
    assert "逐件讲过" in refused.content.decode(), "nothing typed is lost"
    assert sent(head, act, text="逐件讲过", on="2026-09-21").url == one
    assert "逐件讲过" in desk.client(OFFICER).get(one).content.decode()


def test_whom_it_is_for_reads_why_they_may_not_end_it(desk, one):
    said = desk.client(OFFICER).get(one).content.decode()
    assert "现在没有轮到您做的" in said


def test_the_pages_ask_few_statements(desk, one, django_assert_max_num_queries):
    client = desk.client(HEAD)
    client.get(LISTED)
    for address in (LISTED, one):
        with django_assert_max_num_queries(24):
            client.get(address)
