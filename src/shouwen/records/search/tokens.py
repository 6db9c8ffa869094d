"""Texts as tokens. Each kind has a form of its own, so that none is taken for another:

- ``身``, ``身份``: signs and pairs of signs;
- ``身·证``: pairs with a sign between them, by which one wrong, missing or swapped sign is borne;
- ``shen fen``: pairs of syllables, for pinyin and for signs that sound alike;
- ``sfz``: three initials;
- ``=ktv``, ``=24``: words in letters or digits.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import normalize

from shouwen.records.search.spelling import spelled

LONGEST = 16  # characters of a token
RUN = re.compile(r"[㐀-鿿〇]+|[a-z]+|[0-9]+")
BRACKETED = re.compile(r"\([^()]*\)")


def found_by(name: str, says: str = "") -> dict[str, bool]:
    """The tokens that a service is found by, and whether it is by its name: every kind of its name,
    with and without what stands in brackets there; signs and pairs of whatever else it ``says``."""
    plain_name = plain(name)
    close = {token for run in runs(plain_name) for token in _close(run)}
    close |= {token for run in runs(BRACKETED.sub("", plain_name)) for token in _close(run)}
    loose = {token for run in runs(plain(says)) for token in (*pairs(run), *word(run))}
    return dict.fromkeys(loose, False) | dict.fromkeys(close, True)


def listed_by(name: str, says: str = "", *where: str) -> dict[str, bool]:
    """The tokens that an entry of the directory is found by: those of its name, by which it is also
    found whole in pinyin and in initials, as short names are typed; of what it ``says``; and by its
    phones and rooms (``where``)."""
    found = found_by(name, says)
    for run in runs(plain(name)):
        if is_chinese(run):
            syllables = spelled(run)
            whole = ("".join(syllables), "".join(syllable[0] for syllable in syllables))
            found |= {token: True for letters in whole for token in word(letters)}
    return found | {token: True for said in where for token in reached_at(said)}


def reached_at(where: str) -> Iterator[str]:
    """A phone or a room, by its numbers; a phone as well without its area code, and by its last
    four digits."""
    for run in runs(plain(where)):
        yield from word(run)
    digits = "".join(sign for sign in where if sign.isdecimal())
    for last in {4, 7, len(digits)} if digits else ():
        yield from word(digits[-last:])


def plain(text: str) -> str:
    """A text with its letters small and its forms of letters, digits and brackets made one."""
    return normalize("NFKC", text).casefold().replace("ü", "v")


def runs(text: str) -> list[str]:
    """The runs of Chinese signs, of letters and of digits in a plain text."""
    return RUN.findall(text)


def is_chinese(run: str) -> bool:
    """Whether a run is of Chinese signs."""
    return not run.isascii()


def _close(run: str) -> Iterator[str]:
    yield from word(run)
    if is_chinese(run):
        syllables = spelled(run)
        yield from run
        yield from pairs(run)
        yield from gaps(run)
        yield from sounds(syllables)
        yield from initials("".join(syllable[0] for syllable in syllables))


def word(run: str) -> Iterator[str]:
    """A word in letters or digits."""
    if not is_chinese(run):
        yield f"={run}"[:LONGEST]


def pairs(run: str) -> list[str]:
    """Pairs of neighbouring signs."""
    return [a + b for a, b in pairwise(run) if is_chinese(run)]


def gaps(run: str) -> list[str]:
    """Pairs of signs with one between them."""
    return [f"{a}·{b}" for a, b in zip(run, run[2:], strict=False)]


def sounds(syllables: tuple[str, ...]) -> list[str]:
    """Pairs of neighbouring syllables."""
    return [f"{a} {b}" for a, b in pairwise(syllables)]


def initials(letters: str) -> list[str]:
    """Three initials in a row."""
    return [letters[n : n + 3] for n in range(len(letters) - 2)]
