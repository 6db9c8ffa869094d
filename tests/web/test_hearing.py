"""A hearing through the pages: told, asked for, set, held (行政许可法 art. 47–48)."""

import json
from uuid import uuid4

import pytest
from django.core.cache import cache

from shouwen.acts import Party
from shouwen.acts.case import withdraw
from shouwen.acts.hearing import ask
from shouwen.records.models import Case, Hearing, InterestedParty, LedgerEntry
from shouwen.rules.facts.casefile import Withdrawal
from shouwen.rules.words import Proposer
from shouwen.web.public import hearings
from tests.acts.test_hearing import (
    BY_POST,
    POSTED,
    STAKES,
    also_told,
    asked,
    known,
    told,
)
from tests.acts.world import at
from tests.web.desk import Desk, page, sent
from tests.web.home import neighbour

HANDED = {
    "served_by": "hand",
    "to": "徐禾",
    "identity": "resident_id",
    "identity_number": "11010519491231002X",
}


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


def test_it_is_told_asked_for_set_and_held_and_its_standing_is_on_the_case(desk):
    world = desk.world
    case = world.accepted()
    handler, window = desk.client("luoyiming"), desk.client("heyutong")
    told = sent(handler, page(case, "hearing.tell_right"), stakes=STAKES, **HANDED)
    assert told.status_code == 302
    row = Hearing.objects.get(case=case)
    assert "已告知权利，等要不要听证" in handler.get(page(case)).text
    wanted = sent(window, page(case, f"hearing.ask:{row.pk}"), name="徐禾")
    assert wanted.status_code == 302
    set_for = sent(
        handler,
        page(case, f"hearing.set_time:{row.pk}"),
        begins_at="2026-10-13T09:30",
        place="三楼会议室",
        chair=str(world.posts["relief"].pk),
        **HANDED,
    )
    assert set_for.status_code == 302
    shown = handler.get(page(case)).text
    assert "10 月 13 日 09:30，三楼会议室" in shown
    assert "听证的事还没有完" not in shown  # the handler does not decide
    desk.now = at("2026-10-13 11:00")
    held = sent(
        desk.client("baizhixing"),
        page(case, f"hearing.hold:{row.pk}"),
        text="逐人记录。",
        signed_by="徐禾、罗一鸣",
    )
    assert held.status_code == 302
    assert "已听证，有笔录" in handler.get(page(case)).text


def test_whoever_is_interested_is_told_at_the_window_of_the_handler(desk):
    case, row = told(desk.world)
    desk.now = at("2026-09-22 11:00")
    handler = desk.client("luoyiming")
    address = page(case, f"hearing.tell_interested:{row.pk}")
    said = {**HANDED, "to": "何立群", "name": "何立群", "phone": "0826-555-0179"}
    nowhere = sent(handler, address, **{**said, "phone": ""})
    assert nowhere.status_code == 409
    assert "至少一样" in nowhere.text and "何立群" in nowhere.text
    assert sent(handler, address, **said).status_code == 302
    assert "另外告知了：何立群（9 月 22 日当面交付）" in handler.get(page(case)).text


@pytest.mark.parametrize("when", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_that_no_calendar_has_is_asked_about(desk, when):
    case, row = asked(desk.world)
    desk.now = at("2026-09-24 10:00")
    said = {"place": "三楼会议室", "chair": str(desk.world.posts["relief"].pk), **HANDED}
    address = page(case, f"hearing.set_time:{row.pk}")
    answer = sent(desk.client("luoyiming"), address, begins_at=when, **said)
    assert answer.status_code == 422 and "日历上没有这一年" in answer.text


def test_too_early_a_time_is_refused_with_the_first_that_may_be_and_what_was_typed_stays(desk):
    case, row = asked(desk.world)
    desk.now = at("2026-09-24 10:00")
    answer = sent(
        desk.client("luoyiming"),
        page(case, f"hearing.set_time:{row.pk}"),
        begins_at="2026-09-28T09:30",
        place="三楼会议室",
        chair=str(desk.world.posts["relief"].pk),
        **HANDED,
    )
    assert answer.status_code == 409
    assert "听证要在七日以前通知" in answer.text and "三楼会议室" in answer.text


@pytest.mark.parametrize("left_out", ["begins_at", "place", "chair"])
def test_what_is_missing_is_said(desk, left_out):
    case, row = asked(desk.world)
    desk.now = at("2026-09-24 10:00")
    said = {
        "begins_at": "2026-10-13T09:30",
        "place": "三楼会议室",
        "chair": str(desk.world.posts["relief"].pk),
        **HANDED,
        left_out: "",
    }
    answer = sent(desk.client("luoyiming"), page(case, f"hearing.set_time:{row.pk}"), **said)
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.state == "asked"


def test_only_who_chairs_is_offered_the_minutes(desk):
    case, row = asked(desk.world)
    known(desk.world, row)
    desk.now = at("2026-10-13 11:00")
    act = f"hearing.hold:{row.pk}"
    assert act in desk.client("baizhixing").get(page(case)).text
    assert f'href="{page(case, act)}"' not in desk.client("luoyiming").get(page(case)).text


def test_who_left_only_an_address_is_owed_a_notice_that_the_handler_posts(desk):
    case, row = told(desk.world)
    also_told(desk.world, row, interested=BY_POST, handover=POSTED)
    ask(row.pk, by=Party(), at=at("2026-09-23 10:00"), name="徐禾")
    desk.now = at("2026-09-24 10:00")
    handler = desk.client("luoyiming")
    assert "秦岚只留了地址" in handler.get(page(case)).text
    known(desk.world, row)
    party = InterestedParty.objects.get(hearing=row)
    act = f"interested_party.bring_notice:{party.pk}"
    assert "还没有送通知书：秦岚" in handler.get(page(case)).text
    assert "把听证通知书送给利害关系人" in handler.get("/desk/").text
    assert f'value="{BY_POST.address}"' in handler.get(page(case, act)).text
    unproven = sent(handler, page(case, act), served_by="post", to=BY_POST.address)
    assert unproven.status_code == 409 and "邮件号码" in unproven.text
    said = {"served_by": "post", "to": BY_POST.address, "tracking": "EMS7"}
    assert sent(handler, page(case, act), **said).status_code == 302
    assert "还没有送通知书" not in handler.get(page(case)).text
    assert handler.get(page(case, act)).status_code == 404


class TestANeighbourAtHome:
    @pytest.fixture
    def at_home(self, desk, client, monkeypatch):
        """The case, the hearing, who was told of it, and the address of their page."""
        case, row = told(desk.world)
        also_told(desk.world, row)
        monkeypatch.setattr(hearings, "now", lambda: desk.now)
        desk.now = at("2026-09-23 10:00")
        party = InterestedParty.objects.get(hearing=row)
        cache.clear()
        yield case, row, neighbour(client, party.pk)
        cache.clear()  # of the failures of who guessed

    def test_asks_for_the_hearing_with_what_stands_on_their_paper_and_sees_when_it_is(
        self, desk, client, at_home
    ):
        case, row, home = at_home
        assert "9 月 30 日" in client.get(home).text
        said = {"request_id": uuid4(), "signed_by": " 何 立群"}
        assert client.post(home, said).status_code == 302
        assert client.post(home, said).status_code == 302  # sent twice
        assert LedgerEntry.objects.filter(matter=case, act="hearing.ask").count() == 1
        shown = client.get(home).text
        assert "要求听证，等定时间" in shown and "您要求的" in shown and "signed_by" not in shown
        known(desk.world, row)
        shown = client.get(home).text
        assert "10 月 13 日" in shown and "09:30" in shown and "三楼会议室" in shown

    def test_may_ask_as_well_after_the_applicant_did_and_when_it_is_set(
        self, desk, client, at_home
    ):
        case, row, home = at_home
        ask(row.pk, by=Party(), at=at("2026-09-22 15:00"), name="徐禾")
        known(desk.world, row, when="2026-09-22 16:00")
        shown = client.get(home).text
        assert "已通知时间地点" in shown and "您可以要求听证，最晚 9 月 30 日" in shown
        said = {"request_id": uuid4(), "signed_by": "何立群"}
        assert client.post(home, said).status_code == 302
        assert "（您要求的）" in client.get(home).text
        row.refresh_from_db()
        assert (row.state, row.wanted_by) == ("set", "徐禾\n何立群")
        handler = desk.client("luoyiming")
        assert "要求的人：徐禾、何立群" in handler.get(page(case)).text

    def test_reads_that_the_application_was_taken_back(self, desk, client, at_home):
        case, _, home = at_home
        signed = Withdrawal("徐禾", Proposer.PARTY)
        withdraw(case, by=Party(), at=desk.now, withdrawal=signed)
        shown = client.get(home).text
        assert "申请撤回了：不再听证" in shown and "signed_by" not in shown
        late = client.post(home, {"request_id": uuid4(), "signed_by": "何立群"})
        assert late.status_code == 409 and 'value="何立群"' in late.text

    def test_sees_nothing_of_the_applicants(self, client, at_home):
        shown = client.get(at_home[2]).text
        assert not any(said in shown for said in ("徐禾", "0826-555-0177", "xuhe@", "11010519"))

    def test_asking_late_they_are_told_so_and_what_they_typed_stays(self, desk, client, at_home):
        desk.now = at("2026-10-01 09:00")
        answer = client.post(at_home[2], {"request_id": uuid4(), "signed_by": "何立群"})
        assert answer.status_code == 409
        assert "要求听证的五个工作日已过" in answer.text and 'value="何立群"' in answer.text

    def test_nobody_asks_in_another_name_and_guessing_it_is_slow(self, client, at_home):
        _, row, home = at_home
        guess = {"request_id": uuid4(), "signed_by": "徐禾"}
        assert "名字对不上" in client.post(home, guess).text
        answers = [client.post(home, guess).status_code for _ in range(10)]
        assert answers[0] == 422 and answers[-1] == 429
        row.refresh_from_db()
        assert row.state == "told"

    def test_the_code_opens_their_page_alone_and_guessing_it_is_slow(self, client, at_home):
        _, row, home = at_home
        token = home.split("/")[2]
        assert client.get(f"/track/{token}/").status_code == 410
        assert client.get("/hearings/0123/").status_code == 410
        number = row.case.matter.number
        tries = [
            client.post("/track/", {"number": number, "code": "22222222"}).status_code
            for _ in range(11)
        ]
        assert tries[0] == 422 and tries[-1] == 429
        party = InterestedParty.objects.get(hearing=row)
        code = json.loads(party.right.content)["lookup_code"]
        kept = [str(value) for value in InterestedParty.objects.filter(pk=party.pk).values()[0]]
        assert code not in "".join(kept)

    def test_whoever_checks_their_paper_does_not_read_their_name(self, client, desk):
        case, row = told(desk.world)
        also_told(desk.world, row)
        Case.objects.filter(pk=case).update(id_kind="credit_code")
        code = InterestedParty.objects.get(hearing=row).right.check_code
        assert "何立群" not in client.get(f"/paper/{code}").text
