"""The public page of who is responsible for what (2.7.1, 2.7.2)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SectionDoes:
    """A section with what it does: its duties, where it sits, its phone, who leads it."""

    name: str
    room: str
    phone: str
    head: str
    leader: str  # who supervises it
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunctionDone:
    """A function of the office, the paper it rests on, and the sections that carry it."""

    text: str
    source: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """What the office is for and which section does what, as the scheme in force says."""

    scheme: int
    since: date
    functions: tuple[FunctionDone, ...]
    sections: tuple[SectionDoes, ...]
