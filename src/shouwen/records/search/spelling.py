"""How Chinese is spelled in pinyin, without tones; ``v`` stands for ü, as it is typed."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from string import ascii_lowercase

VOWELS = frozenset("aeiouv")
MOST_READINGS = 8  # of one word: xian is 先 and 西安
LONGEST = 30  # letters of a word that are read one letter off


def spelled(signs: str) -> tuple[str, ...]:
    """The syllables of a run of Chinese signs, one a sign, by the words that they make: 会计 is
    kuai ji. A sign that has none is its own."""
    from pypinyin import lazy_pinyin  # a quarter of a second, which only who searches spends

    return tuple(lazy_pinyin(signs))


@cache
def syllables() -> frozenset[str]:
    """Every syllable that some sign of everyday Chinese (GB 2312) is spelled with; not 嗯."""
    rows = product(range(0xB0, 0xF8), range(0xA1, 0xFF))
    signs = bytes(byte for row in rows for byte in row).decode("gb2312", errors="ignore")
    return frozenset(s for s in spelled(signs) if s.isascii() and VOWELS.intersection(s))


def readings(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read letters as whole syllables, longest syllables first. A last syllable that
    is only begun is left out: who types has not come further."""
    return tuple(islice(_readings(letters), MOST_READINGS))


def _readings(letters: str) -> Iterator[tuple[str, ...]]:
    if not letters:
        yield ()
    for end in range(min(6, len(letters)), 0, -1):
        if letters[:end] in syllables():
            for rest in _readings(letters[end:]):
                yield (letters[:end], *rest)
    if letters and letters in _begun() and letters not in syllables():
        yield ()


@cache
def _begun() -> frozenset[str]:
    return frozenset(s[:end] for s in syllables() for end in range(1, len(s)))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(syllables(), key=len, reverse=True))})+")


def one_letter_off(letters: str) -> Iterator[str]:
    """Whole syllables that differ by one letter from what was typed: one wrong, missing, too many
    or two swapped."""
    if len(letters) > LONGEST:
        return
    whole = _whole().fullmatch
    seen = {letters}
    for variant in _variants(letters):
        if variant not in seen and whole(variant):
            seen.add(variant)
            yield variant


def _variants(letters: str) -> Iterator[str]:
    for n in range(len(letters) + 1):
        before, rest = letters[:n], letters[n:]
        yield before + rest[1:]
        yield before + rest[1:2] + rest[:1] + rest[2:]
        for letter in ascii_lowercase:
            yield before + letter + rest
            yield before + letter + rest[1:]
