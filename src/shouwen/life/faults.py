"""The same life with everything that can befall a server: killed, the disk full, the database gone.

``python -m shouwen.life.faults --seed 7 --rounds 50`` in a temporary home, on SQLite. Each round
one fault befalls workers (``life.worker``) that go on with one life where the round before left it,
as it left it. After each round

- every invariant holds (``life.invariants``), and SQLite finds its file whole,
- every request that was acknowledged stands in the ledger, once, and none that was refused,
- no request stands there that was never sent; the one in flight is there whole or not at all.

At the end the life goes on to its last command without faults, and every letter has been sent.
``--json`` prints the counts; the exit status is 1 if anything was broken."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

STAFF = 21
START = datetime.fromisoformat("2026-03-02T00:00:00+08:00")
COMMANDS_A_ROUND = 22
COMMANDS_A_DAY = 15
"""Roughly what a round takes and what a day brings: how long a life is needed."""
PASSWORD = "nobody signs in here"  # noqa: S105 - an office that is thrown away


@dataclass(frozen=True, slots=True)
class Report:
    """What was tried and what came of it; ``broken`` is empty, or there is a defect."""

    seed: int
    found: dict[str, int]
    broken: list[str]


def prepare(home: Path) -> None:
    """Turn this process to an office in ``home``, or on ``DATABASE_URL``; once in a process."""
    os.environ["SHOUWEN_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
    import django  # settings are read once the home is known

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def write_script(seed: int, days: int, path: Path) -> None:
    """Live a life in a process and a database of its own, and write its script to ``path``."""
    with tempfile.TemporaryDirectory() as home:
        ours = [sys.executable, "-m", "shouwen.life.faults", "--write", str(path)]
        subprocess.run(  # noqa: S603 - our own program and numbers
            [*ours, "--seed", str(seed), "--days", str(days)],
            env={**os.environ, "DATABASE_URL": "", "SHOUWEN_HOME": home, **FAST},
            check=True,
        )


FAST = {"SHOUWEN_SYNCHRONOUS": "OFF"}


def run(
    seed: int, rounds: int, home: Path, database: Any = None, say: Callable[[str], Any] = str
) -> Report:
    """Try ``rounds`` faults on a fresh office in ``home``; ``database`` is a ``trial.Database``,
    SQLite where none is given. The process must be :func:`prepare`-d."""
    from shouwen.life import setting
    from shouwen.life.script import Script
    from shouwen.life.trial import Embedded, Trial, try_faults

    path = home / "script"
    write_script(seed, max(20, rounds * COMMANDS_A_ROUND // COMMANDS_A_DAY), path)
    script = Script.from_lines(path.read_text())
    setting.found(script.staff, script.start, password=PASSWORD)
    trial = Trial(script, home, database or Embedded())
    try_faults(trial, seed, rounds, say)
    return Report(seed, dict(sorted(trial.found.items())), trial.broken)


def _write(seed: int, days: int, path: Path) -> None:
    from shouwen.life import setting
    from shouwen.life.script import Script
    from shouwen.life.world import World

    setting.found(STAFF, START, password=PASSWORD)
    world = World(seed, STAFF, START, START + timedelta(days=days), ("double-submit",))
    script = Script(seed, STAFF, START, tuple(command for command, _ in world.live()))
    path.write_text(script.to_lines())


def main() -> int:
    """The command line; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m shouwen.life.faults")
    parser.add_argument("--seed", type=int, default=7, help="one seed, one order of faults")
    parser.add_argument("--rounds", type=int, default=50, help="how many faults")
    parser.add_argument("--home", type=Path, help="an empty folder that is kept afterwards")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--days", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(os.environ["SHOUWEN_HOME"] if given.write else folder)
        home = home.absolute()
        prepare(home)
        if given.write:
            _write(given.seed, given.days, given.write)
            return 0
        report = run(given.seed, given.rounds, home, say=_say)
    sys.stdout.write(shown(report, given.json))
    return 1 if report.broken else 0


def shown(report: Report, as_json: bool) -> str:
    """The report as one JSON document, or in lines."""
    if as_json:
        document = {"seed": report.seed, "found": report.found, "broken": report.broken}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    lines = [f"{n:>9,}  {what}" for what, n in report.found.items()]
    lines += [f"   BROKEN  {what}" for what in report.broken]
    return "\n".join(lines) + "\n"


def _say(what: str) -> None:
    sys.stderr.write(what + "\n")


if __name__ == "__main__":
    sys.exit(main())
