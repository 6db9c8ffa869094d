"""What may be done now, and what may not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActOption:
    """Something the viewer may do now, as ``judge`` found it."""

    act: str  # the act's name, e.g. case.accept
    label: str
    hint: str  # what follows from it, in one line
    key: str = ""  # a single capital letter that does it
    first: bool = False  # the one to expect now
    negative: bool = False  # says no to the applicant


@dataclass(frozen=True, slots=True)
class ActBarred:
    """Something the viewer may not do now: which clause bars it, and the sentence."""

    act: str
    label: str
    clause: str
    sentence: str
