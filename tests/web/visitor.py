"""Somebody before a browser of their own, for tests that walk through the pages."""

import re

from tests.web.looking import faults, places

SEEN: set[str] = set()
"""The kinds of places whose colours a walk has looked at, in both schemes."""
PASSWORD = "walks once through the house"


class Visitor:
    """Somebody before a browser of their own; every page they come to is looked at, but where another
    walk ``looks`` at the same pages."""

    def __init__(self, browser, site: str, *, scripts: bool = True, looks: bool = True) -> None:
        self.looks = looks
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900}, java_script_enabled=scripts
        )
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
        """axe finds nothing in either scheme, and nothing hangs over the edge of a phone. Colours are
        looked at where a walk has not looked at them before, all else everywhere. Looked
        at before its last style sheet has come, a page would be judged half dressed. The window is
        as high as the page, so that no bar at its edge covers what one would scroll out from under
        it."""
        if not self.looks:
            return
        self.page.wait_for_load_state("load")
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": 1440, "height": height})
        here = places(self.page)
        self.page.emulate_media(color_scheme="light")
        broken = faults(self.page, but_colours=here <= SEEN)
        assert not broken, f"{self.page.url} in light: {broken}"
        if not here <= SEEN:
            self.page.emulate_media(color_scheme="dark")
            broken = faults(self.page, colours_alone=True)
            assert not broken, f"{self.page.url} in dark: {broken}"
        SEEN.update(here)
        self.page.set_viewport_size({"width": 390, "height": 800})
        over = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{self.page.url} is {over} px too wide for a phone"
        self.page.set_viewport_size({"width": 1440, "height": 900})
        assert not self.complaints, self.complaints
