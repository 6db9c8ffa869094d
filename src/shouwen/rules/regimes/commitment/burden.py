"""What a version asks of people beyond the one before it: only what an article forces (5.2.1a)."""

from collections.abc import Iterator, Sequence

from shouwen.rules.facts.guide import Basis, Guide, Material, Step
from shouwen.rules.verdict import Bar


def added_without_law(guide: Guide, former: Guide) -> tuple[Bar, ...]:
    """Barred: more materials, steps or visits than in the ``former`` version, where an addition
    does not name the article that forces it. What takes the place of something else, so that there
    are no more of them, is free."""
    return (
        *(
            Bar("5.2.1a", "material_added_without_law", {"material": name, "before": before})
            for name, before in _added(guide.materials, former.materials)
        ),
        *(
            Bar("5.2.1a", "step_added_without_law", {"step": name, "before": before})
            for name, before in _added(guide.steps, former.steps)
        ),
        *_visits(guide, former),
    )


def _added(
    now: Sequence[Material | Step], former: Sequence[Material | Step]
) -> Iterator[tuple[str, int]]:
    """What came to those that were there, by name, with how many there were."""
    before = {item.key for item in former}
    for item in now if len(now) > len(before) else ():
        if item.key not in before and not _forced(item.because):
            yield item.name, len(before)


def _visits(guide: Guide, former: Guide) -> Iterator[Bar]:
    if guide.visits > former.visits and not _forced(guide.visits_because):
        params = {"visits": guide.visits, "before": former.visits}
        yield Bar("5.2.1a", "visits_added_without_law", params)


def _forced(because: Basis | None) -> bool:
    return because is not None and because.is_whole
