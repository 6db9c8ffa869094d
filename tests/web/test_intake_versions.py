"""Taking in an application of somebody who was told an older version (4.1, 5.1a)."""

from dataclasses import replace

import pytest

from shouwen.records.models import Case, Service
from tests.acts.world import SERVICES, at
from tests.web.desk import Desk, intake_form

FOOD = SERVICES["food"].guide
KEYS = [material.key for material in FOOD.materials]
SLOWER = replace(FOOD, promise=replace(FOOD.promise, n=FOOD.promise.n + 2))
TOLD = {"told_on": "2026-09-10", "told_by": "print", "told_reference": "办事指南第 1 版"}


@pytest.fixture
def desk(world, monkeypatch):
    """The guide for food was changed this morning, to the worse."""
    desk = Desk(world, monkeypatch)
    service = Service.objects.get(versions=world.versions["food"])
    desk.address = f"/desk/intake/{service.code}/"
    desk.window = desk.client("heyutong")
    return desk


def changed(desk):
    code = desk.address.split("/")[-2]
    return desk.world.publish(code, "food", SLOWER, at("2026-09-21 09:00"))


def test_a_choice_is_offered_only_where_somebody_may_have_been_told_another(desk):
    assert "按旧版指南准备的" not in desk.window.get(desk.address).text
    changed(desk)
    offered = desk.window.get(desk.address).text
    assert "按第 1 版收" in offered
    assert "承诺时限原来是“10 个工作日”，现在是“12 个工作日”。" in offered
    desk.now = at("2026-12-21 10:00")
    assert "按旧版指南准备的" not in desk.window.get(desk.address).text


def test_who_was_told_the_older_one_is_received_under_it_with_the_proof(desk):
    changed(desk)
    older = f"{desk.address}?version=1"
    assert "哪天告知的" in desk.window.get(older).text
    answer = desk.window.post(older, intake_form(KEYS, **TOLD))
    assert answer.status_code == 302
    case = Case.objects.get()
    assert case.version_id == desk.world.versions["food"]
    assert case.told_reference == "办事指南第 1 版"


def test_without_the_proof_nothing_typed_is_lost(desk):
    changed(desk)
    said = intake_form(KEYS, **{**TOLD, "told_reference": ""})
    answer = desk.window.post(f"{desk.address}?version=1", said)
    assert answer.status_code == 422
    assert 'value="2026-09-10"' in answer.text and "凭据" in answer.text
    late = intake_form(KEYS, **{**TOLD, "told_on": "2026-09-22"})
    answer = desk.window.post(f"{desk.address}?version=1", late)
    assert answer.status_code == 409
    assert "这一版已由新版代替" in answer.text and "徐禾" in answer.text
    assert not Case.objects.exists()


def test_a_version_that_nobody_may_keep_to_any_more_is_not_there(desk):
    older = f"{desk.address}?version=1"
    changed(desk)
    assert desk.window.get(older).status_code == 200
    assert desk.window.get(f"{desk.address}?version=9").status_code == 404
    desk.now = at("2026-12-21 10:00")
    assert desk.window.get(older).status_code == 404
