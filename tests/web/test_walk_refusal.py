"""A "no" on foot: proposed, reviewed, approved, served with its remedies, and the materials given
back; by browser.

Every page on the way is checked with axe in both schemes and at 390 px."""

import re

import pytest

from tests.web.test_walk import _receive, _track
from tests.web.visitor import Visitor

pytestmark = pytest.mark.engine("sqlite")

FACT = "加工间与卫生间之间没有隔断。"
OPINION = "场所布局不符合，建议不予许可。"
ID_NUMBER = "11010519491231002X"


def test_a_no_goes_from_its_proposal_to_the_materials_given_back(visit):
    citizen, window, handler = visit(), visit().sign_in("heyutong"), visit().sign_in("luoyiming")
    number, code = _receive(window)
    handler.act(number, "case.examine_materials")
    handler.page.locator("li.check-line").first.get_by_label("符合", exact=True).check()
    handler.send()
    handler.act(number, "case.accept_case")
    handler.send()

    handler.act(number, "refusal.propose_refusal")
    _all_met(handler)
    handler.page.get_by_label("经办意见").fill(OPINION)
    handler.page.locator("main form[method=post] button[type=submit]").first.click()
    handler.page.wait_for_load_state("load")
    assert "没有做成" in handler.page.inner_text("main")  # what is met is nothing to refuse
    handler.look()
    _first_unmet(handler)
    handler.send()

    head, leader = visit().sign_in("weisiyuan"), visit().sign_in("tangruolan")
    _answer(head, number, "同意", "现场记录清楚，同意不予许可。")
    _answer(leader, number, "批准", "")
    _track(citizen, number, code, "决定不予办理|把决定书交给您")

    window.act(number, "refusal.serve_refusal")
    _handed_over(window)
    window.send()
    _track(citizen, number, code, "行政复议")
    shown = citizen.page.inner_text("main")
    assert FACT.rstrip("。") in shown and "广安区人民法院" in shown
    assert "否定事项报备登记表" not in shown

    window.act(number, "return_of_materials.ask_for_return")
    window.page.get_by_label("谁要求退还").fill("姚静姝")
    window.send()
    window.act(number, "return_of_materials.hand_back")
    page = window.page
    page.get_by_label("证件上的姓名").fill("姚静姝")
    page.get_by_label("证件", exact=True).select_option(label="居民身份证")
    page.get_by_role("textbox", name="证件号码").fill(ID_NUMBER)
    page.get_by_label("领取人在签收单上签了名").check()
    window.send()
    window.look()
    kept = page.inner_text("main")
    assert "材料退还签收单" in kept and "已签收" in kept


def _all_met(handler: Visitor) -> None:
    lines = handler.page.locator(".refuse-items > li")
    for place in range(lines.count()):
        lines.nth(place).get_by_label("符合", exact=True).check()


def _first_unmet(handler: Visitor) -> None:
    """What was typed is still there; the first condition is not met."""
    assert handler.page.get_by_label("经办意见").input_value() == OPINION
    first = handler.page.locator(".refuse-items > li").first
    first.get_by_label("不符合", exact=True).check()
    first.get_by_label("查明的事实").first.fill(FACT)
    first.get_by_label("哪样证据").first.select_option(index=1)


def _answer(who: Visitor, number: str, button: str, words: str) -> None:
    """Answered on the page of the refusal, where it stands."""
    who.go(f"/desk/cases/{number}/")
    who.page.locator("main a[href*='/desk/refusals/']").first.click()
    who.look()
    who.page.locator("form.verdict textarea").fill(words)
    with who.page.expect_navigation():
        who.page.locator("form.verdict").get_by_role("button", name=re.compile(button)).click()


def _handed_over(window: Visitor) -> None:
    window.page.get_by_label("当面交付").check()
    window.page.get_by_label("交给谁").fill("姚静姝")
    window.page.get_by_label("领取人证件").select_option(label="居民身份证")
    window.page.get_by_label("证件号码").fill(ID_NUMBER)
