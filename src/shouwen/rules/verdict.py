"""Bars and guards: why an act may not be done, and the facts that must hold for it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Params = Mapping[str, object]
NOTHING: Params = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bar:
    """An act is refused under ``clause`` for the reason ``code``.

    The sentence people read is looked up by code when it is read (``shouwen.rules.sentences``)
    and filled with ``params``; neither ledger nor tables hold a language (decision 15)."""

    clause: str
    code: str
    params: Params = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be improved under ``clause`` that bars nothing; its sentence is looked up by
    ``code`` like a bar's."""

    clause: str
    code: str
    params: Params = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Guard:
    """A fact that must hold. Its name reads as the fact and is the code of the bar where it does
    not; ``facets`` are the parts of the file it looks at; ``sentence`` is what people read."""

    name: str
    clause: str
    sentence: str
    facets: tuple[str, ...]
    check: Callable[..., Params | None]

    def bars(self, facts: Mapping[str, Any]) -> tuple[Bar, ...]:
        """The bar, where the fact does not hold on these facts; else none."""
        params = self.check(*(facts[facet] for facet in self.facets))
        return () if params is None else (Bar(self.clause, self.name, params),)


@dataclass(frozen=True, slots=True)
class Review:
    """A guard over many parts, each with a bar of its own: the completeness of a guide."""

    name: str
    clause: str
    facets: tuple[str, ...]
    find: Callable[..., tuple[Bar, ...]]

    def bars(self, facts: Mapping[str, Any]) -> tuple[Bar, ...]:
        """Every bar found on these facts."""
        return self.find(*(facts[facet] for facet in self.facets))


Need = Guard | Review


def guard(clause: str, sentence: str) -> Callable[[Callable[..., Params | None]], Guard]:
    """Make a guard of a function that returns None where its fact holds, and otherwise what fills
    the gaps of ``sentence``. Its parameters name the facets it looks at."""

    def make(check: Callable[..., Params | None]) -> Guard:
        return Guard(check.__name__, clause, sentence, _parameters(check), check)

    return make


def review(clause: str) -> Callable[[Callable[..., tuple[Bar, ...]]], Review]:
    """Make a review of a function that returns every bar it finds. Its parameters name the facets
    it looks at; ``clause`` is what it stands for in the matrix of moves."""

    def make(find: Callable[..., tuple[Bar, ...]]) -> Review:
        return Review(find.__name__, clause, _parameters(find), find)

    return make


def _parameters(check: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(check).parameters)
