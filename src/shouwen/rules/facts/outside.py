"""The facet of a publication outside of our own pages: in the press, on a notice board (5.3b)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Outside:
    """What is entered of it: where, on which day, and whether a photograph proves it. ``since`` is
    the day on which what it shows was published: the version, or, of the whole catalogue, the first
    of all; None where nothing was."""

    place: str
    day: date
    photographed: bool
    since: date | None
