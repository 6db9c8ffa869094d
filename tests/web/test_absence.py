"""Absences through the pages of the desk: who sees them, what each page offers, and each door."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shouwen.rules.words import Check
from tests.acts.world import at
from tests.web.desk import Desk, sent
from tests.web.test_attacks import ODD

MONDAY = "2026-09-21"
REASON = "陪母亲看病"
MINE, NEW, SUDDEN = "/desk/absences/mine/", "/desk/absences/new/", "/desk/absences/sudden/"


@pytest.fixture
def desk(world, monkeypatch):
    found = Desk(world, monkeypatch)
    found.now = at(f"{MONDAY} 09:00")
    return found


def asked(desk: Desk, since: str, until: str, **said: str) -> dict[str, str]:
    """A request as typed; ``said`` names stand-ins by post, and whatever else is typed."""
    posts = {key: said.pop(key) for key in list(said) if key in desk.world.posts}
    return {
        "request_id": str(uuid4()),
        "kind": "leave",
        "reason": REASON,
        "leaves_at": since.replace(" ", "T"),
        "returns_at": until.replace(" ", "T"),
        **{
            f"stand_in-{desk.world.posts[post].pk}": str(desk.world.people[who])
            for post, who in posts.items()
        },
        **said,
    }


def hour(desk: Desk) -> str:
    """A window officer asks for an hour off; answers with the address of the absence."""
    form = asked(desk, f"{MONDAY} 10:00", f"{MONDAY} 11:00", window_1="panjiashu")
    answer = desk.client("heyutong").post(NEW, form)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def week(desk: Desk) -> str:
    """Somebody with a case on the desk asks for three days; answers with the address."""
    desk.world.receive("food", f"{MONDAY} 08:30", check=Check.UNCHECKED)
    form = asked(desk, "2026-09-22 09:00", "2026-09-24 17:00", food="shenqinghe")
    answer = desk.client("luoyiming").post(NEW, form)
    assert answer.status_code == 302, answer.content.decode()
    address = answer["Location"]  # of a post that takes applications in, so that B agrees (3.2b)
    sent(desk.client("shenqinghe"), act(address, "agree_to_stand_in", cover(address)))
    return address


def cover(address: str) -> str:
    """The one stand-in of an absence, by id."""
    from shouwen.records.models import Cover

    number = address.rstrip("/").rpartition("/")[2]
    return str(Cover.objects.get(absence__matter__number=number, until=None).pk)


def act(address: str, name: str, about: str = "") -> str:
    about = f":{about}" if about else ""
    return f"{address}acts/absence.{name}{about}/"


def offered(client: Client, address: str) -> set[str]:
    """The acts that the page offers."""
    page = client.get(address).context["page"]
    return {option.act.removeprefix("absence.").partition(":")[0] for option in page.may}


def barred(client: Client, address: str) -> dict[str, tuple[str, str]]:
    page = client.get(address).context["page"]
    return {each.act.removeprefix("absence."): (each.clause, each.sentence)
            for each in page.may_not}  # fmt: skip


def state(address: str) -> str:
    from shouwen.records.models import Matter

    return Matter.objects.get(number=address.rstrip("/").rpartition("/")[2]).state


# --- The whole way: an hour ----------------------------------------------------------------------
def test_an_hour_from_the_request_to_the_desk_again(desk):
    from shouwen.acts.sweeping import sweep

    address = hour(desk)
    away, delegate, head = (desk.client(n) for n in ("heyutong", "panjiashu", "jianglinxi"))
    assert "approve_absence" in barred(head, address)
    assert barred(head, address)["approve_absence"][0] == "3.2b"
    assert offered(delegate, address) == {"agree_to_stand_in", "decline_to_stand_in"}
    assert sent(delegate, act(address, "agree_to_stand_in", cover(address)))["Location"] == address
    assert "approve_absence" in offered(head, address)
    assert sent(head, act(address, "approve_absence")).status_code == 302
    assert state(address) == "approved"

    desk.now = at(f"{MONDAY} 10:00")
    sweep(desk.now)
    page = delegate.get(address).context["page"]
    assert [rung.who for rung in page.covers[0].ladder if rung.here] == ["潘嘉树"]
    assert "代 何雨桐" in delegate.get("/desk/").content.decode()
    shown = away.get("/desk/").content.decode()
    assert address in shown, "who is away is led to signing in"

    desk.now = at(f"{MONDAY} 10:50")
    assert sent(away, act(address, "come_back")).status_code == 302
    assert state(address) == "closed"
    assert offered(away, address) == set()


# --- The whole way: three days -------------------------------------------------------------------
def test_three_days_with_a_hand_over_list(desk):
    from shouwen.acts.sweeping import sweep
    from shouwen.records.models import HandoverLine

    address = week(desk)
    away, delegate, head = (desk.client(n) for n in ("luoyiming", "shenqinghe", "weisiyuan"))
    assert sent(head, act(address, "approve_absence")).status_code == 302
    hand = act(address, "hand_over", cover(address))
    lines = away.get(hand).context["form"].asked
    assert [line.what for line in lines] == ["徐禾", "徐禾"]
    assert not any("交接" in line.todo for line in lines), "the handing over is not handed over"

    typed = {f"line-{line.key}": "材料齐，等现场核查" for line in lines}
    short = sent(away, hand, **dict(list(typed.items())[:1]), things="公章一枚")
    assert short.status_code == 422
    assert "材料齐，等现场核查" in short.content.decode()
    assert "公章一枚" in short.content.decode()
    assert sent(away, hand, **typed, things="公章一枚").status_code == 302
    assert {line.comment for line in HandoverLine.objects.all()} == {"材料齐，等现场核查"}

    assert (
        "材料齐，等现场核查"
        in delegate.get(act(address, "take_hand_over", cover(address))).content.decode()
    )
    assert sent(delegate, act(address, "take_hand_over", cover(address))).status_code == 302
    assert sent(head, act(address, "see_hand_over", cover(address))).status_code == 302

    desk.now = at("2026-09-22 09:00")
    sweep(desk.now)
    case = delegate.get("/desk/").content.decode()
    assert "代 罗一鸣" in case
    assert barred(delegate, address)[f"hand_back:{cover(address)}"][1].startswith("现在是")

    desk.now = at("2026-09-24 16:00")
    assert offered(away, address) == {"sign_in", "ask_extension"}
    assert sent(away, act(address, "sign_in")).status_code == 302
    assert sent(delegate, act(address, "hand_back", cover(address))).status_code == 302
    assert sent(away, act(address, "take_back")).status_code == 302
    assert state(address) == "closed"


def test_what_came_after_the_list_is_shown_as_added(desk):
    address = week(desk)
    away, head = desk.client("luoyiming"), desk.client("weisiyuan")
    sent(head, act(address, "approve_absence"))
    hand = act(address, "hand_over", cover(address))
    lines = away.get(hand).context["form"].asked
    sent(away, hand, **{f"line-{line.key}": "在办" for line in lines})
    desk.world.receive("food", f"{MONDAY} 09:00", check=Check.UNCHECKED)
    (shown,) = away.get(address).context["page"].covers
    assert [bool(line.added) for line in shown.lines] == [False, False, True, True]


def test_an_extension_is_asked_for_and_approved(desk):
    from shouwen.acts.sweeping import sweep

    address = hour(desk)
    away, delegate, head = (desk.client(n) for n in ("heyutong", "panjiashu", "jianglinxi"))
    sent(delegate, act(address, "agree_to_stand_in", cover(address)))
    sent(head, act(address, "approve_absence"))
    desk.now = at(f"{MONDAY} 10:00")
    sweep(desk.now)
    desk.now = at(f"{MONDAY} 10:30")
    ask = act(address, "ask_extension")
    early = sent(away, ask, until=f"{MONDAY}T10:45")
    assert early.status_code == 409
    assert "延长后的时间要晚于原来说好的时间" in early.content.decode()
    assert sent(away, ask, until=f"{MONDAY}T12:00").status_code == 302
    assert sent(head, act(address, "approve_extension")).status_code == 302
    assert head.get(address).context["page"].returns_at == at(f"{MONDAY} 12:00")


def test_whoever_decides_sees_who_else_of_the_section_is_away_then(desk):
    address = week(desk)
    page = desk.client("weisiyuan").get(address).context["page"]
    assert page.coverage_title == "市场准入科那几周"
    (section,) = page.coverage.sections
    assert "罗一鸣" in {line.person for line in section.lines}
    assert desk.client("shenqinghe").get(address).context["page"].coverage is None
    sent(desk.client("weisiyuan"), act(address, "approve_absence"))
    assert desk.client("weisiyuan").get(address).context["page"].coverage is None


# --- Asking --------------------------------------------------------------------------------------
def test_who_could_stand_in_is_offered_and_who_could_not_is_told_why(desk):
    page = desk.client("heyutong").get(NEW).context["page"]
    (post,) = page.posts
    assert post.clause == "3.2b"
    assert post.candidates[0].name == "潘嘉树"
    assert post.candidates[0].role.startswith("B角")

    address = hour(desk)  # whoever covers one window covers no other
    sent(desk.client("panjiashu"), act(address, "agree_to_stand_in", cover(address)))
    sent(desk.client("jianglinxi"), act(address, "approve_absence"))
    form = asked(desk, f"{MONDAY} 10:30", f"{MONDAY} 11:30", preview="yes")
    page = desk.client("qinmanwen").post(NEW, form).context["page"]
    told = {each.name: each for each in page.posts[0].candidates}
    assert not told["潘嘉树"].may
    assert told["潘嘉树"].clause == "3.2b"
    assert "已经在顶" in told["潘嘉树"].because
    assert not told["何雨桐"].may
    assert told["何雨桐"].clause == "3.5"


def test_looking_first_does_nothing_and_says_what_would_stand_in_the_way(desk):
    from shouwen.records.models import Absence

    form = asked(desk, f"{MONDAY} 08:00", f"{MONDAY} 17:00", window_1="panjiashu", preview="yes")
    answer = desk.client("heyutong").post(NEW, form)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert REASON in shown
    assert {bar.clause for bar in answer.context["page"].barred} == {"3.2a"}
    assert any("满一天" in sentence for sentence in answer.context["page"].follows)
    assert not Absence.objects.exists()


def test_an_empty_section_is_told_before_anybody_asks(desk):
    head = asked(desk, f"{MONDAY} 14:00", f"{MONDAY} 15:00", economy_head="yangqiwen")
    address = desk.client("longhaoran").post(NEW, head)["Location"]
    sent(desk.client("luchengyu"), act(address, "approve_absence"))
    form = asked(desk, f"{MONDAY} 14:00", f"{MONDAY} 16:00", project="maozijun", preview="yes")
    page = desk.client("tianruyi").post(NEW, form).context["page"]
    assert any(sentence.startswith("经济发展科就没有人了") for sentence in page.follows)


def test_a_refused_request_keeps_everything_typed(desk):
    late = asked(desk, f"{MONDAY} 08:00", f"{MONDAY} 10:00", window_1="panjiashu")
    answer = desk.client("heyutong").post(NEW, late)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "离岗要事先报批" in shown
    assert "#c-3.2a" in shown
    assert REASON in shown
    assert f'value="{desk.world.people["panjiashu"]}" checked' in shown


def test_what_is_left_out_is_asked_for_and_nothing_typed_is_lost(desk):
    form = asked(desk, f"{MONDAY} 10:00", f"{MONDAY} 09:30", kind="")
    answer = desk.client("heyutong").post(NEW, form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "请选类别。" in shown
    assert "要晚于离岗的时间。" in shown
    assert "请选谁来顶岗" in shown
    assert REASON in shown


@pytest.mark.parametrize("year", ["0001", "1990", "2051", "9999"])
def test_a_year_that_no_calendar_has_is_asked_for_anew(desk, year):
    client = desk.client("heyutong")
    far = asked(desk, f"{year}-03-02 10:00", f"{year}-03-02 11:00", window_1="panjiashu")
    for form in (far, {**far, "preview": "yes"}):
        answer = client.post(NEW, form)
        assert answer.status_code == 422
        assert "日历上没有这一年" in answer.content.decode()
    form = {**far, "person": str(desk.world.people["luoyiming"]), "kind": "illness"}
    assert "日历上没有这一年" in client.post(SUDDEN, form).content.decode()


def test_a_request_sent_twice_is_one_absence(desk):
    from shouwen.records.models import Absence

    form = asked(desk, f"{MONDAY} 10:00", f"{MONDAY} 11:00", window_1="panjiashu")
    client = desk.client("heyutong")
    assert client.post(NEW, form)["Location"] == client.post(NEW, form)["Location"]
    assert Absence.objects.count() == 1
    changed = client.post(NEW, {**form, "reason": "别的事"})
    assert changed.status_code == 409
    assert "已经交过一次" in changed.content.decode()


def test_the_main_leader_tells_it_and_names_one_deputy(desk):
    client = desk.client("hanmingzhe")
    page = client.get(NEW).context["page"]
    assert page.announces
    assert not page.approvers
    assert {each.name for each in page.posts[0].candidates if each.may} == {"唐若兰", "陆承宇"}
    form = asked(desk, f"{MONDAY} 10:00", f"{MONDAY} 12:00", director="luchengyu")
    address = client.post(NEW, form)["Location"]
    assert state(address) == "approved"


def test_the_main_leader_of_a_unit_without_deputies_names_nobody_and_the_office_is_told(desk):
    from django.db.models import F

    from shouwen.records.models import Jurisdiction, Sitting

    Sitting.objects.filter(post__rank="deputy", role="holder").delete()
    Jurisdiction.objects.update(books_version=F("books_version") + 1)
    client = desk.client("hanmingzhe")
    shown = client.get(NEW)
    assert "本单位没有副职，不用选人" in shown.content.decode()
    assert not shown.context["page"].posts[0].candidates
    address = client.post(NEW, asked(desk, f"{MONDAY} 10:00", f"{MONDAY} 12:00"))["Location"]
    assert state(address) == "approved"
    office = desk.client("fangshuhe")
    (option,) = [
        each for each in office.get(address).context["page"].may if "record_appointment" in each.act
    ]
    person = str(desk.world.people["weisiyuan"])
    assert sent(office, act(address, option.act.removeprefix("absence.")), person=person)
    page = office.get(address).content.decode()
    assert "魏思源" in page


# --- Entering ------------------------------------------------------------------------------------
def entered(desk: Desk, by: str, who: str = "luoyiming") -> str:
    form = {
        "request_id": str(uuid4()),
        "person": str(desk.world.people[who]),
        "kind": "illness",
        "leaves_at": f"{desk.now:%Y-%m-%dT%H:%M}",
    }
    answer = desk.client(by).post(SUDDEN, form)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def number_of_the_only_one() -> str:
    from shouwen.records.models import Matter

    return Matter.objects.get(kind="absence").number


def test_anybody_enters_a_sudden_absence_and_the_direct_leader_has_two_hours(desk):
    assert entered(desk, "heyutong") == MINE, "who enters it may not read it"
    address = f"/desk/absences/{number_of_the_only_one()}/"
    told = desk.client("heyutong").get(MINE).content.decode()
    assert "罗一鸣" in told
    assert address not in told
    head = desk.client("weisiyuan")
    desk.now += timedelta(minutes=30)
    page = head.get(address).context["page"]
    assert page.clock.title == "您还有 1 小时 30 分指定顶岗人"
    assert page.clock.gone == 25
    chosen = act(address, "designate_stand_in", cover(address))
    assert head.get(chosen).context["form"].asked[0].name == "沈清和"
    who = str(desk.world.people["renxiaoman"])
    assert sent(head, chosen, person=who).status_code == 302
    (covering,) = head.get(address).context["page"].covers
    assert covering.person == "任晓满"
    assert [rung.who for rung in covering.ladder if rung.here] == ["任晓满"]


def test_of_a_sudden_absence_the_direct_leader_fills_in_the_list(desk):
    desk.world.receive("food", f"{MONDAY} 08:30", check=Check.UNCHECKED)
    entered(desk, "weisiyuan")
    address = f"/desk/absences/{number_of_the_only_one()}/"
    head = desk.client("weisiyuan")
    who = str(desk.world.people["shenqinghe"])
    sent(head, act(address, "designate_stand_in", cover(address)), person=who)
    hand = act(address, "hand_over", cover(address))
    lines = head.get(hand).context["form"].asked
    assert lines
    assert sent(head, hand, **{f"line-{line.key}": "不清楚" for line in lines}).status_code == 302
    (covering,) = head.get(address).context["page"].covers
    assert "直接领导代填" in {sign.note for sign in covering.signs}


# --- Who sees what -------------------------------------------------------------------------------
SEE_IT = {
    "luoyiming": True,  # whose it is
    "shenqinghe": False,  # stands in
    "weisiyuan": True,  # direct leader
    "tangruolan": True,  # supervising leader
    "hanmingzhe": True,  # main leader, and supervision
    "fangshuhe": False,  # the Office
    "zouyichen": False,  # of the Office, too
    "xiaanning": True,  # supervision
    "guwenbo": True,  # supervision, too
}
"""Who sees the absence of a handler, and whether they may read why."""


def test_the_reason_is_for_its_person_whoever_decides_and_supervision(desk):
    address = week(desk)
    for sign_in, may_read in SEE_IT.items():
        answer = desk.client(sign_in).get(address)
        assert answer.status_code == 200, sign_in
        shown = answer.content.decode()
        assert (REASON in shown) is may_read, sign_in
        assert ("休假" in shown) is may_read, sign_in


def test_nobody_else_sees_an_absence(desk):
    from shouwen.records.models import Account

    address = week(desk)
    for sign_in in Account.objects.values_list("sign_in", flat=True):
        for page in (address, f"{address}ledger/", act(address, "approve_absence")):
            answer = desk.client(sign_in).get(page)
            expected = 200 if sign_in in SEE_IT else 403
            assert answer.status_code == expected, (sign_in, page)
            if sign_in not in SEE_IT:
                assert "罗一鸣离岗" not in answer.content.decode()


def test_no_page_but_the_absence_itself_tells_the_reason(desk):
    address = week(desk)
    sent(desk.client("weisiyuan"), act(address, "approve_absence"))
    for sign_in in ("luoyiming", "shenqinghe", "weisiyuan", "fangshuhe"):
        client = desk.client(sign_in)
        for page in ("/desk/", MINE, f"{address}ledger/"):
            assert REASON not in client.get(page).content.decode(), (sign_in, page)


def test_the_form_with_the_reason_is_opened_only_by_whoever_may_read_it(desk):
    from shouwen.records.models import Paper

    address = week(desk)
    sent(desk.client("weisiyuan"), act(address, "approve_absence"))
    form = f"/desk/papers/{Paper.objects.get(kind='absence_form').check_code}.pdf"
    for sign_in, may_read in SEE_IT.items():
        client = desk.client(sign_in)
        assert client.get(form).status_code == (200 if may_read else 403), sign_in
        assert (form in client.get(address).content.decode()) is may_read, sign_in
    assert desk.client("heyutong").get(form).status_code == 403


def test_every_address_asks_who_is_there_first(desk):
    address = hour(desk)
    for page in (MINE, NEW, SUDDEN, address, f"{address}ledger/", act(address, "cancel_absence")):
        away = Client().get(page)
        assert away["Location"].startswith("/desk/sign-in/?next="), page


def test_who_sits_nowhere_may_enter_a_sudden_absence_and_asks_for_none(desk):
    from shouwen.records.keys import new_key
    from shouwen.records.models import Account, Person

    person = Person.objects.create(
        id=new_key(desk.now), jurisdiction_id=desk.world.jurisdiction, name="卫来"
    )
    Account.objects.create(id=new_key(desk.now), sign_in="weilai", person=person, password="!")
    client = desk.client("weilai")
    assert [client.get(page).status_code for page in (MINE, SUDDEN, NEW)] == [200, 200, 403]


def test_what_is_not_there_is_not_found(desk):
    address = hour(desk)
    client = desk.client("heyutong")
    for page in (
        "/desk/absences/511602-LG-20260921-09999-0/",
        act(address, "start_absence"),
        act(address, "request_absence"),
        act(address, "agree_to_stand_in"),
        act(address, "agree_to_stand_in", str(uuid4())),
        act(address, "approve_absence", cover(address)),
        f"{address}ledger/?actor=ghost",
    ):
        assert client.get(page).status_code == 404, page


def test_an_absence_is_found_by_its_number_and_read_only_by_whom_it_concerns(desk):
    address = week(desk)
    number = address.rstrip("/").rpartition("/")[2]
    for sign_in, status in (("weisiyuan", 200), ("heyutong", 403)):
        client = desk.client(sign_in)
        away = client.get("/desk/find/", {"number": number.lower()})
        assert away["Location"] == address
        assert client.get(away["Location"]).status_code == status


# --- Doors ---------------------------------------------------------------------------------------
def test_every_act_of_people_on_an_absence_has_a_door_a_key_and_a_hint():
    from shouwen.queries.absence_moves import BY_PEOPLE, HINTS, KEYS
    from shouwen.web.desk.absence import DOORS

    acts = {move.act for move in BY_PEOPLE}
    assert set(DOORS) == set(KEYS) == set(HINTS) == acts
    assert len(set(KEYS.values())) == len(KEYS)
    assert not set(KEYS.values()) & set("JKOW")


def test_a_form_sent_twice_is_done_once(desk):
    from shouwen.records.models import LedgerEntry

    address = hour(desk)
    client, door = desk.client("panjiashu"), act(address, "agree_to_stand_in", cover(address))
    form = {"request_id": str(uuid4()), "seen": "1"}
    assert client.post(door, form)["Location"] == client.post(door, form)["Location"] == address
    assert LedgerEntry.objects.filter(act="absence.agree_to_stand_in").count() == 1


def test_who_comes_second_is_told_what_was_done_meanwhile(desk):
    address = week(desk)
    door = act(address, "approve_absence")
    form = {"request_id": str(uuid4()), "seen": "1"}
    sent(desk.client("weisiyuan"), door)
    late = desk.client("tangruolan").post(door, form)
    assert late.status_code == 409
    assert "魏思源 09:00 批准离岗" in late.content.decode()


def test_a_refusal_without_a_reason_is_asked_for_one_and_the_person_reads_it(desk):
    address = hour(desk)
    head, door = desk.client("jianglinxi"), act(address, "decline_absence")
    assert sent(head, door).status_code == 422
    assert sent(head, door, reason="当天有检查").status_code == 302
    assert "当天有检查" in desk.client("heyutong").get(address).content.decode()
    assert state(address) == "declined"


def test_nobody_is_offered_what_is_somebody_elses(desk):
    address = hour(desk)
    assert offered(desk.client("heyutong"), address) == {"cancel_absence"}
    told = barred(desk.client("heyutong"), address)
    assert "现在归“综合受理科科长”江林溪" in told["approve_absence"][1]
    assert "由潘嘉树来办" in told[f"agree_to_stand_in:{cover(address)}"][1]


def test_whose_deputy_turned_it_down_needs_another(desk):
    address = hour(desk)
    door = act(address, "decline_to_stand_in", cover(address))
    assert sent(desk.client("panjiashu"), door).status_code == 302
    head = desk.client("jianglinxi")
    (covering,) = head.get(address).context["page"].covers
    assert covering.state.text == "还没有顶岗人"
    assert head.get(address).context["page"].may[0].act.startswith("absence.designate_stand_in")


# --- The queue -----------------------------------------------------------------------------------
def rows(client: Client) -> list[tuple[str, str, str]]:
    groups = client.get("/desk/").context["page"].groups
    return [(row.what, row.who, row.about) for group in groups for row in group.rows]


def test_what_is_owed_on_an_absence_stands_in_the_queue_and_leads_to_it(desk):
    address = hour(desk)
    delegate = desk.client("panjiashu")
    assert rows(delegate) == [("答应顶岗", "何雨桐", "离岗 9-21 10:00 — 9-21 11:00 · 综合窗口一")]
    shown = delegate.get("/desk/").content.decode()
    assert f'href="{address}"' in shown
    assert act(address, "agree_to_stand_in", cover(address)) in shown, "and the act beside it"
    assert rows(desk.client("jianglinxi"))[0][0] == "审批离岗"


def test_the_queue_asks_no_more_of_the_database_for_absences(desk):
    client = desk.client("weisiyuan")
    desk.world.receive("food", f"{MONDAY} 08:30")
    week(desk)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/desk/").status_code == 200
        return len(captured)

    statements()
    one = statements()
    for n in range(3):
        day = f"2026-10-{12 + n}"
        form = asked(desk, f"{day} 10:00", f"{day} 11:00", registration="luoyiming")
        assert desk.client("shenqinghe").post(NEW, form).status_code == 302
    assert statements() == one <= 14


def test_an_absence_costs_the_same_whatever_is_handed_over(desk):
    address = week(desk)
    client = desk.client("weisiyuan")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    statements()
    one = statements()
    for _ in range(10):
        desk.world.receive("food", f"{MONDAY} 08:40")
    assert statements() == one <= 18


def test_my_absences_say_what_waits_for_me_and_what_is_mine(desk):
    address = hour(desk)
    own = desk.client("heyutong").get(MINE).context["page"]
    assert [line.standin for line in own.own] == ["潘嘉树"]
    assert not own.waiting
    theirs = desk.client("panjiashu").get(MINE).context["page"]
    assert [row.what for row in theirs.waiting] == ["答应顶岗"]
    assert [line.person for line in theirs.standing_in] == ["何雨桐"]
    assert re.search(f'href="{address}"', desk.client("panjiashu").get(MINE).content.decode())


# --- What is typed -------------------------------------------------------------------------------
@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_typed_is_taken_or_asked_for_anew(desk, odd):
    client, typed = desk.client("heyutong"), ODD[odd]
    for field in ("reason", "kind", "leaves_at", "request_id"):
        form = asked(desk, f"{MONDAY} 10:00", f"{MONDAY} 11:00", window_1="panjiashu")
        answer = client.post(NEW, {**form, field: typed})
        assert answer.status_code in (302, 409, 422), field
        if answer.status_code == 302:
            assert "<script>alert" not in client.get(answer["Location"]).content.decode()
    person = {"person": typed, "kind": "illness", "leaves_at": f"{MONDAY}T08:00"}
    assert client.post(SUDDEN, {"request_id": str(uuid4()), **person}).status_code == 422
