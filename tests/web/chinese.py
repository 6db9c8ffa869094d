"""What of a page is in Chinese without saying so, as a voice that reads it aloud would trip over it."""

import re
from html.parser import HTMLParser

HAN = re.compile("[\u3400-\u9fff]")
SPOKEN = ("alt", "aria-label", "data-says", "placeholder", "title")
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class _Reader(HTMLParser):
    """Goes through a page and keeps in which language each part of it is."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[tuple[str, str]] = []
        self.unmarked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        language = said.get("lang") or (self.within[-1][1] if self.within else "")
        for name in SPOKEN:
            self._heard(said.get(name) or "", language)
        if tag not in VOID:
            self.within.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.within[-1] if self.within else ("", "")
        if tag != "title":  # of names in it no part can be marked
            self._heard(data, language)

    def _heard(self, text: str, language: str) -> None:
        if HAN.search(text) and not language.lower().startswith("zh"):
            self.unmarked.append(text.strip())


def unmarked_chinese(html: str) -> list[str]:
    """Chinese on a page in another language that no ``lang`` says is Chinese."""
    reader = _Reader()
    reader.feed(html)
    return reader.unmarked
