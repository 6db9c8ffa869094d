"""What an editor is advised to spare people, from what was seen of the service: nothing here bars
(5.2.1a, 5.2.1b, 6.2)."""

from collections.abc import Iterator

from shouwen.rules.facts.experience import Experience
from shouwen.rules.facts.guide import Guide
from shouwen.rules.policy import number
from shouwen.rules.regimes.commitment.kept import counted_in, room_in
from shouwen.rules.regimes.commitment.wording import vague_words
from shouwen.rules.verdict import Notice

SHOWN = 3  # things asked for that are named


def advised(guide: Guide, experience: Experience) -> tuple[Notice, ...]:
    """A tighter promise where the office keeps one already, steps that never changed an outcome,
    and what a catch-all really meant."""
    return (
        *_tighter(guide, experience),
        *_idle_steps(guide, experience),
        *_really_asked(guide, experience),
    )


def _tighter(guide: Guide, experience: Experience) -> Iterator[Notice]:
    promise = guide.promise
    taken = experience.taken.get(counted_in(promise.unit), {})
    ninth = None if guide.immediate else room_in(promise, taken)
    if ninth is not None:
        cases = sum(taken.values())
        params = {"promise": promise.n, "unit": promise.unit, "cases": cases, "ninth": ninth}
        yield Notice("6.2", "promise_could_be_tighter", params)


def _idle_steps(guide: Guide, experience: Experience) -> Iterator[Notice]:
    for step in guide.steps:
        seen = experience.steps.get(step.key)
        if seen and seen.done >= number("enough_cases") and not seen.otherwise:
            params = {"step": step.name, "done": seen.done}
            yield Notice("5.2.1a", "step_never_changed_an_outcome", params)


def _really_asked(guide: Guide, experience: Experience) -> Iterator[Notice]:
    for material in guide.materials:
        words = f"{material.name} {material.requirement} {material.when}"
        asked = [each for each in experience.asked if each.material == material.key]
        if asked and vague_words(words):
            most = sorted(asked, key=lambda each: (-each.times, each.cure))[:SHOWN]
            said = "、".join(f"“{each.cure}”{each.times} 次" for each in most)
            params = {"material": material.name, "asked": said}
            yield Notice("5.2.1b", "asked_under_a_catch_all", params)
