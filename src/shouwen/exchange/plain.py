"""HTML as plain text: what a person would read in it, and nothing that a browser would do with it.

For letters that come as HTML and for what is pasted from a page. Whatever is handed in is read:
half a tag, a thousand nested ones, none that was ever closed."""

import re
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object"})
_QUOTED = "blockquote"
_PARTS = frozenset(
    "address article aside blockquote dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody thead tr ul".split()
)
"""What begins on a line of its own."""

_BLANK = re.compile(r"[ \t\r\f\v\xa0\u200b\ufeff]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain(html: str, *, quoted: bool = True) -> str:
    """The words of a page, a paragraph on each line; ``quoted`` tells whether what is quoted of an
    earlier letter belongs to them."""
    reading = _Reading(quoted)
    reading.feed(html)
    reading.close()
    lines = (_BLANK.sub(" ", line).strip() for line in "".join(reading.words).splitlines())
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


class _Reading(HTMLParser):
    """Collects words. What is unseen is counted by depth of its own tag alone, so that a tag which
    was never closed hides no more than it would in a browser."""

    def __init__(self, quoted: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._passed_over = _UNSEEN if quoted else _UNSEEN | {_QUOTED}
        self._within: str = ""
        self._depth = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part begins."""
        if self._within:
            self._depth += tag == self._within
        elif tag in self._passed_over:
            self._within, self._depth = tag, 1
        elif tag == "br" or tag in _PARTS:
            self.words.append("\n")
        elif tag in {"td", "th"}:
            self.words.append(" ")
        elif tag == "img":
            self.words.append(dict(attrs).get("alt") or "")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        """A part ends; of a link its address is said, where the words do not say it."""
        if self._within:
            self._depth -= tag == self._within
            if not self._depth:
                self._within = ""
        elif tag in _PARTS:
            self.words.append("\n")
        elif tag == "a":
            if self._link.startswith(("http:", "https:")) and self._link not in self.words[-1:]:
                self.words.append(f"（{self._link}）")
            self._link = ""

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._within:
            self.words.append(data.replace("\n", " "))
