"""The figures of first contact through the pages."""

import csv
import io

import pytest

from shouwen.acts.contact import answer, decline, hand_over, register, tell_not_eligible
from shouwen.records.models import Section
from shouwen.rules.facts.contact import Wanted
from shouwen.rules.words import ContactChannel, ToldBy
from tests.acts.world import SERVICES, at
from tests.web.desk import Desk, number

FIGURES, CSV = "/desk/contacts/figures/", "/desk/contacts/figures.csv"
LEADING = {"xiaanning", "hanmingzhe", "tangruolan", "jianglinxi", "weisiyuan"}


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch, now=at("2026-09-22 10:00"))


@pytest.fixture
def misrouted(desk):
    """A call that went to the wrong section, was declined and answered at the window."""
    world, wanted = desk.world, Wanted(ContactChannel.PHONE, "开面馆要办什么", "李女士")
    window, relief = world.holder("window_1"), world.posts["relief"].pk
    came = register(world.jurisdiction, by=window, at=at("2026-09-21 10:00"), wanted=wanted).matter
    hand_over(came, by=window, at=at("2026-09-21 10:05"), post=relief, why="像是那边的")
    decline(came, by=world.holder("relief"), at=at("2026-09-21 10:10"), why="不是我们的")
    answer(came, by=window, at=at("2026-09-21 11:10"), text="食品经营许可")
    return number(came)


@pytest.mark.parametrize("who", [*sorted(LEADING), "heyutong", "luoyiming", "fangshuhe"])
def test_who_leads_a_section_or_supervises_reads_the_figures(desk, who):
    client, leads = desk.client(who), who in LEADING or who == "fangshuhe"
    for address in (FIGURES, CSV):
        assert client.get(address).status_code == (200 if leads else 403)


def test_the_page_says_what_was_misrouted_and_leads_to_it(desk, misrouted):
    said = desk.client("jianglinxi").get(FIGURES).content.decode()
    assert "综合受理科转到了社会事务科，该由 <b>综合受理科综合窗口一</b> 办" in said
    assert f'href="/desk/contact/{misrouted}/"' in said
    assert "一半用了不到 1 小时 10 分" in said
    assert "没有登记的窗口" not in said, "that is for supervision"


def test_supervision_reads_which_windows_registered_nothing(desk, misrouted):
    said = desk.client("xiaanning").get(f"{FIGURES}?since=2026-09-21&until=2026-09-21")
    windows = [row.window for row in said.context["page"].nothing_at]
    assert any("综合窗口三" in window for window in windows)
    assert not any("综合窗口一" in window for window in windows)


def test_one_section_is_chosen_from_those_one_leads(desk, misrouted):
    client = desk.client("weisiyuan")
    section = {each.key: each.pk for each in Section.objects.all()}
    assert client.get(f"{FIGURES}?of={section['market']}").context["page"].asked == 0
    assert client.get(f"{FIGURES}?of={section['window']}").status_code == 404


@pytest.mark.parametrize(
    "address", [f"{FIGURES}?since", f"{CSV}?until", "/desk/assessment/?until", "/desk/seats/?day"]
)
def test_what_is_no_day_of_the_calendar_is_not_there(desk, address):
    client = desk.client("xiaanning")
    for day in ("gestern", "0001-01-01", "9999-12-31"):
        assert client.get(f"{address}={day}").status_code == 404, day
    assert client.get(f"{address}=2026-09-21").status_code == 200


def test_the_download_counts_by_section_channel_and_what_it_came_to(desk, misrouted):
    sheet = desk.client("xiaanning").get(CSV).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sheet)))[1:] == [
        ["综合受理科", "来电", "已答复", "1", "0"],
    ]


def test_the_list_of_contacts_leads_there_for_who_leads(desk):
    link = f'href="{FIGURES}"'
    assert link in desk.client("jianglinxi").get("/desk/contacts/").content.decode()
    assert link not in desk.client("heyutong").get("/desk/contacts/").content.decode()


def test_who_is_looked_at_again_leads_to_the_contact(desk):
    world, wanted = desk.world, Wanted(ContactChannel.VISIT, "开面馆要办什么", "李女士")
    window = world.holder("window_1")
    came = register(world.jurisdiction, by=window, at=at("2026-09-21 10:00"), wanted=wanted).matter
    tell_not_eligible(
        came,
        by=window,
        at=at("2026-09-21 10:10"),
        service=SERVICES["food"].code,
        how=ToldBy.PRINT,
        reason="门店还没有租下来",
        may_apply=True,
    )
    said = desk.client("xiaanning").get("/desk/leads/").content.decode()
    assert f'href="/desk/contact/{number(came)}/"' in said
