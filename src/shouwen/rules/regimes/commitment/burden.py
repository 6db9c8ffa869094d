"""What a version asks of people beyond the one before it: only what an article forces (5.2.1a)."""

from collections.abc import Iterator

from shouwen.rules.facts.guide import Basis, Guide
from shouwen.rules.verdict import Bar


def added_without_law(guide: Guide, former: Guide) -> tuple[Bar, ...]:
    """Barred: more materials, steps or visits than in the ``former`` version, where an addition
    does not name the article that forces it. What takes the place of something else, so that there
    are no more of them, is free."""
    return (*_materials(guide, former), *_steps(guide, former), *_visits(guide, former))


def _forced(because: Basis | None) -> bool:
    return because is not None and because.is_whole


def _materials(guide: Guide, former: Guide) -> Iterator[Bar]:
    before = {material.key for material in former.materials}
    if len(guide.materials) > len(before):
        for material in guide.materials:
            if material.key not in before and not _forced(material.because):
                params = {"material": material.name, "before": len(before)}
                yield Bar("5.2.1a", "material_added_without_law", params)


def _steps(guide: Guide, former: Guide) -> Iterator[Bar]:
    before = {step.key for step in former.steps}
    if len(guide.steps) > len(before):
        for step in guide.steps:
            if step.key not in before and not _forced(step.because):
                params = {"step": step.name, "before": len(before)}
                yield Bar("5.2.1a", "step_added_without_law", params)


def _visits(guide: Guide, former: Guide) -> Iterator[Bar]:
    if guide.visits > former.visits and not _forced(guide.visits_because):
        params = {"visits": guide.visits, "before": former.visits}
        yield Bar("5.2.1a", "visits_added_without_law", params)
