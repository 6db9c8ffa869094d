"""Traditional characters of what we wrote ourselves: OpenCC, then a glossary of what it gets wrong.

For guides, schemes and the frame of the pages, never for a name: a change of script makes another
person of 范 (範), 余 (餘) and 于 (於). So no response is ever converted as a whole; whoever calls
this knows that the text is ours, and names are put into its gaps afterwards."""

import re
import tomllib
from functools import cache
from pathlib import Path

from opencc import OpenCC

GLOSSARY = Path(__file__).with_suffix(".toml")


def traditional(text: str) -> str:
    """The text in traditional characters, as they are standard in Taiwan."""
    return _glossed().sub(lambda found: _instead()[found[0]], _converter().convert(text))


def simplified(text: str) -> str:
    """What somebody asks for in traditional characters, as the catalogue writes it."""
    return _back().convert(text)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@cache
def _back() -> OpenCC:
    return OpenCC("tw2s")


@cache
def _instead() -> dict[str, str]:
    said: dict[str, str] = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["instead_of"]
    return said


@cache
def _glossed() -> re.Pattern[str]:
    longest_first = sorted(_instead(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
