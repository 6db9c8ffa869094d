"""One life under faults: what befalls its workers round by round, and what is checked after each.

No hand mends anything between two rounds: the next worker goes on where the last one was killed,
stopped or starved, on what it left."""

import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from time import sleep
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, connections

from shouwen.acts.sweeping import sweep
from shouwen.life.chance import chance
from shouwen.life.hindrance import ENOUGH, LOCK_TIMEOUT, Hindrance
from shouwen.life.invariants import check_all
from shouwen.life.script import DELIVERS, SWEEPS, Script, Stage
from shouwen.life.shelf import select
from shouwen.life.worker import (
    DONE,
    FAILED,
    GAVE_UP,
    REFUSED,
    Journal,
    work,
)

SOON = 0.25  # seconds: within this time a worker is killed from outside


class Database(Protocol):
    """What can befall a database. ``room`` says how much is left on the disk where that is told to
    each process (SQLite), else nothing."""

    def gone(self) -> AbstractContextManager[None]:
        """Out of reach."""

    def slow(self) -> AbstractContextManager[None]:
        """Busy with something else every other moment."""

    def full(self, dice: Random) -> AbstractContextManager[Hindrance]:
        """Without room on the disk."""

    def whole(self) -> str:
        """What the database itself finds wrong; empty: nothing."""


class Embedded:
    """SQLite, in one file."""

    def __init__(self) -> None:
        self.file = Path(connection.settings_dict["NAME"])

    @contextmanager
    def gone(self) -> Iterator[None]:
        """Another process keeps the file to itself for longer than anybody waits."""
        with self._locked():
            yield

    @contextmanager
    def slow(self) -> Iterator[None]:
        """Another process takes the write lock for a while, over and over."""
        other = _fork()
        if other == 0:
            while True:
                with self._locked():
                    sleep(LOCK_TIMEOUT / 4)
                sleep(LOCK_TIMEOUT / 4)
        try:
            yield
        finally:
            _kill(other)

    @contextmanager
    def full(self, dice: Random) -> Iterator[Hindrance]:
        """No file grows beyond a limit, or the database has no page left: two errors of SQLite."""
        if dice.random() < 0.5:
            size = self.file.stat().st_size
            yield Hindrance(
                file_limit=dice.randrange(32_768, size), patience=LOCK_TIMEOUT, most=ENOUGH
            )
        else:
            yield Hindrance(pages=dice.randrange(0, 40), patience=LOCK_TIMEOUT, most=ENOUGH)

    def whole(self) -> str:
        """SQLite's own check of its file."""
        with closing(sqlite3.connect(self.file)) as database:
            (found,) = database.execute("PRAGMA integrity_check").fetchone()
        return "" if found == "ok" else str(found)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.file, isolation_level=None, timeout=20)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("ROLLBACK")


BETWEEN_MATTERS = ("3.3a a list has everything that was owed",)
"""What compares the times of two matters. Once a clock was set back, what was done on one of them
before may bear a later time than what was done on the other after (seed 1011)."""

IN_PASSING = ("5.1b every case that ended is counted",)
"""What a round of the clock does last, which a kill may put off: asked when the life is over (seed
739943)."""


@dataclass
class Trial:
    """A life, as far as it was lived; ``found`` counts what befell it and what came of it, and
    ``broken`` says what should not have been."""

    script: Script
    home: Path
    database: Database
    position: int = 0
    found: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    acknowledged: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    _workers: dict[int, tuple[Journal, Hindrance]] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether nothing is left to be done."""
        return self.position >= len(self.script.commands)

    def start(self, hindrance: Hindrance | None = None) -> int:
        """A worker who goes on with the life; answers with its process."""
        hindrance = hindrance or Hindrance(most=ENOUGH)
        journal = Journal(self.home / f"journal-{self.found['workers']}")
        self.found["workers"] += 1
        worker = _fork()
        if worker == 0:
            _be_a_worker(self, journal, hindrance)
        self._workers[worker] = journal, hindrance
        return worker

    def kill(self, worker: int) -> None:
        """At once and without warning."""
        _kill(worker)
        self.found["killed from outside"] += 1

    def wait(self, worker: int) -> None:
        """Until it ends by itself, or by its own hand."""
        _, status = os.waitpid(worker, 0)
        if os.WIFSIGNALED(status):
            self.found["killed at a chosen point"] += 1
        elif os.WEXITSTATUS(status) == GAVE_UP:
            self.found["gave up"] += 1
        elif os.WEXITSTATUS(status) != 0:
            self.broken.append(f"a worker ended with status {os.WEXITSTATUS(status)}: see its log")

    def settle(self, fault: str) -> None:
        """After a round: read the journals, and check."""
        self.found["rounds"] += 1
        self.found[f"fault: {fault}"] += 1
        heads = [self._read(*worker) for worker in self._workers.values()]
        self._workers.clear()
        # What follows the last thing that anybody acknowledged may have been in the doing.
        self.position = max(heads, default=self.position)
        for what in self._check():
            self.broken.append(f"round {self.found['rounds']} ({fault}): {what}")

    def finish(self) -> None:
        """Live to the end without faults, and let the clock go round once more, as it always will:
        what ended under a clock set back was recorded as before the last round (seed 3002). Then no
        letter waits."""
        self.wait(self.start(Hindrance()))
        sweep(self.script.commands[-1].at)
        self.settle("none")
        if not self.over:
            self.broken.append(f"the life ended at command {self.position}")
        inbox = Counter(what for _, what in Journal(self.home / "inbox").lines())
        for letter, sent_at in select("SELECT key, sent_at FROM records_letter"):
            if not sent_at or letter not in inbox:
                self.broken.append(f"letter {letter}: sent {sent_at}, {inbox[letter]} times got")
        self.found["letters"] = len(inbox)
        self.found["letters that came again with the same key"] = sum(inbox.values()) - len(inbox)

    def _read(self, journal: Journal, hindrance: Hindrance) -> int:
        """How far one worker came. Everybody in a round begins at the same command.

        A no of a clock set back is of another instant: what had not happened yet by that clock
        (3.2a) may be done under the same request id when it is sent again."""
        done = 0
        for note in journal.notes():
            if note.word == FAILED:
                self.found["acts that failed and were tried again"] += 1
                continue
            command = self.script.commands[self.position + done]
            assert command.n == note.n, f"{journal.path}: {note} instead of {command.n}"
            done += 1
            self.found[f"acts {note.word}"] += 1
            if command.act in (SWEEPS, DELIVERS):
                continue
            if note.word == DONE:
                self.acknowledged.add(note.n)
            elif note.word == REFUSED and not hindrance.back:
                self.refused.add(note.n)
        return self.position + done

    def _check(self) -> Iterator[str]:
        stage = Stage(self.script.seed)
        ledger = Counter(
            row.request_id
            for row in select("SELECT request_id FROM records_ledgerentry")
            if row.request_id
        )
        for n in self.acknowledged:
            times = ledger[stage.request_id(n)]
            if times != 1:
                yield f"command {n} was acknowledged and stands {times} times in the ledger"
        for n in self.refused - self.acknowledged:
            if stage.request_id(n) in ledger:
                yield f"command {n} was answered with a refusal and stands in the ledger"
        for n in self.refused & self.acknowledged:
            yield f"command {n} was done, and answered once more with a refusal"
        in_flight = {command.n for command in self.script.commands[self.position :][:1]}
        known = {stage.request_id(n) for n in self.acknowledged | self.refused | in_flight}
        for stray in ledger.keys() - known:
            yield f"{stray} stands in the ledger, and nobody was told"
        for n in in_flight:
            whole = stage.request_id(n) in ledger
            self.found[f"in flight: {'there whole' if whole else 'not there at all'}"] += 1
        if wrong := self.database.whole():
            yield wrong
        for name, (checked, broken) in check_all().items():
            self.found["things checked"] += checked
            if name in BETWEEN_MATTERS and self.found["fault: clock set back"]:
                continue
            if name in IN_PASSING and not self.over:
                continue
            for what in broken[:3]:
                yield f"{name}: {what.matter}: {what.what}"
        connections.close_all()


def _be_a_worker(trial: Trial, journal: Journal, hindrance: Hindrance) -> None:
    """What a forked process does instead of going on; it never comes back."""
    status = 1
    try:
        log = os.open(trial.home / "workers.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(log, 1)
        os.dup2(log, 2)
        if connection.vendor == "sqlite":
            settings.DATABASES["default"]["OPTIONS"]["timeout"] = LOCK_TIMEOUT
            connection.settings_dict["OPTIONS"]["timeout"] = LOCK_TIMEOUT
        inbox = Journal(trial.home / "inbox")
        status = work(trial.script, trial.position, journal, inbox, hindrance)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)


def _fork() -> int:
    """A connection must not be shared by two processes: none is open when they part."""
    connections.close_all()
    return os.fork()


def _kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


# ── The faults ──────────────────────────────────────────────────────────────────────────────────

Fault = Callable[[Trial, Random], None]


def killed(trial: Trial, dice: Random) -> None:
    """At a random moment: in an act, a sweep, a round of letters, or between."""
    worker = trial.start()
    sleep(dice.uniform(0, SOON))
    trial.kill(worker)


def killed_at_a_statement(trial: Trial, dice: Random) -> None:
    """Before or after any one statement of an act, the sweep or the letters."""
    trial.wait(trial.start(Hindrance(statement=dice.randrange(1, 400), before=dice.random() < 0.5)))


def killed_before_it_said_so(trial: Trial, dice: Random) -> None:
    """The act is done, and nobody was told: whoever asked will ask again."""
    trial.wait(trial.start(Hindrance(act=dice.randrange(1, 20))))


def killed_while_drawing(trial: Trial, dice: Random) -> None:
    """While papers are rendered beside the acts."""
    worker = trial.start(Hindrance(draws=True))
    sleep(dice.uniform(0, 4 * SOON))
    trial.kill(worker)


def two_at_once(trial: Trial, dice: Random) -> None:
    """Two servers get every request at the same time, as from a double click; both are killed."""
    both = [trial.start(), trial.start()]
    for worker in both:
        sleep(dice.uniform(0, SOON))
        trial.kill(worker)


def disk_full(trial: Trial, dice: Random) -> None:
    """Nothing can be written until there is room again."""
    with trial.database.full(dice) as hindrance:
        trial.wait(trial.start(hindrance))


def database_gone(trial: Trial, dice: Random) -> None:
    """The database goes while acts are done, and comes back; the server is not started anew."""
    worker = trial.start()
    sleep(dice.uniform(0, SOON))
    with trial.database.gone():
        sleep(LOCK_TIMEOUT * dice.uniform(1, 2.5))
    sleep(dice.uniform(SOON / 4, SOON))
    trial.kill(worker)


def clock_set_back(trial: Trial, dice: Random) -> None:
    """The server's clock jumps back by hours, or days."""
    worker = trial.start(Hindrance(back=timedelta(minutes=dice.randrange(1, 4000))))
    sleep(dice.uniform(0, SOON))
    trial.kill(worker)


def disk_slow(trial: Trial, dice: Random) -> None:
    """Every write waits for somebody else's."""
    with trial.database.slow():
        worker = trial.start()
        sleep(dice.uniform(SOON, 3 * SOON))
        trial.kill(worker)


FAULTS: tuple[Fault, ...] = (
    killed,
    killed_at_a_statement,
    killed_before_it_said_so,
    killed_while_drawing,
    two_at_once,
    disk_full,
    database_gone,
    clock_set_back,
    disk_slow,
)


def try_faults(trial: Trial, seed: int, rounds: int, say: Callable[[str], Any]) -> None:
    """So many rounds, each fault by turns in an order drawn from the seed, then the end of the
    life. What was found stands on the trial."""
    dice = chance(seed, "faults")
    turns: list[Fault] = []
    for _ in range(rounds):
        if trial.over:
            break
        turns = turns or dice.sample(FAULTS, len(FAULTS))
        fault = turns.pop()
        fault(trial, dice)
        name = fault.__name__.replace("_", " ")
        trial.settle(name)
        say(f"{name}: command {trial.position} of {len(trial.script.commands)}")
    trial.finish()
