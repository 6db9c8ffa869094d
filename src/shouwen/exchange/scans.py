"""What can be told of a handed-in file without opening it up: how many pages it has, and whether a
photograph is likely to show nothing.

Only what a header says and what the file weighs is looked at. It advises and never refuses: what is
on a page, people see."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

SMALL = 400  # pixels of the longer side: text on it is not read any more
BLANK = {"image/jpeg": 0.03, "image/png": 0.005}
"""Bytes a pixel below which a picture is as good as empty: a page of text compresses to several
times as much."""

_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_COUNT = re.compile(
    rb"/Type\s*/Pages\b[^>]{0,400}?/Count\s+(\d{1,4})|/Count\s+(\d{1,4})[^>]{0,400}?/Type\s*/Pages\b"
)
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the markers of JPEG that carry the size


def pages(path: Path, media_type: str) -> int:
    """The pages of a PDF as far as they can be counted; of anything else one. A PDF that packs its
    page tree away counts as one: whoever examines it sees how many there are."""
    if media_type != "application/pdf":
        return 1
    content = path.read_bytes()
    counts = [int(a or b) for a, b in _COUNT.findall(content)]
    return max([1, len(_PAGE.findall(content)), *counts])


def advice(path: Path, media_type: str) -> str:
    """``small`` or ``blank`` where a picture is likely to show nothing; else empty."""
    if media_type not in BLANK:
        return ""
    size = _size(path.read_bytes(), media_type)
    if size is None:
        return ""
    width, height = size
    if max(width, height) < SMALL:
        return "small"
    sparse = path.stat().st_size / (width * height) < BLANK[media_type]
    return "blank" if sparse else ""


def _size(content: bytes, media_type: str) -> tuple[int, int] | None:
    """Width and height as the header says; None where it does not."""
    if media_type == "image/png":
        head = content[16:24]
        return struct.unpack(">II", head) if len(head) == 8 else None
    for marker, part in _parts(content):
        if marker in _FRAMES and len(part) >= 5:
            height, width = struct.unpack(">HH", part[1:5])
            return (width, height) if width and height else None
    return None


def _parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of a JPEG, each with its marker, up to the picture itself."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker == 0xDA or length < 2:
            return
        yield marker, content[at + 4 : at + 2 + length]
        at += 2 + length
