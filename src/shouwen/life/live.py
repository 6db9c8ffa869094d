"""A life measured: what was done in it, how fast, and whether everything held that must."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any
from uuid import UUID

from shouwen.acts import Barred, Done
from shouwen.acts.sweeping import Swept
from shouwen.life.invariants import Broken, check_all
from shouwen.life.script import RECEIVES
from shouwen.life.world import World

EVERY = 500
"""After so many commands, what they touched is checked; at the end, everything is."""

SHOWN = 20
"""So many broken things of an invariant are told; all are counted."""


@dataclass(slots=True)
class Held:
    """One invariant: how many things it was checked on, how many were broken, the first of them."""

    checked: int = 0
    broken: int = 0
    shown: list[Broken] = field(default_factory=list)

    def add(self, checked: int, broken: tuple[Broken, ...]) -> None:
        """The outcome of one more check."""
        self.checked += checked
        self.broken += len(broken)
        self.shown = [*self.shown, *broken][:SHOWN]


@dataclass(frozen=True, slots=True)
class Lived:
    """A life that was lived. ``acts`` are those done, the clock's included; ``refused_acts`` those
    that a bar stopped. ``failed``: times the clock could not act on a matter. ``product_share`` is
    the share of the time that went into acts and queries, checks apart. ``planted``: by abuse, the
    commands that are it."""

    seed: int
    acts: int
    matters: int
    refused_acts: int
    failed: int
    seconds: float
    acts_per_second: float
    product_share: float
    invariants: Mapping[str, Held]
    planted: Mapping[str, list[int]]

    @property
    def whole(self) -> bool:
        """Whether everything held."""
        return not self.failed and not any(held.broken for held in self.invariants.values())

    def in_words(self) -> str:
        """The same for people: what was lived, and what did not hold."""
        checked = sum(held.checked for held in self.invariants.values())
        lines = [
            f"seed {self.seed}: {self.matters} cases, {self.acts} acts ({self.refused_acts} refused)"
            f" in {self.seconds} s, {self.acts_per_second} a second;"
            f" {checked} checks of {len(self.invariants)} invariants"
        ]
        lines += [f"planted: {abuse}, {len(found)} times" for abuse, found in self.planted.items()]
        for name, held in self.invariants.items():
            lines += [f"BROKEN {name}: {one.matter}: {one.what}" for one in held.shown]
        if self.failed:
            lines.append(f"BROKEN the clock could not act {self.failed} times")
        return "\n".join(lines if not self.whole else [*lines, "everything held"])

    def to_json(self) -> dict[str, Any]:
        """The document of ``shouwen live --json``."""
        return asdict(self)


def measure(world: World, say: Callable[[str], None] = lambda words: None) -> Lived:
    """Live the life of ``world`` to its end. ``say`` is told of each month."""
    began = perf_counter()
    acts = matters = refused = failed = 0
    checking = 0.0
    held: dict[str, Held] = defaultdict(Held)
    touched: set[UUID] = set()
    month = ""

    def check(chosen: Collection[UUID] | None) -> float:
        since = perf_counter()
        for name, found in check_all(chosen).items():
            held[name].add(*found)
        return perf_counter() - since

    for n, (command, outcome) in enumerate(world.live(), 1):
        match outcome:
            case Done(matter, before=False):
                acts += 1
                matters += command.act == RECEIVES
                touched.add(matter)
            case Barred():
                refused += 1
            case Swept():
                acts += sum(outcome.acts.values())
                failed += outcome.failed
        if n % EVERY == 0:
            checking += check(touched)
            touched.clear()
        if f"{command.at:%Y-%m}" > month:
            month = f"{command.at:%Y-%m}"
            say(f"{month} begins, {acts} acts so far")
    checking += check(None)
    seconds = perf_counter() - began
    return Lived(
        seed=world.seed,
        acts=acts,
        matters=matters,
        refused_acts=refused,
        failed=failed,
        seconds=round(seconds, 1),
        acts_per_second=round(acts / seconds, 1),
        product_share=round(world.product_seconds / (seconds - checking), 2),
        invariants=dict(held),
        planted=world.truth,
    )
