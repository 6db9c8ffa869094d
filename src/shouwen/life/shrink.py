"""The shortest life that still breaks what broke in a long one, as a test to paste.

The life is cut where something is broken first, then whole cases go, then single commands, as long as
what is left still breaks the same invariant (delta debugging: Zeller and Hildebrandt, 2002). Every
attempt is played on a fresh copy of one founded office, in this process, on SQLite: a script needs
no particular database. What is tried is bounded in time; when time is up, what was not tried to be
left out stays."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend

from shouwen.acts import Done
from shouwen.acts.sweeping import Swept
from shouwen.life import setting
from shouwen.life.invariants import INVARIANTS, Broken
from shouwen.life.prying import NAME, PRYING
from shouwen.life.script import Script, Stage, subset

PASSWORD = "nobody signs in here"  # noqa: S105 - an office that is thrown away
RAISES = "no act fails"
"""Instead of an invariant: an act raised what no door expects, or the clock could not act."""

CHECKS = {**INVARIANTS, NAME: PRYING}
"""All that can be cut down to."""

NOT_SHORTEST = "    # Time was up before it was the shortest.\n"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shrunk:
    """The shortest script found that breaks ``invariant``, what is broken there, and how many
    attempts it took; ``shortest`` is false where time was up before everything was tried."""

    script: Script
    invariant: str
    broken: tuple[Broken, ...]
    attempts: int
    shortest: bool = True

    def as_test(self) -> str:
        """The script as a test, to be pasted into ``tests/life/test_seeds.py``."""
        name = re.sub(r"\W+", "_", self.invariant).strip("_")
        what = "; ".join(f"{found.matter}: {found.what}" for found in self.broken[:1])
        return (
            f"def test_seed_{self.script.seed}_{name}(committed_db: Committed) -> None:\n"
            f"    # {what}\n"
            f"{'' if self.shortest else NOT_SHORTEST}"
            f"    script = Script.from_lines(\n"
            f'        r"""{self.script.to_lines()}"""\n'
            f"    )\n"
            f'    assert broken_by(script, "{self.invariant}") == ()\n'
        )


def broken_by(script: Script, invariant: str) -> tuple[Broken, ...]:
    """Found the office of a script on the empty database there is, live it, and say what is broken
    of an invariant at the first command after which something is."""
    setting.found(script.staff, script.start, password=PASSWORD)
    return _first_broken(script, invariant)[1]


def shrink(
    script: Script, invariant: str, *, case: int | None = None, seconds: float = inf
) -> Shrunk:
    """The shortest script that was found in so many ``seconds``.

    ``case`` is the command that received the case which is suspected: it is tried alone first.
    Raises ``ValueError`` where not even the whole script breaks the invariant, or not in time."""
    with _office(script) as office:
        breaks = _Breaks(script, invariant, office, perf_counter() + seconds)
        whole = range(len(script.commands))
        if not (case and breaks(_of_case(script, case))) and not breaks(whole):
            raise ValueError(
                f"Time was up before the life of seed {script.seed} broke “{invariant}” again."
                if breaks.time_is_up
                else f"The life of seed {script.seed} does not break “{invariant}” when it is"
                " played again. It may have needed another database, or two processes at once."
            )
        cases = shortest(_by_case(script, breaks.kept), lambda kept: breaks(_in_order(kept)))
        places = shortest(_in_order(cases), breaks)
        commands = [script.commands[place] for place in places]
        return Shrunk(
            subset(script, commands),
            invariant,
            breaks.broken,
            breaks.attempts,
            shortest=not breaks.time_is_up,
        )


def shortest(parts: Sequence[T], breaks: Callable[[Sequence[T]], bool]) -> list[T]:
    """Parts that still break, of which none can be left out (ddmin). All of them must break."""
    kept, pieces = list(parts), 2
    while len(kept) > 1:
        size = -(-len(kept) // pieces)
        for start in range(0, len(kept), size):
            rest = kept[:start] + kept[start + size :]
            if breaks(rest):
                kept, pieces = rest, max(pieces - 1, 2)
                break
        else:
            if size == 1:
                break
            pieces = min(2 * pieces, len(kept))
    return kept


@dataclass
class _Breaks:
    """Whether the commands at some places of a script break the invariant, on a fresh office and
    ``until`` time is up. Of the last that did: what is ``broken``, and the places ``kept``, none of
    which comes after it broke."""

    script: Script
    invariant: str
    office: Path
    until: float
    attempts: int = 0
    kept: tuple[int, ...] = ()
    broken: tuple[Broken, ...] = ()
    _known: dict[tuple[int, ...], bool] = field(default_factory=dict)

    def __call__(self, places: Sequence[int]) -> bool:
        if self.time_is_up:
            return False
        which = tuple(places)
        if which not in self._known:
            self.attempts += 1
            commands = [self.script.commands[place] for place in which]
            with _copy(self.office):
                after, broken = _first_broken(
                    subset(self.script, commands), self.invariant, self.until
                )
            self._known[which] = bool(broken)
            if broken:
                self.kept, self.broken = which[:after], broken
        return self._known[which]

    @property
    def time_is_up(self) -> bool:
        return perf_counter() > self.until


def _first_broken(
    script: Script, invariant: str, until: float = inf
) -> tuple[int, tuple[Broken, ...]]:
    """After how many commands something is broken first, and what; nothing, where time is up. After
    an act its matter is looked at; after a job, and at the end, everything."""
    stage = Stage(script.seed)
    last = len(script.commands)
    for after, command in enumerate(script.commands, 1):
        if perf_counter() > until:
            break
        try:
            outcome = stage.do(command)
        except Exception as error:
            found = Broken("an act", f"{type(error).__name__}: {error}")
            return after, (found,) if invariant == RAISES else ()
        if invariant == RAISES:
            if isinstance(outcome, Swept) and outcome.failed:
                return after, (Broken("the clock", f"could not act on {outcome.failed}"),)
            continue
        matters = [outcome.matter] if isinstance(outcome, Done) and after < last else None
        if matters or isinstance(outcome, Swept) or after == last:
            broken = CHECKS[invariant].check(matters)[1]
            if broken:
                return after, broken
    return last, ()


def _of_case(script: Script, case: int) -> list[int]:
    """Where the commands of one case stand, and the jobs."""
    return [
        place
        for place, command in enumerate(script.commands)
        if command.subject is None or case in (command.n, command.subject)
    ]


def _by_case(script: Script, places: Iterable[int]) -> list[list[int]]:
    """The places of each case together; what the jobs do, each by itself."""
    cases: dict[object, list[int]] = {}
    for place in places:
        command = script.commands[place]
        if command.subject is None:
            cases["job", place] = [place]
        else:
            n = command.subject if isinstance(command.subject, int) else command.n
            cases.setdefault(n, []).append(place)
    return list(cases.values())


def _in_order(cases: Iterable[Iterable[int]]) -> list[int]:
    return sorted(place for case in cases for place in case)


# ── Fresh offices ───────────────────────────────────────────────────────────────────────────────


@contextmanager
def _office(script: Script) -> Iterator[Path]:
    """A file with the office of a script, in which nothing was done yet."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office.sqlite3"
        with _turned_to(office):
            call_command("migrate", verbosity=0)
            setting.found(script.staff, script.start, password=PASSWORD)
        yield office


@contextmanager
def _copy(office: Path) -> Iterator[None]:
    """This process turned to a copy of the office."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(office, folder))
        with _turned_to(copy):
            yield


@contextmanager
def _turned_to(file: Path) -> Iterator[None]:
    """This process turned to an SQLite file, whatever it works on, and back."""
    before = connections[DEFAULT_DB_ALIAS]
    before.close()
    sqlite = load_backend("django.db.backends.sqlite3").DatabaseWrapper
    connections[DEFAULT_DB_ALIAS] = sqlite(
        {**before.settings_dict, "NAME": str(file), "OPTIONS": settings.SQLITE_OPTIONS},
        DEFAULT_DB_ALIAS,
    )
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = before
