"""What somebody may mean who asks for a service in words of their own.

People say 开饭馆 and mean 食品经营许可. What everyday words mean is a list kept by hand,
``everyday.toml``. Besides, words may be pinyin, initials or begun, and may hold a typing error.

A question is split into parts, each part has readings, each reading is tokens as services are found
by (:mod:`shouwen.records.search.tokens`). ``closely`` reads it as it stands, ``loosely`` as if one
sign or letter were wrong."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shouwen.records.search import spelling, tokens
from shouwen.rules.facts.plain import read

ALIKE = 0.8  # worth of signs that sound alike
ONE_OFF = 0.7  # of signs of which one may be wrong, and of letters of which one is
INITIALS = 0.9
EVERYDAY = 0.95  # of what an everyday word means, beside the word itself


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words that people say, and what the catalogue calls it: each of ``means`` words that stand
    in one name, though not always side by side."""

    said: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everyday:
    """How people ask: ``filler`` says nothing of what they want; ``afterwards`` are words for what
    comes after the first time, which somebody who wants them says."""

    filler: tuple[str, ...]
    afterwards: tuple[str, ...]
    meaning: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens that a part may stand for; ``worth`` up to 1. ``whole``: half of it is nothing."""

    tokens: tuple[str, ...]
    worth: float = 1.0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was asked for: ``says`` it as it was typed."""

    says: str
    readings: tuple[Reading, ...]


Sense = tuple[Part, ...]


@cache
def everyday() -> Everyday:
    """The list of everyday words."""
    text = files(__package__).joinpath("everyday.toml").read_text(encoding="utf-8")
    return read(Everyday, tomllib.loads(text), "everyday.toml")


def closely(asked: str) -> tuple[Sense, ...]:
    """The senses of what was asked: with everyday words taken for what they mean, and as it
    stands."""
    runs = tokens.runs(tokens.plain(asked))
    told = tuple(part for run in runs for part in _told(run))
    bare = tuple(part for run in _joined(runs) for part in _bare(run))
    return tuple(sense for sense in dict.fromkeys((_without_crumbs(told), bare)) if sense)


def loosely(asked: str) -> tuple[Sense, ...]:
    """The same with one sign or letter wrong, missing, too many or swapped."""
    runs = tokens.runs(tokens.plain(asked))
    told = tuple(part for run in runs for part in _misheard(run))
    nearly = tuple(part for run in _joined(runs) for part in _nearly(run))
    return tuple(sense for sense in dict.fromkeys((_without_crumbs(told), nearly)) if sense)


def afterwards(asked: str, name: str) -> bool:
    """Whether a service is for another time than was asked for: it is for later, as its name says,
    and nobody asked for that, or the other way round."""
    pieces = [piece for run in tokens.runs(tokens.plain(asked)) for piece in _parts_of(run)]
    plainly = [piece for piece in pieces if piece not in _meanings()]
    means = [words for piece in pieces for words in _meanings().get(piece, ())]
    later = [word for word in everyday().afterwards if word in name]
    if later:
        return not any(word in text for word in later for text in (asked, *means))
    return any(word in piece for word in everyday().afterwards for piece in plainly)


# ── as it stands ─────────────────────────────────────────────────────────────────────────────────


def _told(run: str) -> Iterator[Part]:
    if not tokens.is_chinese(run):
        yield from _told_in_letters(run)
        return
    for piece in _parts_of(run):
        if means := _meanings().get(piece):
            yield _everyday_part(piece, means)
        elif piece not in everyday().filler:
            yield _plain(piece)


def _told_in_letters(run: str) -> Iterator[Part]:
    if said := _by_initials().get(run):
        yield _everyday_part(said, _meanings()[said])
        return
    for piece in _split(_heard(), run):
        if said := _by_sound().get(piece):
            yield _everyday_part(said, _meanings()[said])
        else:
            yield _in_letters(piece)


def _joined(runs: list[str]) -> list[str]:
    """The runs with neighbouring words in letters made one: ju zhu zheng."""
    joined: list[str] = []
    for run in runs:
        if joined and run.isalpha() and run.isascii() and joined[-1].isascii():
            joined[-1] += run
        else:
            joined.append(run)
    return joined


def _bare(run: str) -> Iterator[Part]:
    if tokens.is_chinese(run):
        yield _plain("".join(p for p in _split(_filler(), run) if p not in everyday().filler))
    else:
        yield _in_letters(run)


def _plain(signs: str) -> Part:
    return Part(signs, (Reading(_signs(signs)),))


def _signs(signs: str) -> tuple[str, ...]:
    return tuple(tokens.pairs(signs)) or tuple(signs)


def _in_letters(letters: str) -> Part:
    ways = [Reading(tuple(tokens.word(letters)))]
    ways += [Reading(tuple(tokens.sounds(way))) for way in spelling.readings(letters)]
    ways.append(Reading(tuple(tokens.initials(letters)), INITIALS))
    return Part(letters, tuple(way for way in ways if way.tokens))


def _everyday_part(said: str, means: Iterable[str]) -> Part:
    ways = [Reading(_signs(said))]
    for words in means:
        known = tuple(token for word in words.split() for token in _signs(word))
        ways.append(Reading(known, EVERYDAY, whole=True))
    return Part(said, tuple(ways))


def _without_crumbs(sense: Sense) -> Sense:
    """A sense without single signs, where there is more than those."""
    return tuple(part for part in sense if len(part.says) > 1) or sense


# ── one sign or letter off ───────────────────────────────────────────────────────────────────────


def _misheard(run: str) -> Iterator[Part]:
    """Everyday words that sound like what was typed, or are one sign or letter off."""
    if not tokens.is_chinese(run):
        heard = next((s for way in spelling.one_letter_off(run) if (s := _by_sound().get(way))), "")
        yield _everyday_part(heard, _meanings()[heard]) if heard else _nearly_in_letters(run)
        return
    for piece in _parts_of(run):
        if means := _meanings().get(piece):
            yield _everyday_part(piece, means)
        elif piece not in everyday().filler:
            said = _sounds_like(piece) or _looks_like(piece)
            yield _everyday_part(said, _meanings()[said]) if said else _nearly_signs(piece)


def _sounds_like(piece: str) -> str:
    heard = "".join(spelling.spelled(piece))
    return next((_by_sound()[way] for way in _heard().findall(heard)), "")


def _looks_like(piece: str) -> str:
    for length in range(5, 1, -1):
        for start in range(len(piece) - length + 1):
            for way in _one_sign_off(piece[start : start + length]):
                if said := _by_likeness().get(way):
                    return said
    return ""


def _one_sign_off(signs: str) -> Iterator[str]:
    yield signs
    for n in range(len(signs)):
        yield f"{signs[:n]}*{signs[n + 1 :]}"
    for n in range(len(signs) + 1):
        yield f"{signs[:n]}*{signs[n:]}"
    for n in range(len(signs) - 1):
        yield signs[:n] + signs[n + 1] + signs[n] + signs[n + 2 :]


def _nearly(run: str) -> Iterator[Part]:
    if tokens.is_chinese(run):
        yield _nearly_signs(
            "".join(p for p in _split(_filler(), run) if p not in everyday().filler)
        )
    else:
        yield _nearly_in_letters(run)


def _nearly_signs(signs: str) -> Part:
    close = tokens.pairs(signs)
    ways = list(_plain(signs).readings)
    ways.append(Reading(tuple(tokens.sounds(spelling.spelled(signs))), ALIKE))
    if len(signs) > 1:
        apart = [f"{pair[0]}·{pair[1]}" for pair in close]
        ways.append(Reading((*close, *tokens.gaps(signs), *apart), ONE_OFF))
    return Part(signs, tuple(way for way in ways if way.tokens))


def _nearly_in_letters(letters: str) -> Part:
    exact = _in_letters(letters)
    if len(letters) < 4:
        return exact
    variants = spelling.one_letter_off(letters)
    ways = (tokens.sounds(way) for v in variants for way in spelling.readings(v)[:1])
    return Part(letters, (*exact.readings, *(Reading(tuple(way), ONE_OFF) for way in ways if way)))


# ── the list, made ready once ────────────────────────────────────────────────────────────────────


def _parts_of(run: str) -> list[str]:
    return _split(_known(), run)


def _split(known: re.Pattern[str], run: str) -> list[str]:
    """The run cut around every known word in it."""
    return [piece for piece in known.split(run) if piece]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})")


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return {said: entry.means for entry in everyday().meaning for said in entry.said}


@cache
def _known() -> re.Pattern[str]:
    return _any_of([*_meanings(), *everyday().filler])


@cache
def _filler() -> re.Pattern[str]:
    return _any_of(everyday().filler)


@cache
def _by_sound() -> dict[str, str]:
    return {"".join(spelling.spelled(said)): said for said in _meanings() if len(said) > 1}


@cache
def _heard() -> re.Pattern[str]:
    return _any_of(_by_sound())


@cache
def _by_initials() -> dict[str, str]:
    said = [said for said in _meanings() if len(said) > 1]
    return {"".join(s[0] for s in spelling.spelled(word)): word for word in reversed(said)}


@cache
def _by_likeness() -> dict[str, str]:
    """Everyday words of three signs and more by their forms with one sign wrong or missing."""
    forms: dict[str, str] = {}
    for said in _meanings():
        if len(said) > 2:
            for n in range(len(said)):
                forms.setdefault(f"{said[:n]}*{said[n + 1 :]}", said)
            forms.setdefault(said, said)
    return forms
