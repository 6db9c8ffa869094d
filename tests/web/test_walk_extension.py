"""A case that takes longer, on foot: asked for, approved, told, and what the applicant sees of it.

Every page on the way is checked with axe in both schemes and at 390 px."""

import re

import pytest

from tests.web.test_walk import _receive, _track

pytestmark = pytest.mark.engine("sqlite")


def test_an_extension_goes_from_the_request_to_the_applicants_page(visit):
    citizen, window = visit(), visit().sign_in("heyutong")
    number, code = _receive(window)
    handler = visit().sign_in("luoyiming")
    handler.act(number, "case.examine_materials")
    handler.page.locator("li.check-line").first.get_by_label("符合", exact=True).check()
    handler.send()
    handler.act(number, "case.accept_case")
    handler.send()
    _track(citizen, number, code, "最晚 .*日办结")

    handler.act(number, "extension.ask_extension")
    assert "由分管领导批" in handler.page.inner_text("main")
    handler.page.get_by_label("延长几日").fill("3")
    handler.page.get_by_label("需要其他机关出具意见").check()
    handler.page.get_by_label("具体情况").fill("需要自然资源部门核对界址。")
    handler.send()
    assert "等批准" in handler.page.inner_text("main")

    leader = visit().sign_in("tangruolan")
    leader.act(number, "extension.approve_extension")
    leader.send()
    handler.act(number, "extension.tell_extension")
    handler.page.get_by_label("当面交付").check()
    handler.page.get_by_label("交给谁").fill("姚静姝")
    handler.page.get_by_label("领取人证件").select_option(label="居民身份证")
    handler.page.get_by_label("证件号码").fill("11010519491231002X")
    handler.send()
    assert "已告知，生效" in handler.page.inner_text("main")

    _track(citizen, number, code, "理由：需要其他机关出具意见或者提供数据")
    shown = citizen.page.inner_text("main")
    assert re.search(r"原定 .*办结，延到 .*。理由", shown)
    assert "延期审批表" not in shown
    assert "延期告知书" in shown
