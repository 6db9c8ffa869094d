"""One application from home on foot, from the guide to the result, by browser: with JavaScript and
without it. Every page of theirs is checked with axe in both schemes and at 390 px; those of the
office are by ``test_walk``."""

import re

import pytest

from tests.web.home import PDF, png
from tests.web.looking import faults
from tests.web.visitor import Visitor

FOOD = "食品（含保健食品）经营许可核发"
ID = "11010519491231002X"

pytestmark = pytest.mark.engine("sqlite")


class AtHome(Visitor):
    """Somebody at home, perhaps with a browser that runs no scripts."""

    def __init__(self, browser, site: str, *, scripts: bool) -> None:
        super().__init__(browser, site)
        self.scripts = scripts
        if not scripts:
            self.context.close()
            self.context = browser.new_context(java_script_enabled=False)
            self.page = self.context.new_page()
            self.page.set_default_timeout(10_000)

    def look(self, *, forced: bool = False) -> None:
        """As any visitor looks, here and there with the colours forced. axe needs scripts."""
        if self.scripts:
            super().look()
        if self.scripts and forced:
            self.page.emulate_media(color_scheme="light", forced_colors="active")
            assert faults(self.page) == []
            self.page.emulate_media(forced_colors="none")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state("load")

    def hand_in(self, path) -> None:
        """One file: with scripts it is sent as soon as it is chosen."""
        if self.scripts:
            with self.page.expect_navigation():
                self.page.locator("input[name=files]").set_input_files(path)
            self.page.wait_for_load_state("load")
        else:
            self.page.locator("input[name=files]").set_input_files(path)
            self.press("上传选好的")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_application_is_made_corrected_and_decided_without_coming(
    browser, site, visit, tmp_path, settings, scripts
):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    scan, blank = tmp_path / "扫描.pdf", tmp_path / "空白.png"
    scan.write_bytes(PDF)
    blank.write_bytes(png(800, 1000, grey=252))
    home = AtHome(browser, site, scripts=scripts)
    try:
        number, code = _apply(home, scan, blank)
        _to_correct(visit(looks=False).sign_in("luoyiming"), number)
        _correct(home, number, code, scan)
        _decide(visit, number)
        _track(home, number, code)
        assert "寄给您" in home.page.inner_text("main")
        assert "EMS000000001" in home.page.inner_text("main")
    finally:
        home.context.close()


def _apply(home: AtHome, scan, blank) -> tuple[str, str]:
    page = home.page
    home.go("/")
    page.get_by_role("link", name=FOOD).first.click()
    page.get_by_role("link", name="网上申请").first.click()
    home.look()
    home.press("开始填写")
    page.get_by_label("证件号码").fill("110105194912310021")
    home.press("继续")
    assert "校验位不符" in page.inner_text("main")
    home.look(forced=True)
    page.get_by_label("姓名或者单位名称").fill("姚静姝")
    page.get_by_label("证件号码").fill(ID)
    home.press("继续")
    home.look()
    home.press("继续")  # the applicant writes
    page.get_by_label("手机或者固定电话").fill("0826-555-0188")
    home.look()
    home.press("继续")
    home.look()
    home.hand_in(blank)
    assert "好像什么也没有" in page.inner_text("main")
    home.look(forced=True)
    home.hand_in(scan)
    page.get_by_role("button", name="删除 空白.png").click()
    page.wait_for_load_state("load")
    home.press("这份好了，下一页")
    home.press("以后再补")
    while "/material-" in page.url:
        home.hand_in(scan)
        home.press("这份好了，下一页")
    home.look()
    page.get_by_text("寄给我", exact=True).click()
    page.get_by_label("寄到哪里").fill("广安区洪州大道东段 88 号 1 层")
    home.press("继续")
    home.look(forced=True)
    assert ID not in page.content()
    page.go_back()
    assert page.get_by_label("寄到哪里").input_value().startswith("广安区")
    page.go_forward()
    home.press("发送申请")
    home.look(forced=True)
    text = page.inner_text("main")
    number = re.search(r"511602-XK-\d{8}-\d{5}-\w", text)
    code = re.search(r"查询码\s*([0-9A-Z]{8})", text)
    assert number and code, text
    pdf = page.get_by_role("link", name="下载回执 PDF").get_attribute("href")
    assert home.context.request.get(home.site + pdf).body().startswith(b"%PDF-")
    page.get_by_role("link", name="看办到哪一步").click()
    home.look()
    page.get_by_role("link", name="可以撤回").click()
    home.look()
    return number[0], code[1]


def _to_correct(handler: Visitor, number: str) -> None:
    """The handler looks at what came, and tells once what is missing."""
    handler.act(number, "case.examine_materials")
    lines = handler.page.locator("li.check-line")
    for place in range(lines.count()):
        line = lines.nth(place)
        if line.locator("input[value=missing]:checked").count():
            line.get_by_label("问题").fill("没有提交")
            line.get_by_label("依据").fill("《食品经营许可管理办法》第十二条")
            line.get_by_label("怎么改").fill("请提交，拍照上传即可")
        elif not line.locator("input[value=not_needed]:checked").count():
            line.get_by_label("符合", exact=True).check()
    handler.send()
    handler.act(number, "case.issue_correction_notice")
    handler.page.get_by_label("领取人证件").select_option("resident_id")
    handler.page.get_by_label("证件号码").fill("11010519491231002X")
    handler.send()


def _correct(home: AtHome, number: str, code: str, scan) -> None:
    page = home.page
    _track(home, number, code)
    assert "现在轮到您" in page.inner_text("main")
    page.get_by_role("link", name=re.compile("拍照上传，或者写一句")).first.click()
    home.look()
    home.hand_in(scan)
    home.press("这一处好了")
    home.look()
    home.press("发送补正")
    assert "核对您补来的材料" in page.inner_text("main")


def _decide(visit, number: str) -> None:
    handler = visit(looks=False).sign_in("luoyiming")
    handler.act(number, "case.examine_materials")
    line = handler.page.locator("li.check-line").filter(
        has=handler.page.locator("input[name$=check]:not(:checked)")
    )
    for place in range(line.count()):
        each = line.nth(place)
        if not each.locator("input:checked").count():
            each.get_by_label("符合", exact=True).check()
    handler.send()
    handler.act(number, "case.accept_case")
    handler.page.get_by_label("电子送达").check()
    handler.send()
    head = visit(looks=False).sign_in("weisiyuan")
    for doer in (handler, handler, head):
        handler.act(number, "step.start_step")
        handler.send()
        doer.act(number, "step.finish_step")
        doer.page.locator("textarea").first.fill("核查记录与申请材料一致，符合条件。")
        doer.send()
    leader = visit(looks=False).sign_in("tangruolan")
    leader.act(number, "case.decide_grant")
    leader.page.locator("textarea").first.fill("申请材料齐全，现场核查符合食品安全法第三十三条。")
    leader.send()
    window = visit(looks=False).sign_in("heyutong")
    window.go(f"/desk/cases/{number}/")
    assert "邮寄" in window.page.inner_text("#party")
    window.act(number, "case.deliver_result")
    window.page.get_by_label("邮寄").check()
    window.page.get_by_label("交给谁").fill("广安区洪州大道东段 88 号 1 层")
    window.page.get_by_label("邮件号码").fill("EMS000000001")
    window.send()


def _track(home: AtHome, number: str, code: str) -> None:
    home.go("/track/")
    home.page.get_by_label("办件编号").fill(number)
    home.page.get_by_label("查询码").fill(code)
    home.press("查询")
    home.look()
