"""Guards broken on purpose, one at a time: who notices? (part of ``make soak``)

Each guard is let hold always, wherever it is asked. The truth tables of the rules that name it are
asked first, then all of them, then a clumsy life (``tests.life.clumsy``) whose invariants must
break, then the tests of the acts; the first who notices is named. (That a move names the guard at
all, the generated pages say, whose freshness is tested.) Each mutant lives in a process of its own,
forked from one that has read the truth tables. Prints a table in Markdown; fails where nobody
noticed and no reason is given here. ``python -m tools.mutants GUARD...`` breaks these alone."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shouwen.life.faults import prepare
from shouwen.rules.verdict import Guard, Need

SEED, ATTEMPTS = 7, 1000
TRUTH_TABLES = [
    *sorted(map(str, Path("tests/rules").glob("test_guards_*.py"))),
    *(
        f"tests/rules/test_{name}.py"
        for name in ("judge", "lives", "commitment", "post_duty", "directory")
    ),
]
ACTS = ["tests/acts"]
REASONS: dict[str, str] = {}
"""Why a mutant that nobody notices is left: by guard."""


@dataclass(frozen=True)
class Mutant:
    """A guard as it stands in moves, and how many acts' moves name it (none: every act's)."""

    need: Need
    acts: int

    @property
    def guard(self) -> str:
        return self.need.name

    def break_it(self) -> None:
        """Let the guard always hold in this process."""
        if isinstance(self.need, Guard):
            object.__setattr__(self.need, "check", lambda *_: None)
        else:
            object.__setattr__(self.need, "find", lambda *_: ())


def mutants() -> Iterator[Mutant]:
    """All of them, in the order in which moves name them."""
    from shouwen.rules.judge import ALWAYS, MOVES

    acts: dict[str, tuple[Need, set[str]]] = {need.name: (need, set()) for need in ALWAYS}
    for act, move in MOVES.items():
        for need in (*move.needs, *move.leaves):
            acts.setdefault(need.name, (need, set()))[1].add(act)
    for need, named_by in acts.values():
        yield Mutant(need, len(named_by))


def main(asked: list[str]) -> int:
    """Exit status 1 where a mutant survived without a reason."""
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        _read_truth_tables()
        office, script = _clumsy_life(Path(folder))
        witnesses: tuple[tuple[str, Callable[[str], bool]], ...] = (
            ("truth tables", lambda guard: _tests_fail(_naming(guard))),
            ("truth tables", lambda guard: _tests_fail(TRUTH_TABLES)),
            ("life", lambda guard: _life_breaks(office, script)),
            ("tests of acts", lambda guard: _tests_fail(ACTS)),
        )
        for name, sees in witnesses:
            if _noticed(None, sees):
                raise RuntimeError(f"{name}: something is wrong though nothing was broken")
        print("| guard | acts | noticed by |\n|---|---|---|")
        for mutant in mutants():
            if asked and mutant.guard not in asked:
                continue
            noticed = (name for name, sees in witnesses if _noticed(mutant, sees))
            said = next(noticed, "") or REASONS.get(mutant.guard, "")
            survived += not said
            print(f"| `{mutant.guard}` | {mutant.acts or 'all'} | {said or 'NOBODY'} |", flush=True)
    return 1 if survived else 0


def _noticed(mutant: Mutant | None, sees: Callable[[str], bool]) -> bool:
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
            os._exit(10 if sees(mutant.guard if mutant else "") else 0)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 10):
        raise RuntimeError(f"{mutant}: a witness ended with status {code}")
    return code == 10


def _naming(guard: str) -> list[str]:
    return [path for path in TRUTH_TABLES if guard in Path(path).read_text()]


def _read_truth_tables() -> None:
    """Import them here, once: a mutant's process has them when it is forked."""
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
        _pytest([*TRUTH_TABLES, "--collect-only"])


def _tests_fail(paths: list[str]) -> bool:
    return bool(paths) and _pytest(paths) != 0


def _pytest(arguments: list[str]) -> int:
    import pytest

    quickly = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist")
    return pytest.main([*arguments, *quickly])


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
    from shouwen.life.script import Stage
    from tests.life.clumsy import broken_at_last, broken_on

    with tempfile.TemporaryDirectory() as folder:
        connection.settings_dict["NAME"] = shutil.copy(office, folder)
        stage = Stage(script.seed)
        for command in script.commands:
            try:
                outcome = stage.do(command)
            except Exception:
                return True  # an act that fails is noticed by whoever asked for it
            if isinstance(outcome, Done) and broken_on(outcome.matter):
                return True
        return bool(broken_at_last(stage, script.commands[-1].at))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
