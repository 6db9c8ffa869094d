"""A life measured: what was done in it, how fast, and whether everything held that must. What did
not hold is cut down to the shortest life in which it does not (:mod:`.shrink`)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import islice
from time import perf_counter
from traceback import format_exc
from typing import Any
from uuid import UUID

from shouwen.acts import Barred, Done
from shouwen.acts.sweeping import Swept
from shouwen.life import prying
from shouwen.life.checking import EVER
from shouwen.life.contacts import REPORT
from shouwen.life.invariants import Broken, check_all
from shouwen.life.script import RECEIVES, Command, Outcome, Script, Stage
from shouwen.life.shrink import RAISES, shrink
from shouwen.life.world import World

EVERY = 1000
"""After so many commands, what they touched is checked; at the end, everything is."""

PRIED = 2
"""So many of the matters touched are then asked for by people who may not see them, and at the end
twice as many; and what reports on somebody, by them (:mod:`.prying`)."""

SHOWN = 20
"""So many broken things of an invariant are told; all are counted."""

SHRINKING = 300.0
"""Seconds in which all that broke is cut down, each in its share."""


@dataclass(slots=True)
class Held:
    """One invariant: how many things it was checked on, how many were broken, the first of them,
    and after how many commands of the life the first was seen."""

    checked: int = 0
    broken: int = 0
    shown: list[Broken] = field(default_factory=list)
    seen_after: int = 0

    def add(self, checked: int, broken: tuple[Broken, ...], commands: int) -> None:
        """The outcome of one more check, after so many ``commands``."""
        self.checked += checked
        if broken and not self.broken:
            self.seen_after = commands
        self.broken += len(broken)
        self.shown = [*self.shown, *broken][:SHOWN]


@dataclass(frozen=True, slots=True)
class Lived:
    """A life that was lived. ``acts`` are those done, the clock's included; ``refused_acts`` those
    that a bar stopped. ``failed``: times the clock could not act on a matter. ``product_share`` is
    the share of the time that went into acts and queries, checks apart. ``planted``: by abuse, the
    commands that are it. ``shrunk``: by broken invariant, the shortest life that breaks it, as a
    test to paste."""

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
    shrunk: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether everything held."""
        return not any(held.broken for held in self.invariants.values())

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
        return "\n".join(lines if not self.whole else [*lines, "everything held"])

    def to_json(self) -> dict[str, Any]:
        """The document of ``shouwen live --json``."""
        return asdict(self)


def measure(world: World, say: Callable[[str], None] = lambda words: None) -> Lived:
    """Live the life of ``world`` to its end, or until an act fails. ``say`` is told of each
    month, and where an act failed."""
    began = perf_counter()
    acts = refused = failed = 0
    checking, looked = 0.0, EVER
    held: dict[str, Held] = defaultdict(Held)
    touched: dict[UUID, bool] = {}  # in the order of time, whether it is a case
    received: list[UUID] = []
    reports: list[UUID] = []
    month = ""

    def check(chosen: Collection[UUID] | None, happened: datetime, pried: Iterable[UUID]) -> float:
        since = perf_counter()
        looks = check_all(chosen, happened) | {prying.NAME: prying.PRYING.check(pried)}
        for name, found in looks.items():
            held[name].add(*found, len(world.commands))
        return perf_counter() - since

    def life() -> Iterator[tuple[Command, Outcome]]:
        try:
            yield from world.live()
        except Exception as error:
            say(format_exc())
            failure = Broken("an act", f"{type(error).__name__}: {error}")
            held[RAISES].add(1, (failure,), len(world.commands))

    for n, (command, outcome) in enumerate(life(), 1):
        match outcome:
            case Done(matter, before=False):
                acts += 1
                touched[matter] = command.act.startswith(("case.", "step."))
                if command.act == RECEIVES:
                    received.append(matter)
                if command.act == REPORT:
                    reports.append(matter)
            case Barred():
                refused += 1
            case Swept():
                acts += sum(outcome.acts.values())
                failed += outcome.failed
                stuck = Broken("the clock", f"could not act on {outcome.failed}")
                held[RAISES].add(1, (stuck,) if outcome.failed else (), n)
        if n % EVERY == 0:
            some = [*islice(filter(touched.get, touched), PRIED), *reports[-1:]]
            checking += check(touched, looked, some)
            touched.clear()
            looked = command.at
        if f"{command.at:%Y-%m}" > month:
            month = f"{command.at:%Y-%m}"
            say(f"{month} begins, {acts} acts so far")
    some = [*received[:: len(received) // (2 * PRIED) + 1], *reports[-PRIED:]]
    checking += check(None, EVER, some)
    seconds = perf_counter() - began
    return Lived(
        seed=world.seed,
        acts=acts,
        matters=len(received),
        refused_acts=refused,
        failed=failed,
        seconds=round(seconds, 1),
        acts_per_second=round(acts / seconds, 1),
        product_share=round(world.flow.product_seconds / (seconds - checking), 2),
        invariants=dict(held),
        planted=world.truth,
    )


def cut_down(
    world: World, lived: Lived, say: Callable[[str], None], seconds: float = SHRINKING
) -> Lived:
    """The same with ``shrunk``: what broke in ``world``, cut down in so many seconds. ``say`` is
    told each test, or why there is none."""
    shrunk = {}
    broken = {name: held for name, held in lived.invariants.items() if held.broken}
    for name, held in broken.items():
        commands = tuple(world.commands[: held.seen_after])
        script = Script(world.seed, world.staff, world.start, commands)
        share = seconds / len(broken)
        say(f"cutting down “{name}”, for {share:.0f} s at most")
        try:
            found = shrink(script, name, case=_suspect(script, held), seconds=share)
        except ValueError as why:
            say(str(why))
            continue
        shrunk[name] = found.as_test()
        how = "the shortest life" if found.shortest else "time was up: a shorter life"
        left = len(found.script.commands)
        say(f"{how} of {found.attempts} tried, {left} of {len(commands)} commands:\n")
        say(shrunk[name])
    return replace(lived, shrunk=shrunk)


def _suspect(script: Script, held: Held) -> int | None:
    """The command that received the first broken case, or the one in which the last act failed."""
    last = script.commands[-1]
    failed_on = last.subject if isinstance(last.subject, int) else last.n
    return Stage(script.seed).made(held.shown[0].matter) or failed_on
