"""What is asked of whoever puts a guide into English."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.rules.facts.wording import Texts


@dataclass(frozen=True, slots=True)
class EnglishAsked:
    """The texts of a guide by their places, and what is written of them so far."""

    chinese: Texts
    english: Texts
