"""An application is taken back, its materials are asked for from home and handed to an agent with a
power of attorney, against a slip; by browser.

Every page on the way is checked with axe in both schemes and at 390 px."""

import re
from datetime import timedelta

import pytest

from shouwen.now import now
from tests.web.test_walk import _receive
from tests.web.visitor import Visitor

pytestmark = pytest.mark.engine("sqlite")


def test_materials_go_back_to_an_agent_with_a_power_of_attorney(visit, tmp_path):
    citizen, window = visit(), visit().sign_in("heyutong")
    number, code = _receive(window)

    _follow(citizen, number, code)
    citizen.page.get_by_role("link", name="可以撤回").click()
    citizen.page.get_by_label("申请人姓名").fill("姚静姝")
    citizen.page.get_by_label("我自己要撤回").check()
    citizen.page.get_by_role("button", name="撤回申请").click()
    citizen.page.wait_for_url(re.compile(r"/track/[^/]+/$"))
    citizen.look()

    citizen.page.get_by_role("link", name="打印空白授权委托书").click()
    citizen.look()
    assert number in citizen.page.inner_text("article")
    citizen.page.go_back()
    citizen.page.get_by_role("link", name="可以要求退还").click()
    citizen.look()
    citizen.page.get_by_label("申请人姓名").fill("姚静姝")
    citizen.page.get_by_role("button", name="要求退还材料").click()
    citizen.page.wait_for_url(re.compile(r"/track/[^/]+/$"))
    citizen.look()
    assert "要求退还材料" in citizen.page.inner_text("main")

    window.act(number, "return_of_materials.hand_back")
    _ticked(window)
    today = now().date()
    _by_an_agent(window, since=today - timedelta(days=20), until=today - timedelta(days=1))
    window.page.get_by_role("button", name="退还材料").click()
    window.page.wait_for_load_state("load")
    told = window.page.inner_text("main")
    assert "今天不在期限内" in told and "7.4.4c" in told and "扫描存档" in told
    window.look()
    assert window.page.get_by_label("证件上的姓名").input_value() == "罗一鸣"

    scan = tmp_path / "委托书.png"
    window.page.screenshot(path=scan)
    window.page.get_by_label(re.compile("的扫描件")).set_input_files(scan)
    window.page.get_by_label(re.compile("委托到哪一天为止")).fill(f"{today + timedelta(days=9)}")
    window.send()
    window.look()
    shown = window.page.inner_text("main")
    assert "已签收" in shown and "材料退还签收单" in shown and "罗一鸣" in shown

    _follow(citizen, number, code)
    said = citizen.page.inner_text("main")
    assert "材料退还，已经签收" in said and "材料退还签收单" in said
    assert citizen.page.get_by_role("link", name="可以要求退还").count() == 1  # what was held back
    slip = citizen.page.locator("li", has_text="材料退还签收单").locator("a[href$='.pdf']")
    pdf = citizen.context.request.get(citizen.site + slip.first.get_attribute("href"))
    assert pdf.body().startswith(b"%PDF-")


def _follow(citizen: Visitor, number: str, code: str) -> None:
    citizen.go("/track")
    citizen.page.get_by_label("办件编号").fill(number)
    citizen.page.get_by_label("查询码").fill(code)
    citizen.page.get_by_role("button", name="查询").click()
    citizen.look()


def _ticked(window: Visitor) -> None:
    """The first is held back by law, with its article; the others go as is proposed."""
    first = window.page.locator("li.check-line").first
    first.get_by_label("依法不退").check()
    first.get_by_label("依据哪部法律第几条").fill("《食品安全法》第三十五条第二款")


def _by_an_agent(window: Visitor, since, until) -> None:
    page = window.page
    page.get_by_label("持授权委托书的代理人").check()
    page.get_by_label("证件上的姓名").fill("罗一鸣")
    page.get_by_label("证件", exact=True).select_option(label="临时居民身份证")
    page.get_by_role("textbox", name="证件号码").fill("110101199003070134")
    page.get_by_label("委托书上写的代理人").fill("罗一鸣")
    page.get_by_label("委托从哪一天起").fill(f"{since}")
    page.get_by_label(re.compile("委托到哪一天为止")).fill(f"{until}")
    for yes in (
        "有申请人的签名或者盖章",
        "权限里写明了",
        "核对了申请人的身份证件",
        "领取人在签收单上签了名",
    ):
        page.get_by_label(re.compile(yes)).check()
