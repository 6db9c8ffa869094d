"""A hearing through the pages: told, asked for, set, held (行政许可法 art. 47–48)."""

import pytest

from shouwen.records.models import Hearing
from tests.acts.test_hearing import STAKES, asked, known, told
from tests.acts.world import at
from tests.web.desk import Desk, page, sent

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
    assert "另外告知了：何立群" in handler.get(page(case)).text


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
