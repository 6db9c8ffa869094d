"""One application on foot: from the counter to the decision, as applicant and officers, by browser.

Every page on the way is checked with axe in both schemes and at 390 px; nothing is set up but the
office and its services."""

import re

import pytest

from tests.web.visitor import Visitor

FOOD = "食品（含保健食品）经营许可核发"

pytestmark = pytest.mark.engine("sqlite")


def test_an_application_goes_from_the_counter_to_the_decision(visit):
    citizen, window = visit(), visit().sign_in("heyutong")
    citizen.go("/")
    citizen.look()
    citizen.page.get_by_role("link", name=FOOD).click()
    citizen.look()

    number, code = _receive(window)
    _track(citizen, number, code, "审核材料")

    handler = visit().sign_in("luoyiming")
    handler.look()
    handler.act(number, "case.issue_correction_notice")
    handler.page.get_by_label("当面交付").check()
    handler.page.get_by_label("领取人证件").select_option("resident_id")
    handler.page.get_by_label("证件号码").fill("11010519491231002X")
    handler.send()
    assert "等申请人补正" in handler.page.inner_text("main")
    _track(citizen, number, code, "没有申请人签字")

    window.act(number, "case.receive_correction")
    window.page.get_by_label(re.compile("交来了")).first.check()
    window.page.get_by_label("页数").first.fill("3")
    window.send()

    handler.act(number, "case.examine_materials")
    handler.page.locator("li.check-line").first.get_by_label("符合", exact=True).check()
    handler.send()
    handler.act(number, "case.accept_case")
    handler.send()
    _track(citizen, number, code, "最晚 .*日办结")

    head = visit().sign_in("weisiyuan")
    for doer in (handler, handler, head):
        handler.act(number, "step.start_step")
        handler.send()
        doer.act(number, "step.finish_step")
        doer.page.locator("textarea").first.fill("核查记录与申请材料一致，符合条件。")
        doer.send()

    leader = visit().sign_in("tangruolan")
    leader.act(number, "case.decide_grant")
    leader.page.locator("textarea").first.fill("申请材料齐全，现场核查符合食品安全法第三十三条。")
    leader.send()

    window.act(number, "case.deliver_result")
    window.page.get_by_label("当面交付").check()
    window.page.get_by_label("交给谁").fill("姚静姝")
    window.page.get_by_label("领取人证件").select_option(label="居民身份证")
    window.page.get_by_label("证件号码").fill("11010519491231002X")
    window.send()
    assert "已办结" in window.page.inner_text("main")
    _track(citizen, number, code, "办结")

    window.go(f"/desk/cases/{number}/ledger/")
    window.look()
    assert "链完整" in window.page.inner_text("main")


def _receive(window: Visitor) -> tuple[str, str]:
    """At the counter: six materials, the first without a signature. Answers with number and code."""
    page = window.page
    window.go("/desk/intake/")
    window.look()
    page.get_by_role("link", name=re.compile(FOOD)).click()
    window.look()
    lines = page.locator("li.check-line")
    for place in range(lines.count()):
        line = lines.nth(place)
        line.get_by_label("页数").fill("3")
        line.get_by_label("符合" if place else "不符合", exact=True).check()
    first = lines.first
    first.get_by_label("问题").fill("没有申请人签字")
    first.get_by_label("依据").fill("《行政许可法》第二十九条")
    first.get_by_label("怎么改").fill("请申请人在第三页签字")
    page.get_by_role("textbox", name="申请人", exact=True).fill("姚静姝")
    page.get_by_label("证件号码").first.fill("11010519491231002X")
    page.get_by_label("联系电话").first.fill("0826-555-0188")
    page.get_by_role("button", name="收件并打印回执").click()
    page.wait_for_url(re.compile("/received/"))
    window.look()
    text = page.inner_text("main")
    number = re.search(r"511602-XK-\d{8}-\d{5}-\w", text)
    assert number, text
    code = re.search(r"查询码\s*([0-9A-Z]{8})", text)
    assert code, text
    paper = page.locator("a[href$='.pdf']").first.get_attribute("href")
    pdf = window.context.request.get(window.site + paper)
    assert pdf.body().startswith(b"%PDF-")
    return number[0], code[1]


def _track(citizen: Visitor, number: str, code: str, sees: str) -> None:
    """The applicant follows the case."""
    citizen.go("/track")
    citizen.page.get_by_label("办件编号").fill(number)
    citizen.page.get_by_label("查询码").fill(code)
    citizen.page.get_by_role("button", name="查询").click()
    citizen.look()
    text = citizen.page.inner_text("main")
    assert re.search(sees, text), text
    assert "11010519491231002X" not in citizen.page.content()
