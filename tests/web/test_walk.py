"""One application on foot: from the counter to the decision, as applicant and officers, by browser.

Every page on the way is checked with axe in both schemes and at 390 px; nothing is set up but the
office and its services."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shouwen.now import now

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "walks once through the house"
FOOD = "食品（含保健食品）经营许可核发"

pytestmark = pytest.mark.engine("sqlite")


@pytest.fixture
def site(live_site: str) -> str:
    """The demo office with its services published, nothing received yet."""
    from shouwen.acts import CLOCK, Staff
    from shouwen.acts.catalogue import Item, draft_version, publish_version
    from shouwen.acts.founding import found_office
    from shouwen.life.office import office, services
    from shouwen.records.models import Account, Post

    began = now() - timedelta(days=30)
    place = found_office(office(), at=began, password=PASSWORD)
    publisher = Staff(Account.objects.get(sign_in="fangshuhe").person_id)
    posts = {post.key: post for post in Post.objects.all()}
    for service in services():
        handler = posts[service.handler]
        item = Item(service.code, service.guide.name, "", handler.section_id, handler.pk)
        made = draft_version(place, by=CLOCK, at=began, item=item, guide=service.guide)
        publish_version(made.matter, by=publisher, at=began)
    return live_site


class Visitor:
    """Somebody before a browser of their own; every page they come to is looked at."""

    def __init__(self, browser, site: str) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 900})
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)  # milliseconds: two busy cores, no more
        self.site = site
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message) -> None:
        # A refused form answers 409 or 422, and the browser says so; that is no fault.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def go(self, address: str) -> None:
        self.page.goto(self.site + address)

    def sign_in(self, name: str) -> "Visitor":
        self.go("/desk/")
        self.page.get_by_label("账号").fill(name)
        self.page.get_by_label("口令").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").click()
        return self

    def act(self, number: str, act: str) -> None:
        """Open the case and take one of the acts it offers, by its name in the regulation's
        table of moves."""
        self.go(f"/desk/cases/{number}/")
        self.look()
        with self.page.expect_navigation():
            self.page.locator(f"a.may[href*='{act}']").first.click()
        self.look()

    def send(self) -> None:
        """Send the form before them: done, they are back at the case."""
        self.page.locator("main form[method=post] button[type=submit]").first.click()
        self.page.wait_for_url(re.compile(r"/desk/cases/[^/]+/$"))

    def look(self) -> None:
        """axe finds nothing in either scheme, and nothing hangs over the edge of a phone. Looked
        at before its last style sheet has come, a page would be judged half dressed."""
        self.page.wait_for_load_state("load")
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.page.evaluate(AXE)
            found = self.page.evaluate(
                "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
            )
            broken = [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
            assert not broken, f"{self.page.url} in {scheme}: {broken}"
        self.page.set_viewport_size({"width": 390, "height": 800})
        over = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{self.page.url} is {over} px too wide for a phone"
        self.page.set_viewport_size({"width": 1440, "height": 900})
        assert not self.complaints, self.complaints


@pytest.fixture
def visit(browser, site: str) -> Iterator:
    """Makes visitors; their browsers close with the test."""
    visitors: list[Visitor] = []

    def make() -> Visitor:
        visitors.append(Visitor(browser, site))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()


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
