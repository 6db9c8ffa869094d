"""A process that lives a script and may be hindered or killed at any moment.

It does one command after the other, as a server does requests, and notes each answer it gave in a
journal that is safe on the disk: what stands there was acknowledged. An act that fails because the
database is gone is tried again under the same request id, as whoever sent it would."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.db import Error, connection

from shouwen.acts import Barred
from shouwen.acts.outbox import letters_were_sent, take_letters
from shouwen.acts.rendering import rendering, undrawn
from shouwen.life.hindrance import Hindrance
from shouwen.life.script import DELIVERS, Command, Script, Stage

DONE, REFUSED, SKIPPED, FAILED = "done", "refused", "skipped", "failed"
GAVE_UP = 3
"""Exit status of a worker that lost its patience."""

PAUSE = 0.02  # seconds until what failed is tried again
DRAWN_BACK_TO = timedelta(days=30)  # of the life


@dataclass(frozen=True, slots=True)
class Note:
    """One line of a journal: what came of the command ``n``."""

    word: str
    n: int


class Journal:
    """What a worker acknowledged; each line is on the disk before the next command is begun."""

    def __init__(self, path: Path) -> None:
        """Nothing is written yet."""
        self.path = path

    def note(self, word: str, what: object) -> None:
        """Add a line, and wait until the disk has it."""
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, f"\n{word} {what}\n".encode())
            os.fsync(file)
        finally:
            os.close(file)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every whole line; one that a full disk cut short has no second word or no end."""
        if self.path.exists():
            for line in self.path.read_text().splitlines():
                word, _, what = line.partition(" ")
                if what:
                    yield word, what

    def notes(self) -> list[Note]:
        """The lines about commands."""
        return [Note(word, int(what)) for word, what in self.lines()]


def work(
    script: Script, position: int, journal: Journal, inbox: Journal, hindrance: Hindrance
) -> int:
    """Do the commands from ``position`` on; letters arrive in ``inbox``. Answers with the exit
    status: 0, or :data:`GAVE_UP`."""
    _hinder(hindrance)
    stage = Stage(script.seed)
    commands = script.commands[position:]
    for done, command in enumerate(commands[: hindrance.most], 1):
        since = monotonic()
        while True:
            try:
                word = _do(stage, command, inbox, hindrance)
                break
            except (Error, OSError):
                connection.close()
                journal.note(FAILED, command.n)
                if monotonic() - since > hindrance.patience:
                    return GAVE_UP
                sleep(PAUSE)
        if done == hindrance.act:
            _die()
        journal.note(word, command.n)
    return 0


def _do(stage: Stage, command: Command, inbox: Journal, hindrance: Hindrance) -> str:
    at = command.at - hindrance.back
    if hindrance.draws:
        for paper in undrawn(at - DRAWN_BACK_TO, 2):
            rendering(paper)
    if command.act == DELIVERS:
        _deliver(at, inbox)
        return DONE
    outcome = stage.do(replace(command, at=at))
    if isinstance(outcome, Barred):
        return REFUSED
    return SKIPPED if outcome is None else DONE


def _deliver(at: datetime, inbox: Journal) -> None:
    """The round of the letters, with readers who keep what they got."""
    while letters := take_letters(at):
        for letter in letters:
            inbox.note("letter", letter.key)
            letters_were_sent([letter.id], at)


def _hinder(hindrance: Hindrance) -> None:
    if hindrance.file_limit is not None:
        # Python ignores SIGXFSZ: writing beyond the limit fails, as on a full disk.
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hindrance.file_limit, hard))
    if hindrance.pages is not None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            (pages,) = cursor.fetchone()
        connection.close()
        limit = f"PRAGMA max_page_count = {pages + hindrance.pages};"
        connection.settings_dict["OPTIONS"]["init_command"] += limit
    if hindrance.statement is not None:
        connection.execute_wrappers.append(_Doom(hindrance.statement, hindrance.before))


class _Doom:
    """Counts statements, and kills its process at one of them."""

    def __init__(self, statement: int, before: bool) -> None:
        self.left = statement
        self.before = before

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.left -= 1
        if self.left == 0 and self.before:
            _die()
        answer = execute(*statement)
        if self.left == 0:
            _die()
        return answer


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
