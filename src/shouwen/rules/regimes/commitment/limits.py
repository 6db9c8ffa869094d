"""Limits: the promise within the law, the steps within the promise (5.2.2c, 5.2.2e, 6.2, 6.3)."""

from collections.abc import Iterator

from shouwen.rules.facts.guide import Guide
from shouwen.rules.verdict import Bar
from shouwen.rules.words import LimitUnit

IMMEDIATE_AT_MOST = 1
"""Working days an immediate service may promise: what arrives online or out of hours is done by
the end of the next working day, everything else within the visit (6.3)."""


def promise_beyond_statute(guide: Guide) -> tuple[Bar, ...]:
    """Barred: a promise longer than the statutory limit, or in another unit, where the two could
    not be compared without a calendar (5.2.2e). None where no law sets a limit."""
    statute, promise = guide.statute, guide.promise
    if statute is None:
        return ()
    if promise.unit is not statute.unit:
        units = {"promise_unit": promise.unit, "statute_unit": statute.unit}
        return (Bar("5.2.2e", "promise_in_other_unit", units),)
    if promise.n > statute.n:
        limits = {"promise": promise.n, "statute": statute.n, "unit": statute.unit}
        return (Bar("5.2.2e", "promise_beyond_statute", limits),)
    return ()


def steps_beyond_promise(guide: Guide) -> tuple[Bar, ...]:
    """Barred: steps that are always taken and together last longer than the promise, or a step
    whose limit is in another unit (5.2.2c). A step taken only where the case calls for it has its
    limit beside the promise: a hearing's time does not count (行政许可法 art. 45)."""
    unit, promise = guide.promise.unit, guide.promise.n
    other = tuple(
        Bar("5.2.2c", "step_in_other_unit", {"step": step.name, "unit": unit})
        for step in guide.steps
        if step.needed and step.limit.unit is not unit
    )
    if other:
        return other
    together = sum(step.limit.n for step in guide.steps if step.needed)
    if together > promise:
        params = {"steps": together, "promise": promise, "unit": unit}
        return (Bar("5.2.2c", "steps_beyond_promise", params),)
    return ()


def immediate_made_timed(guide: Guide) -> tuple[Bar, ...]:
    """Barred: an immediate service with steps or with a longer promise, for it would not be done
    within the visit (6.3)."""
    return tuple(_immediate_made_timed(guide)) if guide.immediate else ()


def _immediate_made_timed(guide: Guide) -> Iterator[Bar]:
    if guide.steps:
        yield Bar("6.3", "immediate_with_steps", {"steps": len(guide.steps)})
    promise = guide.promise
    if promise.unit is not LimitUnit.WORKING_DAY or promise.n > IMMEDIATE_AT_MOST:
        yield Bar("6.3", "immediate_promise_too_long", {"n": promise.n, "unit": promise.unit})
