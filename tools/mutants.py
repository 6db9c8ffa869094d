"""Guards broken on purpose, one at a time: who notices? (part of ``make soak``)

Each guard that a move needs, or must leave behind, is replaced in that move by one that always
holds. The truth tables of the rules must notice, or a clumsy life (``tests.life.clumsy``) whose
invariants break; where neither does, the tests of the acts are asked. Each mutant lives in a
process of its own. Prints a table in Markdown; fails where nobody noticed and no reason is given
here."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shouwen.life.faults import prepare

SEED, ATTEMPTS = 7, 2000
TRUTH_TABLES = [f"tests/rules/test_{name}.py" for name in ("judge", "guards_case", "lives")]
ACTS = ["tests/acts"]
REASONS = {
    "case.receive_correction a_notice_was_told": "a case that is being corrected was told so: no"
    " act leads there but the notice. The guard is for whoever writes another one.",
}
"""Why a mutant that nobody notices is left: by ``act guard``."""


@dataclass(frozen=True)
class Mutant:
    """A guard of a move, in its ``needs`` or ``leaves``; or of every move (no ``act``)."""

    act: str
    where: str
    place: int
    guard: str

    def __str__(self) -> str:
        return f"{self.act or 'every act'} {self.guard}"

    def break_it(self) -> None:
        """Let the guard always hold in this process."""
        from shouwen.rules import judge

        if not self.act:
            judge.ALWAYS = self._broken(judge.ALWAYS)
            return
        move = judge.MOVES[self.act]
        object.__setattr__(move, self.where, self._broken(getattr(move, self.where)))

    def _broken(self, needs: tuple[Any, ...]) -> tuple[Any, ...]:
        need = needs[self.place]
        holds = (
            replace(need, check=lambda *_: None)
            if hasattr(need, "check")
            else replace(need, find=lambda *_: ())
        )
        return (*needs[: self.place], holds, *needs[self.place + 1 :])


def mutants() -> Iterator[Mutant]:
    """All of them."""
    from shouwen.rules.judge import ALWAYS, MOVES

    for place, need in enumerate(ALWAYS):
        yield Mutant("", "", place, need.name)
    for act, move in MOVES.items():
        for where in ("needs", "leaves"):
            for place, need in enumerate(getattr(move, where)):
                yield Mutant(act, where, place, need.name)


def main() -> int:
    """Exit status 1 where a mutant survived without a reason."""
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        office, script = _clumsy_life(Path(folder))
        witnesses: dict[str, Callable[[], bool]] = {
            "truth tables": lambda: _tests_fail(TRUTH_TABLES),
            "life": lambda: _life_breaks(office, script),
        }
        for name, sees in witnesses.items():
            if _noticed(None, sees):
                raise RuntimeError(f"{name}: something is wrong though nothing was broken")
        print("| act | guard | noticed by |\n|---|---|---|")
        for mutant in mutants():
            noticed = [name for name, sees in witnesses.items() if _noticed(mutant, sees)]
            if not noticed and _noticed(mutant, lambda: _tests_fail(ACTS)):
                noticed = ["tests of acts"]
            reason = REASONS.get(str(mutant), "")
            survived += not (noticed or reason)
            act = mutant.act or "every act"
            print(f"| `{act}` | `{mutant.guard}` | {', '.join(noticed) or reason or 'NOBODY'} |")
            sys.stdout.flush()
    return 1 if survived else 0


def _noticed(mutant: Mutant | None, sees: Callable[[], bool]) -> bool:
    """Whether a witness sees the mutant (None: that nothing is broken); both are in a process of
    their own."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w") as nothing, contextlib.suppress(BaseException):
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
            if mutant:
                mutant.break_it()
            os._exit(10 if sees() else 0)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 10):
        raise RuntimeError(f"{mutant}: a witness ended with status {code}")
    return code == 10


def _tests_fail(paths: list[str]) -> bool:
    import pytest

    return pytest.main([*paths, "-q", "-x", "-p", "no:cacheprovider"]) != 0


def _clumsy_life(home: Path) -> tuple[Path, Any]:
    """A founded office as a file, and the life that will be lived in copies of it."""
    from django.db import connection, connections

    from shouwen.life import setting
    from tests.life.clumsy import Clumsy

    clumsy = Clumsy(SEED)
    setting.found(clumsy.script.staff, clumsy.start, password="not asked for")
    connections.close_all()
    office = Path(shutil.copy(connection.settings_dict["NAME"], home / "founded.sqlite3"))
    for _ in clumsy.live(ATTEMPTS):
        pass
    return office, clumsy.script


def _life_breaks(office: Path, script: Any) -> bool:
    from django.db import connection

    from shouwen.acts import Done
    from shouwen.life.invariants import check_all
    from shouwen.life.script import Stage

    with tempfile.TemporaryDirectory() as folder:
        connection.settings_dict["NAME"] = shutil.copy(office, folder)
        stage = Stage(script.seed)
        for command in script.commands:
            try:
                outcome = stage.do(command)
            except Exception:
                return True  # an act that fails is noticed by whoever asked for it
            if isinstance(outcome, Done) and _any_broken(check_all([outcome.matter])):
                return True
        return _any_broken(check_all())


def _any_broken(found: dict[str, Any]) -> bool:
    return any(broken for _, broken in found.values())


if __name__ == "__main__":
    sys.exit(main())
