"""What no published guide covers, taken in and answered through the pages (5.1a)."""

import pytest

from shouwen.records.models import Matter, Paper, Unlisted
from tests.acts.test_unlisted import received
from tests.acts.world import at
from tests.web.desk import Desk, number, sent

LISTED = "/desk/unlisted/"
NEW = f"{LISTED}new/"
WISH = "在江边步道摆一个卖凉粉的小摊"
ASKED = {
    "wish": WISH,
    "applicant": "徐禾",
    "id_kind": "resident_id",
    "id_number": "11010519491231002X",
    "phone": "0826-555-0177",
}


@pytest.fixture
def desk(world, monkeypatch):
    return Desk(world, monkeypatch)


@pytest.fixture
def window(desk):
    return desk.client("shenqinghe")


@pytest.fixture
def director(desk):
    return desk.client("hanmingzhe")


def one(matter):
    return f"{LISTED}{number(matter)}/"


def test_it_is_taken_in_at_the_window_and_the_receipt_is_there_to_print(window):
    answer = sent(window, NEW, **ASKED, **{"name-1": "手画的位置图", "pages-1": "2"})
    assert answer.status_code == 302
    said = window.get(LISTED).content.decode()
    assert WISH in said
    page = window.get(one(Unlisted.objects.get().pk)).content.decode()
    assert "未公布事项收件回执单" in page
    assert "手画的位置图" in page


def test_what_was_searched_for_in_vain_is_there_already(window):
    said = window.get("/desk/intake/?asked=自习室").content.decode()
    assert f"{NEW}?wish=" in said
    assert window.get(f"{NEW}?wish=自习室").context["form"].initial["wish"] == "自习室"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"wish": " "}, "请填写要办什么"),
        ({"phone": ""}, "联系电话"),
        ({"id_number": "110105194912310021"}, "证件号码"),
        ({"name-1": "照片"}, "请写这样材料有几页"),
        ({"pages-2": "3"}, "请写这样材料叫什么"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(window, typed, sentence):
    answer = sent(window, NEW, **{**ASKED, "email": "xuhe@example.org", **typed})
    assert answer.status_code in (409, 422)
    said = answer.content.decode()
    assert sentence in said
    assert "xuhe@example.org" in said
    assert not Unlisted.objects.exists()


def test_a_double_click_takes_in_one(window):
    drawn = window.get(NEW).context["form"].initial
    for _ in range(2):
        window.post(NEW, {**{k: str(v) for k, v in drawn.items()}, **ASKED})
    assert Unlisted.objects.count() == 1


def test_the_leader_finds_it_in_the_queue_and_refers_it(desk, director):
    matter = received(desk.world)
    assert WISH in director.get("/desk/").content.decode()
    act = f"{one(matter)}acts/unlisted.refer/"
    answer = sent(
        director, act, body="区综合行政执法局", phone="0826-555-0190", reason="由该局批准。"
    )
    assert answer.status_code == 302
    said = director.get(one(matter)).content.decode()
    assert "归区综合行政执法局办" in said
    assert "转办告知书" in said
    assert WISH not in director.get("/desk/").content.decode()


def test_a_referral_that_does_not_say_why_keeps_what_was_typed(desk, director):
    act = f"{one(received(desk.world))}acts/unlisted.refer/"
    answer = sent(director, act, body="区综合行政执法局", phone="0826-555-0190", reason="")
    assert answer.status_code == 422
    assert "区综合行政执法局" in answer.content.decode()


def test_the_window_names_the_case_that_took_it_up(desk, window):
    matter = received(desk.world)
    case = desk.world.receive(when="2026-09-21 13:00")
    act = f"{one(matter)}acts/unlisted.take_up/"
    assert sent(window, act, case="511602-XK-20260101-00001-1").status_code == 409
    assert sent(window, act, case=number(case)).status_code == 302
    assert number(case) in window.get(one(matter)).content.decode()


def test_who_may_not_answer_it_is_told_who_may(desk, window):
    said = window.get(one(received(desk.world))).content.decode()
    assert "转办并告知" in said
    assert "unlisted.refer/" not in said


def test_who_sits_on_no_post_reads_none(desk, nobody):
    matter = received(desk.world)
    for address in (LISTED, one(matter), f"{one(matter)}acts/unlisted.refer/"):
        assert nobody.get(address).status_code == 403


def test_a_leader_who_takes_nothing_in_is_told_so(desk):
    leader = desk.client("tangruolan")
    assert NEW not in leader.get(LISTED).content.decode()
    assert sent(leader, NEW, **ASKED).status_code == 409


def test_its_paper_is_checked_by_anybody_with_the_name_masked(desk, client):
    matter = received(desk.world)
    code = Paper.objects.get(matter=matter).check_code
    said = client.get(f"/paper/{code}").content.decode()
    assert WISH in said
    assert "徐禾" not in said


def test_nothing_else_is_found_under_its_addresses(desk, window):
    case = desk.world.receive(when="2026-09-21 13:00")
    assert window.get(one(case)).status_code == 404
    assert window.get(f"{one(received(desk.world))}acts/unlisted.note_missed/").status_code == 404
    assert Matter.objects.filter(kind="unlisted").count() == 1


def test_the_list_asks_the_same_however_long_it_is(desk, window, django_assert_max_num_queries):
    for minute in range(5):
        received(desk.world, when=f"2026-09-21 10:0{minute}")
    with django_assert_max_num_queries(16):
        window.get(LISTED)


def test_it_is_late_in_red_once_five_working_days_are_over(desk, director):
    matter = received(desk.world)
    desk.now = at("2026-09-30 09:00")
    assert "超" in director.get(one(matter)).content.decode()
