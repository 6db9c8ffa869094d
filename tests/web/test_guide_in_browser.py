"""A guide in a browser: it is light, nothing jumps while it comes, and it narrows to one's own case."""

import pytest
from playwright.sync_api import expect

from shouwen.bench.serving import served
from tests.acts.world import SERVICES

FOOD = f"/services/{SERVICES['food'].code}/"
HEAVIEST = 60 * 1024  # bytes on the wire of a guide and all that belongs to it
SHIFTS = """
  window.shifted = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.shifted.push(each.value);
  }).observe({ type: "layout-shift", buffered: true });
"""

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.engine("sqlite")]


@pytest.fixture
def tab(browser, site):
    """Opens an address of the site in a tab of its own: ``tab(FOOD, viewport=…)``."""
    contexts = []

    def open_page(address, site=site, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.add_init_script(SHIFTS)
        page.weight = weight = []
        wire = contexts[-1].new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda got: weight.append(got["encodedDataLength"]))
        assert page.goto(site + address, wait_until="networkidle").ok
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_a_page_with_all_that_belongs_to_it_is_light(tab, committed_db, monkeypatch):
    for name, value in committed_db.environment.items():
        monkeypatch.setenv(name, value)
    with served("shouwen.config.wsgi") as port:  # as it is really sent
        for address in (FOOD, "/"):
            page = tab(address, site=f"http://127.0.0.1:{port}")
            assert len(page.weight) > 5, "style sheets and all"
            assert sum(page.weight) <= HEAVIEST, address


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("address", [FOOD, "/"])
def test_nothing_moves_while_a_page_comes(tab, address, width):
    page = tab(address, viewport={"width": width, "height": 900})
    assert page.evaluate("window.shifted") == []


def test_an_answer_narrows_the_list_in_place(tab):
    page = tab(FOOD)
    said, list_ = page.locator("#narrowed-said"), page.locator("#narrowed .materials > li")
    everything = list_.count()
    alone = page.locator("input[name=in-agent][value=self]")
    alone.check()
    expect(list_).to_have_count(everything - 1)
    expect(said).to_contain_text(f"您要准备 {everything - 1} 样")
    expect(alone).to_be_focused()
    assert page.url.endswith("?in-agent=self")
    page.locator("input[name=in-agent][value=agent]").check()
    expect(list_).to_have_count(everything)
    page.reload()
    expect(said).to_contain_text("委托代理人来")


def test_without_scripts_the_button_narrows_it(tab):
    page = tab(FOOD, java_script_enabled=False)
    everything = page.locator("#narrowed .materials > li").count()
    page.locator("input[name=in-agent][value=self]").check()
    page.locator("form.case button").click()
    expect(page.locator("#narrowed .materials > li")).to_have_count(everything - 1)
    page.get_by_role("link", name="重新选").click()
    expect(page.locator("#narrowed .materials > li")).to_have_count(everything)


def test_on_paper_stand_the_answers_and_what_is_needed_in_that_case(tab):
    page = tab(f"{FOOD}?in-agent=self")
    page.emulate_media(media="print")
    expect(page.locator("form.case")).to_be_hidden()
    expect(page.locator(".spared")).to_be_hidden()
    expect(page.locator("#narrowed-said")).to_contain_text("谁来申请？")
    expect(page.locator("#narrowed-said")).to_be_visible()
