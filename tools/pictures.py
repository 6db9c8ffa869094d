"""The pictures of ``docs/pictures``, taken from a demo office made for them (``make pictures``)."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from tools.docs import ROOT

SHOUWEN = Path(sys.executable).with_name("shouwen")
PICTURES = ROOT / "docs" / "pictures"
PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"
PATIENCE = 120  # seconds until the demo office is made and answers
SCREEN = {"width": 1440, "height": 900}
HANDLER = "luoyiming"  # whose desk is shown, and who handles the case to track
WINDOW = "heyutong"  # who takes the call
KEEPER = "fangshuhe"  # who keeps the catalogue
WRITTEN = "公共场所卫生许可"  # the service whose next version is shown


def main() -> None:
    """Takes them all."""
    with demo_office() as note, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(viewport=SCREEN, color_scheme="light")
        public(page, note["track"])
        desk(page, note["password"], note["track"]["number"])
        contact(page, note["password"])
        editor(page, note["password"])
        chromium.close()


def public(page: Page, track: dict[str, str]) -> None:
    """A guide, and a case as its applicant follows it."""
    page.goto(f"{SITE}/")
    page.locator(".services a").first.click()
    take(page, "guide")
    page.goto(f"{SITE}/track/")
    page.locator("[name=number]").fill(track["number"])
    page.locator("[name=code]").fill(track["code"])
    page.locator("main button[type=submit]").click()
    page.wait_for_selector(".turn")
    take(page, "track")


def desk(page: Page, password: str, case: str) -> None:
    """The handler's obligations, and the same case from the inside."""
    sign_in(page, HANDLER, password)
    take(page, "queue")
    page.goto(f"{SITE}/desk/cases/{case}/")
    take(page, "case")


def contact(page: Page, password: str) -> None:
    """A call at the contact desk: what is found while it is written down, and the guide to be read
    out."""
    page.context.clear_cookies()
    sign_in(page, WINDOW, password)
    page.goto(f"{SITE}/desk/contact/new/")
    page.keyboard.press("2")
    page.keyboard.type("想在城南开一家面馆，食品经营许可要办多久")
    page.locator("#hits .hit mark").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("g")
    page.locator("#panel .six").wait_for()
    for _ in range(3):
        page.keyboard.press(" ")
    take(page, "contact")


def editor(page: Page, password: str) -> None:
    """The next version of a service, as it is being written: a promise that is tighter, and a
    material that may not be asked for so."""
    page.context.clear_cookies()
    sign_in(page, KEEPER, password)
    page.goto(f"{SITE}/desk/services/?asked={WRITTEN}")
    page.locator("a[href*='/desk/services/next/']").first.click()
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_selector("#editor")
    promise = page.locator("#id_promise-n")
    promise.fill(str(int(promise.input_value()) - 1))
    material = page.locator("#p-materials .line").nth(1)
    material.locator("input[name$='-name']").fill("窗口要求的其他材料")
    page.keyboard.press("Tab")
    page.wait_for_selector("#p-materials .not-so")
    page.evaluate("document.getElementById('p-materials').scrollIntoView()")
    page.frame_locator("#mirror iframe").locator(".facts .changed").wait_for()
    take(page, "editor")


def sign_in(page: Page, name: str, password: str) -> None:
    """Sign somebody in; their obligations come first."""
    page.goto(f"{SITE}/desk/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_selector("#obligations")


def take(page: Page, name: str) -> None:
    """What is on the screen, as ``docs/pictures/NAME.png``."""
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


@contextmanager
def demo_office() -> Iterator[dict[str, Any]]:
    """A demo office of its own, served until the pictures are taken; gives its note."""
    with TemporaryDirectory() as folder:
        command = [SHOUWEN, "demo", "--home", folder, "--port", str(PORT)]
        served = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            wait_for(served)
            yield json.loads((Path(folder) / "demo.json").read_text(encoding="utf-8"))
        finally:
            served.terminate()
            served.wait()


def wait_for(served: subprocess.Popen[bytes]) -> None:
    """Until the site answers. Raises ``RuntimeError`` where it ended or took too long."""
    for _ in range(PATIENCE):
        try:
            served.wait(timeout=1)  # a second, unless it ended
        except subprocess.TimeoutExpired:
            try:
                urlopen(f"{SITE}/healthz").close()
                return
            except URLError:
                continue
        break
    raise RuntimeError("the demo office did not start; what it says stands above")


if __name__ == "__main__":
    main()
