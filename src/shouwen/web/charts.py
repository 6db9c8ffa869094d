"""Where the parts of a drawing stand. Templates draw them as SVG with classes alone, so that colours
come from the tokens, print is crisp and the strict policy holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from shouwen.queries.rows.promise import KeptRow

WIDE, LEFT, RIGHT = 460, 8, 21  # of the drawing and its margins, in its own units
TICKS = 5  # on an axis, about
STEPS = (1, 2, 5, 10, 15, 20, 30, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Range:
    """Days really taken against promise and law, on one scale: x of each, None where there is
    nothing to draw. ``within`` ends where nine of ten cases were done or the promise ran out,
    ``over`` begins there and is as wide as they went beyond it."""

    ground: float
    within: float | None
    over: float | None
    over_wide: float
    median: float | None
    promise: float | None
    statute: float | None


def ranged(row: KeptRow, axis: int) -> Range:
    """A line of the table as drawn on an axis of so many days."""
    promise = row.promise.n if row.promise else None
    statute = row.statute.n if row.statute else None
    ninth = row.kept.ninth
    ends = min(ninth, promise) if ninth is not None and promise is not None else ninth
    beyond = ninth - promise if ninth is not None and promise is not None else 0
    return Range(
        ground=_wide(statute or max(promise or 0, ninth or 0), axis),
        within=None if ends is None else _wide(ends, axis),
        over=_place(promise, axis) if beyond > 0 else None,
        over_wide=_wide(max(beyond, 0), axis),
        median=_place(row.kept.median, axis),
        promise=_place(promise, axis),
        statute=_place(statute, axis),
    )


def ticks(axis: int) -> Iterator[tuple[float, int]]:
    """The marks of an axis: where, and how many days."""
    step = next((each for each in STEPS if axis <= each * TICKS), axis)
    for days in range(0, axis + 1, step):
        yield _wide(days, axis) + LEFT, days


def _place(days: int | None, axis: int) -> float | None:
    return None if days is None else round(LEFT + _wide(days, axis), 1)


def _wide(days: int, axis: int) -> float:
    return round((WIDE - LEFT - RIGHT) * days / axis, 1)
