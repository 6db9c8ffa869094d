"""The fonts papers are drawn with, and which characters they can draw.

Noto Serif SC and Noto Sans SC come with the package ``pylopdf-fonts-zh-cn`` and suffice. An office
that owns the typefaces of GB/T 9704 (方正仿宋, 方正小标宋 …), or needs rarer characters for names,
puts their files into folders named by ``SHOUWEN_FONT_DIRS``."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"

# For each role in print, words by which a family of the office's own is recognised.
_OWN = {
    "song": (),
    "hei": ("simhei", "fzhei", "fandolhei", "黑体"),
    "fang": ("fangsong", "fandolfang", "仿宋"),
    "title": ("xiaobiaosong", "小标宋"),
}

_LINE_BREAKS = frozenset("\n\r\t")
_UNSEEN = {"Cc", "Cf", "Co", "Cs"}  # control, format (bidi overrides), private use, surrogates


@cache
def fonts() -> typst.Fonts:
    """Every font papers may use, read once per process; never those of the machine."""
    bundled = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[*settings.FONT_DIRS, bundled],
    )


@cache
def families() -> dict[str, list[str]]:
    """Families by role, best first: ``song`` running text, ``hei`` headings, ``fang`` the text of
    official papers, ``title`` their titles. Each list ends with all others, so that whatever one
    font lacks another draws."""
    known = sorted(set(fonts().families()))
    return {
        role: _in_order(
            [family for family in known if any(word in _plain(family) for word in words)],
            [SANS, SERIF] if role == "hei" else [SERIF],
            known,
        )
        for role, words in _OWN.items()
    }


def undrawable(text: str) -> tuple[str, ...]:
    """The characters of ``text`` no font can draw, each once, in order of appearance; to be asked
    before a number is spent on a paper.

    What would not be seen, or would turn the reading direction, counts as undrawable too; line
    breaks and tabs do not."""
    return tuple(char for char in dict.fromkeys(text) if not _drawn(char))


def _plain(family: str) -> str:
    return family.lower().replace(" ", "").replace("_", "")


def _in_order(*groups: list[str]) -> list[str]:
    return list(dict.fromkeys(family for group in groups for family in group))


@cache
def _drawn(char: str) -> bool:
    """Whether it is a line break or tab, or can be seen and has a glyph or, as Ć, one for each of
    its parts."""
    if char in _LINE_BREAKS:
        return True
    if unicodedata.category(char) in _UNSEEN:
        return False
    covered = _covered()
    return ord(char) in covered or all(
        ord(part) in covered for part in unicodedata.normalize("NFD", char)
    )


@cache
def _covered() -> frozenset[int]:
    """Code points that at least one font has a glyph for."""
    return frozenset().union(
        *(
            code_points(Path(font.path).read_bytes(), font.index)
            for font in fonts().fonts()
            if font.path
        )
    )


def code_points(font: bytes, index: int) -> set[int]:
    """Code points in the character map of one OpenType font; ``index`` is its place in a
    collection. Formats 4 and 12, the only ones in use, as specified in ISO/IEC 14496-22, 5.2.1."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    (tables,) = struct.unpack_from(">H", font, start + 4)
    records = (struct.unpack_from(">4sIII", font, start + 12 + 16 * n) for n in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    found: set[int] = set()
    for n in range(count):
        offset = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * n + 4)[0]
        (form,) = struct.unpack_from(">H", font, offset)
        if form == 12:
            (groups,) = struct.unpack_from(">I", font, offset + 12)
            for first, last, _ in struct.iter_unpack(">III", font[offset + 16 :][: 12 * groups]):
                found.update(range(first, last + 1))
        elif form == 4:
            found.update(_segment_code_points(font, offset))
    return found


def _segment_code_points(font: bytes, offset: int) -> Iterator[int]:
    """Code points of a format 4 table, whose segments may have holes (glyph 0)."""
    segments = struct.unpack_from(">H", font, offset + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", font, offset + 14 + skip + 2 * segments * n)
        for n, skip in enumerate((0, 2, 2, 2))
    )
    first_range = offset + 16 + 6 * segments
    for n, (start, end, delta, range_) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = (code + delta) % 0x10000
            if range_:
                place = first_range + 2 * n + range_ + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph:
                yield code
