"""The shortest life that still breaks what broke in a long one, as a test to paste.

The life is cut where something is broken first, then whole cases go, then single commands, as long as
what is left still breaks the same invariant (delta debugging: Zeller and Hildebrandt, 2002). Every
attempt is played on a fresh copy of one founded office, in this process, on SQLite: a script needs
no particular database."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.core.management import call_command
from django.db import connection, connections

from shouwen.acts import Done
from shouwen.acts.sweeping import Swept
from shouwen.life import setting
from shouwen.life.invariants import INVARIANTS, Broken
from shouwen.life.script import Command, Script, Stage, subset

PASSWORD = "nobody signs in here"  # noqa: S105 - an office that is thrown away
RAISES = "no act fails"
"""Instead of an invariant: an act raised what no door expects."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shrunk:
    """The shortest script found that breaks ``invariant``, what is broken there, and how many
    attempts it took."""

    script: Script
    invariant: str
    broken: tuple[Broken, ...]
    attempts: int

    def as_test(self) -> str:
        """The script as a test, to be pasted into ``tests/life/test_seeds.py``."""
        name = re.sub(r"\W+", "_", self.invariant).strip("_")
        what = "; ".join(f"{found.matter}: {found.what}" for found in self.broken[:1])
        return (
            f"def test_seed_{self.script.seed}_{name}(committed_db: Committed) -> None:\n"
            f"    # {what}\n"
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


def shrink(script: Script, invariant: str) -> Shrunk:
    """The shortest script. Raises ``ValueError`` where the whole one does not break it."""
    with _office(script) as office:
        breaks = _Breaks(script, invariant, office)
        if not breaks(script.commands):
            raise ValueError(
                f"The life of seed {script.seed} does not break “{invariant}” when it is played"
                " again. It may have needed another database, or two processes at once."
            )
        cases = _by_case(script.commands[: breaks.after])
        cases = shortest(cases, lambda kept: breaks(_in_order(kept)))
        commands = shortest(_in_order(cases), breaks)
        return Shrunk(subset(script, commands), invariant, breaks.broken, breaks.attempts)


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
    """Whether some commands break the invariant, on a fresh office. Of the last that did: what is
    ``broken``, and ``after`` how many commands."""

    script: Script
    invariant: str
    office: Path
    attempts: int = 0
    after: int = 0
    broken: tuple[Broken, ...] = ()
    _known: dict[tuple[int, ...], bool] = field(default_factory=dict)

    def __call__(self, commands: Sequence[Command]) -> bool:
        which = tuple(command.n for command in commands)
        if which not in self._known:
            self.attempts += 1
            with _copy(self.office):
                after, broken = _first_broken(subset(self.script, commands), self.invariant)
            self._known[which] = bool(broken)
            if broken:
                self.after, self.broken = after, broken
        return self._known[which]


def _first_broken(script: Script, invariant: str) -> tuple[int, tuple[Broken, ...]]:
    """After how many commands something is broken first, and what. After an act its matter is
    looked at; after a job, and at the end, everything."""
    stage = Stage(script.seed)
    last = len(script.commands)
    for after, command in enumerate(script.commands, 1):
        try:
            outcome = stage.do(command)
        except Exception as error:
            found = Broken("an act", f"{type(error).__name__}: {error}")
            return after, (found,) if invariant == RAISES else ()
        if invariant == RAISES:
            continue
        matters = [outcome.matter] if isinstance(outcome, Done) and after < last else None
        if matters or isinstance(outcome, Swept) or after == last:
            broken = INVARIANTS[invariant].check(matters)[1]
            if broken:
                return after, broken
    return last, ()


def _by_case(commands: Sequence[Command]) -> list[list[Command]]:
    """The commands of each case together; what the jobs do, each by itself."""
    cases: dict[object, list[Command]] = {}
    for place, command in enumerate(commands):
        if command.subject is None:
            cases["job", place] = [command]
        else:
            n = command.subject if isinstance(command.subject, int) else command.n
            cases.setdefault(n, []).append(command)
    return list(cases.values())


def _in_order(cases: Sequence[Sequence[Command]]) -> list[Command]:
    return sorted((c for case in cases for c in case), key=lambda command: command.n)


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
    """This process turned to another SQLite file, and back."""
    if connection.vendor != "sqlite":
        raise RuntimeError("A life is shrunk on SQLite. Play its script without DATABASE_URL.")
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
