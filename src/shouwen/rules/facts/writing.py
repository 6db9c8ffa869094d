"""What somebody has written at home so far: an application, or the answer to a notice, a page at a
time. Nothing of it is with the office before it is sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shouwen.rules.facts.guide import Guide, Material, Option, Situation
from shouwen.rules.words import MaterialSource

ASK = "ask-"
MATERIAL = "material-"
WHO, AGENT, CONTACT, RESULT = "who", "agent", "contact", "result"
"""What the pages of an application are called: one a situation, one a material, and these."""

POWER = "mandate"
"""The key of the power of attorney (行政许可法 art. 29), where a guide lists it and where it does not:
an agent shows one, and nobody else is asked for it."""


@dataclass(frozen=True)
class Writing:
    """``said`` has what each page was answered with; ``scanned`` are the materials of which there
    are files."""

    guide: Guide
    said: Mapping[str, Mapping[str, Any]]
    scanned: Collection[str] = ()

    @cached_property
    def questions(self) -> tuple[Situation, ...]:
        """The situations worth asking about: whose answers spare a material. Who acts is asked
        anyway, and spares the power of attorney."""
        asked = {
            name.partition(".")[0]
            for material in self.guide.materials
            if material.key != POWER
            for name in material.needed_in
        }
        return tuple(each for each in self.guide.situations if each.key in asked)

    @cached_property
    def answers(self) -> frozenset[str]:
        """What was answered about the applicant's own case: ``situation.option``."""
        return frozenset(
            f"{situation.key}.{option.key}" for situation, option in self.answered.values()
        )

    @cached_property
    def answered(self) -> dict[str, tuple[Situation, Option]]:
        """The situations that were answered with one of their options."""
        found = {}
        for situation in self.questions:
            chosen = self.said.get(ASK + situation.key, {}).get("answer")
            for option in situation.options:
                if option.key == chosen:
                    found[situation.key] = situation, option
        return found

    @cached_property
    def asked(self) -> tuple[Material, ...]:
        """The materials that the applicant is to bring, in the guide's order (5.2.1a)."""
        return tuple(each for each in self.guide.materials if not self._spared(each))

    @cached_property
    def spared(self) -> tuple[Material, ...]:
        """The materials that are not theirs to bring: the office has them, or their case does not
        call for them (5.2.1a)."""
        return tuple(each for each in self.guide.materials if self._spared(each))

    def why_spared(self, material: Material) -> tuple[tuple[Situation, Option], ...]:
        """The answers that spare them a material; none where the office has it."""
        return tuple(
            (situation, option)
            for key, (situation, option) in self.answered.items()
            if any(name.startswith(f"{key}.") for name in material.needed_in)
            and f"{key}.{option.key}" not in material.needed_in
        )

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """What is asked about their case, beside who applies: the page for that asks it of all."""
        return tuple(
            situation
            for situation in self.questions
            if any(
                name.startswith(f"{situation.key}.")
                for material in self.guide.materials
                if material.key != POWER
                for name in material.needed_in
            )
        )

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every page in order, up to the last look before it is sent."""
        return (
            *(ASK + situation.key for situation in self.situations),
            *(WHO, AGENT),
            *((MATERIAL + POWER,) if self.by_agent else ()),
            CONTACT,
            *(MATERIAL + material.key for material in self.asked if material.key != POWER),
            RESULT,
        )

    @property
    def by_agent(self) -> bool:
        """Whether somebody else applies for the applicant."""
        return bool(self.said.get(AGENT, {}).get("agent"))

    @property
    def left(self) -> tuple[str, ...]:
        """The pages that were not answered yet; a material may be left for later."""
        return tuple(page for page in self.pages if page not in self.said)

    @property
    def brought(self) -> tuple[Material, ...]:
        """The materials of which there is something."""
        return tuple(each for each in self.asked if self.has(each.key))

    def has(self, key: str) -> bool:
        """Whether there is anything of a material: files, or words where words will do."""
        words = self.said.get(MATERIAL + key, {}).get("words", "")
        return key in self.scanned or bool(words.strip())

    def unneeded(self, key: str) -> bool:
        """Whether they say that a material which only some cases call for is none of theirs."""
        return bool(self.said.get(MATERIAL + key, {}).get("unneeded")) and not self.has(key)

    def _spared(self, material: Material) -> bool:
        if material.key == POWER:
            return AGENT in self.said and not self.by_agent
        return material.source is MaterialSource.OFFICE or not self.guide.needs(
            material, self.answers
        )
